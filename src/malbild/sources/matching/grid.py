"""Grid: a delimited text file as rows by column name, every problem told with its line."""

import csv
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import TypeVar

from malbild.sources.jobtech.archive import content
from malbild.sources.problems import error
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.matching import Code
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

T = TypeVar("T")
_DELIMITERS = ";\t,"


@dataclass(frozen=True)
class Cells:
    """One row: its cells by column, and where problems of it are told."""

    place: Place
    cells: Mapping[str, str]
    findings: list[Finding]

    def text(self, column: str) -> str:
        """A cell as it stands; empty where the column is not there."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """A cell that may not be empty."""
        if not self.text(column):
            self._wrong(column, Text("Cellen är tom.", "The cell is empty."))
        return self.text(column)

    def number(self, column: str) -> float | None:
        """A number in Swedish or English writing, None where the cell is empty or holds a mark of missing."""
        text = self.text(column).replace("\u00a0", "").replace(" ", "").replace("−", "-")
        if text in ("", "..", "-", "x", "NA"):
            return None
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            self._wrong(column, Text(f"{text!r} är inget tal.", f"{text!r} is no number."))
            return None
        return value

    def count(self, column: str, given: float | None = None) -> float:
        """A number that must be there and not below nought."""
        value = self.number(column) if self.text(column) or given is None else given
        if value is None or value < 0:
            self._wrong(column, Text("Här ska stå ett tal, noll eller mer.", "Here goes a number, nought or more."))
            return 0.0
        return value

    def day(self, column: str) -> date | None:
        """A day (2026-11-23); None where the cell is empty."""
        return self._spelled(column, date.fromisoformat)

    def moment(self, column: str) -> datetime | None:
        """A moment (2026-11-23T18:00:00+00:00)."""
        return self._spelled(column, datetime.fromisoformat)

    def word(self, column: str, kind: type[StrEnum], given: StrEnum | None = None) -> str:
        """One of the words of a kind, in small letters."""
        text = self.text(column).lower() or (given or "")
        if text not in list(kind):
            words = ", ".join(kind)
            self._wrong(column, Text(f"{text!r} är inget av {words}.", f"{text!r} is none of {words}."))
            return next(iter(kind))
        return text

    def code(self, system: str, code: str) -> Code:
        """A code and its system, from two columns."""
        return Code(self.needed(system).lower(), self.needed(code))

    def _spelled(self, column: str, read: Callable[[str], T]) -> T | None:
        text = self.text(column)
        try:
            return read(text) if text else None
        except ValueError:
            self._wrong(column, Text(f"{text!r} är ingen dag.", f"{text!r} is no day."))
            return None

    def _wrong(self, column: str, message: Text) -> None:
        place = Place(self.place.file, self.place.line, column)
        remedy = Text("Rätta cellen; formatet står i docs/reference/skills-files.md.",
                      "Mend the cell; the format stands in docs/reference/skills-files.md.")  # fmt: skip
        self.findings.append(error("input.cell", place, message, remedy))


@dataclass
class Grid:
    """A file's rows. `each` reads them, and refuses with what is wrong in all of them."""

    rows: list[Cells]
    findings: list[Finding] = field(default_factory=list)

    def each(self, read: Callable[[Cells], T]) -> list[T]:
        """Every row, read. Raises Refused with every problem of every row."""
        found = [read(one) for one in self.rows]
        if self.findings:
            raise Refused(self.findings)
        return found


def grid(path: Path, columns: Iterable[str]) -> Grid:
    """The rows of a CSV with a heading, in UTF-8 or as Excel saves it; the delimiter is found from the heading.

    Raises Refused when the file or one of the columns is missing.
    """
    lines = StringIO(_decoded(content(path)), newline="")
    heading = next(csv.reader([lines.readline()], delimiter=";"), [])
    text = ";".join(heading)
    delimiter = max(_DELIMITERS, key=text.count)
    lines.seek(0)
    reader = csv.DictReader(lines, delimiter=delimiter, restval="")
    missing = [one for one in columns if one not in (reader.fieldnames or ())]
    if missing:
        raise Refused([_no_column(Place(path.name, 1), one) for one in missing])
    found = Grid([])
    for row in reader:
        cells = {name: (cell or "").strip() for name, cell in row.items() if name is not None}
        if any(cells.values()):
            found.rows.append(Cells(Place(path.name, reader.line_num), cells, found.findings))
    return found


def written(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV with a heading; what is None is an empty cell."""
    text = StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(columns)
    out.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()


def _decoded(bytes_: bytes) -> str:
    try:
        return bytes_.decode("utf-8-sig")
    except UnicodeDecodeError:
        return bytes_.decode("cp1252", errors="replace")


def _no_column(place: Place, name: str) -> Finding:
    return error(
        "input.no-column", Place(place.file, place.line, name),
        Text(f"Kolumnen {name} saknas.", f"The column {name} is missing."),
        Text("Lägg till den; formatet står i docs/reference/skills-files.md.",
             "Add it; the format stands in docs/reference/skills-files.md."),
    )  # fmt: skip


def append(path: Path, table: str) -> None:
    """Add the rows of a table, written as `written` does, at the end of a file with the same columns."""
    heading, _, rows = table.partition("\n")
    if not path.is_file():
        path.write_text(f"{heading}\n{rows}", encoding="utf-8")
        return
    with path.open("a", encoding="utf-8") as lines:
        lines.write(rows)
        lines.flush()
        os.fsync(lines.fileno())
