"""One organisation: what it was before, what it answers for, and what it has promised."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.goal_rows import rows_of
from malbild.publication.pages.organisations import became, exists
from malbild.publication.plan_rows import action_line, organisation_link, plan_line
from malbild.publication.site import Site
from malbild.publication.sources import source_lines
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.plan import OrganisationSummary, PlanStatus


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page an organisation."""
    return ((one.id,) for one in site.register.organisations)


def view(edition: Edition, identity: str) -> View:
    """What the page of an organisation says."""
    site, one = edition.site, edition.site.organisations[identity]
    register, lead = site.register, _lead(edition, one)
    goals = [goal for goal in register.goals if goal.responsible == identity]
    inherited = [goal for goal in register.goals if goal.responsible in _predecessors(site, identity)]
    return View(
        "organisation.html",
        edition.title(one),
        lead,
        section="organisations",
        trail=(crumb(edition, "organisations"),),
        context={
            "name": edition.name(one),
            "kind": edition.t.kind("organisation_kind", one.kind, "one"),
            "lead": lead,
            "body": edition.prose(one.body, one.body_en),
            "before": [became(step, edition) for step in register.successions if step.successor == identity],
            "after": [became(step, edition) for step in register.successions if step.predecessor == identity],
            "parent": organisation_link(one.parent, edition) if one.parent else "",
            "units": [
                organisation_link(unit.id, edition) for unit in register.organisations if unit.parent == identity
            ],
            "members": [organisation_link(member, edition) for member in one.members],
            "member_of": [
                organisation_link(body.id, edition) for body in register.organisations if identity in body.members
            ],
            "municipality": _municipality(edition, one),
            "goals": rows_of(goals, edition),
            "inherited": rows_of(inherited, edition),
            "plans": [
                plan_line(plan, edition)
                for plan in register.plans
                if plan.owner == identity and plan.status is not PlanStatus.DRAFT
            ],
            "promises": _promises(edition, identity),
            "sources": source_lines(one.sources, edition),
        },
    )


def _lead(edition: Edition, one: OrganisationSummary) -> str:
    kind = edition.t.kind("organisation_kind", one.kind, "one")
    if not exists(one, edition.site):
        span = edition.span(one.valid_from, one.valid_to)
        return edition.t.plain("organisation.was", name=edition.title(one), kind=kind, span=span)
    if one.valid_from:
        return edition.t.plain(
            "organisation.is_since", name=edition.title(one), kind=kind, day=edition.day(one.valid_from)
        )
    return edition.t.plain("organisation.is", name=edition.title(one), kind=kind)


def _predecessors(site: Site, identity: str) -> set[str]:
    """Every body whose duties have passed to this one, at any remove."""
    found: set[str] = set()
    ahead = {identity}
    while ahead:
        ahead = {step.predecessor for step in site.register.successions if step.successor in ahead} - found
        found |= ahead
    return found


def _municipality(edition: Edition, one: OrganisationSummary) -> Crumb | None:
    if one.kind != "municipality" or not one.area.startswith(edition.site.region.county):
        return None
    return Crumb(edition.to("municipality", one.area), edition.area(one.area))


def _promises(edition: Edition, identity: str) -> list[tuple[object, str, str]]:
    """Its part in every action: the action, the part and the day."""
    return [
        (action_line(action, edition), edition.t.kind("role", part.role), edition.day(part.due))
        for action in edition.site.register.actions
        for part in action.commitments
        if part.organisation == identity
    ]
