"""What the plan's actions do to a goal: how likely it is, and what it costs, with each of them and without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from malbild.analysis.forecast.aims import Aim
from malbild.analysis.forecast.futures import Drawn, drawn, outlook
from malbild.analysis.forecast.standing import Standing, standing
from malbild.pipeline.aim import aim_of, plan_of
from malbild.pipeline.project import history_of, tables_of
from malbild.vocabulary.plan import ActionStatus, ActionSummary, EffectSummary
from malbild.vocabulary.scenario import Lever


@dataclass(frozen=True, slots=True)
class Switched:
    """A goal with some actions on: where it stands and what they cost.

    cost_sek   the sum of the actions' budget lines: forecast where there is one, else planned; None where none says
    """

    on: tuple[str, ...]
    standing: Standing
    cost_sek: int | None


@dataclass(frozen=True)
class Effects:
    """A goal without any action's stated effect, with each alone, with all, and with all but each."""

    aim: Aim
    none: Switched
    alone: tuple[Switched, ...]
    every: Switched
    but: tuple[Switched, ...]


def effects(folder: Path, goal: str, *, draws: int = 500, seed: int = 1, population: Path | None = None) -> Effects:
    """What the stated effects of a plan's actions do to one of its goals. Raises Refused with what is wrong.

    Actions that are done, or stopped, are left out: what they did is in the figures, or is not to come.
    """
    history = history_of(tables_of(folder, population))
    aim = aim_of(goal, folder, history)
    ahead = outlook(history, aim.year)
    return switched(drawn(ahead, draws=draws, seed=seed), aim, with_effects(plan_of(folder, goal)[0].actions))


def with_effects(actions: Iterable[ActionSummary]) -> tuple[ActionSummary, ...]:
    """The actions that are still to have an effect, and say which."""
    past = (ActionStatus.DONE, ActionStatus.STOPPED)
    return tuple(one for one in actions if one.effects and one.status not in past)


def switched(futures: Drawn, aim: Aim, actions: Sequence[ActionSummary]) -> Effects:
    """A goal with each of some actions switched on and off; the same luck every time."""
    return Effects(
        aim,
        switch(futures, aim, ()),
        tuple(switch(futures, aim, (one,)) for one in actions),
        switch(futures, aim, actions),
        tuple(switch(futures, aim, [one for one in actions if one is not off]) for off in actions),
    )


def switch(futures: Drawn, aim: Aim, on: Sequence[ActionSummary]) -> Switched:
    """A goal with these actions on and all others off."""
    levers = [lever_of(effect) for action in on for effect in action.effects]
    return Switched(tuple(one.id for one in on), standing(futures, aim, levers), _cost(on))


def lever_of(effect: EffectSummary) -> Lever:
    """The lever that an effect pulls.

    >>> from malbild.vocabulary.plan import EffectOperation
    >>> lever_of(EffectSummary("migration/in", EffectOperation.MULTIPLY, 1.1, ("age=20-34",))).selector
    {'age': '20-34'}
    """
    pairs = (one.partition("=") for one in effect.selector)
    selector = {key.strip(): value.strip() for key, _, value in pairs}
    return Lever(effect.path, effect.operation.value, effect.value, selector, effect.ramp, effect.source)


def _cost(actions: Iterable[ActionSummary]) -> int | None:
    lines = [line for action in actions for line in action.budget]
    sums = [line.planned_sek if line.forecast_sek is None else line.forecast_sek for line in lines]
    known = [one for one in sums if one is not None]
    return sum(known) if known else None
