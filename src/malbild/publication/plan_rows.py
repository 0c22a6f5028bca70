"""Plans and actions as lists show them."""

from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.vocabulary.plan import ActionStatus, ActionSummary, PlanStatus, PlanSummary


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in a list."""

    address: str
    name: Markup
    kind: str
    span: str
    owner: Markup
    goals: int
    actions: int
    holds: bool


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in a list."""

    id: str
    address: str
    name: Markup
    status: ActionStatus
    word: str
    due: str
    leads: Markup
    outcome: Markup


def plan_lines(edition: Edition) -> tuple[PlanLine, ...]:
    """Every public plan: those that hold today first, then the earlier ones, newest first."""
    public = [one for one in edition.site.register.plans if one.status is not PlanStatus.DRAFT]
    newest = sorted(public, key=lambda one: str(one.valid_from or ""), reverse=True)
    return tuple(plan_line(one, edition) for one in sorted(newest, key=lambda one: one.status is PlanStatus.ENDED))


def plan_line(plan: PlanSummary, edition: Edition) -> PlanLine:
    """A plan as a list shows it."""
    register = edition.site.register
    return PlanLine(
        edition.to("plan", plan.id),
        edition.name(plan),
        edition.t.kind("plan_kind", plan.kind),
        edition.span(plan.valid_from, plan.valid_to),
        organisation_link(plan.owner, edition),
        sum(one.plan == plan.id and one.kind != "vision" for one in register.goals),
        sum(one.plan == plan.id for one in register.actions),
        plan.status is PlanStatus.ADOPTED,
    )


def action_line(action: ActionSummary, edition: Edition) -> ActionLine:
    """An action as a list shows it."""
    leads = [organisation_link(one.organisation, edition) for one in action.commitments if one.role == "leads"]
    return ActionLine(
        action.id,
        edition.to("action", action.id),
        edition.name(action),
        action.status,
        edition.t.plain(f"action_status.{action.status}"),
        edition.day(action.due),
        edition.listing(leads),
        edition.prose(action.outcome, action.outcome_en),
    )


def organisation_link(identity: str, edition: Edition) -> Markup:
    """An organisation's name with the way to its page; the bare id where the register does not know it."""
    one = edition.site.organisations.get(identity)
    if one is None:
        return Markup("{}").format(identity)
    return Markup('<a href="{}">{}</a>').format(edition.to("organisation", identity), edition.name(one))
