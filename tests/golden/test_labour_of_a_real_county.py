"""Does the labour market of a real county, as far as tables of it are at hand, come out as one would know it?

Real: population, births and deaths 2003–2015 (SCB), education by age and sex 2019, employed by age and sex 2018,
employees by occupation 2015. Typed in, for want of tables: unemployment of 7 per cent, alike participation in all
education groups, jobs that stay as many in every group of occupations, and what education each of the groups asks for
(by the level that the occupational classification gives it).
"""

import csv
import gzip
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from malbild.pipeline.modules import Reckoned, reckon
from malbild.pipeline.project import Asked, history_of
from malbild.sources.forecast_tables.collections import collection
from malbild.vocabulary.swedish_areas import MUNICIPALITIES
from tests.forecast_cases import written

LEVELS = {
    "förgymnasial utbildning kortare än 9 år": "compulsory",
    "förgymnasial utbildning, 9 (10) år": "compulsory",
    "gymnasial utbildning, högst 2 år": "secondary",
    "gymnasial utbildning, 3 år": "secondary",
    "eftergymnasial utbildning, mindre än 3 år": "short",
    "eftergymnasial utbildning, 3 år eller mer": "long",
    "forskarutbildning": "long",
}
GROUPS = ("compulsory", "secondary", "short", "long")
ASKS = {  # typed in: the first digit of the occupation and the education it asks for, in the order of GROUPS
    "0": (0.1, 0.6, 0.1, 0.2), "1": (0.05, 0.3, 0.15, 0.5), "2": (0.01, 0.07, 0.12, 0.8),
    "3": (0.04, 0.36, 0.3, 0.3), "4": (0.1, 0.6, 0.15, 0.15), "5": (0.12, 0.68, 0.12, 0.08),
    "6": (0.2, 0.6, 0.1, 0.1), "7": (0.15, 0.75, 0.07, 0.03), "8": (0.2, 0.7, 0.06, 0.04), "9": (0.3, 0.55, 0.08, 0.07),
}  # fmt: skip
NAMES = {name for code, name in MUNICIPALITIES if code.startswith("18")}


def table(folder: Path, name: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([(*columns.split(","), "value"), *rows])


def unpacked(path: Path, encoding: str) -> list[dict[str, str]]:
    content = path.read_bytes()
    return list(
        csv.DictReader((gzip.decompress(content) if path.suffix == ".gz" else content).decode(encoding).splitlines())
    )


def people(shared_data: Path, folder: Path) -> None:
    known = history_of(collection("swedish-counties", shared_data))
    at = [known.areas.index("Orebro")]
    since = known.years.index(2003)
    county = replace(
        known, areas=("18",), years=known.years[since:], population=known.population[since:, at],
        births=known.births[since:, at], deaths=known.deaths[since:, at],
    )  # fmt: skip
    written(folder, county)


def education(shared_data: Path) -> list[tuple[object, ...]]:
    found: dict[tuple[str, str, str], float] = defaultdict(float)
    for row in unpacked(
        shared_data / "education/se_municipality_education_level_2019/SCB_utbildningsniva.csv.gz", "utf-8"
    ):
        if row["region"] in NAMES and row["utbildningsnivå"] in LEVELS and row["ålder"] < "75":
            ages = row["ålder"].removesuffix(" år")
            found[
                row["kön"].rstrip("r").replace("kvinno", "women").replace("män", "men"),
                ages,
                LEVELS[row["utbildningsnivå"]],
            ] += float(row["X2019"])
    return [("18", *key, value) for key, value in found.items()]


def participation(shared_data: Path) -> list[tuple[object, ...]]:
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in unpacked(shared_data / "facts_orebro/employment_by_age_2018_part.csv", "utf-8"):
        if row["sex"] in ("women", "men") and row["measure"] in ("population", "employed") and row["value"]:
            found[row["sex"], row["age_group"]][row["measure"]] = float(row["value"])
    working = {key: one["employed"] / one["population"] / 0.93 for key, one in found.items() if one.get("employed")}
    return [("*", *key, "*", min(rate, 1)) for key, rate in working.items()]


def jobs(shared_data: Path) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for row in unpacked(shared_data / "labour/se_county_ssyk3_sex_2014_2017/000000NL_10.csv.gz", "latin-1"):
        if row["region"].startswith("18"):
            found[row["occupation (SSYK 2012)"][0]] += float(row["2015"])
    return {one: value for one, value in sorted(found.items()) if one in ASKS and value}


@pytest.fixture
def county(shared_data: Path, tmp_path: Path) -> Reckoned:
    folder = tmp_path / "forecast" / "labour"
    folder.mkdir(parents=True)
    people(shared_data, folder.parent)
    there = jobs(shared_data)
    table(folder, "education", "area,sex,age,education", education(shared_data))
    table(folder, "participation", "area,sex,age,education", participation(shared_data))
    table(folder, "unemployment", "area,education", [("*", "*", 0.07)])
    table(folder, "jobs", "area,industry", [("18", one, value) for one, value in there.items()])
    table(folder, "occupations", "year,industry,occupation", [("*", one, one, 1) for one in there])
    asks = [("*", one, group, share) for one in there for group, share in zip(GROUPS, ASKS[one], strict=True)]
    table(folder, "requirements", "year,occupation,education", asks)
    (folder / "industries.csv").write_text("\n".join(["industry,rule", *(f"{one},traded" for one in there)]), "utf-8")
    return reckon(Asked(tmp_path, None, None, 100, 2025, 1), ["labour"])


def test_the_county_must_recruit_for_those_who_leave(county: Reckoned, capsys: pytest.CaptureFixture[str]) -> None:
    of = {name: values[:, :, 0] for name, values in county.figures["labour"].items()}
    employed, replacement = of["employed"][..., -1], of["replacement"][..., -1]
    np.testing.assert_allclose(
        of["recruitment"] - of["surplus"], of["expansion"] + of["replacement"], rtol=1e-9, atol=1e-6
    )
    np.testing.assert_allclose(of["jobs"][..., :-1].sum(-1), of["jobs"][..., -1])
    share = (replacement / employed).mean()
    with capsys.disabled():
        need = np.quantile(of["recruitment"].mean(1), (0.1, 0.5, 0.9), axis=0)
        groups = (*county.groups["labour"]["education"], "total")
        told = "; ".join(
            f"{one} {need[1, at]:.0f} ({need[0, at]:.0f}–{need[2, at]:.0f})" for at, one in enumerate(groups)
        )
        print(f"\njobs {of['jobs'][0, 0, -1]:.0f}; leave {100 * share:.2f} per cent a year; to recruit a year: {told}")
        print("unemployment rate 2016, 2025:", np.round(np.median(of["unemployment_rate"][..., -1], 0)[[0, -1]], 3))
    assert 0.015 < share < 0.04
    assert (np.diff(np.quantile(of["recruitment"][:, -1, -1], (0.1, 0.9))) > 0).all()
