"""Do a region's tables of skills come in whole, are they refused with every problem, and is no verdict ever lost?"""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from malbild.pipeline.load import read
from malbild.pipeline.matching import action_from, keep_reviews, picture, review, said
from malbild.pipeline.skill_tables import derive, write
from malbild.sources.matching import given
from malbild.vocabulary.matching import Code, Direction, LinkKind, Review, SkillsPicture, Strength, Verdict
from malbild.vocabulary.problem import Refused
from tests.skills_sample import LINKS, write_skills

TODAY = date(2026, 11, 23)
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "orebro"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")


def drawn(region: Path) -> SkillsPicture:
    found = picture(region, TODAY)
    assert found is not None
    return found


def rows(region: Path) -> dict[str, object]:
    return {one.education.id: one for one in drawn(region).rows}


def verdict(target: str, kind: Review = Review.ACCEPTED, group: str = "sun2020:489zd", hour: int = 19) -> Verdict:
    origin, to = Code(*group.split(":")), Code(*target.split(":"))
    return Verdict(datetime(2026, 11, 23, hour, tzinfo=UTC), "berit", origin, to, kind, LinkKind.CLOSE, "prövat")


def test_a_region_without_tables_has_no_picture(tmp_path: Path) -> None:
    assert picture(tmp_path, TODAY) is None


def test_a_row_says_what_is_known_and_why_the_rest_is_not(tmp_path: Path) -> None:
    write_skills(tmp_path)
    found = rows(tmp_path)
    assert found["yh-1"].balance.shortage is not None
    assert (found["yh-1"].link.kind, found["yh-1"].gap) == (LinkKind.EXACT, 1)
    assert found["yh-2"].link is None
    assert "Nobody has said" in found["yh-2"].proposal.evidence[0].en
    assert "not in the input" in found["gy-vo"].proposal.evidence[0].en


def test_the_files_that_others_gave_speak_too(tmp_path: Path) -> None:
    folder = write_skills(tmp_path)
    (folder / given.FORECAST).write_text(
        "Ar;sun2000grp_reg_alt;kortnamn_modell_alt;Till_Dag;Till_Dag_Prog;Eftr;Eftr_Prog;Aggregat\n"
        "2018;53V;Vård;900;;1000;;\n2035;53V;Vård;;80,5;;100;\n",
        encoding="cp1252",
    )
    (folder / given.KEY).write_text("education_group,ssyk,version\n53V,532,2024\n", encoding="utf-8")
    (folder / given.BAROMETER).write_text(
        'omgang,yb_yrke,lan_namn,rekryteringssituation,ssyk\n2024 vår,Tandsköterska,Örebro län,Brist,"5350, 5351"\n'
        "2023 vår,Tandsköterska,Örebro län,Balans,5350\n2024 vår,Tandsköterska,Dalarnas län,Överskott,5350\n",
        encoding="utf-8",
    )
    (folder / given.FIRST_YEAR).write_text("pgm_ny;ar;ak1\nVO;2023;300\nVO;2024;310\n", encoding="utf-8")
    (folder / given.MATCH_RATE).write_text("education_group,match_rate\n53V,0.95\n", encoding="utf-8")
    found = rows(tmp_path)
    assert found["yh-1"].outlook.barometer == "Brist"
    care = found["gy-vo"]
    assert (care.outlook.balance, care.outlook.balance_now, care.outlook.year) == (80.5, 90.0, 2035)
    assert (care.outlook.match_rate, care.education.admitted, care.education.places) == (0.95, 310, 310)
    assert care.proposal.direction is Direction.UP


def test_a_forecast_of_our_own_gives_need_and_the_chance_of_a_shortage(tmp_path: Path) -> None:
    folder = write_skills(tmp_path, **{"matching_key": "education_group,ssyk,version\ncare,532,2024\n"})
    levels = (0.1, 0.5, 0.9)  # as the forecast tells them: the limits told here lie farther out
    figures = {"recruitment": (100, 150, 260), "surplus": (-90, -40, -10), "supply": (800,) * 3, "demand": (1000,) * 3}
    lines = [
        f"labour,18,{measure},care,{year},{level},{value}"
        for measure, values in figures.items()
        for year in (2027, 2035)
        for level, value in zip(levels, values, strict=True)
    ]
    heading = "module,area,measure,group,year,quantile,value"
    (folder / given.PROJECTED).write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    care = rows(tmp_path)["gy-vo"]
    limits = (150 - 50 * 1.2835, 150 + 110 * 1.2835)
    assert (care.outlook.need.low, care.outlook.need.high) == pytest.approx(limits, 1e-3)
    assert (care.outlook.balance, care.outlook.year, care.outlook.shortage) == (80, 2035, 0.9)
    assert (care.proposal.direction, care.proposal.strength) == (Direction.UP, Strength.MODERATE)


def test_a_region_sets_its_own_assumptions(tmp_path: Path) -> None:
    write_skills(tmp_path)
    before = rows(tmp_path)["yh-1"].balance
    write_skills(tmp_path, **{"assumptions.toml": "exit_age = 60\ncompleted = [0.9, 1.0]\nstays = 0.5\n"})
    after = rows(tmp_path)["yh-1"].balance
    assert after.retiring.middle > before.retiring.middle
    assert after.supply.high < 25 * 0.5


@pytest.mark.parametrize("wrong", ["exit = 60", "completed = 0.5", "completed = [0.9, 0.5]", "stays = -1", "stays = ["])
def test_an_assumption_nobody_knows_is_told(tmp_path: Path, wrong: str) -> None:
    write_skills(tmp_path, **{"assumptions.toml": wrong})
    with pytest.raises(Refused) as refused:
        picture(tmp_path, TODAY)
    assert refused.value.findings[0].place.file == "assumptions.toml"


def test_every_problem_of_the_files_is_told_with_its_line(tmp_path: Path) -> None:
    broken = LINKS.replace("close,malbild linker,1,0.4", "nearly,malbild linker,1,abc")
    write_skills(tmp_path, links=broken)
    with pytest.raises(Refused) as refused:
        picture(tmp_path, TODAY)
    assert [(one.place.file, one.place.line, one.place.cell) for one in refused.value.findings] == [
        ("links.csv", 4, "kind"), ("links.csv", 4, "confidence"),
    ]  # fmt: skip


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    write_skills(tmp_path, links="from_system,from_code\na,b\n")
    with pytest.raises(Refused, match="to_system"):
        picture(tmp_path, TODAY)


def test_a_region_with_a_circle_of_links_is_not_read_in(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE / "region.toml", tmp_path)
    circle = "ssyk2012-3,535,x,ssyk2012,5350,y,broad,key,1,,official\nssyk2012,5350,y,ssyk2012-3,535,x,broad,key,1,,\n"
    write_skills(tmp_path, links=LINKS.replace("exact,SCB", "broad,SCB") + circle)
    with pytest.raises(Refused) as refused:
        read(tmp_path, today=TODAY)
    assert "input.crosswalk-circle" in {one.rule for one in refused.value.findings}


def test_an_answer_is_remembered_and_counts(tmp_path: Path) -> None:
    write_skills(tmp_path)
    assert rows(tmp_path)["yh-2"].link is None
    review(tmp_path, [verdict("ssyk2012:3511")])
    assert rows(tmp_path)["yh-2"].link.kind is LinkKind.BROAD
    assert [one.by for one in said(tmp_path)] == ["berit", "anna"]


def test_an_answer_that_closes_a_circle_is_refused_and_not_kept(tmp_path: Path) -> None:
    write_skills(tmp_path)
    bad = [replace(verdict("ssyk2012-3:351"), kind=LinkKind.BROAD),
           replace(verdict("sun2020:489zd", group="ssyk2012-3:351"), kind=LinkKind.BROAD)]  # fmt: skip
    with pytest.raises(Refused):
        review(tmp_path, bad)
    assert len(said(tmp_path)) == 1


def test_reading_a_region_in_again_loses_no_verdict(tmp_path: Path) -> None:
    here, incoming = tmp_path / "here", tmp_path / "incoming"
    write_skills(here)
    write_skills(incoming)
    review(here, [verdict("ssyk2012:3511")])
    review(incoming, [verdict("ssyk2012:2226", Review.REJECTED, "sun2020:724ea", 20)])
    keep_reviews(here, incoming)
    keep_reviews(here, incoming)
    assert [one.at.hour for one in said(incoming)] == [20, 19, 18]


def test_a_row_becomes_an_action_with_its_reasons_and_a_day_to_look_again(tmp_path: Path) -> None:
    write_skills(tmp_path)
    action = action_from(rows(tmp_path)["yh-1"], TODAY)
    assert "Tandsköterska" in action.name
    assert "25" in action.body
    assert action.next_check < action.due
    assert action.sources[0].address == "/kompetens/utbildningar/yh-1/"
    assert not action.sources[0].inferred


@needs_shared
def test_the_example_is_what_the_command_makes(tmp_path: Path) -> None:

    names = write(derive("18", SHARED), tmp_path)
    kept = EXAMPLE / "skills"
    changed = [one for one in names if (tmp_path / one).read_text("utf-8") != (kept / one).read_text("utf-8")]
    assert changed == [], "malbild skills tables --region 18 --data ../shared/data -o examples/orebro/skills"


def test_the_example_keeps_small_cells_and_others_words_to_itself() -> None:
    folder = EXAMPLE / "skills"
    assert not (folder / "lines.csv").exists()
    found = drawn(EXAMPLE)
    shares = [*(one.demand for one in found.gaps), *(share for one in found.demands for share in one.shares)]
    assert [one.asking for one in shares if one.asking is not None and one.asking < 5] == []
    assert [one.advertisements for one in found.demands if one.advertisements < 20] == []
    assert min(work.employed[-1][1] for work in found.workforces) >= 5
    assert {one.name for one in found.inputs} >= {"Arbetsförmedlingen: platsannonser (JobSearch)"}
    assert all(one.licence for one in found.inputs)
