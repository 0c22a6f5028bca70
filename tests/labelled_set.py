"""The labelled set of skill mentions: its marks from `tests/labelled`, its texts rebuilt from the shared data.

The texts are not in the repository. Each is rebuilt by the reader that the product uses, contacts masked, and held to
the sha256 it had when it was marked; else its offsets would point at other words.
"""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl

from malbild.sources.jobtech import advertisements, archive
from malbild.sources.skolverket import courses

FOLDER = Path(__file__).parent / "labelled"
ADVERTISEMENTS = Path("skills", "ads", "jobsearch_ads.jsonl")
UPPER_SECONDARY = Path("skills", "courses", "gymnasium_courses.jsonl")
UNIVERSITY = Path("skills", "courses", "miun_kursplaner.xlsx")


@dataclass(frozen=True)
class Source:
    """A text of the set: its number, what it is, which part it belongs to, and how to know it again."""

    number: str
    kind: str  # "ad", "gymnasium", "university"
    split: str  # "dev", "test"
    id: str
    sha256: str


@dataclass(frozen=True, order=True)
class Mark:
    """Characters `start` up to, not including, `end` name something; `concept` is "-" where none fits."""

    start: int
    end: int
    type: str
    asking: str
    concept: str


def sources(split: str = "") -> list[Source]:
    return [
        Source(row["text"], row["kind"], row["split"], row["id"], row["sha256"])
        for row in _rows("texts.tsv")
        if split in ("", row["split"])
    ]


def marks(file: str = "marks.tsv") -> dict[str, list[Mark]]:
    """The marks of each text, in order; of the adjudicated set, or of one annotator (`annotator-a.tsv`)."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for row in _rows(file):
        mark = Mark(int(row["start"]), int(row["end"]), row["type"], row["asking"], row["concept"])
        found[row["text"]].append(mark)
    return found


def texts(folder: Path) -> dict[str, str]:
    """Each text by its number. Raises ValueError naming those that are not what was marked."""
    known = {**_advertisements(folder), **_upper_secondary(folder), **_university(folder)}
    rebuilt = {one.number: known.get((one.kind, one.id), "") for one in sources()}
    refuse_others(rebuilt)
    return rebuilt


def refuse_others(rebuilt: dict[str, str]) -> None:
    """Raises ValueError naming the texts that are not what was marked."""
    others = [one.number for one in sources() if _sha256(rebuilt[one.number]) != one.sha256]
    if others:
        raise ValueError(
            f"texts that are not what was marked: {', '.join(others)}. Either the data are others, or reading or "
            "masking has changed since; then the marks of these texts have to be moved, see tests/labelled/README.md"
        )


def own_title(kind: str, text: str) -> int:
    """Where what was marked begins: a syllabus of the upper secondary begins with its own name, which is not marked."""
    return text.find("\n") + 1 if kind == "gymnasium" else 0


def _rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _advertisements(folder: Path) -> dict[tuple[str, str], str]:
    return {("ad", one.id): one.text for one, _ in advertisements.read(folder / ADVERTISEMENTS, {}) if one}


def _upper_secondary(folder: Path) -> dict[tuple[str, str], str]:
    content = archive.content(folder / UPPER_SECONDARY)
    return {("gymnasium", one.id): one.text for one in courses.upper_secondary(content, UPPER_SECONDARY.name)}


def _university(folder: Path) -> dict[tuple[str, str], str]:
    """The aims of each syllabus, by code and version."""
    book = openpyxl.load_workbook(BytesIO((folder / UNIVERSITY).read_bytes()), read_only=True)
    try:
        heading, *rows = book.worksheets[0].iter_rows(values_only=True)
    finally:
        book.close()
    code, version, aims = (heading.index(one) for one in ("Kurskod", "MajorVersion", "UtbildningMal"))
    return {("university", f"{row[code]}/{row[version]}"): str(row[aims] or "") for row in rows}
