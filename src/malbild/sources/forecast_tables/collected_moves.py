"""Counted moves of the published collections, for the back-test of the engines that follow people.

`swedish-counties-moves`: TOUDAI_SPATIAL's copies of Statistics Sweden's county totals 1968–2021 (CC0): who came,
abroad included, and who immigrated. Who left is what remains of births, deaths and the change; emigrants are what left
more than came from each other, shared as immigrants. Quirk: before 1998 the immigrants of two counties are those of an
older, smaller county, so only later years are read; in 2006 a municipality changed county, and that year is left
out. Sex and age are not told.

`finnish-regions-moves`: pttry/KT162R's matrix of moves between 311 municipalities 1990–2018 (Statistics Finland, CC BY
4.0), summed to regions. Sex and age are not told. Quirk: its regions bear other names than the population's and are
matched by their inhabitants at the end of 2017; five municipalities have changed region since, which stays in the rest.
"""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import rdata
from numpy.typing import NDArray

from malbild.sources.forecast_tables.flows import Flows
from malbild.sources.forecast_tables.read import Tables

Floats = NDArray[np.float64]
COUNTY_TOTALS = Path("population/se_county_totals_1968_2021")
MUNICIPALITIES = Path("fallback/finland_municipality_flows")
FIRST_RIGHT_YEAR, BORDER_MOVED = 1998, 2006


def county_flows(folder: Path, tables: Tables) -> Flows:
    """The Swedish counties' moves by year and county; the counties stand in the order of their codes in both."""
    came = _totals(folder / COUNTY_TOTALS / "Inflyttningar.csv", tables)
    immigrated = _totals(folder / COUNTY_TOTALS / "Invandringar.csv", tables)
    change = np.diff(tables.population.sum((2, 3)), axis=0, prepend=np.nan)
    left = came + tables.births.sum(2) - tables.deaths.sum((2, 3)) - change
    abroad = left.sum(1) - (came - immigrated).sum(1)
    emigrated = immigrated / immigrated.sum(1, keepdims=True) * abroad[:, None]
    left, arrived, immigrated, emigrated = (
        one[:, :, None, None] for one in (left - emigrated, came - immigrated, immigrated, emigrated)
    )
    return Flows(left, arrived, None, (0,), immigrated, emigrated)


def _totals(path: Path, tables: Tables) -> Floats:
    """(year, area) of the tables' years, NaN where it is not told."""
    with path.open(encoding="latin-1", newline="") as stream:
        head, *lines = csv.reader(stream)
    columns = {int(one.split()[-1]): place for place, one in enumerate(head) if place}
    found = np.full((len(tables.years), len(tables.areas)), np.nan)
    for place, year in enumerate(tables.years):
        if year >= FIRST_RIGHT_YEAR and year != BORDER_MOVED:
            found[place] = [float(one[columns[year]]) for one in sorted(lines)]
    return found


def region_flows(folder: Path, tables: Tables) -> Flows:
    """The Finnish regions' moves between each other, by origin and destination."""
    where = folder / MUNICIPALITIES
    region_of = _regions(where, tables)
    moves = _frame(where / "muuttodata.rds")
    between = np.full((len(tables.years), 1, len(tables.areas), len(tables.areas)), np.nan)
    year_of = {year: place for place, year in enumerate(tables.years)}
    moves = moves[moves["values"] > 0]
    years = np.array([year_of.get(int(one), -1) for one in moves["Vuosi"]])
    ends = (moves[name] for name in ("Lahtokunta", "Tulokunta"))
    left, came = (end.map(lambda one: region_of[_short(one)]).to_numpy() for end in ends)
    apart = (left != came) & (years >= 0)
    between[np.unique(years[years >= 0])] = 0
    np.add.at(between, (years[apart], 0, left[apart], came[apart]), moves["values"].to_numpy(dtype=float)[apart])
    departures, arrivals = between.sum(3)[:, 0, :, None, None], between.sum(2)[:, 0, :, None, None]
    return Flows(departures, arrivals, between, (0,), None, None)


def _regions(where: Path, tables: Tables) -> dict[str, int]:
    """Which region each municipality lies in: that whose inhabitants are nearest those of its own region's name."""
    told = _frame(where / "dat_muuttotiedot_kunnittain.rda")
    year = int(told["Vuosi"].max())
    last = told[(told["Vuosi"] == year) & (told["Tiedot"] == told["Tiedot"].iloc[0])]
    sizes = last.groupby("maakunta")["vakiluku"].sum()
    inhabitants = tables.population[tables.years.index(year)].sum((1, 2))
    apart = np.abs(np.log(sizes.to_numpy(dtype=float)[:, None] / inhabitants))
    nearest = {name: int(place) for name, place in zip(sizes.index, apart.argmin(1), strict=True)}
    return {_short(name): nearest[region] for name, region in zip(last["Alue"], last["maakunta"], strict=True)}


def _short(name: str) -> str:
    """The first of a municipality's names; only some of the tables write both."""
    return str(name).partition(" - ")[0]


def _frame(path: Path) -> Any:
    found = rdata.conversion.convert(rdata.parser.parse_file(path), default_encoding="latin1")
    return next(iter(found.values())) if isinstance(found, dict) else found
