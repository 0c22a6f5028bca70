"""Archive: the files of a folder that somebody has fetched, compressed or not."""

import csv
import gzip
from pathlib import Path
from typing import Any

import msgspec

from malbild.sources.problems import error, raise_any, refuse
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.text import Text


def content(path: Path) -> bytes:
    """The bytes of a file, which may lie there compressed under the same name with ".gz".

    Raises Refused when neither is there.
    """
    packed = path.with_name(path.name + ".gz")
    if path.is_file():
        return path.read_bytes()
    if packed.is_file():
        return gzip.decompress(packed.read_bytes())
    raise refuse(
        "input.missing-file", Place(str(path)),
        Text("Filen finns inte.", "The file is not there."),
        Text(
            "Hämta den som docs/reference/skills-files.md säger och peka ut mappen med --data.",
            "Fetch it as docs/reference/skills-files.md tells, and name the folder with --data.",
        ),
    )  # fmt: skip


def is_there(path: Path) -> bool:
    """Whether a file lies there, compressed or not."""
    return path.is_file() or path.with_name(path.name + ".gz").is_file()


def json(path: Path) -> Any:
    """A JSON file; Refused when it is missing or broken."""
    try:
        return msgspec.json.decode(content(path))
    except msgspec.DecodeError as problem:
        raise refuse(
            "input.broken-json", Place(str(path)),
            Text(f"Filen är inte giltig JSON ({problem}).", f"The file is no valid JSON ({problem})."),
            Text("Hämta den på nytt.", "Fetch it again."),
        ) from None  # fmt: skip


def rows(path: Path, delimiter: str) -> list[list[str]]:
    """The rows of a delimited text file, its heading first."""
    lines = content(path).decode("utf-8-sig").splitlines()
    return list(csv.reader(lines, delimiter=delimiter))


def labels(path: Path) -> list[tuple[str, str]]:
    """Ids and labels of a TSV file; Refused with every line that is none."""
    table = content(path).decode("utf-8-sig").splitlines()
    cells = [line.split("\t") for line in table]
    wrong = [number for number, one in enumerate(cells, 1) if len(one) < 2 and one != [""]]
    raise_any(_no_label(Place(str(path), number)) for number in wrong)
    return [(one[0], one[1]) for one in cells if len(one) > 1]


def _no_label(place: Place) -> Finding:
    return error(
        "input.no-label", place,
        Text("Raden har inte både id och namn.", "The line has not both an id and a label."),
        Text("Skriv id, tabb och namn.", "Write the id, a tab and the label."),
    )  # fmt: skip
