"""One plan as a document to read: its text, its goals with their state, its actions, its decisions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.goal_rows import GoalRow, row
from malbild.publication.pages.start import standing
from malbild.publication.plan_rows import action_line, organisation_link, plan_line
from malbild.publication.site import Site
from malbild.publication.sources import source_lines
from malbild.publication.states import state_of
from malbild.publication.view import View, crumb
from malbild.vocabulary.plan import ActionSummary, GoalSummary, PlanStatus, PlanSummary


@dataclass(frozen=True, slots=True)
class Chapter:
    """One goal as the plan tells it.

    number   its place in the tree: "2", "2.1"
    depth    how deep it lies, 0 at the top
    """

    id: str
    number: str
    depth: int
    row: GoalRow
    body: Markup
    measured: bool


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page a public plan: what is not decided is not published."""
    return ((plan.id,) for plan in site.register.plans if plan.status is not PlanStatus.DRAFT)


def view(edition: Edition, identity: str) -> View:
    """What the page of a plan says."""
    site, plan = edition.site, edition.site.plans[identity]
    goals = [goal for goal in site.register.goals if goal.plan == identity]
    actions = sorted(
        (one for one in site.register.actions if one.plan == identity), key=lambda one: (one.order, one.id)
    )
    lead = _lead(edition, plan, [goal for goal in goals if goal.kind != "vision"], actions)
    return View(
        "plan.html",
        edition.title(plan),
        lead,
        section="plans",
        trail=(crumb(edition, "plans"),),
        context={
            "name": edition.name(plan),
            "line": plan_line(plan, edition),
            "lead": lead,
            "valid": _valid(plan, edition),
            "body": edition.prose(plan.body, plan.body_en),
            "visions": [
                (edition.name(goal), edition.prose(goal.body, goal.body_en, 4))
                for goal in goals
                if goal.kind == "vision"
            ],
            "chapters": tuple(_chapters([goal for goal in goals if goal.kind != "vision"], edition)),
            "actions": [action_line(one, edition) for one in actions],
            "decisions": site.decisions_on("plan", identity),
            "owner": organisation_link(plan.owner, edition) if plan.owner else "",
            "later": [plan_line(site.plans[plan.successor], edition)] if plan.successor in site.plans else [],
            "earlier": [plan_line(one, edition) for one in site.register.plans if one.successor == identity],
            "sources": source_lines(plan.sources, edition),
        },
    )


def _lead(edition: Edition, plan: PlanSummary, goals: list[GoalSummary], actions: list[ActionSummary]) -> str:
    """What there is in the plan and how it goes, in a sentence or two."""
    t, counted = edition.t, Counter(state_of(goal, edition) for goal in goals)
    parts = [
        t.counted(f"count.{noun}", len(found)) for noun, found in (("goals", goals), ("actions", actions)) if found
    ]
    said = [t.plain("plan.lead_holds", parts=edition.listing(parts))] if parts else []
    if any(counted):
        said.append(t.plain("plan.lead_states", parts=standing(counted, edition)))
    if plan.status is PlanStatus.ENDED:
        said.append(t.plain("plan.lead_ended"))
    return " ".join(said)


def _valid(plan: PlanSummary, edition: Edition) -> str:
    if plan.valid_from is None:
        return ""
    if plan.valid_to is None:
        ended = "was_valid_from" if plan.status is PlanStatus.ENDED else "valid_from"
        return edition.t.plain(f"plan.{ended}", day=edition.day(plan.valid_from))
    held = "was_valid" if plan.status is PlanStatus.ENDED else "valid"
    return edition.t.plain(f"plan.{held}", start=edition.day(plan.valid_from), end=edition.day(plan.valid_to))


def _chapters(
    goals: list[GoalSummary], edition: Edition, parent: str = "", number: str = "", depth: int = 0
) -> Iterable[Chapter]:
    """The goals in the order of the tree; a goal whose parent stands elsewhere is at the top."""
    known = {goal.id for goal in goals}
    here = [goal for goal in goals if (goal.parent if goal.parent in known else "") == parent]
    for index, goal in enumerate(sorted(here, key=lambda one: (one.order, one.id)), start=1):
        place = f"{number}{index}"
        body = edition.prose(goal.body, goal.body_en, min(6, depth + 4))
        yield Chapter(goal.id, place, depth, row(goal, edition), body, bool(goal.targets))
        yield from _chapters(goals, edition, goal.id, f"{place}.", depth + 1)
