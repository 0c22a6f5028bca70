"""Files: tables that somebody saved, as CSV, Excel, JSON-stat 2 or PX, each with its sidecar beside it.

Provenance: the sidecar `<table>.toml` says who published the figures, where and when (docs/reference/sidecar.md).
A file without one is read too: roles and units are then inferred from its headings and cells.
"""

import hashlib
from pathlib import Path

from malbild.sources.files.arrange import arrange
from malbild.sources.files.cubes import declared
from malbild.sources.files.delimited import read_delimited
from malbild.sources.files.jsonstat import read_jsonstat
from malbild.sources.files.px import read_px
from malbild.sources.files.sheet import Problems
from malbild.sources.files.sidecar import Sidecar, read_sidecar
from malbild.sources.files.workbook import read_workbook
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text

DELIMITED = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_CUBES = {".px": read_px, ".json": read_jsonstat}
SUFFIXES = (*DELIMITED, *WORKBOOKS, *_CUBES)


def read(path: Path) -> Table:
    """The table in a file with its sidecar; raises Refused with every problem when it cannot be read whole."""
    path = Path(path)
    suffix = path.suffix.lower()
    problems = Problems(str(path))
    content = _content(path, problems)
    sidecar = _sidecar(path, problems)
    table = None
    if content is not None and suffix in _CUBES:
        table = declared(_CUBES[suffix](content, file=str(path)), sidecar, problems)
    elif content is not None and suffix in SUFFIXES:
        reader = read_workbook if suffix in WORKBOOKS else read_delimited
        sheet = reader(path, content, sidecar.layout, problems)
        table = arrange(sheet, sidecar, hashlib.sha256(content).hexdigest(), problems)
    elif content is not None:
        _unknown_format(suffix, problems)
    if table is None or problems.blocking:
        raise Refused(problems.findings)
    return table


def _content(path: Path, problems: Problems) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        problems.add(
            "file",
            Text(f"Filen går inte att öppna ({error.strerror}).", f"The file cannot be opened ({error.strerror})."),
            Text("Se efter att namnet är rätt och att filen får läsas.", "Check the name, and that the file may be "
                                                                         "read."),
        )  # fmt: skip
        return None


def _sidecar(path: Path, problems: Problems) -> Sidecar:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return Sidecar()
    return read_sidecar(str(beside), beside.read_bytes(), problems)


def _unknown_format(suffix: str, problems: Problems) -> None:
    problems.add(
        "format",
        Text(f"Filer av slaget {suffix or 'utan ändelse'} kan inte läsas.",
             f"Files of the kind {suffix or 'without a suffix'} cannot be read."),
        Text(f"Spara tabellen som något av {', '.join(SUFFIXES)}.", f"Save the table as one of {', '.join(SUFFIXES)}."),
    )  # fmt: skip
