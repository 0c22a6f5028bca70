"""Parse: SMHI's workbook as a table, after its heading, its years, its areas and its sums have been checked."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import numpy as np
from numpy.typing import NDArray

from malbild.sources.problems import error, excerpt, raise_any, refuse
from malbild.sources.smhi.query import SUBSTANCES, Substance
from malbild.sources.smhi.workbook import Row, Sheet, read_sheet
from malbild.vocabulary.area import AreaKind, areas
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.provenance import Snapshot
from malbild.vocabulary.table import MISSING, PUBLISHED, Codes, Declaration, Measure, Table
from malbild.vocabulary.text import Text

ALL, ABROAD = "Alla", "Utrikes transporter"
_HEADING = ("Huvudsektor", "Undersektor", "Län", "Kommun")
_CODE = re.compile(r"\(([^()]+)\)\s*$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNIT = re.compile(r"Enhet:\s*ton\b.*/\s*år", re.IGNORECASE)
_TOLERANCE_T = 1.0
_TOLD_AT_MOST = 20


def parse(snapshot: Snapshot, *, subsectors: bool = False) -> Table:
    """The table of a workbook: area × year × main sector, each with its total "Alla".

    subsectors   the subsectors too, as a further dimension; about six times as many cells
    Raises Refused with all problems when the workbook is damaged, of another form or substance, or does not add up.
    """
    sheet = read_sheet(snapshot.content, snapshot.name, _HEADING)
    substance = _substance(sheet, snapshot)
    rows = [row for row in sheet.rows if subsectors or row.texts[1] == ALL]
    codes, problems = _areas(rows, sheet)
    raise_any([*problems, *_repeated(rows, sheet), *_sums(rows, sheet)])
    return _table(rows, codes, _declaration(substance, snapshot, sheet), sheet, subsectors=subsectors)


def _substance(sheet: Sheet, snapshot: Snapshot) -> Substance:
    """What the workbook counts by its own heading; refused when the address asked for something else."""
    told = next((match[1] for line in sheet.preamble if (match := _CODE.search(line))), "")
    asked = parse_qs(urlsplit(snapshot.provenance.address).query).get("sub", [])
    in_tonnes = any(_UNIT.match(line) for line in sheet.preamble)
    if told in SUBSTANCES and asked in ([], [told]) and len(set(sheet.substances)) == 1 and in_tonnes:
        return SUBSTANCES[told]
    there = excerpt("; ".join(filter(None, [*sheet.preamble, *sorted(set(sheet.substances))])), 120)
    raise refuse(
        "input.smhi-substance", Place(sheet.file, sheet.heading_line),
        Text(f"Arbetsboken säger ”{there}”, men {', '.join(asked) or 'GGT eller CO2'} i ton per år väntades.",
             f"The workbook says “{there}”, but {', '.join(asked) or 'GGT or CO2'} in tonnes a year was expected."),
        Text("Hämta den på nytt; alla växthusgaser och bara koldioxid får aldrig blandas.",
             "Fetch it again; all greenhouse gases and carbon dioxide alone must never be mixed."),
    )  # fmt: skip


def _areas(rows: Sequence[Row], sheet: Sheet) -> tuple[list[str], list[Finding]]:
    """SCB's code of each row's area, and what names are unknown."""
    known = {(one.kind, one.name): one.code_scb for one in areas().values() if one.valid_to is None}
    codes, unknown = [], dict[tuple[str, str], int]()
    for row in rows:
        code = _code(known, *row.texts[2:])
        if code is None:
            unknown.setdefault((row.texts[2], row.texts[3]), row.line)
        codes.append(code or "")
    return codes, [_unknown_area(sheet, line, names) for names, line in list(unknown.items())[:_TOLD_AT_MOST]]


def _code(known: Mapping[tuple[AreaKind, str], str], county: str, municipality: str) -> str | None:
    if (county, municipality) == (ALL, ALL):
        return "00"
    within = known.get((AreaKind.COUNTY, county))
    if municipality == ALL or within is None:
        return within
    code = known.get((AreaKind.MUNICIPALITY, municipality))
    return code if code is not None and code[:2] == within else None


def _repeated(rows: Sequence[Row], sheet: Sheet) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        earlier = seen.setdefault(row.texts, row.line)
        if earlier != row.line:
            yield error(
                "input.smhi-row", Place(sheet.file, row.line, ", ".join(row.texts)),
                Text(f"Raden står redan på rad {earlier}.", f"The row already stands on line {earlier}."),
                Text("Hämta arbetsboken på nytt.", "Fetch the workbook again."),
            )  # fmt: skip


def _sums(rows: Sequence[Row], sheet: Sheet) -> list[Finding]:
    """Where the main sectors do not make the total, international transports left out or counted in."""
    totals: dict[tuple[str, str], Row] = {}
    home: defaultdict[tuple[str, str], NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(sheet.years)))
    abroad: dict[tuple[str, str], NDArray[np.float64]] = {}
    for row in (row for row in rows if row.texts[1] == ALL):
        sector, _, *area = row.texts
        place, values = (area[0], area[1]), np.nan_to_num(np.array(row.values, dtype=np.float64))
        if sector == ALL:
            totals[place] = row
        elif sector == ABROAD:
            abroad[place] = values
        else:
            home[place] += values
    problems = []
    for place, row in totals.items():
        for year, total, parts in zip(sheet.years, row.values, home[place], strict=True):
            beside = abroad[place][sheet.years.index(year)] if place in abroad else 0.0
            if min(abs(total - parts), abs(total - parts - beside)) > _TOLERANCE_T:
                problems.append(_does_not_add_up(sheet, row, year, total, parts))
    return problems[:_TOLD_AT_MOST]


def _table(
    rows: Sequence[Row], codes: Sequence[str], declaration: Declaration, sheet: Sheet, *, subsectors: bool
) -> Table:
    years = len(sheet.years)
    values = np.array([row.values for row in rows], dtype=np.float64).ravel()
    coordinates: dict[str, Codes] = {
        "area": np.repeat(np.array(codes, dtype=np.str_), years),
        "period": np.tile(np.array(sheet.years, dtype=np.str_), len(rows)),
        "measure": np.full(len(values), declaration.measures[0].name),
        "sector": np.repeat(np.array([row.texts[0] for row in rows], dtype=np.str_), years),
    }
    if subsectors:
        coordinates["subsector"] = np.repeat(np.array([row.texts[1] for row in rows], dtype=np.str_), years)
    return Table(
        declaration, coordinates, values, np.where(np.isnan(values), MISSING, PUBLISHED),
        np.repeat(np.array([row.line for row in rows], dtype=np.int64), years), coordinates["period"], file=sheet.file,
    )  # fmt: skip


def _declaration(substance: Substance, snapshot: Snapshot, sheet: Sheet) -> Declaration:
    title = f"Utsläpp till luft: {substance.name.sv} ({substance.code})"
    provenance = replace(snapshot.provenance, title=title, published=_reported(sheet))
    measure = Measure(substance.code, substance.unit, "amount", 2, title=substance.name.sv)
    return Declaration(f"smhi-{substance.code}", provenance, (measure,), notes="\n".join(filter(None, sheet.preamble)))


def _reported(sheet: Sheet) -> date | None:
    """The date in the report's own name ("Länsrapport, 2024-04-18")."""
    found = next((match[0] for line in sheet.preamble if (match := _DAY.search(line))), "")
    try:
        return date.fromisoformat(found)
    except ValueError:
        return None


def _unknown_area(sheet: Sheet, line: int, names: tuple[str, str]) -> Finding:
    return error(
        "input.area", Place(sheet.file, line, "C, D"),
        Text(f"Området ”{excerpt(', '.join(names))}” är okänt.", f"The area “{excerpt(', '.join(names))}” is unknown."),
        Text("Ett namn kan ha ändrats: rätta det i områdesregistret.",
             "A name may have changed: correct it in the register of areas."),
    )  # fmt: skip


def _does_not_add_up(sheet: Sheet, row: Row, year: int, total: float, parts: float) -> Finding:
    return error(
        "input.smhi-sum", Place(sheet.file, row.line, f"{', '.join(row.texts[2:])}, {year}"),
        Text(f"Totalen är {total:.0f} ton men sektorerna blir {parts:.0f}.",
             f"The total is {total:.0f} tonnes but the sectors make {parts:.0f}."),
        Text("Hämta arbetsboken på nytt; är felet kvar, anmäl det till SMHI.",
             "Fetch the workbook again; if the error is still there, report it to SMHI."),
    )  # fmt: skip
