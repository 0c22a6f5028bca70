"""Goals as lists show them: name, state, one sentence, and the shape of the series."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.spark import spark
from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.states import ORDER, badge, judgements_of, state_of
from malbild.vocabulary.judgement import Judgement, State
from malbild.vocabulary.plan import GoalSummary, PlanStatus


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in a list.

    sentence   how it goes, or why that cannot be told
    """

    id: str
    address: str
    name: Markup
    state: State | None
    badge: Markup
    sentence: str
    probability: str
    spark: Markup


def current_goals(site: Site) -> tuple[GoalSummary, ...]:
    """The goals that hold today: of adopted plans, and not succeeded by a later goal."""
    return tuple(goal for goal in site.register.goals if holds(goal, site) and goal.kind != "vision")


def holds(goal: GoalSummary, site: Site) -> bool:
    """Whether a goal holds today."""
    plan, today = site.plans.get(goal.plan), site.built.date()
    ended = goal.valid_to is not None and goal.valid_to < today
    return plan is not None and plan.status is PlanStatus.ADOPTED and not goal.successor and not ended


def row(goal: GoalSummary, edition: Edition) -> GoalRow:
    """A goal as a list shows it."""
    state, weakest = state_of(goal, edition), weakest_judgement(goal, edition)
    return GoalRow(
        goal.id,
        edition.to("goal", goal.id),
        edition.name(goal),
        state,
        badge(state, edition),
        edition.say(weakest.sentence) if weakest else edition.t.plain("goal.no_target"),
        edition.percent(weakest.probability) if weakest and weakest.probability is not None else "",
        _spark(weakest, edition),
    )


def weakest_judgement(goal: GoalSummary, edition: Edition) -> Judgement | None:
    """The judgement that decides a goal's state."""
    found = judgements_of(goal, edition)
    return min(found, key=lambda one: ORDER.index(one.state), default=None)


def rows_of(goals: Iterable[GoalSummary], edition: Edition) -> tuple[GoalRow, ...]:
    """Several goals as a list shows them."""
    return tuple(row(goal, edition) for goal in goals)


def _spark(judgement: Judgement | None, edition: Edition) -> Markup:
    series = edition.site.series(judgement.indicator, judgement.area) if judgement else None
    if judgement is None or series is None:
        return Markup("")
    return spark(series, judgement.goal_value)
