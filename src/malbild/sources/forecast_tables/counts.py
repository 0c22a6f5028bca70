"""One table as an array, dense over its areas, years, sexes and ages."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.sources.forecast_tables.problems import Problems
from malbild.sources.forecast_tables.rows import Row
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text


@dataclass(frozen=True)
class Counts:
    """Persons or events by area and year.

    values   (year, area, sex, age), NaN where the table has no row
    open     the age that is written with a plus; None when none is
    """

    path: Path
    areas: tuple[str, ...]
    years: tuple[int, ...]
    values: NDArray[np.float64]
    open: int | None


def counts(path: Path, found: Iterable[Row], problems: Problems) -> Counts:
    """The rows as an array; a cell that is there twice is a problem."""
    every = list(found)
    areas = tuple(sorted({one.area for one in every}))
    years = tuple(sorted({one.year for one in every}))
    ages = 1 + max((one.age for one in every), default=0)
    values = np.full((len(years), len(areas), 2, ages), np.nan)
    at = {area: place for place, area in enumerate(areas)}
    first = {year: place for place, year in enumerate(years)}
    for one in every:
        cell = (first[one.year], at[one.area], one.sex, one.age)
        if not np.isnan(values[cell]):
            _twice(path, one, problems)
        values[cell] = one.value
    return Counts(path, areas, years, values, _open_age(path, every, problems))


def _twice(path: Path, one: Row, problems: Problems) -> None:
    problems.add("duplicate", Place(str(path), one.line, f"{one.area}, {one.year}, {one.age}"),
        Text("Cellen finns redan på en tidigare rad.", "The cell is there on an earlier line already."),
        Text("Behåll en av dem; är det delar av en summa, summera dem.",
             "Keep one of them; if they are parts of a sum, sum them."))  # fmt: skip


def _open_age(path: Path, every: list[Row], problems: Problems) -> int | None:
    found = sorted({one.age for one in every if one.open_age})
    oldest = max((one.age for one in every), default=0)
    if found and found != [oldest]:
        problems.add("age", Place(str(path)), Text(
            f"{found[0]}+ är öppen, men tabellen har åldrar till {oldest}.",
            f"{found[0]}+ is open, but the table has ages up to {oldest}."),
            Text("Slå ihop åldrarna från den öppna.", "Sum the ages from the open one on."))  # fmt: skip
    return oldest if found else None
