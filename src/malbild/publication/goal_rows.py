"""Goals as lists show them: name, state, one sentence, and the shape of the series."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.spark import spark
from malbild.publication.edition import Edition
from malbild.publication.figure import named
from malbild.publication.site import Site
from malbild.publication.states import ORDER, badge, judgements_of, state_of
from malbild.vocabulary.cube import Series
from malbild.vocabulary.judgement import Judgement, State
from malbild.vocabulary.plan import GoalSummary, PlanStatus, TargetSummary


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
    note: str
    latest: Markup


def followed_goals(site: Site) -> tuple[GoalSummary, ...]:
    """The goals that are followed today: those that hold, and earlier ones whose year has not come.

    A plan that ends does not take its promise of a later year with it, until a later goal with a target of its own
    has taken its place.
    """
    return tuple(
        goal for goal in site.register.goals if goal.kind != "vision" and (holds(goal, site) or is_open(goal, site))
    )


def holds(goal: GoalSummary, site: Site) -> bool:
    """Whether a goal holds today: of an adopted plan, not ended, not succeeded."""
    plan, today = site.plans.get(goal.plan), site.built.date()
    ended = goal.valid_to is not None and goal.valid_to < today
    return plan is not None and plan.status is PlanStatus.ADOPTED and not goal.successor and not ended


def is_open(goal: GoalSummary, site: Site) -> bool:
    """Whether an earlier goal still has a year to come that no later goal has replaced."""
    later = site.goals.get(goal.successor)
    replaced = later is not None and bool(later.targets)
    ahead = any(target.due and target.due.last_day >= site.built.date() for target in goal.targets)
    return ahead and not replaced and not holds(goal, site)


def past_goals(site: Site) -> tuple[GoalSummary, ...]:
    """Earlier goals whose year has come: there it can be told how it went."""
    earlier = (goal for goal in site.register.goals if goal.kind != "vision" and not holds(goal, site))
    return tuple(goal for goal in earlier if goal.targets and all(_has_come(one, site) for one in goal.targets))


def _has_come(target: TargetSummary, site: Site) -> bool:
    return target.due is not None and target.due.last_day < site.built.date()


def row(goal: GoalSummary, edition: Edition) -> GoalRow:
    """A goal as a list shows it."""
    state, weakest = state_of(goal, edition), weakest_judgement(goal, edition)
    return GoalRow(
        goal.id,
        edition.to("goal", goal.id),
        edition.name(goal),
        state,
        badge(state, edition, aimed=bool(goal.targets)),
        edition.say(weakest.sentence) if weakest else edition.t.plain(unjudged(goal)),
        edition.percent(weakest.probability) if weakest and weakest.probability is not None else "",
        _spark(weakest, goal, edition),
        _note(goal, edition),
        _latest(goal, edition) if weakest is None else Markup(""),
    )


def weakest_judgement(goal: GoalSummary, edition: Edition) -> Judgement | None:
    """The judgement that decides a goal's state."""
    found = judgements_of(goal, edition)
    return min(found, key=lambda one: ORDER.index(one.state), default=None)


def unjudged(goal: GoalSummary) -> str:
    """Why there is no judgement of a goal, as the key of a text."""
    return "goal.not_judged" if goal.targets else "goal.no_target"


def rows_of(goals: Iterable[GoalSummary], edition: Edition) -> tuple[GoalRow, ...]:
    """Several goals as a list shows them."""
    return tuple(row(goal, edition) for goal in goals)


def _spark(judgement: Judgement | None, goal: GoalSummary, edition: Edition) -> Markup:
    series = edition.site.series(judgement.indicator, judgement.area) if judgement else _measured(goal, edition)
    if series is None or len(series.known().periods) < 2:
        return Markup("")
    return spark(series, judgement.goal_value if judgement else None)


def _measured(goal: GoalSummary, edition: Edition) -> Series | None:
    """The first series that a goal without a target is followed by."""
    site = edition.site
    found = (site.series(one, site.region.county, site.groups_of(one)[0]) for one in goal.indicators)
    return next((series for series in found if series is not None), None)


def _latest(goal: GoalSummary, edition: Edition) -> Markup:
    """What a goal without a target is measured by, and its latest figure."""
    series = _measured(goal, edition)
    if series is None:
        return Markup("")
    period = series.known().periods[-1]
    fact = edition.site.fact(series.indicator.id, series.area, period, series.group)
    return edition.t(
        "goal.measured",
        name=named(edition, series),
        figure=edition.fact(fact, unit=True),
        period=edition.period(period),
    )


def _note(goal: GoalSummary, edition: Edition) -> str:
    """Where a goal comes from, when its plan has ended and it is followed all the same."""
    plan = edition.site.plans.get(goal.plan)
    if plan is None or not is_open(goal, edition.site):
        return ""
    return edition.t.plain("goal.open", plan=edition.title(plan))
