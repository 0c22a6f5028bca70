"""The folder of tables a forecast starts from, read whole or refused with everything that is wrong with it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.sources.forecast_tables.counts import Counts, counts
from malbild.sources.forecast_tables.flows import Axes, Flows, flows, refuse_more_than_there_are
from malbild.sources.forecast_tables.problems import Problems
from malbild.sources.forecast_tables.rows import rows
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

CELLS = ("area", "sex", "age", "year", "value")
OF_MOTHERS = ("area", "age", "year", "value")
FEWEST_YEARS = 11


@dataclass(frozen=True)
class Tables:
    """Population, births and deaths of the same areas and years.

    population   (year, area, sex, age), persons at the year's end; the last age is open
    births       (year, area, age), children by the age their mother reached that year
    deaths       (year, area, sex, age), by the age reached that year
    flows        moves as they were counted; None where they were not
    The first year's events are zero: nobody knows who was there before.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    population: NDArray[np.float64]
    births: NDArray[np.float64]
    deaths: NDArray[np.float64]
    flows: Flows | None = None


def read(population: Path, births: Path, deaths: Path) -> Tables:
    """The three tables, and those of moves beside them; raises Refused with every problem of all of them."""
    problems = Problems()
    people = _table(population, CELLS, problems)
    events = (_table(births, OF_MOTHERS, problems), _table(deaths, CELLS, problems))
    readable = not problems.of(str(population))
    if readable:
        _complete(people, problems)
    for one in events:
        if readable and not problems.of(str(one.path)):
            _of_the_same(one, people, problems)
    axes = Axes(people.areas, people.years, people.values.shape[-1])
    counted = flows(population.parent, axes, problems) if readable else None
    problems.refuse()
    born, died = (_filled(one, people) for one in events)
    _plausible(people, born[:, :, 0], died, events, problems)
    if counted is not None:
        refuse_more_than_there_are(population.parent, counted, people.values, axes, problems)
    problems.refuse()
    return Tables(people.areas, people.years, people.values, born[:, :, 0], died, counted)


def yearly_totals(population: Path) -> dict[str, dict[int, float]]:
    """Persons by area and year of a population table alone; raises Refused when it cannot be read."""
    problems = Problems()
    found: dict[str, dict[int, float]] = {}
    for one in rows(population, CELLS, problems):
        known = found.setdefault(one.area, {})
        known[one.year] = known.get(one.year, 0.0) + one.value
    problems.refuse()
    return found


def _table(path: Path, columns: tuple[str, ...], problems: Problems) -> Counts:
    table = counts(path, rows(path, columns, problems), problems)
    if not table.years and not problems.of(str(path)):
        problems.add(
            "empty",
            Place(str(path)),
            Text("Tabellen har inga rader.", "The table has no rows."),
            Text("Fyll i den.", "Fill it in."),
        )
    return table


def _complete(people: Counts, problems: Problems) -> None:
    """The population must have every year, area, sex and age."""
    gaps = sorted(set(range(people.years[0], people.years[-1])) - set(people.years))
    if gaps:
        problems.add(
            "gap",
            Place(str(people.path)),
            Text(f"År saknas: {_some(gaps)}.", f"Years are missing: {_some(gaps)}."),
            Text("Lägg till dem, eller börja tabellen efter luckan.", "Add them, or begin the table after the gap."),
        )
    if people.open is None:
        oldest = people.values.shape[-1] - 1
        problems.add(
            "open-age",
            Place(str(people.path)),
            Text(f"Den sista åldern, {oldest}, är inte öppen.", f"The last age, {oldest}, is not open."),
            Text(
                f"Skriv den {oldest}+ om alla äldre räknas in; annars lägg till dem.",
                f"Write it {oldest}+ if everybody older is counted in it; else add them.",
            ),
        )
    if len(people.years) < FEWEST_YEARS:
        problems.add(
            "history",
            Place(str(people.path)),
            Text(
                f"Historien är {len(people.years)} år; {FEWEST_YEARS} behövs för att ställa in modellen.",
                f"The history has {len(people.years)} years; {FEWEST_YEARS} are needed to calibrate.",
            ),
            Text("Lägg till tidigare år.", "Add earlier years."),
        )
    for year, area in np.argwhere(np.isnan(people.values).any((2, 3))):
        missing = np.flatnonzero(np.isnan(people.values[year, area]).any(0)).tolist()
        problems.add(
            "missing-age",
            Place(str(people.path), cell=f"{people.areas[area]}, {people.years[year]}"),
            Text(f"Åldrar saknas: {_some(missing)}.", f"Ages are missing: {_some(missing)}."),
            Text(
                "Lägg till en rad för varje kön och ålder; skriv 0 där ingen finns.",
                "Add a row for every sex and age; write 0 where there is nobody.",
            ),
        )


def _of_the_same(events: Counts, people: Counts, problems: Problems) -> None:
    """Events must be of the population's areas, and of each of its years but the first."""
    place = Place(str(events.path))
    for strangers in sorted(set(events.areas) - set(people.areas)):
        problems.add(
            "area",
            Place(str(events.path), cell=strangers),
            Text("Området finns inte i befolkningstabellen.", "The area is not in the population table."),
            Text("Ta bort det, eller lägg till dess befolkning.", "Take it out, or add its population."),
        )
    for absent in sorted(set(people.areas) - set(events.areas)):
        problems.add(
            "area-without-events",
            Place(str(events.path), cell=absent),
            Text("Området har inga händelser i tabellen.", "The area has no events in the table."),
            Text(
                "Lägg till dem; skriv 0 om det verkligen inte hände något.",
                "Add them; write 0 if nothing happened indeed.",
            ),
        )
    missing = sorted(set(people.years[1:]) - set(events.years))
    if missing:
        problems.add(
            "gap",
            place,
            Text(f"År saknas: {_some(missing)}.", f"Years are missing: {_some(missing)}."),
            Text(
                "Lägg till dem, eller börja befolkningstabellen senare.",
                "Add them, or begin the population table later.",
            ),
        )
    if events.values.shape[-1] > people.values.shape[-1]:
        problems.add(
            "age",
            place,
            Text("Tabellen har äldre åldrar än befolkningen.", "The table has older ages than the population."),
            Text("Slå ihop dem i befolkningens öppna ålder.", "Sum them into the population's open age."),
        )


def _filled(events: Counts, people: Counts) -> NDArray[np.float64]:
    """Events on the population's axes; a cell without a row in a year that is there is an event that did not happen."""
    filled = np.zeros_like(people.values)
    ages = events.values.shape[-1]
    for place, year in enumerate(people.years):
        if place and year in events.years:
            at = [people.areas.index(one) for one in events.areas]
            filled[place, at, :, :ages] = np.nan_to_num(events.values[events.years.index(year)])
    return filled


def _plausible(
    people: Counts,
    born: NDArray[np.float64],
    died: NDArray[np.float64],
    events: tuple[Counts, Counts],
    problems: Problems,
) -> None:
    """No area without births, and no more events than there are people to have them."""
    for area in np.flatnonzero(born[1:].sum((0, 2)) == 0):
        problems.add(
            "no-births",
            Place(str(events[0].path), cell=people.areas[area]),
            Text("Området har inga födda under något år.", "The area has no births in any year."),
            Text(
                "Lägg till dem, eller slå ihop området med ett grannområde.",
                "Add them, or join the area with a neighbour.",
            ),
        )
    mothers = np.concatenate([people.values[:-1, :, 0, :1] * 0, people.values[:-1, :, 0, :-1]], axis=-1)
    before = np.concatenate([np.full_like(people.values[:-1, ..., :1], np.inf), people.values[:-1, ..., :-1]], axis=-1)
    before[..., -1] += people.values[:-1, ..., -1]
    before[..., 0] = (born[1:].sum(-1))[..., None]
    _too_many(people, born[1:] > 2 * mothers + 5, events[0], "födda", "births", problems)
    _too_many(
        people, np.asarray((died[1:] > before + people.values[1:] + 5).any(2)), events[1], "döda", "deaths", problems
    )


def _too_many(people: Counts, above: NDArray[np.bool_], events: Counts, sv: str, en: str, problems: Problems) -> None:
    for year, area, age in np.argwhere(above):
        cell = f"{people.areas[area]}, {people.years[year + 1]}, {age}"
        problems.add(
            "rate-above-one",
            Place(str(events.path), cell=cell),
            Text(f"Fler {sv} än det finns människor till.", f"More {en} than there are people for."),
            Text(
                "Se efter att enheten är personer, och att åldern är den som uppnås under året.",
                "See that the unit is persons, and that the age is the one reached during the year.",
            ),
        )


def _some(values: list[int]) -> str:
    """A few of them, and how many more."""
    shown = ", ".join(map(str, values[:8]))
    return shown if len(values) <= 8 else f"{shown} … (+{len(values) - 8})"
