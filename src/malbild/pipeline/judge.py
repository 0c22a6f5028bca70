"""Judge every target of the register on what the warehouse knows today."""

from collections.abc import Iterator
from datetime import date

from malbild.analysis.judgement import judge as judge_target
from malbild.pipeline.workspace import Workspace
from malbild.register import queries
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.plan import GoalSummary, RegisterSummary, TargetSummary


def judgements(workspace: Workspace, *, today: date, register: RegisterSummary | None = None) -> tuple[Judgement, ...]:
    """A judgement of every target of every public goal, in the plans' own order."""
    known = register or queries.register()
    cubes = {name: workspace.warehouse.cube(one) for name, one in workspace.indicators().items()}
    return tuple(judge_target(target, goal=goal.id, cubes=cubes, today=today) for goal, target in _targets(known))


def _targets(register: RegisterSummary) -> Iterator[tuple[GoalSummary, TargetSummary]]:
    order = {plan.id: plan.order for plan in register.plans}
    for goal in sorted(register.goals, key=lambda one: (order.get(one.plan, 0), one.plan, one.order, one.id)):
        for target in goal.targets:
            yield goal, target
