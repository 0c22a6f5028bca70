"""What is wrong with the tables of a module, and is a person told all of it at once, with where and what to do?"""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from malbild.sources.forecast_tables.equalisation import READY, rules
from malbild.sources.forecast_tables.modules import Frame, read_module
from malbild.vocabulary.assumptions import INPUTS, Assumptions
from malbild.vocabulary.problem import Refused

MADE_UP = Path(__file__).resolve().parents[3] / "examples" / "made-up" / "forecast"
FRAME = Frame(("01", "02"), 81, tuple(range(2021, 2032)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for module in INPUTS:
        shutil.copytree(MADE_UP / module, tmp_path / module)
    return tmp_path


def read(folder: Path, module: str) -> Assumptions:
    return read_module(module, folder / module, FRAME)


def change(path: Path, how: Callable[[list[str]], list[str]]) -> None:
    path.write_text("\n".join(how(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


def refused(folder: Path, module: str) -> dict[str, str]:
    """Rule → where, of what a module is refused for; every message in both languages, with what to do."""
    with pytest.raises(Refused) as found:
        read(folder, module)
    for one in found.value.findings:
        assert one.message.sv != one.message.en
        assert one.remedy.sv
        assert one.place.file
    return {one.rule: str(one.place) for one in found.value.findings}


def replaced(old: str, new: str) -> Callable[[list[str]], list[str]]:
    def how(lines: list[str]) -> list[str]:
        assert any(old in one for one in lines), old
        return [one.replace(old, new) for one in lines]

    return how


def without(part: str) -> Callable[[list[str]], list[str]]:
    def how(lines: list[str]) -> list[str]:
        assert any(part in one for one in lines), part
        return [one for one in lines if part not in one]

    return how


def more(line: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [*lines, line]


@pytest.mark.parametrize("module", INPUTS)
def test_what_is_written_is_read_whole(folder: Path, module: str) -> None:
    given = read(folder, module)
    for table in INPUTS[module].tables:
        axes = [len(given.years if one == "year" else given.members[one]) for one in table.axes]
        assert given.grids[table.name].shape == tuple(axes), table.name
        assert np.isfinite(given.grids[table.name]).all(), table.name


def test_rows_that_name_a_member_go_before_those_for_all(folder: Path) -> None:
    change(folder / "households/losses.csv", more("02,0.02"))
    np.testing.assert_array_equal(read(folder, "households").grids["losses"], [0.001, 0.02])


def test_between_two_years_there_is_a_straight_line_and_level_outside(folder: Path) -> None:
    built = read(folder, "households").grids["built"][:, 0]
    np.testing.assert_allclose(built, [60, 60, 60, 60, 60, 60, 0, 0, 0, 0, 0])
    (folder / "households/built.csv").write_text("year,area,value\n2023,*,0\n2027,*,40\n", encoding="utf-8")
    np.testing.assert_allclose(
        read(folder, "households").grids["built"][:, 1], [0, 0, 0, 10, 20, 30, 40, 40, 40, 40, 40]
    )


def test_an_age_without_rows_takes_the_nearest(folder: Path) -> None:
    education = read(folder, "labour").grids["education"]
    np.testing.assert_array_equal(education[:, :, 0], education[:, :, 16])
    np.testing.assert_array_equal(education[:, :, 80], education[:, :, 74])
    np.testing.assert_allclose(education.sum(-1), 1, rtol=1e-12)


def test_without_a_table_of_commuters_everybody_works_at_home(folder: Path) -> None:
    (folder / "labour/commuting.csv").unlink()
    np.testing.assert_array_equal(read(folder, "labour").grids["commuting"], [[1, 0, 0], [0, 1, 0]])


def test_programmes_may_be_left_out_altogether(folder: Path) -> None:
    for name in ("programmes", "places", "completion", "retention"):
        (folder / f"labour/{name}.csv").unlink()
    assert read(folder, "labour").grids["places"].shape == (11, 2, 0)


WRONG: list[tuple[str, Callable[[list[str]], list[str]], str, str]] = [
    ("labour/participation", replaced("25-34,school,0.72", "25-34,school,72"), "input.rate-above-one", "value"),
    ("labour/participation", replaced("25-34,school,0.72", "25-34,school,"), "input.number", "value"),
    ("labour/participation", replaced("25-34", "25 to 34"), "input.member", "age"),
    ("labour/participation", replaced("25-34,school", "25-34,scool"), "input.member", "education"),
    ("labour/participation", more("*,*,30,care,0.5"), "input.duplicate", ""),
    ("labour/occupations", without("care-homes,"), "input.shares", "care-homes"),
    ("labour/requirements", replaced("nurses,university,0.9", "nurses,university,0.8"), "input.shares", "nurses"),
    ("labour/industries", replaced("shops,local", "shops,locally"), "input.word", "rule"),
    ("labour/industries", more("shops,traded"), "input.duplicate", "shops"),
    ("labour/jobs", without("02,shops"), "input.missing-cell", "area 02, industry shops"),
    ("labour/unemployment", without("care"), "input.missing-cell", "education care"),
    ("labour/programmes", replaced("school,care,19", "primary,care,19"), "input.word", "from"),
    ("labour/programmes", replaced("care,19,3", "care,nineteen,3"), "input.word", "age"),
    ("labour/occupations", lambda lines: lines[:1], "input.name", "occupation"),
    ("labour/industries", lambda lines: lines[:1], "input.name", "industry"),
    ("labour/industries", replaced("shops", "total"), "input.name", "industry"),
    ("emissions/carriers", replaced("livestock", "total"), "input.name", "carrier"),
    ("labour/growth", replaced("*,manufacturing", "next,manufacturing"), "input.year", "year"),
    ("households/headship", replaced("25-44,0.58", "25-44,1.4"), "input.rate-above-one", "value"),
    ("households/losses", replaced("0.001", "0,001"), "input.fields", ":2"),
    ("households/headship", without("25-44"), "input.missing-age", "area 02, sex men"),
    ("households/headship", without("80+"), "input.missing-age", "area 02, sex men"),
    ("labour/participation", without("20-24"), "input.missing-age", "education university"),
    ("households/dwellings", without("02,"), "input.missing-cell", "area 02"),
    ("households/dwellings", replaced("area,value", "area,dwellings"), "input.columns", ""),
    ("households/losses", more("03,0.1"), "input.member", "area"),
    ("money/tax-rate", replaced("0.2135", "21.35"), "input.rate-above-one", "value"),
    ("money/mean-income", lambda lines: lines[:1], "input.missing-cell", ""),
    ("emissions/shares", without("heating,electricity"), "input.shares", "heating"),
    ("emissions/sectors", replaced("cars,persons", "cars,vehicles"), "input.word", "driver"),
    ("emissions/factors", without("electricity"), "input.missing-cell", "carrier electricity"),
]


@pytest.mark.parametrize(("table", "how", "rule", "where"), WRONG)
def test_what_is_wrong_is_told_with_its_place(
    folder: Path, table: str, how: Callable[[list[str]], list[str]], rule: str, where: str
) -> None:
    change(folder / f"{table}.csv", how)
    found = refused(folder, table.partition("/")[0])
    assert rule in found
    assert table in found[rule]
    assert where in found[rule]


def test_everything_wrong_is_told_at_once(folder: Path) -> None:
    change(folder / "labour/jobs.csv", without("02,shops"))
    change(folder / "labour/participation.csv", replaced("0.72", "72"))
    (folder / "labour/unemployment.csv").unlink()
    assert {"input.missing-cell", "input.rate-above-one", "input.file"} <= refused(folder, "labour").keys()


def test_the_ready_rules_of_equalisation_are_those_of_the_act() -> None:
    (rule,) = rules(READY.parent / "nowhere", (2026,))
    assert rule.guarantee == 1.15
    assert rule.rate("grant", "1880") == 0.19
    assert np.isnan(rule.rate("fee", "1880"))
    assert rule.address.startswith("https://")


@pytest.mark.parametrize(
    ("old", "new"),
    [("from = 2020", "from = 2040"), ("guarantee = 1.15", ""), ('"" = 0.19', '"" = 19'), ("[[rules]]", "[[rules")],
)
def test_a_rule_that_cannot_be_used_is_refused(folder: Path, old: str, new: str) -> None:
    change(folder / "money/equalisation.toml", replaced(old, new))
    with pytest.raises(Refused) as found:
        rules(folder / "money", FRAME.years)
    assert {one.rule for one in found.value.findings} == {"input.rule"}


def test_the_last_rule_that_has_begun_holds(folder: Path) -> None:
    path = folder / "money/equalisation.toml"
    written = path.read_text(encoding="utf-8")
    later = written.replace("from = 2020", "from = 2025").replace("guarantee = 1.15", "guarantee = 1.10")
    path.write_text(f"{written}\n{later}", encoding="utf-8")
    found = rules(folder / "money", (2021, 2024, 2025, 2030))
    assert [one.guarantee for one in found] == [1.15, 1.15, 1.10, 1.10]
