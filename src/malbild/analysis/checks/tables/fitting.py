"""Fitting: the base of an index whose base is not in the table, from the rows themselves."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from malbild.analysis.checks.tables.grid import Grid
from malbild.analysis.checks.tables.rounding import Bounds
from malbild.vocabulary.relation import Index

_FEW = 5
_AGREE = 0.75


@dataclass(frozen=True, slots=True)
class _Row:
    """An index and the value it is of, with the bases that would make it right."""

    cell: int
    value: Bounds
    bases: Bounds


def fitted(grid: Grid, relation: Index) -> Iterator[tuple[int, Bounds]]:
    """Cell → the bases its group allows: one base for all areas of a period, or one for all periods of an area.

    The base is the one that most rows agree on; a group where fewer than three in four agree tells nothing.
    """
    best: list[tuple[int, Bounds]] = []
    for dimension in ("period", "area"):
        groups: dict[str, list[_Row]] = {}
        for row in _rows(grid, relation):
            groups.setdefault(grid.code(row.cell, dimension), []).append(row)
        found = [(row.cell, base) for rows in groups.values() if (base := _base(rows)) for row in rows]
        best = max(best, found, key=len)
    yield from best


def _rows(grid: Grid, relation: Index) -> Iterator[_Row]:
    for cell in grid.by_measure.get(relation.measure, []):
        of = grid.relative(cell, {"measure": relation.of})
        if of is None or math.isnan(grid.value(cell) + grid.value(of)):
            continue
        value = Bounds.of(grid.value(of), grid.unit(relation.of))
        bases = value.divided(Bounds.of(grid.value(cell), grid.unit(relation.measure)))
        if bases is not None and bases.low > 0:
            yield _Row(cell, value, bases.times(100))


def _base(rows: list[_Row]) -> Bounds | None:
    if len(rows) < _FEW or len({row.value.low for row in rows}) < _FEW - 1:
        return None
    edges = sorted({edge for row in rows for edge in (row.bases.low, row.bases.high)})
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    counts = [sum(row.bases.low <= middle <= row.bases.high for row in rows) for middle in middles]
    most = max(counts, default=0)
    if most < _AGREE * len(rows):
        return None
    place = counts.index(most)
    return Bounds(edges[place], edges[place + 1])
