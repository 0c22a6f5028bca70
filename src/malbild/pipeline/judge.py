"""Judge every target of the register on what the warehouse knows today."""

from collections.abc import Iterator, Mapping
from datetime import date

from malbild.analysis.judgement import judge
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.plan import GoalSummary, RegisterSummary, TargetSummary


def judgements(cubes: Mapping[str, Cube], register: RegisterSummary, *, today: date) -> tuple[Judgement, ...]:
    """A judgement of every target, in the plans' own order.

    cubes   the figures known, by indicator id
    """
    return tuple(judge(target, goal=goal.id, cubes=cubes, today=today) for goal, target in _targets(register))


def _targets(register: RegisterSummary) -> Iterator[tuple[GoalSummary, TargetSummary]]:
    order = {plan.id: plan.order for plan in register.plans}
    for goal in sorted(register.goals, key=lambda one: (order.get(one.plan, 0), one.plan, one.order, one.id)):
        for target in goal.targets:
            yield goal, target
