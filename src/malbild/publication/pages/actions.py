"""Actions: what is done, by whom; chosen by status or organisation with links alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from malbild.publication.edition import Edition
from malbild.publication.plan_rows import action_line, plan_line
from malbild.publication.site import Site
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.plan import ActionStatus, ActionSummary


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list."""

    address: str
    name: str
    count: int
    chosen: bool


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of all actions."""
    yield ()


def status_keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One list a status that some action has."""
    return ((status,) for status in ActionStatus if any(one.status is status for one in site.register.actions))


def organisation_keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One list an organisation that has a part in some action."""
    return ((one,) for one in dict.fromkeys(_parties(site)) if one in site.organisations)


def view(edition: Edition) -> View:
    """Every action."""
    return _view(edition, edition.site.register.actions, "", "")


def by_status(edition: Edition, status: str) -> View:
    """The actions of one status."""
    chosen = tuple(one for one in edition.site.register.actions if one.status == status)
    return _view(edition, chosen, status, edition.t.plain(f"action_status.{status}"))


def by_organisation(edition: Edition, organisation: str) -> View:
    """The actions that an organisation has a part in."""
    chosen = tuple(
        one
        for one in edition.site.register.actions
        if any(part.organisation == organisation for part in one.commitments)
    )
    return _view(edition, chosen, organisation, edition.title(edition.site.organisations[organisation]))


def _view(edition: Edition, actions: tuple[ActionSummary, ...], chosen: str, name: str) -> View:
    t, site = edition.t, edition.site
    title = t.plain("actions.chosen", name=name) if chosen else t.plain("nav.actions")
    lead = str(t.counted("actions.lead", len(actions)))
    plans = [plan for plan in site.register.plans if any(one.plan == plan.id for one in actions)]
    return View(
        "actions.html",
        title,
        lead,
        section="actions",
        trail=(crumb(edition, "actions"),) if chosen else (),
        context={
            "lead": lead,
            "all": Crumb(edition.to("actions"), t.plain("actions.all")) if chosen else None,
            "statuses": _statuses(edition, chosen),
            "organisations": _organisations(edition, chosen),
            "plans": [
                (
                    plan_line(plan, edition),
                    [action_line(one, edition) for one in _ordered(actions) if one.plan == plan.id],
                )
                for plan in plans
            ],
        },
    )


def _ordered(actions: Iterable[ActionSummary]) -> list[ActionSummary]:
    return sorted(actions, key=lambda one: (one.order, one.id))


def _parties(site: Site) -> list[str]:
    return [part.organisation for one in site.register.actions for part in one.commitments]


def _statuses(edition: Edition, chosen: str) -> tuple[Choice, ...]:
    counted = Counter(one.status for one in edition.site.register.actions)
    return tuple(
        Choice(
            edition.to("actions_by_status", one), edition.t.plain(f"action_status.{one}"), counted[one], one == chosen
        )
        for one in ActionStatus
        if counted[one]
    )


def _organisations(edition: Edition, chosen: str) -> tuple[Choice, ...]:
    site = edition.site
    counted = Counter(
        one for action in site.register.actions for one in {part.organisation for part in action.commitments}
    )
    return tuple(
        Choice(edition.to("actions_by_organisation", one), edition.title(site.organisations[one]), count, one == chosen)
        for one, count in counted.most_common()
        if one in site.organisations
    )
