"""Ranges and units of the indicators that a table feeds."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from malbild.analysis.checks import check_table
from malbild.sources.files import read
from malbild.vocabulary.indicator import Indicator, Range
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit

UNEMPLOYED = Indicator(
    "unemployed", Text("arbetslöshet", "unemployment"), Text("", ""), Unit.parse("percent"), impossible=Range(0, 40),
    surprising=Range(1, 20),
)  # fmt: skip
SIDECAR = '[columns.value]\nrole = "value"\nunit = "percent"\nkind = "share"\nindicator = "unemployed"\n'


def rules(tmp_path: Path, values: list[str], sidecar: str = SIDECAR, indicator: Indicator = UNEMPLOYED) -> list[str]:
    path = tmp_path / "table.csv"
    rows = "".join(f"1881,{2010 + place},{value}\n" for place, value in enumerate(values))
    path.write_text(f"area_code,period,value\n{rows}")
    path.with_suffix(".toml").write_text(sidecar)
    found = check_table(read(path), today=date(2026, 11, 23), indicators=[indicator])
    return [one.rule for one in found if one.severity != "note"]


@pytest.mark.parametrize(("value", "found"), [
    ("7.1", []), ("26.0", ["table.surprising-value"]), ("47.5", ["table.impossible-value"]), ("..", []),
])  # fmt: skip
def test_the_ranges_of_the_indicator(tmp_path: Path, value: str, found: list[str]) -> None:
    assert rules(tmp_path, ["7.0", value]) == found


def test_a_unit_that_cannot_be_converted(tmp_path: Path) -> None:
    persons = dataclasses.replace(UNEMPLOYED, unit=Unit.parse("person"), impossible=Range(), surprising=Range())
    assert rules(tmp_path, ["7.0"], indicator=persons) == ["table.unit"]


def test_a_lone_outlier(tmp_path: Path) -> None:
    assert rules(tmp_path, ["1052", "12250", "1171", "1203"], '[columns.value]\nrole = "value"\n') == [
        "table.surprising-value"
    ]


def test_a_gap_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "area_code,period,value\n" + "".join(f"1881,{year},{year}\n" for year in (2010, 2011, 2012, 2014, 2015, 2016))
    )
    found = check_table(read(path), today=date(2026, 11, 23))
    assert [(one.rule, one.severity.value) for one in found] == [("table.gap", "note")]
    assert "2013" in found[0].message.en
