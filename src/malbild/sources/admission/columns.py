"""A CSV file as columns, each as its distinct values and where they stand: what is read once is judged once.

An admission of a large region has 700,000 rows and a handful of merit values: every value is parsed once, not each row.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from malbild.sources.admission.problems import Problems
from malbild.vocabulary.text import Text

_DELIMITERS = ",;\t"
_LONGEST_FIELD = 100_000


class Readable(Protocol):
    """A file on a disk, or one that somebody has just sent and that shall never lie on one; its name is its text."""

    @property
    def suffix(self) -> str:
        """The end of its name, which tells CSV from JSON."""
        ...

    def read_bytes(self) -> bytes:
        """What it holds."""
        ...


@dataclass
class Columns:
    """The columns of a file; an empty one where a column is not there.

    lines   (row,); the line of the file each row ended at, 1 is the heading
    """

    file: str
    names: tuple[str, ...] = ()
    lines: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    cells: tuple[tuple[str, ...], ...] = ()
    digest: str = ""
    used: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name in self.names

    def coded(self, name: str) -> tuple[tuple[str, ...], NDArray[np.int32]]:
        """The distinct values of a column, and which of them stands in each row."""
        self.used.add(name)
        if not self.has(name):
            return ("",), np.zeros(len(self.lines), np.int32)
        column = self.cells[self.names.index(name)]
        index = {value: code for code, value in enumerate(dict.fromkeys(column))}
        return tuple(index), np.fromiter(map(index.__getitem__, column), np.int32, len(column))

    def text(self, name: str) -> tuple[tuple[str, ...], NDArray[np.int32]]:
        """As `coded`, without blanks around the values."""
        values, codes = self.coded(name)
        index = {value: code for code, value in enumerate(dict.fromkeys(one.strip() for one in values))}
        return tuple(index), np.array([index[one.strip()] for one in values] or [0], np.int32)[codes]

    def numbers(
        self, name: str, parse: Callable[[str], int | None], problems: Problems, *, message: Text, remedy: Text
    ) -> NDArray[np.int32]:
        """(row,); the column as whole numbers; a problem for every row whose value `parse` answers None for."""
        values, codes = self.coded(name)
        parsed = [parse(one.strip()) for one in values]
        wrong = np.array([one is None for one in parsed] or [False], np.bool_)[codes]
        problems.at(name, self.lines[wrong], message, remedy, cell=name)
        return np.array([one or 0 for one in parsed] or [0], np.int32)[codes]

    def ignored(self) -> tuple[str, ...]:
        """The columns nobody has asked for."""
        return tuple(name for name in self.names if name not in self.used)


def read_columns(path: Readable, problems: Problems) -> Columns:
    """Read a file, CSV or a JSON list of objects; what cannot be read at all is a problem, and gives no columns."""
    content = _content(path, problems)
    if not content.strip():
        return Columns(str(path))
    text = _decoded(content)
    heading, lines, rows = _objects(text, problems) if path.suffix.lower() == ".json" else _rows(text, problems)
    names = tuple(one.strip().lower() for one in heading)
    _tell_twice(names, problems)
    cells = tuple(zip(*rows, strict=True)) if rows else tuple(() for _ in names)
    return Columns(str(path), names, np.array(lines, np.int64), cells, sha256(content).hexdigest())


def _content(path: Readable, problems: Problems) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        problems.add(
            "file",
            Text(f"Filen kan inte läsas ({error.strerror}).", f"The file cannot be read ({error.strerror})."),
            Text("Kontrollera namnet och rättigheterna.", "Check its name and permissions."),
        )
        return b""
    if not content.strip():
        problems.add(
            "file", Text("Filen är tom.", "The file is empty."),
            Text("Ange en CSV-fil med rubrikrad.", "Name a CSV file with a heading."),
        )  # fmt: skip
    return content


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _objects(text: str, problems: Problems) -> tuple[list[str], list[int], list[list[str]]]:
    """The objects of a JSON list as rows; the first is row 1. Text, numbers, true, false and null may stand in them."""
    try:
        told = msgspec.json.decode(text, type=list[dict[str, str | int | float | bool | None]])
    except msgspec.DecodeError:
        problems.add(
            "json",
            Text("Filen är ingen JSON-lista med objekt av texter och tal.",
                 "The file is no JSON list of objects of texts and numbers."),
            Text("Skriv [{\"applicant_id\": …}, …] med kolumnernas namn som nycklar.",
                 "Write [{\"applicant_id\": …}, …] with the names of the columns as keys."),
        )  # fmt: skip
        return [], [], []
    names = list(dict.fromkeys(name for one in told for name in one))
    rows = [[_cell(one.get(name)) for name in names] for one in told]
    return names, list(range(1, len(rows) + 1)), rows


def _cell(value: str | int | float | bool | None) -> str:
    """A value of JSON as a cell of CSV has it."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _rows(text: str, problems: Problems) -> tuple[list[str], list[int], list[list[str]]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heading: list[str] = []
    lines: list[int] = []
    rows: list[list[str]] = []
    try:
        heading = next(row for row in reader if row)
        width = len(heading)
        for row in reader:
            if len(row) == width:
                lines.append(reader.line_num)
                rows.append(row)
            elif row:
                _tell_width(reader.line_num, len(row), width, problems)
    except csv.Error:
        problems.add(
            "csv",
            Text("Raden kan inte läsas som CSV; resten av filen är inte läst.",
                 "The row cannot be read as CSV; the rest of the file is not read."),
            Text("Leta efter ett citattecken som saknar sitt par.", "Look for a quotation mark without its pair."),
            line=reader.line_num,
        )  # fmt: skip
    return heading, lines, rows


def _tell_width(line: int, has: int, width: int, problems: Problems) -> None:
    problems.add(
        "width",
        Text(f"Raden har {has} fält, rubriken {width}.", f"The row has {has} fields, the heading {width}."),
        Text("Ge raden lika många fält som rubriken; skriv decimaltecken som punkt när fälten skiljs av komma.",
             "Give the row as many fields as the heading; write decimals with a point where commas part the fields."),
        line=line,
    )  # fmt: skip


def _tell_twice(names: tuple[str, ...], problems: Problems) -> None:
    for name in sorted({one for one in names if names.count(one) > 1}):
        problems.add(
            "heading",
            Text(f"Kolumnen {name} finns två gånger.", f"The column {name} is there twice."),
            Text("Ta bort den ena.", "Take one of them out."), line=1, cell=name,
        )  # fmt: skip


def require(columns: Columns, names: tuple[str, ...], problems: Problems) -> bool:
    """Whether the file has the columns it must have; a problem for each it lacks."""
    lacking = [name for name in names if not columns.has(name)] if columns.names else []
    for name in lacking:
        problems.add(
            "heading",
            Text(f"Kolumnen {name} saknas.", f"The column {name} is missing."),
            Text(
                f"Filen ska ha kolumnerna {', '.join(names)}.", f"The file shall have the columns {', '.join(names)}."
            ),
            line=1, cell=name,
        )  # fmt: skip
    return bool(columns.names) and not lacking


def is_text(columns: Columns, name: str, problems: Problems) -> None:
    """A problem for every row where a column that must be filled is empty."""
    values, codes = columns.text(name)
    if "" not in values:
        return
    empty = codes == values.index("")
    problems.at(
        "empty", columns.lines[empty],
        Text(f"{name} saknas.", f"{name} is missing."), Text("Fyll i fältet.", "Fill in the field."), cell=name,
    )  # fmt: skip
