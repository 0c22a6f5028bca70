"""The published tables whose errors are known: what must be found in them, and what must stay calm."""

from datetime import date
from pathlib import Path

import pytest

from malbild.analysis.checks import check_tables
from malbild.sources.files import read
from malbild.vocabulary.finding import Finding

PUBLISHED = Path(__file__).resolve().parents[2] / "specimens" / "published"
TODAY = date(2026, 11, 23)


def check(*names: str) -> list[Finding]:
    return list(check_tables([read(PUBLISHED / f"{name}.csv") for name in names], today=TODAY))


def loud(*names: str) -> list[Finding]:
    return [one for one in check(*names) if one.severity != "note"]


def test_the_heading_of_annual_means_names_the_year_before() -> None:
    found = loud("a1_programme_annual", "a1_programme_series")
    assert [one.rule for one in found] == ["table.heading-year"]
    message = found[0].message.en
    assert "called 2018 but are those of 2019" in message
    assert "162,173" in message


def test_the_months_alone_show_the_same() -> None:
    found = [one for one in loud("a1_programme_annual", "a1_programme_monthly") if one.rule == "table.heading-year"]
    assert len(found) == 1
    assert "the mean of the periods" in found[0].message.en


def test_the_share_called_an_index() -> None:
    found = loud("a1_programme_monthly")
    assert [one.rule for one in found] == ["table.share-called-index"]
    assert "per cent" in found[0].message.en


@pytest.mark.parametrize("name", [
    "a1_programme_annual", "a1_programme_series", "a3_population_change", "a4_commuting", "a5_grp_per_employed",
    "a5_grp_per_inhabitant", "a7_projection",
])  # fmt: skip
def test_sums_indices_changes_and_shares_that_hold_are_calm(name: str) -> None:
    assert loud(name) == []


def test_moves_inside_the_county() -> None:
    found = loud("a2_population_quarter")
    assert [(one.rule, one.severity.value) for one in found] == [("table.internal-moves", "warning")]
    assert "1,858" in found[0].message.en


def test_rounding_is_named_and_is_no_error() -> None:
    found = check("a7_projection")
    assert {(one.rule, one.severity.value) for one in found} == {("table.rounding", "note")}
    assert {one.place.cell.split(", ")[2] for one in found} == {"birth_surplus", "moves_out"}


def test_the_level_that_shifts_down_and_back() -> None:
    found = loud("a11_emissions_kumla")
    assert [one.rule for one in found] == ["table.level-shift"]
    message = found[0].message.en
    assert "between 2017 and 2018" in message
    assert "between 2021 and 2022" in message


@pytest.mark.parametrize(("name", "right", "wrong", "rule"), [
    ("a1_programme_annual", "Kumla;217", "Kumla;271", "table.total"),
    ("a1_programme_annual", "Örebro län;5\u00a0091", "Örebro län;5\u00a0191", "table.total"),
    ("a1_programme_series", ";230;", ";203;", "table.index"),
    ("a3_population_change", "11\u00a0313;138", "11\u00a0313;183", "table.change"),
    ("a4_commuting", "3\u00a0528;6\u00a0483", "3\u00a0258;6\u00a0483", "table.total"),
    ("a5_grp_per_employed", "Örebro län;754;86", "Örebro län;745;86", "table.index"),
])  # fmt: skip
def test_a_slip_of_the_pen_in_each(tmp_path: Path, name: str, right: str, wrong: str, rule: str) -> None:
    text = (PUBLISHED / f"{name}.csv").read_text(encoding="utf-8")
    path = tmp_path / f"{name}.csv"
    assert right in text, text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    path.with_suffix(".toml").write_text((PUBLISHED / f"{name}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert rule in {one.rule for one in check_tables([read(path)], today=TODAY)}
