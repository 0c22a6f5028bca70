"""Which state does each kind of target get, and why?"""

from datetime import date

import numpy as np
import pytest

from malbild.analysis.judgement import judge
from malbild.analysis.judgement.question import like
from malbild.analysis.judgement.rules import rule_on
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.indicator import Break
from malbild.vocabulary.judgement import State
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
from malbild.vocabulary.text import Text
from tests.judgement_cases import EMISSIONS, HEALTH, NET, TODAY, codes, cube, judged, periods, target

YEARS = periods("2024", 12)
WOBBLE = np.array([0, 1, -1, 2, 0, -2, 1, 0, -1, 1, 0, 0.5])
FALLING = 1000 - 20 * np.arange(12) + 8 * WOBBLE


def _health(values: object = 70 + WOBBLE) -> Cube:
    return cube(HEALTH, YEARS, {"18": values})  # type: ignore[dict-item]


@pytest.mark.parametrize(("value", "state"), [(60, State.ON_TRACK), (70.5, State.AT_RISK), (82, State.OFF_TRACK)])
def test_a_level_ahead_is_judged_by_its_probability(value: float, state: State) -> None:
    judgement = judged(target(TargetKind.LEVEL, HEALTH, value=value, due="2030"), _health())
    assert judgement.state is state
    assert judgement.probability is not None
    assert judgement.projection is not None


def test_a_target_met_today_but_due_later_is_not_yet_reached() -> None:
    assert judged(target(TargetKind.LEVEL, HEALTH, value=50, due="2030"), _health()).state is State.ON_TRACK


def test_a_target_whose_time_has_come_is_judged_by_its_outcome_alone() -> None:
    for value, state in ((69, State.REACHED), (72, State.OFF_TRACK)):
        judgement = judged(target(TargetKind.LEVEL, HEALTH, value=value, due="2020"), _health())
        assert judgement.state is state
        assert judgement.projection is None
        assert codes(judgement) == ["outcome"]


def test_an_outcome_that_was_due_but_is_not_published_cannot_be_told() -> None:
    late = judged(target(TargetKind.LEVEL, HEALTH, value=60, due="2025"), _health())
    assert (late.state, codes(late)) == (State.CANNOT_TELL, ["outcome_not_published"])
    before = judged(target(TargetKind.LEVEL, HEALTH, value=60, due="2025"), _health(), date(2025, 12, 30))
    assert before.state is State.ON_TRACK


def test_a_target_of_every_year_is_judged_by_the_latest_outcome() -> None:
    assert judged(target(TargetKind.LEVEL, HEALTH, value=70), _health()).state is State.REACHED
    missed = judged(target(TargetKind.LEVEL, HEALTH, value=80), _health())
    assert missed.state is State.OFF_TRACK
    assert "outcome" in codes(missed)


def test_a_change_is_written_as_a_level() -> None:
    judgement = judged(
        target(TargetKind.CHANGE, sense="at_most", value=-60, base="2013", due="2030"),
        cube(EMISSIONS, YEARS, {"18": FALLING}),
    )
    assert judgement.goal_value == pytest.approx(0.4 * FALLING[0])
    assert {"needed_rate", "achieved_rate", "straight_line", "goal_level"} <= set(codes(judgement))


def test_a_target_in_another_unit_of_the_same_kind_is_converted() -> None:
    judgement = judged(
        target(TargetKind.LEVEL, EMISSIONS, value=900_000, unit="kg CO2e", due="2030"),
        cube(EMISSIONS, YEARS, {"18": FALLING}),
    )
    assert judgement.goal_value == pytest.approx(900)


def test_peers_are_compared_by_their_differences() -> None:
    """What moves all areas alike is no uncertainty: a small steady lead is a sure one."""
    common = 40 * np.resize([1, -1, 2, -2, 0], 12)
    figures = cube(NET, YEARS, {"18": 500 + common + WOBBLE, "19": 480 + common - WOBBLE, "07": 470 + common})
    lead = judged(target(TargetKind.PEERS, NET, peers=("19", "07")), figures)
    assert lead.state is State.REACHED
    assert lead.probability is not None
    assert lead.probability > 0.9
    level = judged(target(TargetKind.LEVEL, NET, value=475), figures)
    assert level.probability is not None
    assert lead.probability > level.probability


def test_a_difference_within_the_noise_is_not_told() -> None:
    figures = cube(NET, YEARS, {"18": 500 + 10 * WOBBLE, "19": 504 - 10 * WOBBLE})
    close = judged(target(TargetKind.PEERS, NET, peers=("19",)), figures)
    assert (close.state, codes(close)) == (State.CANNOT_TELL, ["noise"])


def test_growth_compares_the_change_since_the_year_before() -> None:
    figures = cube(EMISSIONS, YEARS, {"18": 100 * 1.05 ** np.arange(12), "19": 900 * 1.01 ** np.arange(12) + WOBBLE})
    faster = judged(target(TargetKind.PEERS, peers=("19",), growth=True), figures)
    assert faster.state is State.REACHED
    assert faster.goal_value is None


def test_a_gap_between_groups_has_no_sign() -> None:
    figures = cube(HEALTH, YEARS, {"18/women": 70 + WOBBLE, "18/men": 75 + WOBBLE / 2}, groups=("women", "men"))
    for groups in (("women", "men"), ("men", "women")):
        judgement = judged(
            target(TargetKind.GAP, HEALTH, sense="at_most", value=2, groups=groups, unit="point"), figures
        )
        assert judgement.value == pytest.approx(75 + 0.25 - 70.5)
        assert judgement.state is State.OFF_TRACK


def test_groups_and_areas_that_never_meet_in_a_period_cannot_be_compared() -> None:
    nan = float("nan")
    early, late = [70.0, 71, 72, nan, nan, nan], [nan, nan, nan, 75.0, 76, 77]
    groups = cube(HEALTH, YEARS[:6], {"18/women": early, "18/men": late}, groups=("women", "men"))
    gap = judged(target(TargetKind.GAP, HEALTH, sense="at_most", value=2, groups=("women", "men")), groups)
    assert codes(gap) == ["missing_groups"]
    areas = cube(HEALTH, YEARS[:6], {"18": early, "19": late})
    assert codes(judged(target(TargetKind.PEERS, HEALTH, peers=("19",)), areas)) == ["missing_peers"]


def test_a_direction_is_strict() -> None:
    still = cube(NET, YEARS, {"18": [5.0] * 11 + [5.0]})
    assert judged(target(TargetKind.DIRECTION, NET, base="2013"), still).state is not State.REACHED


def test_a_break_after_the_base_makes_a_change_untold() -> None:
    broken = (Break(Period(2018), Text("Ny metod.", "New method.")),)
    wanted = target(TargetKind.CHANGE, sense="at_most", value=-60, base="2013", due="2030")
    judgement = judged(wanted, cube(EMISSIONS, YEARS, {"18": FALLING}, breaks=broken))
    assert (judgement.state, codes(judgement)) == (State.CANNOT_TELL, ["break"])


def test_a_break_that_leaves_too_few_figures_is_the_reason() -> None:
    broken = (Break(Period(2022), Text("Ny metod.", "New method.")),)
    judgement = judged(
        target(TargetKind.LEVEL, HEALTH, value=80, due="2030"), cube(HEALTH, YEARS, {"18": 70 + WOBBLE}, breaks=broken)
    )
    assert codes(judgement) == ["break"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": TargetKind.LEVEL, "value": 80, "unit": "SEK"}, "unit_mismatch"),
        ({"kind": TargetKind.LEVEL}, "missing_value"),
        ({"kind": TargetKind.CHANGE, "value": 5}, "missing_base"),
        ({"kind": TargetKind.CHANGE, "value": 5, "base": "1950"}, "missing_base"),
        ({"kind": TargetKind.PEERS, "peers": ("99",)}, "missing_peers"),
        ({"kind": TargetKind.PEERS}, "missing_peers"),
        ({"kind": TargetKind.GAP, "groups": ("women", "men"), "value": 1}, "missing_groups"),
    ],
)
def test_what_a_target_lacks_is_named(fields: dict[str, object], code: str) -> None:
    kind = fields.pop("kind")
    judgement = judged(target(kind, HEALTH, **fields), _health())  # type: ignore[arg-type]
    assert (judgement.state, codes(judgement)) == (State.CANNOT_TELL, [code])
    assert (judgement.value, judgement.period) == (70.5, Period(2024))


def test_an_indicator_without_figures_and_one_of_another_definition_are_told_apart() -> None:
    wanted = target(TargetKind.LEVEL, HEALTH, value=80)
    assert codes(judge(wanted, goal="goal", cubes={}, today=TODAY)) == ["no_figures"]
    other = judge(wanted, goal="goal", cubes={HEALTH.id: cube(NET, YEARS, {"18": WOBBLE})}, today=TODAY)
    assert codes(other) == ["definition_differs"]


def test_figures_of_parts_of_a_year_answer_for_a_year_with_its_last_part() -> None:
    assert str(like(Period(2030), Period.parse("2030-01").kind)) == "2030-12"
    assert str(like(Period.parse("2030-06"), Period.parse("2030-Q1").kind)) == "2030-Q2"
    assert str(like(Period.parse("2030-01"), Period.parse("2030-Q1").kind)) == "2029-Q4"


def test_the_rule_that_held_on_a_day_is_used() -> None:
    rule = rule_on(date(2026, 11, 23))
    assert rule.state(rule.on_track_from) is State.ON_TRACK
    assert rule.state(rule.off_track_below) is State.AT_RISK
    assert rule_on(date(1990, 1, 1)).since == rule.since


@pytest.mark.parametrize(("due", "said"), [("2023", "nåddes"), ("2030", "nås")])
def test_without_figures_the_sentence_knows_whether_the_year_has_passed(due: str, said: str) -> None:
    wanted = target(TargetKind.LEVEL, NET, due=Period.parse(due), value=80.0)
    sentence = judge(wanted, goal="goal", cubes={}, today=TODAY).sentence.sv
    assert due in sentence
    assert f" {said}." in sentence
