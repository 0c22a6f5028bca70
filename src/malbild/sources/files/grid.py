"""Grid: a cube's dimensions laid out as one row a cell, and which of them is the area, the period and the measure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from malbild.sources.problems import refuse
from malbild.vocabulary.finding import Place
from malbild.vocabulary.period import Period, UnknownPeriod
from malbild.vocabulary.table import Codes
from malbild.vocabulary.text import Text

MOST_CELLS = 5_000_000
_MOST_BYTES = 2 * 1024**3
_AREA_WORDS = frozenset({
    "region", "regioner", "area", "geo", "område", "land", "country",
    "kommun", "kommuner", "municipality", "municipalities", "län", "lan", "county", "counties",
})  # fmt: skip
_TIME_WORDS = frozenset({"tid", "time", "år", "ar", "year", "period", "månad", "month", "kvartal", "quarter"})
_FIXED = ("area", "period", "measure")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a cube.

    id      what the source calls it in questions and answers
    label   what it calls it in print
    codes   its values' codes, in order
    labels  the values in print, in the same order
    role    "area", "period", "measure", or "" for a further dimension
    """

    id: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: str = ""

    @property
    def coordinate(self) -> str:
        """The name of its coordinate in a Table."""
        return self.role or (f"{self.id}_" if self.id in _FIXED else self.id)


def is_area(*names: str) -> bool:
    """Whether a dimension's id or label says that it holds areas.

    >>> is_area("Region"), is_area("Vaxtregion"), is_area("Kon", "kön")
    (True, False, False)
    """
    return any(name.strip().casefold() in _AREA_WORDS for name in names)


def is_time(one: Dimension, *names: str) -> bool:
    """Whether a dimension is time by its name, and all its codes are periods."""
    return any(name.strip().casefold() in _TIME_WORDS for name in names) and all(map(is_period, one.codes))


def is_period(code: str) -> bool:
    """Whether a code reads as a period."""
    try:
        Period.parse(code)
    except UnknownPeriod:
        return False
    return True


def refuse_giant(sizes: Sequence[int], dimensions: Sequence[Dimension], place: Place) -> None:
    """Refuse a cube with more cells than a table can hold, before any memory is taken for it."""
    cells = math.prod(sizes)
    width = sum(4 * max(map(len, one.codes), default=0) for one in dimensions)
    if cells <= MOST_CELLS and cells * width <= _MOST_BYTES:
        return
    raise refuse(
        "input.too-many-cells", place,
        Text(f"Tabellen säger sig ha {cells:.6g} celler, fler än de {MOST_CELLS:,} som ryms.".replace(",",
             " ", 1).replace(",", " "),
             f"The table claims to have {cells:.6g} cells, more than the {MOST_CELLS:,} there is room for."),
        Text("Ta ut färre områden, perioder eller grupper.", "Select fewer areas, periods or groups."),
    )  # fmt: skip


def coordinates(dimensions: Sequence[Dimension], measure: str = "") -> dict[str, Codes]:
    """Each dimension's code per cell, the last dimension changing fastest; area and period always there, and measure.

    `measure` is the only measure's name, for a cube without a measure dimension.

    >>> one, two = Dimension("Region", "", ("01", "03"), (), "area"), Dimension("Tid", "", ("1", "2"), (), "period")
    >>> {name: list(map(str, codes)) for name, codes in coordinates([one, two]).items()}
    {'area': ['01', '01', '03', '03'], 'period': ['1', '2', '1', '2'], 'measure': ['', '', '', '']}
    """
    cells = math.prod(len(one.codes) for one in dimensions)
    found = {role: np.full(cells, measure if role == "measure" else "") for role in _FIXED}
    inner = cells
    for one in dimensions:
        inner //= max(1, len(one.codes))
        codes = np.repeat(np.array(one.codes, dtype=np.str_), inner)
        found[one.coordinate] = np.tile(codes, cells // max(1, len(codes)))
    return found
