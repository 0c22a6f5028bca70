"""Which lever matters: does the ranking say what projecting with the lever says, and does its picture show it?"""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from malbild.analysis.forecast.aims import Aim, Outcome
from malbild.analysis.forecast.futures import Drawn, central, drawn, outlook
from malbild.analysis.forecast.precedent import FEWEST_CHANGES, changes
from malbild.analysis.forecast.sensitivity import LEVERS, sensitivities
from malbild.pipeline.sensitivity import rank
from malbild.publication.edition import Edition
from malbild.publication.ranking import ranking
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Lever, Scenario, Sensitivity, lever_name
from malbild.vocabulary.text import UNSAID
from tests.forecast_cases import history, written
from tests.publication_sample import sample_site

KNOWN = history(areas=4)
AIMS = (
    Aim("more", Outcome("population", ("00", "02"), "20-64"), "at_least", 20_000, 2020),
    Aim("younger", Outcome("share", ("01",), "0-19"), "at_most", 20, 2022),
)


@cache
def everywhere() -> Drawn:
    return drawn(outlook(KNOWN, 2022), draws=0, seed=0)


@cache
def found() -> list[Sensitivity]:
    return sensitivities(everywhere(), AIMS)


def pulled(lever: Lever, value: float, aim: Aim) -> float:
    one = Lever(lever.path, lever.operation, value, lever.selector, lever.ramp, "")
    path = central(outlook(KNOWN, 2022), Scenario("s", UNSAID, UNSAID, (one,)))
    return float(aim.outcome.in_(path[aim.year - 2016], everywhere().ahead.cells))


@pytest.mark.parametrize("lever", [LEVERS[0], LEVERS[2], LEVERS[4]], ids=lambda one: one.path)
@pytest.mark.parametrize("aim", AIMS, ids=lambda one: one.id)
def test_an_effect_is_what_projecting_with_the_lever_gives(lever: Lever, aim: Aim) -> None:
    (one,) = (one for one in found() if one.goal == aim.id and one.lever == lever)
    assert one.effect == pytest.approx((pulled(lever, 1.1, aim) - pulled(lever, 0.9, aim)) / 2, rel=1e-6, abs=1e-9)


def test_every_goal_has_every_lever_the_one_that_moves_it_most_first() -> None:
    for aim in AIMS:
        effects = [abs(one.effect) for one in found() if one.goal == aim.id]
        assert effects == sorted(effects, reverse=True)
        assert len(effects) == len(LEVERS)


def test_the_direction_that_helps_follows_what_the_goal_asks() -> None:
    fertility = {one.goal: one for one in found() if one.lever.path == "fertility"}
    assert fertility["younger"].effect > 0
    assert fertility["younger"].decisive == "down", "more births make the young more, and at most so many are wanted"


def test_the_effect_of_a_usual_change_is_as_much_larger_as_it_is() -> None:
    for one in found():
        known = changes(KNOWN, one.lever)
        if len(known) < FEWEST_CHANGES:
            assert one.usual is None
        else:
            assert one.usual == pytest.approx(one.effect / 0.1 * float(np.median(np.abs(known - 1))))
    assert any(one.usual for one in found())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_picture_shows_the_levers_in_their_order_with_sentence_and_table(language: str) -> None:
    few = [one for one in found() if one.goal == "more"]
    drawn_ranking = ranking(Edition(sample_site(), language), AIMS[0].told(), few, id="r")  # type: ignore[arg-type]
    labels = re.findall(r'class="bar-label [^"]*"[^>]*>([^<]*)<', drawn_ranking.wide)
    assert labels == [lever_name(one.lever).in_(language) for one in few[:10]]  # type: ignore[arg-type]
    assert len(drawn_ranking.rows) == len(few)
    assert labels[0] in drawn_ranking.sentence
    assert drawn_ranking.sentence in drawn_ranking.narrow
    assert all(len(row) == len(drawn_ranking.columns) for row in drawn_ranking.rows)


def test_goals_that_nobody_names_must_be_in_a_plan(tmp_path: Path) -> None:
    written(tmp_path, history())
    assert len(rank(tmp_path, ["population:00>=1@2020"]).found) == len(LEVERS)
    with pytest.raises(Refused, match="no plan"):
        rank(tmp_path)
