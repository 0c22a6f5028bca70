"""Start: how is it going, in one sentence; the goals by state; the plans and their questions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.goal_rows import GoalRow, followed_goals, past_goals, row, rows_of
from malbild.publication.pages.municipalities import locator
from malbild.publication.plan_rows import ActionLine, action_line, plan_lines
from malbild.publication.site import Site
from malbild.publication.states import ORDER, TOLD, shape, word
from malbild.publication.view import Crumb, View
from malbild.vocabulary.judgement import State
from malbild.vocabulary.plan import PlanStatus, PlanSummary


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The goals of one state; None has no target to judge."""

    state: State | None
    word: str
    rows: tuple[GoalRow, ...]


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one start page."""
    yield ()


def view(edition: Edition) -> View:
    """How it goes with the region's goals."""
    region, site = edition.say(edition.site.region.name), edition.site
    rows = tuple(row(goal, edition) for goal in followed_goals(site))
    sentence = summary(rows, edition)
    return View(
        "start.html",
        edition.t.plain("start.title", region=region),
        str(sentence.striptags()),
        context={
            "sentence": sentence,
            "groups": by_state(rows, edition),
            "measured": tuple(one for one in rows if one.state is None and one.latest),
            "unmeasured": tuple(one for one in rows if one.state is None and not one.latest),
            "past": tuple(one for one in rows_of(past_goals(site), edition) if one.state),
            "plans": [one for one in plan_lines(edition) if one.holds],
            "ended": sum(not one.holds for one in plan_lines(edition)),
            "questions": _questions(edition),
            "map": locator(edition),
            "counts": _counts(site),
            "shape": shape,
        },
    )


def by_state(rows: tuple[GoalRow, ...], edition: Edition) -> tuple[StateGroup, ...]:
    """Goals that can be judged, the weakest state first; states without goals are left out."""
    groups = (
        StateGroup(state, word(state, edition), tuple(one for one in rows if one.state is state)) for state in ORDER
    )
    return tuple(group for group in groups if group.rows)


def summary(rows: tuple[GoalRow, ...], edition: Edition) -> Markup:
    """The whole in one sentence: how many goals there are, and how many stand where."""
    t, judged = edition.t, [one for one in rows if one.state]
    if not judged:
        return t.counted("start.sentence_none", len(rows))
    counted = Counter(one.state for one in judged)
    return t.counted("start.sentence", len(judged), total=len(rows), parts=standing(counted, edition))


def standing(counted: Mapping[State | None, int], edition: Edition) -> Markup:
    """How many goals stand where, the best first: "1 är nått, 2 är på väg och 1 är osäkert"."""
    known = (state for state in TOLD if counted.get(state))
    return edition.listing(edition.t.counted(f"standing.{state}", counted[state]) for state in known)


@dataclass(frozen=True, slots=True)
class Questions:
    """The actions of a plan that has ended, and how many of them became what."""

    plan: Crumb
    counts: Markup
    actions: tuple[ActionLine, ...]


def _questions(edition: Edition) -> tuple[Questions, ...]:
    """For every plan that has ended: its actions, and what became of them; the plan with most of them first."""
    ended = (plan for plan in edition.site.register.plans if plan.status is PlanStatus.ENDED)
    told = [_became(plan, edition) for plan in ended]
    return tuple(sorted((one for one in told if one.actions), key=lambda one: -len(one.actions)))


def _became(plan: PlanSummary, edition: Edition) -> Questions:
    actions = sorted((one for one in edition.site.register.actions if one.plan == plan.id), key=lambda one: one.order)
    counted = Counter(one.status for one in actions)
    parts = (edition.t.counted(f"became.{status}", count) for status, count in counted.most_common())
    lines = tuple(action_line(one, edition) for one in actions)
    said = edition.listing(parts)
    return Questions(Crumb(edition.to("plan", plan.id), edition.name(plan)), said[:1].upper() + said[1:], lines)


def _counts(site: Site) -> dict[str, int]:
    numbers = sum(int((cube.values == cube.values).sum()) for cube in site.cubes.values())
    sources = {vintage.provenance.address for cube in site.cubes.values() for vintage in cube.vintages}
    return {"numbers": numbers, "sources": len(sources), "findings": len(site.findings)}
