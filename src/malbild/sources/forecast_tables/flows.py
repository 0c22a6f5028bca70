"""Moves as they were counted: who left which area, who came, between which, and over the border.

Each table may leave out sex, age or both; the axis then has the length one and the analysis spreads it. Tables may
cover only some of the population's years; the others are NaN. A cell without a row in a year that is there is a move
that nobody made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.sources.forecast_tables.problems import Problems
from malbild.sources.forecast_tables.rows import Row, heading, rows
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

Floats = NDArray[np.float64]
AGE_GROUPS = (0, 18, 25, 35, 65)
"""First ages of the groups whose destinations are told apart: children, the young, families, older."""
NAMES = ("moves", "departures", "arrivals", "immigration", "emigration")
CLOSED, SMALL = 0.01, 5.0
"""Departures and arrivals may differ by a hundredth, or five persons: rounding, and noise put in by the office."""


@dataclass(frozen=True)
class Flows:
    """Moves by year, each (year, area, sex, age) with axes of length one for what the table does not tell.

    departures, arrivals      to and from the other areas
    between                   (year, group, from, to), groups of ages from `starts`; None without a table of moves
    immigration, emigration   from and to outside all areas; None without a table
    """

    departures: Floats
    arrivals: Floats
    between: Floats | None
    starts: tuple[int, ...]
    immigration: Floats | None
    emigration: Floats | None


@dataclass(frozen=True)
class Axes:
    """The population's areas, years and number of ages, which flows must be of."""

    areas: tuple[str, ...]
    years: tuple[int, ...]
    ages: int


def flows(folder: Path, axes: Axes, problems: Problems) -> Flows | None:
    """The tables of moves in a folder; None where there is none of moves between the areas."""
    found = {name: _rows(folder / f"{name}.csv", axes, problems) for name in NAMES}
    moves, left, came = (found[name] for name in ("moves", "departures", "arrivals"))
    if (left is None) != (came is None):
        _lonely(folder, "departures" if came is None else "arrivals", problems)
    if problems.findings or (moves is None and (left is None or came is None)):
        return None
    between, starts = (None, (0,)) if moves is None else _between(moves, axes)
    if left is None or came is None:
        left, came = moves or [], [_turned(one) for one in moves or []]
    departures, arrivals = _array(left, axes), _array(came, axes)
    _closed(folder / ("arrivals.csv" if found["arrivals"] else "moves.csv"), departures, arrivals, axes, problems)
    if between is not None:
        _agree(folder / "moves.csv", between, departures, axes, problems)
    borders = [None if found[name] is None else _array(found[name] or [], axes) for name in NAMES[3:]]
    return Flows(departures, arrivals, between, starts, *borders)


def _rows(path: Path, axes: Axes, problems: Problems) -> list[Row] | None:
    """The rows of one table, each of an area and a year of the population; None where there is no such file."""
    if not path.is_file():
        return None
    columns = ("from", "to", "year", "value") if path.stem == "moves" else ("area", "year", "value")
    every = list(rows(path, columns, problems, optional=("sex", "age")))
    known = set(axes.areas)
    strangers = sorted({area for one in every for area in (one.area, one.to) if area and area not in known})
    for area in strangers:
        problems.add("area", Place(str(path), cell=area),
            Text("Området finns inte i befolkningstabellen.", "The area is not in the population table."),
            Text("Räkna flyttningar till och från det som emigration och immigration.",
                 "Count moves to and from it as emigration and immigration."))  # fmt: skip
    _impossible(path, every, axes, problems)
    if "sex" in heading(path) and len({one.sex for one in every}) == 1:
        problems.add("sex", Place(str(path), cell="sex"),
            Text("Tabellen har bara ett kön.", "The table has one sex only."),
            Text("Lägg till det andra, eller summera och ta bort kolumnen sex.",
                 "Add the other, or sum over them and take the column sex out."))  # fmt: skip
    return [one for one in every if one.year in axes.years]


def _impossible(path: Path, every: list[Row], axes: Axes, problems: Problems) -> None:
    seen: set[tuple[object, ...]] = set()
    for one in every:
        cell = (one.area, one.to, one.year, one.sex, one.age)
        place = Place(str(path), one.line, f"{one.area}, {one.year}")
        if cell in seen:
            problems.add("duplicate", place,
                Text("Cellen finns redan på en tidigare rad.", "The cell is there on an earlier line already."),
                Text("Behåll en av dem; är det delar av en summa, summera dem.",
                     "Keep one of them; if they are parts of a sum, sum them."))  # fmt: skip
        seen.add(cell)
        if one.area == one.to and one.value > 0:
            problems.add("move-within", place,
                Text("En flyttning inom området är ingen flyttning mellan områden.",
                     "A move within the area is no move between areas."),
                Text("Ta bort raden.", "Take the row out."))  # fmt: skip
        if one.age >= axes.ages:
            problems.add("age", place,
                Text("Tabellen har äldre åldrar än befolkningen.", "The table has older ages than the population."),
                Text("Slå ihop dem i befolkningens öppna ålder.",
                     "Sum them into the population's open age."))  # fmt: skip


def _lonely(folder: Path, there: str, problems: Problems) -> None:
    missing = "arrivals" if there == "departures" else "departures"
    problems.add("flows", Place(str(folder / f"{there}.csv")),
        Text(f"{there}.csv finns, men inte {missing}.csv.", f"{there}.csv is there, but {missing}.csv is not."),
        Text("Lägg till den, eller ta bort båda.", "Add it, or take both out."))  # fmt: skip


def _turned(one: Row) -> Row:
    return Row(one.line, one.to, one.year, one.age, one.open_age, one.sex, one.value, one.area)


def _array(some: Sequence[Row], axes: Axes) -> Floats:
    """Rows as (year, area, sex, age), summed; axes of length one where no row tells them apart."""
    sexes = 1 + max((one.sex for one in some), default=0)
    ages = axes.ages if any(one.age for one in some) else 1
    values = np.full((len(axes.years), len(axes.areas), sexes, ages), np.nan)
    year, area = _places(axes)
    for one in {one.year for one in some}:
        values[year[one]] = 0
    np.add.at(values, _cells(some, year, area), [one.value for one in some])
    return values


def _cells(some: Iterable[Row], year: dict[int, int], area: dict[str, int]) -> tuple[list[int], ...]:
    cells = [(year[one.year], area[one.area], one.sex, one.age) for one in some]
    return tuple(list(each) for each in zip(*cells, strict=True))


def _places(axes: Axes) -> tuple[dict[int, int], dict[str, int]]:
    return {one: at for at, one in enumerate(axes.years)}, {one: at for at, one in enumerate(axes.areas)}


def _between(some: Sequence[Row], axes: Axes) -> tuple[Floats, tuple[int, ...]]:
    """Moves by origin and destination for groups of ages; one group where ages are not told."""
    starts = AGE_GROUPS if any(one.age for one in some) else (0,)
    values = np.full((len(axes.years), len(starts), len(axes.areas), len(axes.areas)), np.nan)
    year, area = _places(axes)
    for one in {one.year for one in some}:
        values[year[one]] = 0
    groups = np.searchsorted(starts, [one.age for one in some], side="right") - 1
    places = ([year[one.year] for one in some], groups.tolist(), [area[one.area] for one in some],
              [area[one.to] for one in some])  # fmt: skip
    np.add.at(values, places, [one.value for one in some])
    return values, starts


def refuse_more_than_there_are(folder: Path, counted: Flows, people: Floats, axes: Axes, problems: Problems) -> None:
    """Nobody leaves who is not there: departures and emigration beside the population at the year's start."""
    start = people[:-1].sum((2, 3))
    for name in ("departures", "emigration"):
        left = getattr(counted, name)
        if left is None:
            continue
        for year, area in np.argwhere(left[1:].sum((2, 3)) > start):
            problems.add("rate-above-one", Place(str(folder / f"{name}.csv"),
                cell=f"{axes.areas[area]}, {axes.years[year + 1]}"),
                Text("Fler har flyttat ut än det fanns invånare.", "More have left than there were inhabitants."),
                Text("Se efter att enheten är personer.", "See that the unit is persons."))  # fmt: skip


def _closed(path: Path, departures: Floats, arrivals: Floats, axes: Axes, problems: Problems) -> None:
    """Everybody who leaves one of the areas for another comes to one."""
    left, came = departures.sum((1, 2, 3)), arrivals.sum((1, 2, 3))
    for year in np.flatnonzero(np.abs(left - came) > np.maximum(CLOSED * left, SMALL)):
        problems.add("flows-open", Place(str(path), cell=str(axes.years[year])),
            Text(f"{left[year]:.0f} har lämnat områdena för varandra, men {came[year]:.0f} har kommit.",
                 f"{left[year]:.0f} left the areas for each other, but {came[year]:.0f} came."),
            Text("Räkna bara flyttningar mellan områdena här; andra hör till immigration.csv och emigration.csv.",
                 "Count only moves between the areas here; others belong to immigration.csv and emigration.csv."),
        )  # fmt: skip


def _agree(path: Path, between: Floats, departures: Floats, axes: Axes, problems: Problems) -> None:
    """The moves between areas are those that left."""
    told, left = between.sum((1, 3)), departures.sum((2, 3))
    for year, area in np.argwhere(np.abs(told - left) > np.maximum(CLOSED * left, SMALL)):
        problems.add("flows-differ", Place(str(path), cell=f"{axes.areas[area]}, {axes.years[year]}"),
            Text(f"moves.csv har {told[year, area]:.0f} som lämnar området, departures.csv {left[year, area]:.0f}.",
                 f"moves.csv has {told[year, area]:.0f} who leave the area, departures.csv {left[year, area]:.0f}."),
            Text("Rätta den ena; båda ska gälla flyttningar mellan områdena.",
                 "Correct one of them; both are of moves between the areas."))  # fmt: skip
