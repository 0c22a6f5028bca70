"""One action: what is done, who does it by when, which goals it serves, and what became of it."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.goal_rows import rows_of
from malbild.publication.plan_rows import action_line, organisation_link
from malbild.publication.site import Site
from malbild.publication.sources import source_lines
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.plan import ActionSummary


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page an action."""
    return ((action.id,) for action in site.register.actions)


def view(edition: Edition, identity: str) -> View:
    """What the page of an action says."""
    site, action = edition.site, edition.site.actions[identity]
    line, plan = action_line(action, edition), site.plans.get(action.plan)
    goals = (site.goals[one] for one in action.contributes_to if one in site.goals)
    lead = edition.t.plain("action.concluded" if _is_concluded(action) else f"action.lead.{action.status}")
    return View(
        "action.html",
        edition.title(action),
        f"{edition.title(action)}: {lead}",
        section="actions",
        trail=(crumb(edition, "actions"),),
        context={
            "line": line,
            "name": edition.name(action),
            "lead": lead,
            "kind": edition.t.kind("action_kind", action.kind),
            "span": edition.span(action.start, action.due),
            "plan": Crumb(edition.to("plan", plan.id), edition.name(plan)) if plan else None,
            "body": edition.prose(action.body, action.body_en),
            "outcome": edition.prose(action.outcome, action.outcome_en),
            "next_check": edition.day(action.next_check),
            "indicators": [
                Crumb(edition.to("indicator", one), edition.say(site.indicators[one].name))
                for one in action.indicators
                if one in site.indicators
            ],
            "goals": rows_of(goals, edition),
            "parts_of": _parts(action, edition),
            "money": _money(action, edition),
            "decisions": site.decisions_on("action", identity),
            "sources": source_lines(action.sources, edition),
        },
    )


def _is_concluded(action: ActionSummary) -> bool:
    """Whether no source says that the action is decided: all that is said of it we have concluded."""
    return bool(action.sources) and all(one.inferred for one in action.sources)


def _parts(action: ActionSummary, edition: Edition) -> list[dict[str, object]]:
    return [
        {
            "organisation": organisation_link(one.organisation, edition),
            "role": edition.t.kind("role", one.role),
            "due": edition.day(one.due),
            "fulfilled": edition.day(one.fulfilled),
            "note": edition.original(one.note) if one.note else "",
        }
        for one in action.commitments
    ]


def _money(action: ActionSummary, edition: Edition) -> list[dict[str, object]]:
    """The money, where a source gives it; an amount without a source never reaches a page."""
    if not any(source.address and not source.inferred for source in action.sources):
        return []
    return [
        {
            "payer": organisation_link(one.payer, edition),
            "year": one.year,
            "amounts": [
                "" if amount is None else edition.number(amount)
                for amount in (one.planned_sek, one.forecast_sek, one.outcome_sek)
            ],
            "note": one.note,
        }
        for one in action.budget
    ]
