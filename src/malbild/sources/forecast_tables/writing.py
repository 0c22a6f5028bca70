"""Write the tables a forecast reads, as anybody could have typed them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.sources.forecast_tables.read import CELLS, OF_MOTHERS, Tables

_SEXES = ("women", "men")


def write(tables: Tables, folder: Path) -> tuple[Path, ...]:
    """Population, births and deaths as three CSV files in a folder; gives the files.

    Births of no children are left out; everything else is written, so that a gap is never read as zero.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ages = _ages(tables.population.shape[-1])
    people, births, deaths = (folder / f"{one}.csv" for one in ("population", "births", "deaths"))
    _rows(people, CELLS, _cells(tables, tables.population, ages))
    _rows(deaths, CELLS, _cells(tables, tables.deaths, ages))
    _rows(births, OF_MOTHERS, (
        (tables.areas[area], age, tables.years[year], _short(value))
        for (year, area, age), value in np.ndenumerate(tables.births) if value
    ))  # fmt: skip
    return people, births, deaths


def _ages(many: int) -> list[str]:
    return [*map(str, range(many - 1)), f"{many - 1}+"]


def _cells(tables: Tables, values: NDArray[np.float64], ages: Sequence[str]) -> Iterable[tuple[object, ...]]:
    for (year, area, sex, age), value in np.ndenumerate(values):
        yield tables.areas[area], _SEXES[sex], ages[age], tables.years[year], _short(value)


def _short(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _rows(path: Path, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)
