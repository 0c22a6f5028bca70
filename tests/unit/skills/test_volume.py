"""Is the need what its parts say, the chance of a shortage what the draws say, and the proposal what the rule says?"""

from dataclasses import replace

import numpy as np
import pytest

from malbild.analysis.skills.proposal import proposal
from malbild.analysis.skills.ranking import ranked
from malbild.analysis.skills.volume import Assumptions, Growth, balance, growth, retiring
from malbild.vocabulary.matching import (
    Code,
    Direction,
    Education,
    Link,
    LinkKind,
    Outlook,
    Review,
    Strength,
    Workforce,
)
from malbild.vocabulary.text import Text

STILL = Growth(0.0, 0.0, 0.0)
SURE = Assumptions(exit_age_sd=0.0, draws=4000)
WORK = Workforce(
    Code("ssyk2012-3", "535"), Text("Tandsköterskor", "Dental nurses"), ((2016, 980.0), (2017, 1000.0)),
    (0.10, 0.12, 0.08), (0.0, 0.0, 0.0),
)  # fmt: skip
EDUCATION = Education("yh-1", "Tandsköterska", "yh", Code("sun2020", "724ea"), places=25)
LINK = Link(EDUCATION.group, WORK.occupation, LinkKind.EXACT, "key", "1", review=Review.ACCEPTED)


@pytest.mark.parametrize(
    ("age", "leaving"),
    [(65, 20.0), (67, 1000 * (0.12 * 3 / 5 + 0.08) / 10), (63, 1000 * (0.10 * 2 / 5 + 0.12 + 0.08) / 10)],
)
def test_those_retire_who_reach_the_age_within_the_years(age: float, leaving: float) -> None:
    draws = retiring(WORK, replace(SURE, exit_age=age, draws=20_000), np.random.default_rng(1))
    assert draws.mean() == pytest.approx(leaving, rel=0.02)


def test_with_nothing_but_retirement_the_need_is_retirement_less_what_commuters_fill() -> None:
    found = balance(WORK, STILL, replace(SURE, commuting_in=0.1))
    assert found.retiring.middle == pytest.approx(20, abs=0.5)
    assert found.need.middle == pytest.approx(18, abs=0.5)
    assert found.as_before.middle == pytest.approx((20 + 20) * 0.9, abs=0.5)


def test_supply_is_places_that_are_completed_and_stay() -> None:
    given = replace(SURE, completed=(0.8, 0.8), commuting_out=0.5, stays=0.5)
    found = balance(WORK, STILL, given, places=100)
    assert (found.supply.low, found.supply.high) == pytest.approx((20, 20))
    assert found.shortage == pytest.approx(0.45, abs=0.1)


@pytest.mark.parametrize(("places", "low", "high"), [(0, 0.99, 1.0), (1000, 0.0, 0.01)])
def test_the_chance_of_a_shortage_goes_from_one_to_none(places: float, low: float, high: float) -> None:
    assert low <= balance(WORK, STILL, SURE, places=places).shortage <= high


def test_a_forecast_takes_the_place_of_as_many_jobs_as_now() -> None:
    found = balance(WORK, STILL, SURE, ahead=np.full(10, 30.0))
    assert found.need.middle == pytest.approx(50, abs=0.5)


def test_the_same_figures_give_the_same_answer_twice() -> None:
    assert balance(WORK, STILL, SURE, places=20) == balance(WORK, STILL, SURE, places=20)


def test_unsteadiness_is_found_again() -> None:
    draw = np.random.default_rng(5)
    size = draw.uniform(100, 5000, 4000)
    steps = draw.normal(0, np.sqrt(0.004 + 1.5 / size)[:, None], (4000, 3))
    found = growth(size[:, None] * np.exp(np.cumsum(np.column_stack([np.zeros(4000), steps]), axis=1)))
    assert found.within == pytest.approx(0.004, rel=0.15)
    assert found.counted == pytest.approx(1.5, rel=0.3)


NOTHING = Outlook()


def told(balance_=None, *, link=LINK, education=EDUCATION, outlook=NOTHING, known_in=2025):
    return proposal(education, link, balance_, outlook, known_in=known_in, today=2026)


SHORT = balance(WORK, STILL, SURE, places=1)
ENOUGH = balance(WORK, STILL, SURE, places=1000)


def test_one_source_is_moderate_two_that_agree_are_strong_and_old_ones_weigh_less() -> None:
    short = Outlook(balance=80, year=2035, barometer="Brist")
    assert (told(SHORT).direction, told(SHORT).strength) == (Direction.UP, Strength.MODERATE)
    assert told(SHORT, outlook=short).strength is Strength.STRONG
    assert told(SHORT, known_in=2017).strength is Strength.WEAK
    assert told(SHORT, outlook=short, known_in=2017).strength is Strength.MODERATE
    assert told(ENOUGH).direction is Direction.DOWN


def test_sources_against_each_other_change_nothing_and_say_so() -> None:
    found = told(SHORT, outlook=Outlook(barometer="Överskott"))
    assert found.direction is Direction.KEEP
    assert "different directions" in found.evidence[-1].en


def test_more_than_a_whole_wider_group_needs_is_too_many_and_less_says_nothing() -> None:
    wider = replace(LINK, kind=LinkKind.BROAD)
    assert told(ENOUGH, link=wider).direction is Direction.DOWN
    assert "whole wider group" in told(ENOUGH, link=wider).evidence[0].en
    assert told(SHORT, link=wider).direction is Direction.UNKNOWN


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"link": None}, "Nobody has said"),
        ({"balance_": None}, "no figure"),
        ({"link": replace(LINK, kind=LinkKind.BROAD)}, "wider"),
        ({"link": replace(LINK, kind=LinkKind.NARROW)}, "only one of"),
        ({"education": replace(EDUCATION, places=None)}, "not in the input"),
        ({"balance_": replace(SHORT, shortage=None)}, "not all of their places"),
    ],
)
def test_what_cannot_be_told_says_why(changed: dict[str, object], why: str) -> None:
    found = told(**{"balance_": SHORT, **changed})
    assert (found.direction, found.strength) == (Direction.UNKNOWN, Strength.WEAK)
    assert why in found.evidence[0].en


@pytest.mark.parametrize(("balance_", "direction"), [(94, "up"), (100, "keep"), (106, "down")])
def test_a_forecast_within_five_per_cent_of_balance_keeps(balance_: float, direction: str) -> None:
    assert told(None, link=None, outlook=Outlook(balance=balance_, year=2035)).direction == direction


def test_an_education_that_shares_one_word_is_not_ranked() -> None:
    asked = {"a": 0.5, "b": 0.2, "c": 0.1}
    others = {"one": {"a": 9.0}, "three": {"a": 1.0, "b": 1.0, "c": 1.0, "d": 9.0}}
    assert [one.id for one in ranked(asked, others, {"one": "One", "three": "Three"})] == ["three"]
