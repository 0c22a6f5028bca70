"""Do the publishers' own files make one crosswalk, over versions and older numbers, and are their circles told?"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from malbild.analysis.skills.crosswalk import Crosswalk
from malbild.cli.skills import lead_
from malbild.pipeline.skill_tables import whole_crosswalk
from malbild.sources.matching.official import sun_versions
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.matching import Code, LinkKind

ROOT = Path(__file__).resolve().parents[3]
SHARED, EXAMPLE = ROOT.parent / "shared" / "data", ROOT / "examples" / "orebro"
SUN = SHARED / "education" / "sun_classification"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")


@cache
def whole() -> tuple[Crosswalk, list[Finding]]:
    return whole_crosswalk(SHARED, EXAMPLE)


def ends(origin: str, system: str) -> dict[str, LinkKind]:
    ways = whole()[0].ways(Code(*origin.split(":")), system, date(2026, 11, 23))
    return {one.target.code: one.kind for one in ways}


def test_a_field_of_sun_2000_is_found_in_sun_2020() -> None:
    found = sun_versions(SUN / "suncode-2000.xlsx", SUN / "suncode-2020.xlsx")
    assert (len(found), sum(one.kind is LinkKind.EXACT for one in found)) == (342, 222)
    assert all(one.kind is LinkKind.CLOSE or one.origin_name for one in found)


@pytest.mark.parametrize(
    ("origin", "system", "code", "kind"),
    [
        ("gy:VO", "ssyk2012-3", "532", "close"),
        ("sun2020:724ea", "ssyk2012-3", "535", "exact"),
        ("sun2020:724ea", "sun2000", "724e", "broad"),
        ("ams:7576", "ssyk2012", "2512", "broad"),
    ],
)
def test_a_code_leads_where_the_publishers_say(origin: str, system: str, code: str, kind: str) -> None:
    assert ends(origin, system)[code] == kind


def test_the_circles_in_the_official_mapping_of_skills_are_told_and_nothing_is_lost() -> None:
    walked, found = whole()
    assert {one.rule for one in found} == {"input.crosswalk-circle"}
    assert all("esco:" in one.message.sv and "jobtech:" in one.message.sv for one in found)
    assert len(walked.links) > 20_000


def test_the_command_tells_the_way_and_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert lead_(from_="sun2020:724ea", to="ssyk2012-3", data=SHARED, tables=EXAMPLE) == 0
    told = capsys.readouterr()
    assert told.out.startswith("ssyk2012-3:535\texact\tTandsköterskor\t")
    assert "cirkel" in told.err
    assert lead_(from_="gy:XX", to="ssyk2012", data=SHARED, tables=EXAMPLE) == 1
