"""Does `malbild seek` answer what it would take, in both languages, and refuse what cannot be asked?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from malbild.analysis.forecast.levers import MODULE_PATHS
from malbild.pipeline.seek import Answer, Asked, as_json, ask
from malbild.vocabulary.problem import Refused
from tests.forecast_cases import history, written

GOAL = "population:00>=26000@2020"
REGION = 'county = "18"\norganisation = "r"\ncontact = "a@b.example"\nbase_url = "https://b.example"\nlanguage = "sv"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "forecast").mkdir()
    written(tmp_path / "forecast", history())
    return tmp_path


def asked(folder: Path, goal: str = GOAL, *levers: str, **other: object) -> Answer:
    likely = float(str(other.pop("probability", 0.5)))
    return ask(Asked(folder, goal, levers or ("fertility",), likely, draws=40, **other))  # type: ignore[arg-type]


def refused(folder: Path, goal: str = GOAL, *levers: str, **other: object) -> list[str]:
    with pytest.raises(Refused) as found:
        asked(folder, goal, *levers, **other)
    assert all(one.message.sv != one.message.en for one in found.value.findings)
    return [str(one) for one in found.value.findings]


def test_the_command_answers_in_json_with_all_that_it_rests_on(folder: Path) -> None:
    command = [sys.executable, "-m", "malbild", "seek", GOAL, "--lever", "fertility", "--probability", "0.5"]
    said = subprocess.run(
        [*command, "--data", str(folder), "--draws", "40", "--format", "json"],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(said.stdout)
    assert {**told, "seconds": 0} == {**as_json(asked(folder)), "seconds": 0}
    for key in (
        "status",
        "baseline_probability",
        "reached_probability",
        "seed",
        "draws",
        "origin",
        "levers",
        "sentence",
    ):
        assert key in told


def test_three_ways_an_answer_can_be(folder: Path) -> None:
    statuses = {asked(folder, f"population:00:0-9>={value}@2020").sought.status for value in (100, 5700, 90000)}
    assert statuses == {"already", "found", "out_of_reach"}


def test_every_answer_is_a_sentence_in_both_languages(folder: Path) -> None:
    for value in (100, 5700, 90000):
        said = asked(folder, f"population:00:0-9>={value}@2020").sentence
        assert said.sv.endswith(".")
        assert said.sv != said.en


def test_two_levers_have_a_frontier(folder: Path) -> None:
    found = asked(folder, "population:00:0-9>=5700@2020", "fertility", "mortality")
    assert len(found.levers) == 2
    assert found.frontier


WRONG: list[tuple[dict[str, object], str]] = [
    ({"probability": 1.0}, "not between 0 and 1"),
    ({"probability": float("nan")}, "not between 0 and 1"),
    ({"bounds": ((2.0, 0.5),)}, "reversed"),
    ({"bounds": ((1.1, 1.5),)}, "reversed"),
    ({"bounds": ((-1.0, 1.5),)}, "reversed"),
    ({"bounds": ((0.5, 1.5),) * 3}, "3 are given for 1"),
    ({"weights": (0.0,)}, "not above zero"),
    ({"operation": "add"}, "not given"),
    ({"seed": -1}, "seed -1"),
    ({"ramp": -1}, "-1 years"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_what_cannot_be_asked_is_refused(folder: Path, wrong: dict[str, object], told: str) -> None:
    assert told in " ".join(refused(folder, **wrong))


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    assert len(refused(folder, probability=2.0, bounds=((2.0, 1.0),))) == 2


def test_a_lever_that_names_nothing_is_told_with_the_nearest(folder: Path) -> None:
    assert "Was migration/in meant?" in refused(folder, GOAL, "migration/inn")[0]
    assert "selects nothing" in refused(folder, GOAL, "fertility:area=99")[0]


def test_a_lever_of_a_module_reaches_no_goal_of_the_population(folder: Path) -> None:
    assert "no goal is reached that way yet" in refused(folder, GOAL, MODULE_PATHS[0])[0]


def test_without_a_plan_a_goals_id_cannot_be_looked_up(folder: Path) -> None:
    assert "no plan" in refused(folder, "more-people")[0]


@pytest.fixture
def planned(folder: Path) -> Path:
    """A region's folder: a plan with goals that the forecast reaches, and some that it does not."""
    (folder / "region.toml").write_text(REGION, encoding="utf-8")
    for one in ("indicators", "goals", "plans"):
        (folder / one).mkdir()
    (folder / "plans" / "p.md").write_text('+++\nid = "p"\nname = "P"\n+++\n', encoding="utf-8")
    texts = 'name = { sv = "a", en = "b" }\ndefinition = { sv = "a", en = "b" }\nunit = "person"\n'
    for name, forecast in (
        ("people", 'forecast = "population"\n'),
        ("young", 'forecast = "share:0-19"\n'),
        ("jobs", ""),
    ):
        (folder / "indicators" / f"{name}.toml").write_text(f'id = "{name}"\n{texts}{forecast}', encoding="utf-8")
    for name, target in TARGETS.items():
        head = f'+++\nid = "{name}"\nplan = "p"\nname = "G"\nindicators = ["{target[0]}"]\n'
        rows = "".join(f'\n[[targets]]\nindicator = "{target[0]}"\narea = "00"\n{one}\n' for one in target[1:])
        (folder / "goals" / f"{name}.md").write_text(f"{head}{rows}+++\n", encoding="utf-8")
    return folder


TARGETS = {
    "more-people": ("people", 'id = "t1"\nkind = "level"\nvalue = 26000\ndue = "2020"'),
    "grow": ("people", 'id = "t2"\nkind = "change"\nbase = "2010"\nvalue = 10\ndue = "2020"'),
    "rise": ("people", 'id = "t3"\nkind = "direction"\nbase = "2010"\ndue = "2020"'),
    "younger": ("young", 'id = "t4"\nkind = "level"\nvalue = 25\ndue = "2020"'),
    "some-day": ("people", 'id = "t5"\nkind = "level"\nvalue = 26000'),
    "before": ("people", 'id = "t6"\nkind = "change"\nbase = "1990"\nvalue = 10\ndue = "2020"'),
    "work": ("jobs", 'id = "t7"\nkind = "level"\nvalue = 25\ndue = "2020"'),
    "vision": ("jobs",),
    "both": (
        "people",
        'id = "t8"\nkind = "level"\nvalue = 1\ndue = "2020"',
        'id = "t9"\nkind = "level"\nvalue = 2\ndue = "2020"',
    ),
}


def test_a_goal_of_the_plan_is_the_same_as_the_aim_it_says(planned: Path) -> None:
    by_plan, by_hand = asked(planned, "more-people"), asked(planned, GOAL)
    assert by_plan.sought == by_hand.sought
    assert asked(planned, "t1").aim == by_plan.aim
    assert "folkmängden i Riket" in by_plan.sentence.sv, "a plan's areas have names"
    assert "folkmängden i 00" in by_hand.sentence.sv, "those of the tables may be any country's"


def test_a_change_and_a_direction_start_from_what_was_counted(planned: Path) -> None:
    counted = float(history().totals[10, 0])
    assert asked(planned, "grow").aim.value == pytest.approx(1.1 * counted, abs=1)
    assert asked(planned, "rise").aim.value == pytest.approx(counted, abs=1)
    assert asked(planned, "younger").aim.outcome.ages == "0-19"


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("more-peopel", "Was more-people"),
        ("some-day", "has no year"),
        ("before", "lack the base year 1990"),
        ("work", "reaches nothing that the goal is measured by (jobs)"),
        ("vision", "has no target, so"),
        ("both", "Name one: t8 and t9."),
    ],
)
def test_a_goal_that_the_forecast_does_not_reach_is_told_why(planned: Path, goal: str, told: str) -> None:
    assert told in refused(planned, goal)[0]
