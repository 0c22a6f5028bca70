"""Arithmetic: every relation of a table turned into comparisons of a printed figure with what it follows from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from malbild.analysis.checks.tables.fitting import fitted
from malbild.analysis.checks.tables.grid import Grid, span_of
from malbild.analysis.checks.tables.rounding import Bounds
from malbild.vocabulary.area import AreaKind, UnknownArea, area, counties, municipalities_of
from malbild.vocabulary.relation import Change, Index, Share, Sum, Total


@dataclass(frozen=True, slots=True)
class Addition:
    """A printed total beside its parts. `known` are the parts with a number, `absent` those without."""

    cell: int
    printed: float
    known: tuple[tuple[int, int], ...]
    absent: int
    expected: float

    @property
    def gap(self) -> float:
        """What the parts make less what is printed."""
        return self.expected - self.printed


@dataclass(frozen=True, slots=True)
class Quotient:
    """A printed index, share or change beside the numbers it may be, from the rounded figures it is made of."""

    cell: int
    printed: Bounds
    expected: Bounds
    exact: float

    @property
    def agrees(self) -> bool:
        """Whether the printed figure may be the computed one."""
        return self.printed.meets(self.expected)


def additions(grid: Grid, relation: Total | Sum) -> Iterator[Addition]:
    """Every printed total that a relation speaks of, with its parts."""
    for cell in _totals(grid, relation):
        if math.isnan(grid.value(cell)):
            continue
        parts = _parts(grid, relation, cell)
        known = tuple((sign, part) for sign, part in parts if part is not None and not math.isnan(grid.value(part)))
        if known:
            expected = math.fsum(sign * grid.value(part) for sign, part in known)
            yield Addition(cell, grid.value(cell), known, len(parts) - len(known), expected)


def _totals(grid: Grid, relation: Total | Sum) -> Iterator[int]:
    if isinstance(relation, Sum):
        yield from grid.by_measure.get(relation.total, [])
        return
    for measure in relation.measures or tuple(grid.measures):
        for cell in grid.by_measure.get(measure, []):
            if relation.dimension in grid.dimensions and grid.code(cell, relation.dimension) == relation.total:
                yield cell


def _parts(grid: Grid, relation: Total | Sum, cell: int) -> list[tuple[int, int | None]]:
    if isinstance(relation, Sum):
        return [(sign, grid.relative(cell, {"measure": name})) for sign, name in relation.parts]
    codes = relation.parts or default_parts(grid, relation, cell)
    return [(1, grid.relative(cell, {relation.dimension: code})) for code in codes]


def default_parts(grid: Grid, relation: Total, cell: int) -> tuple[str, ...]:
    """The parts of a total whose declaration names none."""
    if relation.dimension != "area":
        return tuple(code for code in grid.members[relation.dimension] if code != relation.total)
    span = span_of(grid.code(cell, "period"))
    then = areas_in(relation.total, span.last.year if span else None)
    if all(grid.relative(cell, {"area": code}) is not None for code in then):
        return then
    return areas_in(relation.total, None)  # figures of earlier years by today's borders, as many offices publish them


def areas_in(code: str, year: int | None) -> tuple[str, ...]:
    """The areas right below one: a nation's counties, a county's municipalities."""
    try:
        whole = area(code)
    except UnknownArea:
        return ()
    if whole.kind is AreaKind.NATION:
        return tuple(one.code_scb for one in counties(year))
    return tuple(one.code_scb for one in municipalities_of(code, year))


def quotients(grid: Grid, relation: Index | Share | Change) -> Iterator[Quotient]:
    """Every printed index, share or change that a relation speaks of, with what it should be."""
    bases = dict(fitted(grid, relation)) if isinstance(relation, Index) and not relation.base else {}
    for cell in grid.by_measure.get(relation.measure, []):
        if math.isnan(grid.value(cell)):
            continue
        expected = _of_fitted(grid, relation, cell, bases.get(cell)) or _expected(grid, relation, cell)
        if expected is not None:
            bounds, exact = expected
            yield Quotient(cell, Bounds.of(grid.value(cell), grid.unit(relation.measure)), bounds, exact)


def _expected(grid: Grid, relation: Index | Share | Change, cell: int) -> tuple[Bounds, float] | None:
    if isinstance(relation, Change):
        return _changed(grid, relation, cell)
    if isinstance(relation, Index):
        if not relation.base:
            return None
        whole = {"measure": relation.of, **relation.base}
        return _ratio(grid, grid.relative(cell, {"measure": relation.of}), grid.relative(cell, whole), 100)
    part = grid.relative(cell, {"measure": relation.of, **relation.of_at})
    whole = {"measure": relation.whole or relation.of, **relation.whole_at}
    return _ratio(grid, part, grid.relative(cell, whole), relation.per)


def _of_fitted(
    grid: Grid, relation: Index | Share | Change, cell: int, base: Bounds | None
) -> tuple[Bounds, float] | None:
    """What an index is with a base that the other rows agree on."""
    of = grid.relative(cell, {"measure": relation.of})
    bounds = _bounds(grid, of).divided(base) if base and of is not None else None
    if bounds is None or base is None or of is None:
        return None
    return bounds.times(100), 200 * grid.value(of) / (base.low + base.high)


def _ratio(grid: Grid, part: int | None, whole: int | None, per: float) -> tuple[Bounds, float] | None:
    if part is None or whole is None or not grid.value(whole) or math.isnan(grid.value(part) + grid.value(whole)):
        return None
    if part == whole:
        return Bounds(per, per), per
    bounds = _bounds(grid, part).divided(_bounds(grid, whole))
    return None if bounds is None else (bounds.times(per), per * grid.value(part) / grid.value(whole))


def _bounds(grid: Grid, cell: int) -> Bounds:
    return Bounds.of(grid.value(cell), grid.unit(grid.code(cell, "measure")))


def _changed(grid: Grid, relation: Change, cell: int) -> tuple[Bounds, float] | None:
    ends = _ends(grid, relation, cell)
    if ends is None:
        return None
    earlier, later = (grid.relative(cell, {"measure": relation.of, "period": code}) for code in ends)
    if earlier is None or later is None or math.isnan(grid.value(earlier) + grid.value(later)):
        return None
    difference = _bounds(grid, later).minus(_bounds(grid, earlier))
    exact = grid.value(later) - grid.value(earlier)
    if not relation.percent:
        return difference, exact
    bounds = _bounds(grid, later).divided(_bounds(grid, earlier))
    if bounds is None:
        return None
    return Bounds(100 * bounds.low - 100, 100 * bounds.high - 100), 100 * exact / grid.value(earlier)


def _ends(grid: Grid, relation: Change, cell: int) -> tuple[str, str] | None:
    """The codes of the two periods a change lies between, as the table writes them."""
    code = grid.code(cell, "period")
    span = span_of(code)
    if span is None:
        return _only_two(grid)
    if relation.since:
        return relation.since, code
    first, last = (span.first, span.last) if not span.single else (span.last.shifted(-1), span.last)
    codes = {one.last: code for code in grid.members["period"] if (one := span_of(code)) and one.single}
    return (codes[first], codes[last]) if first in codes and last in codes else None


def _only_two(grid: Grid) -> tuple[str, str] | None:
    """The two periods of a table that prints a change beside them, without a period of its own."""
    spans = sorted((span.last, code) for code in grid.members["period"] if (span := span_of(code)))
    return (spans[0][1], spans[1][1]) if len(spans) == 2 else None
