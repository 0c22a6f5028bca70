"""The workbook's sheet: its few lines of heading, its years, and one row of figures a sector and area."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl

from malbild.sources.problems import error, excerpt, raise_any, refuse
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_MOST_UNPACKED = 400 * 1024 * 1024
_MOST_ROWS = 200_000
_MOST_COLUMNS = 200
_HEADING_WITHIN = 25
_TOLD_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line, its texts (sector, subsector, county, municipality) and a figure a year."""

    line: int
    texts: tuple[str, str, str, str]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Sheet:
    """What the workbook holds.

    preamble     the lines above the heading, as texts
    substances   what stands under each year
    """

    file: str
    preamble: tuple[str, ...]
    heading_line: int
    years: tuple[int, ...]
    substances: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(content: bytes, file: str, heading: Sequence[str]) -> Sheet:
    """Read the first sheet. Raises Refused when it is damaged, has another heading, or cells that are no figures."""
    lines = _lines(content, file)
    found = [number for number, cells in enumerate(lines[:_HEADING_WITHIN], 1) if _texts(cells[:4]) == tuple(heading)]
    if not found or found[0] < 2:
        raise _no_heading(file, lines, heading)
    at = found[0]
    width = _width(lines[at - 1])
    years = _years(lines[at - 2][4:width], file, at - 1)
    problems: list[Finding] = []
    rows = tuple(_rows(lines[at:], at + 1, width, file, problems))
    raise_any(problems)
    return Sheet(
        file, tuple(" ".join(filter(None, _texts(cells))) for cells in lines[: at - 2]), at, years,
        _texts(lines[at - 1][4:width]), rows,
    )  # fmt: skip


def _lines(content: bytes, file: str) -> list[tuple[Any, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                raise ValueError("too large when unpacked")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return list(sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True))
    except Exception as problem:  # openpyxl raises a dozen kinds for a workbook that is damaged
        raise refuse(
            "input.workbook", Place(file),
            Text(f"Arbetsboken går inte att läsa ({excerpt(str(problem))}).",
                 f"The workbook cannot be read ({excerpt(str(problem))})."),
            Text("Hämta den på nytt; den kan vara avkortad.", "Fetch it again; it may be cut short."),
        ) from problem  # fmt: skip


def _width(cells: Sequence[Any]) -> int:
    width = len(cells)
    while width > 4 and cells[width - 1] is None:
        width -= 1
    return width


def _texts(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell).strip() for cell in cells)


def _years(cells: Sequence[Any], file: str, line: int) -> tuple[int, ...]:
    years = tuple(int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0 for text in _texts(cells))
    if years and all(1950 <= year <= 2200 for year in years) and list(years) == sorted(set(years)):
        return years
    raise refuse(
        "input.smhi-years", Place(file, line, "E–"),
        Text(f"Raden över rubriken är inte en följd av år: {excerpt(', '.join(_texts(cells)))}.",
             f"The row above the heading is not a sequence of years: {excerpt(', '.join(_texts(cells)))}."),
        Text("Arbetsboken kan ha fått en ny form: jämför med källan.",
             "The workbook may have a new form: compare with the source."),
    )  # fmt: skip


def _rows(lines: Sequence[Sequence[Any]], first: int, width: int, file: str, problems: list[Finding]) -> Iterator[Row]:
    for number, cells in enumerate(lines, first):
        if all(cell is None for cell in cells):
            continue
        sector, subsector, county, municipality = _texts([*cells, *[None] * 4][:4])
        values = tuple(_figure(cell) for cell in [*cells[4:width], *[None] * (width - len(cells))])
        if not all((sector, subsector, county, municipality)) or None in values:
            if len(problems) < _TOLD_AT_MOST:
                problems.append(_broken(file, number, cells))
            continue
        yield Row(number, (sector, subsector, county, municipality), tuple(one for one in values if one is not None))


def _figure(cell: Any) -> float | None:
    """A number; NaN for an empty cell; None for anything else."""
    if cell is None:
        return float("nan")
    if type(cell) in (int, float) and abs(cell) < 1e15:
        return float(cell)
    return None


def _no_heading(file: str, lines: Sequence[Sequence[Any]], heading: Sequence[str]) -> Refused:
    seen = next((", ".join(filter(None, _texts(cells[:4]))) for cells in lines if any(cells)), "–")
    return refuse(
        "input.smhi-heading", Place(file, None, "A–D"),
        Text(f"Rubriken {', '.join(heading)} finns inte bland de första raderna (överst står ”{excerpt(seen)}”).",
             f"The heading {', '.join(heading)} is not among the first rows (at the top stands “{excerpt(seen)}”)."),
        Text("Arbetsboken kan ha fått en ny form: jämför med källan.",
             "The workbook may have a new form: compare with the source."),
    )  # fmt: skip


def _broken(file: str, line: int, cells: Sequence[Any]) -> Finding:
    seen = excerpt(", ".join(_texts(cells)), 80)
    return error(
        "input.smhi-row", Place(file, line),
        Text(f"Raden saknar namn eller har något som inte är tal: {seen}.",
             f"The row lacks a name or has something that is no number: {seen}."),
        Text("Hämta arbetsboken på nytt.", "Fetch the workbook again."),
    )  # fmt: skip
