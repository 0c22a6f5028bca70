"""What an action does to a goal: is it the lever it states, and does the cost follow it?"""

from functools import cache
from pathlib import Path

import pytest

from malbild.analysis.forecast.aims import Aim, Outcome
from malbild.analysis.forecast.futures import Drawn, drawn, outlook
from malbild.analysis.forecast.standing import standing
from malbild.pipeline.effects import effects, switch, switched, with_effects
from malbild.register.files import read, write
from malbild.vocabulary.plan import (
    ActionStatus,
    ActionSummary,
    BudgetLineSummary,
    EffectOperation,
    EffectSummary,
    PlanSummary,
    RegisterSummary,
)
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Lever
from tests.forecast_cases import history, written

KNOWN = history()
BIRTHS = EffectSummary("fertility", EffectOperation.MULTIPLY, 1.3, ramp=2, source="who says so")
HEALTH = EffectSummary("mortality", EffectOperation.MULTIPLY, 0.7, ("age=0-64", "sex=men"))
FAMILY = ActionSummary("family", "p", "F", effects=(BIRTHS,), budget=(BudgetLineSummary("o", 2017, 5_000_000),))
CARE = ActionSummary("care", "p", "C", effects=(HEALTH,), budget=(BudgetLineSummary("o", 2017, 7, 9),))
AIM = Aim("a", Outcome("population", ("00",)), "at_least", 25_800, 2020)


@cache
def futures() -> Drawn:
    return drawn(outlook(KNOWN, 2020), draws=60, seed=1)


def test_an_action_that_is_on_is_its_lever() -> None:
    one = switch(futures(), AIM, (FAMILY,))
    assert one.standing == standing(futures(), AIM, (Lever("fertility", "multiply", 1.3, {}, 2, ""),))
    assert one.standing.probability > standing(futures(), AIM).probability


def test_cost_and_probability_follow_what_is_on() -> None:
    found = switched(futures(), AIM, (FAMILY, CARE))
    assert [one.cost_sek for one in (found.none, *found.alone, found.every)] == [None, 5_000_000, 9, 5_000_009]
    assert found.none.standing.median < min(one.standing.median for one in found.alone)
    assert found.every.standing.median > max(one.standing.median for one in found.but)
    assert found.but == (found.alone[1], found.alone[0])


def test_what_is_done_or_stopped_is_not_to_come() -> None:
    done = ActionSummary("d", "p", "D", status=ActionStatus.DONE, effects=(BIRTHS,))
    assert with_effects((FAMILY, done, ActionSummary("n", "p", "N"))) == (FAMILY,)


def test_an_effect_that_names_nothing_is_refused() -> None:
    wrong = ActionSummary("w", "p", "W", effects=(EffectSummary("weather", EffectOperation.ADD, 1),))
    with pytest.raises(Refused, match="weather"):
        switch(futures(), AIM, (wrong,))


def test_effects_come_back_from_plan_files_and_are_run_from_them(tmp_path: Path) -> None:
    plain = [ActionSummary(one.id, "p", one.name, effects=one.effects) for one in (CARE, FAMILY)]
    register = RegisterSummary(plans=(PlanSummary("p", "P"),), actions=tuple(plain))
    write(register, tmp_path)
    assert read(tmp_path) == register
    (tmp_path / "forecast").mkdir()
    written(tmp_path / "forecast", KNOWN)
    (tmp_path / "region.toml").touch()
    found = effects(tmp_path, "population:00>=25800@2020", draws=60)
    assert [one.on for one in found.alone] == [("care",), ("family",)]
    assert found.every.standing.probability >= found.none.standing.probability
