"""Harmonise: from the source's own codes and units to ours, or a refusal that names every problem at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.area import Area, UnknownArea, area
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period, UnknownPeriod
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Step
from malbild.vocabulary.table import ESTIMATED, MISSING, NOT_READ, PRELIMINARY, PUBLISHED, Codes, Measure, Table
from malbild.vocabulary.text import Text, number
from malbild.vocabulary.unit import Unit, UnknownUnit
from malbild.warehouse.groups import groups
from malbild.warehouse.observations import Chain, Observations

_ALWAYS = (0, 9999)
_WITH_NUMBER = (PUBLISHED, PRELIMINARY, ESTIMATED)


@dataclass
class _Problems:
    table: Table
    found: list[Finding] = field(default_factory=list)

    def add(self, rule: str, place: Place, message: Text, remedy: Text) -> None:
        self.found.append(Finding(rule, Severity.ERROR, place, message, remedy))

    def stop(self) -> None:
        if self.found:
            raise Refused(sorted(self.found, key=lambda one: (one.place.line or 0, one.rule)))


def harmonise(table: Table, indicators: Mapping[str, Indicator]) -> Observations:
    """The figures of a table that feed indicators, in our areas, periods, groups and units.

    Suppressed is not zero: a figure without a number is NaN and says why. Raises Refused with all problems.
    """
    problems = _Problems(table)
    feeding = _feeding(table, indicators, problems)
    cells = np.flatnonzero(np.isin(table.coordinates["measure"], list(feeding)))
    coordinates = {name: codes[cells] for name, codes in table.coordinates.items()}
    periods, years = _periods(coordinates["period"], cells, problems)
    areas, recomputed = _areas(coordinates["area"], years, cells, problems)
    problems.stop()
    measured = _by_measure(coordinates["measure"], feeding)
    values, status = _numbers(table.values[cells] * measured.factors, table.status[cells])
    found = Observations(
        measured.indicator, areas, periods, groups(coordinates, len(cells)), values, status, cells,
        measured.factors, measured.chain, measured.chains,
    )  # fmt: skip
    for step, rows in recomputed.items():
        found = found.stepped(rows, step)
    return _once(found, problems)


@dataclass(frozen=True)
class _Feeding:
    indicator: str
    factor: float
    chain: Chain


def _feeding(table: Table, indicators: Mapping[str, Indicator], problems: _Problems) -> dict[str, _Feeding]:
    """What each measure that feeds an indicator does: to which, times what, by which steps."""
    found = {}
    for measure in table.declaration.measures:
        if not measure.indicator:
            continue
        place = Place(table.file, None, measure.name)
        if measure.indicator not in indicators:
            problems.add("input.indicator", place, *_unknown_indicator(measure))
            continue
        try:
            found[measure.name] = _conversion(measure, indicators[measure.indicator].unit)
        except UnknownUnit as error:
            problems.add("input.unit", place, *_wrong_unit(measure, indicators[measure.indicator].unit, error))
    if not found and not problems.found:
        problems.add("input.indicator", Place(table.file), *_feeds_nothing(table))
    return found


def _conversion(measure: Measure, unit: Unit) -> _Feeding:
    factor = Unit.parse(measure.unit).factor_to(unit)
    if factor == 1:
        return _Feeding(measure.indicator, 1.0, ())
    explanation = Text(
        f"Omräknat från {measure.unit} till {unit.label('sv')} (gånger {number(factor, 'sv', 12).rstrip('0')}).",
        f"Converted from {measure.unit} to {unit.label('en')} (times {factor:.12g}).",
    )
    return _Feeding(measure.indicator, factor, (Step("unit", explanation),))


@dataclass(frozen=True)
class _Measured:
    indicator: Codes
    factors: NDArray[np.float64]
    chain: NDArray[np.int64]
    chains: tuple[Chain, ...]


def _by_measure(codes: Codes, feeding: Mapping[str, _Feeding]) -> _Measured:
    names, where = np.unique(codes, return_inverse=True)
    each = [feeding[str(name)] for name in names]
    chains = tuple(dict.fromkeys([(), *(one.chain for one in each)]))
    return _Measured(
        np.array([one.indicator for one in each], dtype=np.str_)[where],
        np.array([one.factor for one in each], dtype=np.float64)[where],
        np.array([chains.index(one.chain) for one in each], dtype=np.int64)[where],
        chains,
    )


def _periods(codes: Codes, cells: NDArray[np.int64], problems: _Problems) -> tuple[Codes, NDArray[np.int64]]:
    """Periods as we write them, and their years."""
    found, first, where = np.unique(codes, return_index=True, return_inverse=True)
    parsed: list[Period | None] = []
    for code, at in zip(found, first, strict=True):
        try:
            parsed.append(Period.parse(str(code)))
        except UnknownPeriod as error:
            parsed.append(None)
            problems.add("input.period", problems.table.place(int(cells[at])), *_unknown_period(error))
    names = np.array(["" if one is None else str(one) for one in parsed], dtype=np.str_)
    years = np.array([0 if one is None else one.year for one in parsed], dtype=np.int64)
    return names[where], years[where]


def _areas(
    codes: Codes, years: NDArray[np.int64], cells: NDArray[np.int64], problems: _Problems
) -> tuple[Codes, dict[Step, list[int]]]:
    """Areas as we write them, and the rows whose area is younger than their figure.

    A source that recomputes its series to today's division gives figures for areas from before they were;
    they are taken, with a step that says so. A figure from after an area ended is refused.
    """
    found, first, where = np.unique(codes, return_index=True, return_inverse=True)
    known: list[Area | None] = []
    for code, at in zip(found, first, strict=True):
        try:
            known.append(area(str(code)))
        except UnknownArea as error:
            known.append(None)
            problems.add("input.area", problems.table.place(int(cells[at])), *_unknown_area(error))
    named = np.array([one.code_scb if one else "" for one in known], dtype=np.str_)[where]
    since = np.array([(one and one.valid_from) or _ALWAYS[0] for one in known])[where]
    until = np.array([(one and one.valid_to) or _ALWAYS[1] for one in known])[where]
    told = ~np.isnan(problems.table.values[cells]) & (years > 0)
    for row in np.flatnonzero(told & (years > until)):
        problems.add("input.area", problems.table.place(int(cells[row])), *_ended_area(str(named[row])))
    early = np.flatnonzero(told & (years < since))
    return named, _grouped(early, lambda row: _recomputed(str(named[row])))


def _grouped(rows: NDArray[np.int64], step: Callable[[int], Step]) -> dict[Step, list[int]]:
    found: dict[Step, list[int]] = {}
    for row in rows:
        found.setdefault(step(int(row)), []).append(int(row))
    return found


def _numbers(values: NDArray[np.float64], status: Codes) -> tuple[NDArray[np.float64], Codes]:
    """No number where the status says there is none, and no ordinary status where there is no number."""
    numbered = np.isin(status, _WITH_NUMBER)
    kept = np.where(numbered, values, np.nan)
    return kept, np.where(numbered & np.isnan(kept), MISSING, status)


def _once(observations: Observations, problems: _Problems) -> Observations:
    """Every figure once: the same told twice is taken once, two different ones for a cell are refused."""
    first: dict[tuple[str, str, str, str], int] = {}
    keep = np.ones(len(observations), dtype=np.bool_)
    for row, key in enumerate(observations.keys()):
        earlier = first.setdefault(key, row)
        if earlier == row:
            continue
        if observations.status[earlier] == NOT_READ:
            keep[earlier], first[key] = False, row
            continue
        keep[row] = False
        if observations.status[row] != NOT_READ and not _same(observations, earlier, row):
            place = problems.table.place(int(observations.cells[row]))
            other = problems.table.place(int(observations.cells[earlier]))
            problems.add("input.duplicate", place, *_told_twice(key, other))
    problems.stop()
    return observations if keep.all() else observations.only(keep)


def _same(observations: Observations, one: int, other: int) -> bool:
    return bool(
        observations.status[one] == observations.status[other]
        and np.array_equal(observations.values[one], observations.values[other], equal_nan=True)
    )


def _recomputed(code: str) -> Step:
    since = area(code).valid_from
    return Step(
        "recomputed",
        Text(
            f"Källan har räknat om siffran till den indelning som gäller sedan {since}.",
            f"The source has recomputed the figure to the division that holds since {since}.",
        ),
    )


def _unknown_indicator(measure: Measure) -> tuple[Text, Text]:
    return (
        Text(
            f"Måttet {measure.name!r} sägs mata indikatorn {measure.indicator!r}, som inte finns.",
            f"The measure {measure.name!r} is said to feed the indicator {measure.indicator!r}, which does not exist.",
        ),
        Text(
            f"Rätta id:t i tabellens sidofil eller lägg till indicators/{measure.indicator}.toml.",
            f"Correct the id in the table's sidecar or add indicators/{measure.indicator}.toml.",
        ),
    )


def _feeds_nothing(table: Table) -> tuple[Text, Text]:
    return (
        Text(
            f"Inget mått i tabellen {table.declaration.id!r} matar någon indikator.",
            f"No measure of the table {table.declaration.id!r} feeds an indicator.",
        ),
        Text("Ange indicator för ett mått i sidofilen.", "Name an indicator for a measure in the sidecar."),
    )


def _wrong_unit(measure: Measure, unit: Unit, error: UnknownUnit) -> tuple[Text, Text]:
    return (
        Text(
            f"Enheten {measure.unit!r} kan inte räknas om till {unit.name!r}, enheten för {measure.indicator}.",
            f"{error} The indicator {measure.indicator} is measured in {unit.name!r}.",
        ),
        Text(
            "Ändra enheten i tabellens sidofil eller i indikatorns fil.",
            "Change the unit in the table's sidecar or in the indicator's file.",
        ),
    )


def _unknown_period(error: UnknownPeriod) -> tuple[Text, Text]:
    return (
        Text(f"{error.text!r} är ingen period.", f"{error.text!r} is no period."),
        Text(
            "Skriv ett år (2018), tertial (2018-T1), kvartal (2018-Q3), månad (2018-09) eller dag (2018-12-31).",
            "Write a year (2018), tertial (2018-T1), quarter (2018-Q3), month (2018-09) or day (2018-12-31).",
        ),
    )


def _unknown_area(error: UnknownArea) -> tuple[Text, Text]:
    return (
        Text(f"Ingen kommun, inget län har koden {error.code!r}.", f"No area has the code {error.code!r}."),
        Text(
            "Skriv 00 för riket, två siffror för ett län och fyra för en kommun, med inledande nollor "
            "(0114, inte 114).",
            "Write 00 for the nation, two digits for a county and four for a municipality, with leading zeros "
            "(0114, not 114).",
        ),
    )


def _ended_area(code: str) -> tuple[Text, Text]:
    one = area(code)
    return (
        Text(
            f"Koden {code} ({one.name}) gällde till och med {one.valid_to}; siffran är senare.",
            f"The code {code} ({one.name}) held until {one.valid_to}; the figure is later.",
        ),
        Text("Använd den kod som gäller det året.", "Use the code that holds in that year."),
    )


def _told_twice(key: tuple[str, str, str, str], other: Place) -> tuple[Text, Text]:
    cell = ", ".join(key)
    return (
        Text(
            f"Två olika siffror för samma sak ({cell}); den andra står i {other}.",
            f"Two different figures for the same thing ({cell}); the other stands at {other}.",
        ),
        Text("Ta bort den som är fel.", "Remove the one that is wrong."),
    )
