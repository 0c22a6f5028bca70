"""Archive: the files of a folder that somebody has fetched, compressed or not."""

import csv
import gzip
from pathlib import Path
from typing import Any

import msgspec

from malbild.sources.problems import refuse
from malbild.vocabulary.finding import Place
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
