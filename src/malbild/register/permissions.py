"""Who may read and change what, as rules.

Public: what belongs to adopted and ended plans. Reader: also drafts. Editor of an organisation: what its duties are,
its own and those it has inherited. Coordinator: everything.
"""

from dataclasses import dataclass, replace
from datetime import date

import rules
from django.core.exceptions import PermissionDenied

from malbild.register.holding import heirs
from malbild.register.nouns import Summary
from malbild.register.queries.roles import Person, roles
from malbild.register.validity import named
from malbild.register.visibility import plan_of, public
from malbild.vocabulary.plan import (
    ActionSummary,
    GoalSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
)
from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Deed:
    """A change somebody wants to make: an object before and after it, in a register, on a day."""

    before: Summary | None
    after: Summary | None
    register: RegisterSummary
    on: date


class NotAllowed(PermissionDenied):
    """Somebody may not do what they asked; nothing was written."""

    def __init__(self, deed: Deed) -> None:
        one = deed.before or deed.after
        assert one is not None
        name = named(one)
        self.text = Text(
            f"Du får inte ändra {name.sv}. Be den som svarar för det, eller en samordnare.",
            f"You may not change {name.en}. Ask who answers for it, or a coordinator.",
        )
        super().__init__(self.text.en)


def may(person: Person, deed: Deed) -> bool:
    """Whether somebody may make a change."""
    return bool(rules.has_perm("register.change", person, deed))


def may_read_drafts(person: Person) -> bool:
    """Whether somebody may read what is not decided yet."""
    return bool(rules.has_perm("register.read_drafts", person))


def visible(person: Person, register: RegisterSummary) -> RegisterSummary:
    """What of a register somebody may read."""
    return register if may_read_drafts(person) else public(register)


@rules.predicate
def is_reader(person: Person) -> bool:
    """Anybody with a role."""
    return roles(person).reader


@rules.predicate
def is_coordinator(person: Person, deed: Deed | None = None) -> bool:
    """Somebody who may edit everything."""
    return roles(person).coordinator


@rules.predicate
def answers_for(person: Person, deed: Deed) -> bool:
    """An editor whose organisation answers for the object, before the change and after it."""
    own = roles(person).editor_of
    if not own or deed.after is None:
        return False
    if deed.before is None and not _may_grow(own, deed):
        return False
    states = [one for one in (deed.before, deed.after) if one is not None]
    return all(_is_duty(own, one, deed) for one in states) and not _readopts(deed)


@rules.predicate
def has_part_in(person: Person, deed: Deed) -> bool:
    """An editor who changes nothing but their own organisation's commitments in an action."""
    own = roles(person).editor_of
    if not (own and isinstance(deed.before, ActionSummary) and isinstance(deed.after, ActionSummary)):
        return False
    return _without_parts(own, deed.before, deed) == _without_parts(own, deed.after, deed)


def _without_parts(own: frozenset[str], action: ActionSummary, deed: Deed) -> ActionSummary:
    others = tuple(part for part in action.commitments if not _carries(own, part.organisation, deed))
    return replace(action, commitments=others)


def _carries(own: frozenset[str], organisation: str, deed: Deed) -> bool:
    """Whether one of these carries an organisation's duties: it is that body, or has succeeded it."""
    return bool(organisation) and bool(own & heirs(deed.register, organisation, deed.on))


def _is_duty(own: frozenset[str], one: Summary, deed: Deed) -> bool:
    match one:
        case GoalSummary():
            return _carries(own, one.responsible, deed)
        case ActionSummary():
            return any(_carries(own, part.organisation, deed) for part in one.commitments if part.role == "leads")
        case PlanSummary():
            return _carries(own, one.owner, deed)
    return False


def _may_grow(own: frozenset[str], deed: Deed) -> bool:
    """A new goal or action goes into a draft or a plan of one's own; what others have decided is not added to."""
    if isinstance(deed.after, PlanSummary):
        return deed.after.status is PlanStatus.DRAFT
    plans = {plan.id: plan for plan in deed.register.plans}
    plan = plans.get(plan_of(deed.after) or "") if deed.after else None
    return plan is not None and (plan.status is PlanStatus.DRAFT or _carries(own, plan.owner, deed))


def _readopts(deed: Deed) -> bool:
    """To say that a plan is adopted or ended is the coordinator's, with the decision in hand."""
    before, after = deed.before, deed.after
    return isinstance(before, PlanSummary) and isinstance(after, PlanSummary) and before.status is not after.status


rules.add_perm("register.read_drafts", is_reader)
rules.add_perm("register.change", is_coordinator | answers_for | has_part_in)
