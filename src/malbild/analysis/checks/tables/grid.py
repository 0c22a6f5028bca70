"""Grid: a table's cells by their coordinates, so that a cell's relatives can be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from malbild.vocabulary.area import UnknownArea, area
from malbild.vocabulary.period import UnknownPeriod
from malbild.vocabulary.span import Span
from malbild.vocabulary.table import Measure, Table

Key = tuple[str, ...]
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Grid:
    """The cells of one table by place; the first of two cells with one key stands for both.

    Nothing here is changed after it is made: what is looked up often is computed once.
    """

    table: Table

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions, "measure" among them."""
        return tuple(self.table.coordinates)

    @cached_property
    def keys(self) -> list[Key]:
        """Every cell's coordinates, in the order of `dimensions`."""
        columns = [codes.tolist() for codes in self.table.coordinates.values()]
        return list(zip(*columns, strict=True))

    @cached_property
    def cells(self) -> dict[Key, int]:
        """Coordinates → cell."""
        found: dict[Key, int] = {}
        for cell, key in enumerate(self.keys):
            found.setdefault(key, cell)
        return found

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """What has been worked out of this table and is wanted again, by other rules or for other tables."""
        return {}

    @cached_property
    def by_measure(self) -> dict[str, list[int]]:
        """Measure → its cells, each key once."""
        place = self.dimensions.index("measure")
        found: dict[str, list[int]] = {one.name: [] for one in self.table.declaration.measures}
        for key, cell in self.cells.items():
            found.setdefault(key[place], []).append(cell)
        return found

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Dimension → its codes, in the order they come."""
        return {name: tuple(dict.fromkeys(codes.tolist())) for name, codes in self.table.coordinates.items()}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The measures that have cells, by name."""
        declared = {one.name: one for one in self.table.declaration.measures}
        return {name: declared.get(name, Measure(name, "")) for name in self.members["measure"]}

    @cached_property
    def decimals(self) -> dict[str, int]:
        """How many decimals each measure is printed with, as declared or as its figures show."""
        return {
            name: measure.decimals or observed_decimals(self.values(name)) for name, measure in self.measures.items()
        }

    def values(self, measure: str) -> np.ndarray:
        """The numbers of a measure, those that are missing left out."""
        values = self.table.values[np.array(self.by_measure.get(measure, []), dtype=np.int64)]
        known: np.ndarray = values[~np.isnan(values)]
        return known

    def code(self, cell: int, dimension: str) -> str:
        """A cell's code in a dimension."""
        return self.keys[cell][self.dimensions.index(dimension)]

    def value(self, cell: int) -> float:
        """A cell's number; NaN when it has none."""
        return float(self.table.values[cell])

    def relative(self, cell: int, change: Mapping[str, str]) -> int | None:
        """The cell with the same coordinates but for those changed; None when the table has no such cell."""
        key = list(self.keys[cell])
        for name, code in change.items():
            if name not in self.dimensions:
                return None
            key[self.dimensions.index(name)] = code
        return self.cells.get(tuple(key))

    def unit(self, measure: str) -> float:
        """One unit of the last printed place of a measure."""
        return float(10.0 ** -self.decimals.get(measure, 0))

    def series(self, measure: str) -> dict[Key, list[tuple[Span, int]]]:
        """The cells of a measure in order of time, by their other coordinates; spans of periods are left out."""
        if ("series", measure) in self.derived:
            known: dict[Key, list[tuple[Span, int]]] = self.derived["series", measure]
            return known
        place = self.dimensions.index("period")
        found: dict[Key, list[tuple[Span, int]]] = {}
        for cell in self.by_measure.get(measure, []):
            key = self.keys[cell]
            span = span_of(key[place])
            if span is not None and span.single:
                found.setdefault((*key[:place], *key[place + 1 :]), []).append((span, cell))
        ordered = {key: sorted(cells, key=lambda one: one[0].last) for key, cells in found.items()}
        self.derived["series", measure] = ordered
        return ordered

    def words(self, cell: int, *leave: str) -> str:
        """A cell's coordinates as a sentence says them: the area by name, then the rest."""
        codes = dict(zip(self.dimensions, self.keys[cell], strict=True))
        named = [
            area_name(code) if name == "area" else code for name, code in codes.items() if name not in leave and code
        ]
        return ", ".join(dict.fromkeys(named))


def observed_decimals(values: np.ndarray) -> int:
    """The fewest decimals that print more than half of the values as they are, at most six."""
    for decimals in range(_MOST_DECIMALS):
        exact = np.isclose(values, np.round(values, decimals), rtol=0, atol=10.0 ** -(decimals + 4))
        if not len(values) or float(np.mean(exact)) > 0.5:
            return decimals
    return _MOST_DECIMALS


@lru_cache(maxsize=4096)
def span_of(code: str) -> Span | None:
    """The time a code stands for; None when it is no time."""
    try:
        return Span.parse(code)
    except UnknownPeriod:
        return None


def area_name(code: str) -> str:
    """An area's name, or its code where it is not one of ours."""
    try:
        return area(code).name
    except UnknownArea:
        return code
