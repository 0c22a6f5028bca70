"""Are a region's files read as they are written, and is everything wrong in them told at once?"""

from datetime import date
from pathlib import Path

import pytest

from malbild.sources import region
from malbild.sources.region.lines import line_of
from malbild.vocabulary.correction import Correction, CorrectionAction
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.indicator import Better, Break, Indicator, Range
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.region import AccessibilityStatement, Conformance, Region
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit

REGION = """
name = { sv = "Exempellän", en = "Example county" }
county = "18"
organisation = "region"
contact = "region@example.org"
peers = ["03", "04"]

[accessibility]
conformance = "partial"
assessed = 2026-11-20
method = { sv = "Egen granskning.", en = "Our own review." }
shortcomings = [{ sv = "Kartan saknar tangentbord.", en = "The map lacks a keyboard." }]
"""
EMISSIONS = """
name = { sv = "Utsläpp", en = "Emissions" }
definition = { sv = "Ton.", en = "Tonnes." }
unit = "t CO2e"
better = "down"
impossible = { low = 0 }
decimals = 1

[[breaks]]
period = "2015"
reason = { sv = "Ny metod.", en = "New method." }

[source]
publisher = "smhi"
"""
CORRECTION = """
indicator = "emissions"
action = "override"
area = "1881"
period = "2018"
value = 21738
expect = 217380.5
reason = { sv = "En nolla för mycket.", en = "A zero too many." }
until = 2027-06-30
source = "https://example.org"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "corrections").mkdir()
    (tmp_path / "region.toml").write_text(REGION)
    (tmp_path / "indicators/emissions.toml").write_text(EMISSIONS)
    (tmp_path / "corrections/a-zero.toml").write_text(CORRECTION)
    return tmp_path


def refused(call: object, *arguments: object) -> tuple[Finding, ...]:
    with pytest.raises(Refused) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.findings


def test_region(folder: Path) -> None:
    assert region.region(folder) == Region(
        Text("Exempellän", "Example county"), "18", "region", contact="region@example.org", peers=("03", "04"),
        accessibility=AccessibilityStatement(
            Conformance.PARTIAL, (Text("Kartan saknar tangentbord.", "The map lacks a keyboard."),),
            date(2026, 11, 20), method=Text("Egen granskning.", "Our own review."),
        ),
    )  # fmt: skip


def test_indicator(folder: Path) -> None:
    assert region.indicators(folder) == {
        "emissions": Indicator(
            "emissions", Text("Utsläpp", "Emissions"), Text("Ton.", "Tonnes."), Unit.parse("t CO2e"), Better.DOWN,
            impossible=Range(0), decimals=1, breaks=(Break(Period(2015), Text("Ny metod.", "New method.")),),
            source={"publisher": "smhi"},
        )
    }  # fmt: skip


def test_correction(folder: Path) -> None:
    (found,) = region.corrections(folder, region.indicators(folder))
    assert found == Correction(
        "a-zero", "emissions", CorrectionAction.OVERRIDE, Text("En nolla för mycket.", "A zero too many."),
        date(2027, 6, 30), area="1881", period=Period(2018), value=21738, expect=217380.5,
        source="https://example.org",
    )  # fmt: skip


def test_a_folder_that_is_no_regions_is_refused(tmp_path: Path) -> None:
    assert [one.rule for one in refused(region.region, tmp_path)] == ["input.region"]


def test_a_region_without_indicators_measures_nothing(tmp_path: Path) -> None:
    assert region.indicators(tmp_path) == {}


def test_all_problems_of_all_files_are_told_each_with_its_line(folder: Path) -> None:
    wrong = (
        EMISSIONS.replace('"t CO2e"', '"furlong of joy"').replace('"down"', '"sideways"').replace('"2015"', '"soon"')
    )
    (folder / "indicators/emissions.toml").write_text(wrong + "\n[extra]\n")
    (folder / "indicators/more.toml").write_text('decimals = "two"\nname = "Mer"\n')
    assert [(str(one.place), one.rule) for one in refused(region.indicators, folder)] == [
        ("indicators/emissions.toml:4 (unit)", "input.field"),
        ("indicators/emissions.toml:5 (better)", "input.field"),
        ("indicators/emissions.toml:10 (breaks.1.period)", "input.field"),
        ("indicators/emissions.toml:16 (extra)", "input.field"),
        ("indicators/more.toml (definition)", "input.field"),
        ("indicators/more.toml (unit)", "input.field"),
        ("indicators/more.toml:1 (decimals)", "input.field"),
        ("indicators/more.toml:2 (name)", "input.field"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"18"', "18", "region.toml:3 (county)"),
        ('"18"', '"98"', "region.toml:3 (county)"),
        ('"04"', '"4"', "region.toml:6 (peers)"),
        ('"partial"', '"mostly"', "region.toml:9 (accessibility.conformance)"),
        ("2026-11-20", '"2026-11-20x"', "region.toml:10 (accessibility.assessed)"),
        (', en = "Our own review."', "", "region.toml:11 (accessibility.method.en)"),
        ("[accessibility]", "[accessibility", "region.toml:8"),
    ],
)
def test_a_wrong_region_is_refused_at_its_line(folder: Path, old: str, new: str, where: str) -> None:
    (folder / "region.toml").write_text(REGION.replace(old, new))
    (found,) = refused(region.region, folder)
    assert str(found.place) == where


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("value = 21738\n", "", "corrections/a-zero.toml (value)"),
        ('"override"', '"drop"', "corrections/a-zero.toml:6 (value)"),
        ('"emissions"', '"omissions"', "corrections/a-zero.toml:2 (indicator)"),
        ('"1881"', '"1891"', "corrections/a-zero.toml:4 (area)"),
        ("value = 21738", "value = nan", "corrections/a-zero.toml:6 (value)"),
        ('indicator = "emissions"', 'id = "other"\nindicator = "emissions"', "corrections/a-zero.toml:2 (id)"),
    ],
)
def test_a_wrong_correction_is_refused_at_its_line(folder: Path, old: str, new: str, where: str) -> None:
    (folder / "corrections/a-zero.toml").write_text(CORRECTION.replace(old, new))
    (found,) = refused(region.corrections, folder, region.indicators(folder))
    assert str(found.place) == where


def test_a_range_the_wrong_way_round_is_refused(folder: Path) -> None:
    (folder / "indicators/emissions.toml").write_text(EMISSIONS.replace("{ low = 0 }", "{ low = 2, high = 1 }"))
    (found,) = refused(region.indicators, folder)
    assert found.place.line == 6


def test_a_file_that_is_not_utf_8_is_refused(folder: Path) -> None:
    (folder / "indicators/emissions.toml").write_bytes(EMISSIONS.encode("latin-1"))
    (found,) = refused(region.indicators, folder)
    assert found.rule == "input.encoding"


def test_a_key_that_is_not_there_is_shown_where_it_should_be() -> None:
    text = '[a]\nb = 1\n[a.c]\n"d e" = 2\n'
    assert [line_of(text, path) for path in (("a", "x"), ("a", "c", "d e"), ("z",))] == [1, 4, None]
