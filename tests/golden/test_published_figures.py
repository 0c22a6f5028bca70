"""Every error and warning on 109 published tables, each with the reason why it is right; all else is calm."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from malbild.analysis.checks import check_table, check_tables
from malbild.sources.files import read

TODAY = date(2026, 11, 23)

# (rule, table) → how many findings, and why they are right
EXPECTED = {
    ("table.total", "crime_by_type_2020_upd20210330"):
        (2, "the nation's kinds of crime make 39 fewer than printed, and the rates 0.6 less: two totals from another "
            "version"),
    ("table.total", "education_level_2018_by_sex"):
        (8, "women and men do not make the printed totals in any row, up or down: the totals are another year's"),
    ("table.total", "sickness_compensation_counties_2018_12"):
        (1, "the nation also holds those who live abroad: the counties lack about one per cent in all three columns"),
    ("table.total", "wage_sums_upd20210909"): (1, "the nation's total is larger than private and public, by the same "
                                                  "in all quarters"),
    ("table.total", "wage_sums_upd20220613"): (1, "the same"),
    ("table.total", "wage_sums_upd20220912"): (1, "the same"),
    ("table.internal-moves", "population_quarter_2017q3_upd20170818"): (1, "1 806 moves inside the county"),
    ("table.internal-moves", "population_quarter_2018q3_upd20181112"): (1, "1 858 moves inside the county"),
    ("table.internal-moves", "population_quarter_2019q3_upd20191111"): (1, "1 816 moves inside the county"),
    ("table.stale-stamp", "population_quarter_2017q3_upd20170818"): (1, "stamped 18 August, shows the quarter to 30 "
                                                                        "September"),
    ("table.stale-stamp", "detached_houses_2014_upd20110630"): (1, "stamped 2011, shows 2014"),
    ("table.stale-stamp", "holiday_homes_series_2005_2014_upd20110630"): (1, "stamped 2011, shows up to 2014"),
    ("table.stale-stamp", "foreign_born_2023"): (1, "stamped 2011, shows 2023"),
}  # fmt: skip
# Rules that need the page's stamp find nothing without the sidecar.
NEEDS_SIDECAR = {"table.stale-stamp"}


def loud(tables: list[Path]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for path in tables:
        for one in check_table(read(path), today=TODAY):
            if one.severity != "note":
                counts[one.rule, path.stem] = counts.get((one.rule, path.stem), 0) + 1
    return counts


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "facts_orebro").glob("*.csv"))


def test_with_their_sidecars(tables: list[Path]) -> None:
    assert len(tables) == 109
    assert loud(tables) == {key: count for key, (count, _) in EXPECTED.items()}


def test_without_sidecars(tables: list[Path], tmp_path: Path) -> None:
    bare = [Path(shutil.copy(path, tmp_path / path.name)) for path in tables]
    assert loud(bare) == {key: count for key, (count, _) in EXPECTED.items() if key[0] not in NEEDS_SIDECAR}


def test_all_together_name_no_other_year(tables: list[Path]) -> None:
    found = check_tables([read(path) for path in tables], today=TODAY)
    assert [str(one) for one in found if one.rule == "table.heading-year"] == []
