"""Arrange: from the cells of a sheet and what its columns hold to a Table, or to all that is wrong with it."""

import difflib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from malbild.sources.files.framing import Frame, framed
from malbild.sources.files.measures import describe
from malbild.sources.files.numerals import Numeral, Numerals
from malbild.sources.files.promises import check_promises
from malbild.sources.files.roles import Placed, settle
from malbild.sources.files.rows import RowReader
from malbild.sources.files.sheet import Problems, Sheet
from malbild.sources.files.sidecar import Sidecar
from malbild.vocabulary.finding import Severity
from malbild.vocabulary.table import ESTIMATED, PRELIMINARY, SUPPRESSED, Codes, Declaration, Table
from malbild.vocabulary.text import Text

_STAMP = re.compile(r"(uppdaterad|updated|publicerad|published|hämtad)\W*\d{4}\S*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?![\d=])")


@dataclass
class _Cells:
    """The cells gathered so far, a place in each list per cell."""

    keys: list[dict[str, str]] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def arrange(sheet: Sheet, sidecar: Sidecar, digest: str, problems: Problems) -> Table | None:
    """The table in a sheet; None when it cannot be read whole, and then the problems say why."""
    numerals = Numerals.of(sheet.decimal, sidecar.layout.suppressed, sidecar.layout.missing)
    frame = framed(sheet, sidecar.layout, numerals, problems)
    if frame is None:
        _nothing(problems)
        return None
    heading = sidecar.texts.get("heading", "") or frame.above
    period = _period(sidecar, heading)
    year = period if len(period) == 4 else ""
    columns = settle(frame.headings, frame.rows, sidecar, numerals.readable, year=year)
    _check_columns(columns, sidecar, problems, sheet.lines[0])
    reader = RowReader.of(columns, frame.rows, problems, sheet.addressed)
    cells = _gathered(frame, columns, reader, numerals)
    if not cells.keys:
        _nothing(problems)
    if any(one.severity is Severity.ERROR and one.place.file != sidecar.file for one in problems.findings):
        return None
    coordinates = _coordinates(cells, {"area": sidecar.texts.get("area", "") or reader.county, "period": period})
    check_promises(sidecar, {name: codes.tolist() for name, codes in coordinates.items()}, problems)
    if problems.blocking:
        return None
    said = " ".join((frame.above, *frame.footnotes))
    notes = " ".join(filter(None, (sidecar.texts.get("notes", ""), *frame.footnotes)))
    declaration = Declaration(
        Path(sheet.file).stem,
        sidecar.provenance(digest, said),
        describe(coordinates["measure"], cells.numerals, sidecar),
        sidecar.relations,
        notes,
        heading,
        sidecar.suppressions,
    )
    return Table(
        declaration, coordinates, np.array([one.value for one in cells.numerals], dtype=np.float64),
        np.array([one.status for one in cells.numerals], dtype=np.str_), np.array(cells.lines, dtype=np.int64),
        np.array(cells.columns, dtype=np.str_), sheet.file, reader.names,
        {"findings": tuple(problems.findings), "sidecar": sidecar.file},
    )  # fmt: skip


def _nothing(problems: Problems) -> None:
    if not problems.findings:
        problems.add(
            "empty",
            Text("Ingen tabell hittades: ingen rubrikrad med siffror under.",
                 "No table was found: no heading row with figures below it."),
            Text("Filen ska ha en rad med kolumnrubriker och under den siffror; [file] header_row säger vilken raden "
                 "är.",
                 "The file needs a row of column headings with figures below; [file] header_row says which row it is."),
        )  # fmt: skip


def _period(sidecar: Sidecar, heading: str) -> str:
    """The period of a table without a period column: declared, else the one year its heading or title names."""
    years = set(_YEAR.findall(_STAMP.sub(" ", f"{heading} {sidecar.texts.get('title', '')}")))
    return sidecar.texts.get("period", "") or (years.pop() if len(years) == 1 else "")


def _gathered(frame: Frame, columns: Sequence[Placed], reader: RowReader, numerals: Numerals) -> _Cells:
    cells = _Cells()
    values = [one for one in columns if one.role == "value"]
    apart = sum(not one.fixed for one in values) > 1
    for row, line in zip(frame.rows, frame.lines, strict=True):
        base, status = reader.coordinates(row, line), reader.status(row)
        for column in values:
            numeral = numerals.read(row[column.index])
            if numeral is None:
                _no_number(reader, row[column.index], line, column)
                continue
            own = column.measure if apart or "measure" not in base else ""
            measure = " ".join(filter(None, (base.get("measure", ""), own))) or "value"
            cells.keys.append({**base, **dict(column.fixed), "measure": measure})
            cells.numerals.append(_with_status(numeral, status))
            cells.lines.append(line)
            cells.columns.append(reader.address(line, column))
    return cells


def _with_status(numeral: Numeral, status: str) -> Numeral:
    """A figure with what its status column says: why there is none, how sure it is, or that it should be hidden."""
    unsure = status in (PRELIMINARY, ESTIMATED)
    tells = bool(status) and (status == SUPPRESSED or math.isnan(numeral.value) is not unsure)
    return Numeral(numeral.value, status, numeral.decimals) if tells else numeral


def _no_number(reader: RowReader, text: str, line: int, column: Placed) -> None:
    reader.note(
        "number", Text(f"{text!r} är inget tal.", f"{text!r} is no number."),
        Text("Skriv ett tal, lämna cellen tom, eller ange märket under [file] suppressed eller missing i sidofilen.",
             "Write a number, leave the cell empty, or name the mark under [file] suppressed or missing in the "
             "sidecar."),
        line=line, column=column,
    )  # fmt: skip


def _coordinates(cells: _Cells, defaults: dict[str, str]) -> dict[str, Codes]:
    names = dict.fromkeys(("area", "period", *(name for key in cells.keys for name in key)))
    return {
        name: np.array([key.get(name) or defaults.get(name, "") for key in cells.keys], dtype=np.str_) for name in names
    }


def _check_columns(columns: Sequence[Placed], sidecar: Sidecar, problems: Problems, line: int) -> None:
    headings = [one.heading for one in columns]
    named = (*sidecar.columns, *(sidecar.wide.columns if sidecar.wide else ()))
    for name in (one for one in named if one not in headings):
        near = difflib.get_close_matches(name, headings, 1)
        hint = near[0] if near else ", ".join(filter(None, headings))
        problems.add(
            "contradiction",
            Text(f"Sidofilen beskriver kolumnen {name!r}, som filen inte har.",
                 f"The sidecar describes the column {name!r}, which the file does not have."),
            Text(f"Filens kolumner: {hint}.", f"Columns of the file: {hint}."), file=sidecar.file, cell=name,
        )  # fmt: skip
    if not any(one.role == "value" for one in columns):
        problems.add(
            "value",
            Text("Tabellen har ingen kolumn med siffror.", "The table has no column of figures."),
            Text('Ange den i sidofilen: [columns.<rubrik>] role = "value".',
                 'Name it in the sidecar: [columns.<heading>] role = "value".'),
            line=line,
        )  # fmt: skip
