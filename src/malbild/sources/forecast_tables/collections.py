"""Published collections that the back-test knows by name, and where in a folder of data they lie.

`swedish-counties`: StatisticsNZ/demdata, R arrays of Statistics Sweden's tables (MIT; data: SCB). Population and
deaths of 21 counties by sex and age 0–100+, births by mother's age under 15 to 49+, 1968–2015. Births without the
mother's age are spread as the others of their county and year.

`finnish-regions`: PPgp/bayesPopFINdata, text tables of Statistics Finland (CC BY 4.0). Population of 19 regions by
sex and age 0–100 (the last one open), total fertility rate with its age pattern in per cent, death rates. Births and
deaths are not counted there: they are reckoned as rate times persons. Quirk: the nation is a row among the regions.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import rdata
from numpy.typing import NDArray

from malbild.sources.forecast_tables.collected_moves import COUNTY_TOTALS, MUNICIPALITIES, county_flows, region_flows
from malbild.sources.forecast_tables.read import Tables
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

Floats = NDArray[np.float64]
AGES = 101
COUNTIES = Path("population/se_county_1age_sex_1968_2015")
REGIONS = Path("fallback/finland_regions_full_1972_2025")
COLLECTIONS = ("swedish-counties", "finnish-regions", "swedish-counties-moves", "finnish-regions-moves")


def collection(name: str, folder: Path) -> Tables:
    """A published collection by its name; `folder` is where published data lie."""
    swedish, moves = name.startswith("swedish"), name.endswith("moves")
    where = folder / (COUNTIES if swedish else REGIONS)
    counted = folder / (COUNTY_TOTALS if swedish else MUNICIPALITIES)
    if not where.is_dir() or (moves and not counted.is_dir()):
        raise Refused([Finding("input.collection", Severity.ERROR, Place(str(where)), Text(
            f"Tabellerna för {name} finns inte här.", f"The tables of {name} are not here."), Text(
            "Ange mappen där de ligger med --from, eller en mapp med egna tabeller.",
            "Name the folder where they lie with --from, or a folder of your own tables."))])  # fmt: skip
    tables = _counties(where) if swedish else _regions(where)
    return replace(tables, flows=(county_flows if swedish else region_flows)(folder, tables)) if moves else tables


def _counties(folder: Path) -> Tables:
    population = rdata.read_rda(folder / "sweden.popn.rda")["sweden.popn"]
    by_axis = ("year", "region", "sex", "age")
    births = _array(folder, "births").transpose(*by_axis).values.astype(np.float64).sum(2)
    deaths = _array(folder, "deaths").transpose(*by_axis).values.astype(np.float64)
    people = population.transpose(*by_axis).values.astype(np.float64)
    areas = tuple(str(one) for one in population.region.values)
    years = tuple(int(one) for one in population.year.values)
    return Tables(areas, years, people, _by_mothers_age(births), deaths)


def _array(folder: Path, what: str):  # type: ignore[no-untyped-def]  # an xarray.DataArray, whose package is rdata's
    return rdata.read_rda(folder / f"sweden.{what}.rda")[f"sweden.{what}"]


def _by_mothers_age(births: Floats) -> Floats:
    """From the classes <15, 15 … 49+ and unknown to single ages."""
    spread = np.zeros((*births.shape[:2], AGES))
    spread[..., 14:50] = births[..., :36]
    known = spread.sum(-1, keepdims=True)
    return np.asarray(spread * (1 + births[..., 36:] / np.maximum(known, 1)))


def _regions(folder: Path) -> Tables:
    women, men = (_by_age(folder / f"pop{one}.txt.gz") for one in "FM")
    rates = [_by_age(folder / f"mx{one}.txt.gz") for one in "FM"]
    pattern, total = _by_age(folder / "pasfr.txt.gz"), _totals(folder / "tfr.txt")
    areas = sorted(women.keys() & rates[0].keys() & pattern.keys() & total.keys())
    first, last = min(total[areas[0]]) - 1, max(total[areas[0]])
    years = range(first, last + 1)
    people = np.array([[[_column(one[area], year) for one in (women, men)] for area in areas] for year in years])
    births, deaths = np.zeros((len(years), len(areas), AGES)), np.zeros_like(people)
    for place, year in enumerate(years[1:], 1):
        for number, area in enumerate(areas):
            mothers = people[place - 1 : place + 1, number, 0].mean(0)
            births[place, number] = _column(pattern[area], year) / 100 * total[area][year] * mothers
            for sex in (0, 1):
                exposed = _reached(people[place - 1, number, sex], births[place, number].sum() / 2)
                deaths[place, number, sex] = exposed * -np.expm1(-_hazards(rates[sex][area], year))
    return Tables(tuple(areas), tuple(years), people, births, deaths)


def _reached(before: Floats, born: float) -> Floats:
    return np.concatenate([[born], before[:-2], [before[-2] + before[-1]]])


def _hazards(by_year: "dict[int, dict[int, float]]", year: int) -> Floats:
    """Death rates of those who reach an age during the year: half of it they are still a year younger."""
    rates = _column(by_year, year, carry=True)
    return np.concatenate([rates[:1], (rates[:-1] + rates[1:]) / 2])


ByAge = dict[str, dict[int, dict[int, float]]]


def _by_age(path: Path) -> ByAge:
    """Region code → year → age → figure."""
    found: ByAge = {}
    for row, years in _lines(path):
        if row.get("name") == "Finland":
            continue
        region = found.setdefault(row["reg_code"].zfill(2), {})
        for year in years:
            region.setdefault(year, {})[int(row["age"].rstrip("+"))] = float(row[str(year)])
    return found


def _totals(path: Path) -> dict[str, dict[int, float]]:
    return {row["reg_code"].zfill(2): {year: float(row[str(year)]) for year in years} for row, years in _lines(path)}


def _lines(path: Path) -> Iterator[tuple[dict[str, str], list[int]]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        yield row, [int(one) for one in row if one.isdigit()]


def _column(by_year: dict[int, dict[int, float]], year: int, *, carry: bool = False) -> Floats:
    """The ages of a year; beyond the oldest there is, its figure when `carry`, else zero."""
    ages = by_year[year]
    oldest = max(ages)
    column = np.zeros(AGES)
    for age in range(AGES):
        column[age] = ages.get(age, ages[oldest] if carry and age > oldest else 0.0)
    return column
