"""Made-up regions: populations and rates of any size, some of them cruel, and whole histories."""

import csv
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from malbild.analysis.forecast.arrays import SEXES, Floats, aged
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.rates import Destinations, Rates

AGES = 12


@st.composite
def regions(draw: st.DrawFn) -> tuple[Floats, Rates]:
    """A population (area, sex, age) and the rates of one year; empty cells, zero and enormous hazards included."""
    areas = draw(st.integers(1, 5))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (areas, 2, AGES)
    population = chance.gamma(0.5, draw(st.sampled_from([0.0, 1.0, 1e6])), shape)
    rates = Rates(
        fertility=chance.uniform(0, 0.2, (areas, AGES)),
        death=_hazards(draw, chance, shape),
        departure=_hazards(draw, chance, shape),
        emigration=_hazards(draw, chance, shape),
        attraction=_destinations(chance, areas) if draw(st.booleans()) else _attraction(chance, shape),
        immigration=chance.gamma(0.5, 10, shape),
    )
    return population, rates


def _hazards(draw: st.DrawFn, chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return chance.exponential(draw(st.sampled_from([0.0, 0.01, 5.0])), shape)


def _attraction(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    weights = chance.uniform(0.01, 1, shape)
    return weights / weights.sum(0)


def _destinations(chance: np.random.Generator, areas: int) -> Destinations:
    weights = chance.uniform(0.01, 1, (2, areas, areas))
    return Destinations(weights / weights.sum(-1, keepdims=True), (0, 5))


def history(*, years: int = 16, areas: int = 3, ages: int = 70, seed: int = 1) -> History:
    """A made-up region of small areas that grow and shrink and live to seventy."""
    chance = np.random.default_rng(seed)
    population = np.empty((years, areas, 2, ages))
    births, deaths = np.zeros((years, areas, ages)), np.zeros((years, areas, 2, ages))
    population[0] = chance.uniform(200, 400, (areas, 2, ages)) * np.linspace(1, 0.4, ages)
    for year in range(1, years):
        mothers = population[year - 1, :, 0, 19:39]
        births[year, :, 20:40] = mothers * chance.uniform(0.09, 0.12)
        reached = aged(population[year - 1], np.repeat(births[year].sum(-1)[:, None] / 2, 2, axis=1))
        deaths[year] = reached * np.geomspace(0.001, 0.4, ages)
        moves = reached * chance.normal(0.003, 0.006, (areas, 1, 1))
        population[year] = reached - deaths[year] + moves
    return History(
        tuple(f"{one:02d}" for one in range(areas)), tuple(range(2000, 2000 + years)), population, births, deaths
    )


def written(folder: Path, known: History) -> Path:
    """A history as the three input tables; gives the path of the population table."""
    oldest = known.population.shape[-1] - 1
    _write(folder / "population.csv", known, known.population, oldest)
    _write(folder / "deaths.csv", known, known.deaths, oldest)
    with (folder / "births.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("area", "age", "year", "value"))
        for (year, area, age), value in np.ndenumerate(known.births):
            if value:
                writer.writerow((known.areas[area], age, known.years[year], value))
    return folder / "population.csv"


def _write(path: Path, known: History, values: Floats, oldest: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("area", "sex", "age", "year", "value"))
        for (year, area, sex, age), value in np.ndenumerate(values):
            written_age = f"{age}+" if age == oldest else age
            writer.writerow((known.areas[area], SEXES[sex], written_age, known.years[year], value))
