"""Workbook: the cells of an Excel sheet (.xlsx), with their addresses."""

import io
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from malbild.sources.files.sheet import Problems, Sheet
from malbild.sources.files.sidecar import Layout
from malbild.vocabulary.text import Text

_MOST_CELLS = 5_000_000


def read_workbook(path: Path, content: bytes, layout: Layout, problems: Problems) -> Sheet:
    """The cells of one sheet: the one the sidecar names, else the first that holds anything."""
    empty = Sheet(str(path), (), (), addressed=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl skips hold no figures
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            sheet = _chosen(book, layout, problems)
            return empty if sheet is None else _cells(path, sheet)
    except Exception as error:  # openpyxl raises whatever its XML, zip and style readers raise
        _refuse(content, error, problems)
        return empty


def _chosen(book: Any, layout: Layout, problems: Problems) -> Any:
    if not layout.sheet:
        return next((sheet for sheet in book.worksheets if sheet.max_row > 1), book.worksheets[0])
    if layout.sheet in book.sheetnames:
        return book[layout.sheet]
    names = ", ".join(book.sheetnames)
    problems.add(
        "sheet",
        Text(f"Arbetsboken har inget blad {layout.sheet!r}; den har {names}.",
             f"The workbook has no sheet {layout.sheet!r}; it has {names}."),
        Text("Rätta sheet under [file] i sidofilen.", "Correct sheet under [file] in the sidecar."),
    )  # fmt: skip
    return None


def _cells(path: Path, sheet: Any) -> Sheet:
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise ValueError(f"more than {_MOST_CELLS} cells")
    merged = {
        (row, column): sheet.cell(block.min_row, block.min_col).value
        for block in sheet.merged_cells.ranges
        for row in range(block.min_row, block.max_row + 1)
        for column in range(block.min_col, block.max_col + 1)
    }
    rows, lines = [], []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = tuple(_text(merged.get((number, place), value)) for place, value in enumerate(row, start=1))
        if any(texts):
            rows.append(texts)
            lines.append(number)
    return Sheet(str(path), tuple(rows), tuple(lines), addressed=True)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _refuse(content: bytes, error: Exception, problems: Problems) -> None:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        why = Text("Filen är i det gamla Excelformatet (.xls) eller skyddad med lösenord.",
                   "The file is in the old Excel format (.xls), or protected by a password.")  # fmt: skip
    elif content[:2] == b"PK" and not zipfile.is_zipfile(io.BytesIO(content)):
        why = Text("Arbetsboken är avhuggen: slutet av filen saknas.", "The workbook is truncated: its end is missing.")
    else:
        kind = type(error).__name__
        why = Text(f"Arbetsboken går inte att läsa ({kind}).", f"The workbook cannot be read ({kind}).")
    problems.add(
        "workbook", why,
        Text("Hämta filen igen, eller öppna den i Excel och spara den som .xlsx.",
             "Fetch the file again, or open it in Excel and save it as .xlsx."),
    )  # fmt: skip
