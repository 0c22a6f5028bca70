"""What do the modules say of real figures, and does that agree with what has been published?"""

import csv
import gzip
import json
import sqlite3
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from malbild.analysis.forecast import emissions, households
from malbild.analysis.forecast.assumed import in_year
from malbild.analysis.forecast.emissions import Emissions
from malbild.analysis.forecast.households import Households
from malbild.analysis.forecast.labour.workforce import Workforce, flows
from malbild.sources.forecast_tables.modules import Frame, read_module
from malbild.vocabulary.swedish_areas import MUNICIPALITIES

Floats = NDArray[np.float64]
COUNTY = {name: code for code, name in MUNICIPALITIES if code.startswith("18")}
EMISSIONS = Path("climate_energy/ghg_municipality_sector_1990_2024/municipality-sector-emissions.json.gz")
HOUSEHOLDS = Path("housing/households_tenure_2019/SCB_boendeform.csv.gz")
AGES_2019 = Path("population/se_municipality_1age_sex_2019/SCB_alderkon.csv.gz")
AGES_2018_2022 = Path("population/se_municipality_1age_sex_2018_2022/population.sqlite3")
OCCUPATIONS = Path("labour/se_national_ssyk4_age/employment_age_ai.csv.gz")
NATION = Path("population/se_national_1age_sex_2000_2120/pop_counts_scb.csv.gz")
WORK_2018 = Path("facts_orebro/employment_by_age_2018_part.csv")


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


def test_emissions_of_the_county_are_the_sum_of_its_parts(shared_data: Path, tmp_path: Path) -> None:
    """From tables to tonnes: 12 municipalities × 9 sectors × 10 years, each sector a carrier of no energy."""
    everywhere = json.loads(gzip.decompress((shared_data / EMISSIONS).read_bytes()))
    panel = [one for one in everywhere if one["name"] in COUNTY]
    assert len(panel) == len(COUNTY) == 12
    years = sorted(map(int, panel[0]["sectors"]))
    sectors = sorted(panel[0]["sectors"]["1990"])
    cells = [
        (year, COUNTY[one["name"]], sector, one["sectors"][str(year)].get(sector) or 0.0)
        for one in panel
        for year in years
        for sector in sectors
    ]
    told = _reckoned(tmp_path, cells, sectors, tuple(years))
    for place, year in enumerate(years):
        published = sum(value for when, *_, value in cells if when == year)
        assert told[place]["emissions"].sum() == pytest.approx(published, rel=1e-12)
        np.testing.assert_allclose(told[place]["emissions"].sum(-1), told[place]["emissions_by_carrier"].sum(-1))
    assert told[0]["emissions"].sum() == pytest.approx(2_302e3, abs=500)
    assert told[-1]["emissions"].sum() == pytest.approx(1_244e3, abs=500)


def _reckoned(
    folder: Path, cells: list[tuple[int, str, str, float]], sectors: list[str], years: tuple[int, ...]
) -> list[dict[str, Floats]]:
    def write(name: str, heading: str, lines: list[tuple[object, ...]]) -> None:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([heading.split(","), *lines])

    write("sectors", "sector,driver", [(one, "none") for one in sectors])
    write("carriers", "carrier,kind", [("tonnes", "other")])
    write("activity", "area,sector,value", [("*", "*", 1)])
    write("intensity", "year,area,sector,value", list(cells))
    write("shares", "year,area,sector,carrier,value", [("*", "*", "*", "tonnes", 1)])
    write("factors", "year,carrier,value", [("*", "tonnes", 1)])
    areas = tuple(sorted(COUNTY.values()))
    given = read_module("emissions", folder, Frame(areas, 101, years))
    size = {"persons": np.ones((1, len(areas)))}
    begun = emissions.begin(given.words["driver"], given.words["kind"], size)
    return [emissions.follow(begun, Emissions(**in_year(given, year)), size) for year in range(len(years))]  # type: ignore[arg-type]


def _of_municipalities(shared_data: Path, column: str) -> Floats:
    """(area, sex, age) of the county's municipalities in the table of two years."""
    found = np.zeros((len(COUNTY), 2, 101))
    order = sorted(COUNTY)
    with sqlite3.connect(f"file:{shared_data / AGES_2018_2022}?mode=ro&immutable=1", uri=True) as base:
        for name, age, sex, value in base.execute(f"select municipality, age, gender, {column} from population"):
            if name in COUNTY:
                found[order.index(name), ("women", "men").index(sex), int(age)] += float(value)
    base.close()
    return found


def test_households_of_the_county(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One quota of adults for each municipality (households by age are not at hand), 2018 to 2022."""
    start, end = (_of_municipalities(shared_data, f"population{year}") for year in (2018, 2022))
    there, adults = defaultdict(float), defaultdict(float)
    for row in rows(shared_data / HOUSEHOLDS):
        there[row["region"]] += float(row["X2019"] or 0)
    for row in rows(shared_data / AGES_2019):
        if int(row["ålder"].split()[0].rstrip("+")) >= 20:
            adults[row["region"]] += float(row["X2019"])
    names = sorted(COUNTY)
    quota = np.array([there[one] / adults[one] for one in names])
    headship = quota[:, None, None] * (np.arange(101) >= 20)
    nothing = np.zeros(12)
    housed = (start * headship).sum((-2, -1))
    a = Households(np.broadcast_to(headship, start.shape), housed, nothing, nothing, nothing, nothing)
    _, of = households.follow(households.begin(a, start), a, end)
    yearly = of["household_change"].sum() / 4
    np.testing.assert_allclose(of["need"] - of["spare"], of["household_change"])
    with capsys.disabled():
        print(
            f"\nhouseholds 2019 {sum(there[one] for one in names):.0f}; change 2018–2022 {yearly:.0f} a year; "
            f"need where there is one {of['need'].sum() / 4:.0f}, spare elsewhere {of['spare'].sum() / 4:.0f}"
        )
    assert 500 < yearly < 1_200  # the published need of the county, everything counted, was "towards 1,000 a year"


def test_who_retires_by_the_countys_own_table(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people, working = np.zeros((2, 101)), np.zeros((2, 101))
    for row in rows(shared_data / WORK_2018):
        if row["sex"] in ("women", "men") and row["measure"] in ("population", "employed") and row["value"]:
            first = int(row["age_group"].split("-")[0])
            ages = slice(first, first + 5)
            (people if row["measure"] == "population" else working)[("women", "men").index(row["sex"]), ages] = (
                float(row["value"]) / 5
            )
    part = np.where(people > 0, working / np.where(people > 0, people, 1), 0)[None, ..., None]
    same = Workforce(people[None, None], np.ones((1, 1, 2, 101, 1)), part)
    a_year_on = np.concatenate([people[:, :1], people[:, :-1]], axis=-1)[None, None]
    of = flows(same, Workforce(a_year_on, same.share, part))
    retired = of["retired"].sum()
    with capsys.disabled():
        share = 100 * retired / working.sum()
        print(f"\nemployed {working.sum():.0f}; retire in a year {retired:.0f} ({share:.2f} per cent)")
    assert round(working.sum()) == 143_235  # women and men of the table, 15 to 74
    assert 0.015 < retired / working.sum() < 0.025


def test_constant_participation_two_years_on(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people: dict[int, Floats] = defaultdict(lambda: np.zeros(101))
    for row in rows(shared_data / NATION, ";"):
        if int(row["year"]) in (2020, 2022) and int(row["age"]) <= 100:
            people[int(row["year"])][int(row["age"])] += float(row["pop"])
    work: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows(shared_data / OCCUPATIONS):
        work[row["year"], row["age_group"]] += float(row["n_employed"])
    groups = sorted({group for year, group in work if year == "2020"})
    said, came = 0.0, 0.0
    lines = []
    for group in groups:
        first, last = map(int, group.split()[0].split("-"))
        rate = work["2020", group] / people[2020][first : last + 1].sum()
        one, other = rate * people[2022][first : last + 1].sum(), work["2022", group]
        said, came = said + one, came + other
        lines.append(f"{group} {100 * (one / other - 1):+.1f}")
    with capsys.disabled():
        print(f"\n2022 by the rates of 2020: {100 * (said / came - 1):+.2f} per cent; {', '.join(lines)}")
    assert abs(said / came - 1) < 0.06
