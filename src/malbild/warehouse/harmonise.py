"""Harmonise: from the source's own codes and units to ours, or a refusal that names every problem at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.area import Area, UnknownArea, area
from malbild.vocabulary.finding import Place
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import UnknownPeriod
from malbild.vocabulary.provenance import Step
from malbild.vocabulary.span import Span
from malbild.vocabulary.table import ESTIMATED, MISSING, NOT_READ, PRELIMINARY, PUBLISHED, Codes, Measure, Table
from malbild.vocabulary.unit import Unit, UnknownUnit
from malbild.warehouse.groups import groups
from malbild.warehouse.observations import Chain, Observations
from malbild.warehouse.problems import (
    Problems,
    ended_area,
    feeds_nothing,
    no_period,
    told_twice,
    unknown_area,
    unknown_indicator,
    wrong_unit,
)  # fmt: skip
from malbild.warehouse.steps import converted, recomputed, spanning

_ALWAYS = (0, 9999)
_WITH_NUMBER = (PUBLISHED, PRELIMINARY, ESTIMATED)


def harmonise(table: Table, indicators: Mapping[str, Indicator]) -> Observations:
    """The figures of a table that feed indicators, in our areas, periods, groups and units.

    Suppressed is not zero: a figure without a number is NaN and says why. Raises Refused with all problems.
    """
    problems = Problems(table)
    feeding = _feeding(table, indicators, problems)
    cells = np.flatnonzero(np.isin(table.coordinates["measure"], list(feeding)))
    coordinates = {name: codes[cells] for name, codes in table.coordinates.items()}
    periods = _periods(coordinates["period"], cells, problems)
    areas, early = _areas(coordinates["area"], periods.years, cells, problems)
    problems.stop()
    measured = _by_measure(coordinates["measure"], feeding)
    values, status = _numbers(table.values[cells] * measured.factors, table.status[cells])
    found = Observations(
        measured.indicator, areas, periods.names, groups(coordinates, len(cells)), values, status, cells,
        measured.factors, measured.chain, measured.chains,
    )  # fmt: skip
    for step, rows in (periods.several | early).items():
        found = found.stepped(rows, step)
    return _once(found, problems)


@dataclass(frozen=True)
class _Periods:
    names: Codes
    years: NDArray[np.int64]
    several: dict[Step, list[int]]


@dataclass(frozen=True)
class _Feeding:
    indicator: str
    factor: float
    chain: Chain


def _feeding(table: Table, indicators: Mapping[str, Indicator], problems: Problems) -> dict[str, _Feeding]:
    """What each measure that feeds an indicator does: to which, times what, by which steps."""
    found = {}
    for measure in table.declaration.measures:
        if not measure.indicator:
            continue
        place = Place(table.file, None, measure.name)
        if measure.indicator not in indicators:
            problems.add("input.indicator", place, *unknown_indicator(measure))
            continue
        try:
            found[measure.name] = _conversion(measure, indicators[measure.indicator].unit)
        except UnknownUnit as error:
            problems.add("input.unit", place, *wrong_unit(measure, indicators[measure.indicator].unit, error))
    if not found and not problems.found:
        problems.add("input.indicator", Place(table.file), *feeds_nothing(table))
    return found


def _conversion(measure: Measure, unit: Unit) -> _Feeding:
    factor = Unit.parse(measure.unit).factor_to(unit)
    if factor == 1:
        return _Feeding(measure.indicator, 1.0, ())
    return _Feeding(measure.indicator, factor, (converted(measure.unit, unit, factor),))


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


def _periods(codes: Codes, cells: NDArray[np.int64], problems: Problems) -> _Periods:
    """Periods as we write them; a figure for several (a mean of five years) stands at the last of them."""
    found, first, where = np.unique(codes, return_index=True, return_inverse=True)
    spans: list[Span | None] = []
    for code, at in zip(found, first, strict=True):
        try:
            spans.append(Span.parse(str(code)))
        except UnknownPeriod:
            spans.append(None)
            problems.add("input.period", problems.table.place(int(cells[at])), *no_period(str(code)))
    names = np.array(["" if one is None else str(one.last) for one in spans], dtype=np.str_)
    years = np.array([0 if one is None else one.last.year for one in spans], dtype=np.int64)
    several = {
        spanning(one): np.flatnonzero(where == index).tolist()
        for index, one in enumerate(spans)
        if one is not None and not one.single
    }
    return _Periods(names[where], years[where], several)


def _areas(
    codes: Codes, years: NDArray[np.int64], cells: NDArray[np.int64], problems: Problems
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
            problems.add("input.area", problems.table.place(int(cells[at])), *unknown_area(error))
    named = np.array([one.code_scb if one else "" for one in known], dtype=np.str_)[where]
    since = np.array([(one and one.valid_from) or _ALWAYS[0] for one in known])[where]
    until = np.array([(one and one.valid_to) or _ALWAYS[1] for one in known])[where]
    told = ~np.isnan(problems.table.values[cells]) & (years > 0)
    for row in np.flatnonzero(told & (years > until)):
        problems.add("input.area", problems.table.place(int(cells[row])), *ended_area(str(named[row])))
    early: dict[Step, list[int]] = {}
    for row in np.flatnonzero(told & (years < since)):
        early.setdefault(recomputed(str(named[row])), []).append(int(row))
    return named, early


def _numbers(values: NDArray[np.float64], status: Codes) -> tuple[NDArray[np.float64], Codes]:
    """No number where the status says there is none, and no ordinary status where there is no number."""
    numbered = np.isin(status, _WITH_NUMBER)
    kept = np.where(numbered, values, np.nan)
    return kept, np.where(numbered & np.isnan(kept), MISSING, status)


def _once(observations: Observations, problems: Problems) -> Observations:
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
            problems.add("input.duplicate", place, *told_twice(key, other))
    problems.stop()
    return observations if keep.all() else observations.only(keep)


def _same(observations: Observations, one: int, other: int) -> bool:
    return bool(
        observations.status[one] == observations.status[other]
        and np.array_equal(observations.values[one], observations.values[other], equal_nan=True)
    )
