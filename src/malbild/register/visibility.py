"""What of the register everybody may read: what is decided, and nothing that tells of a draft."""

from dataclasses import replace
from typing import Any

from malbild.register.nouns import Key, Summary, gathered, key_of, objects
from malbild.register.validity import REFERENCES
from malbild.vocabulary.plan import (
    ActionSummary,
    DecisionSummary,
    GoalSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
)


def public(register: RegisterSummary) -> RegisterSummary:
    """What of a register everybody may read: nothing of a draft, nor a word that points at one."""
    open_plans = {plan.id for plan in register.plans if plan.status is not PlanStatus.DRAFT}
    kept = [one for one in objects(register) if plan_of(one) is None or plan_of(one) in open_plans]
    keys = {key_of(one) for one in kept}
    shown = (_without(one, keys) for one in kept if not _only_of_drafts(one, keys))
    return gathered({key_of(one): one for one in shown})


def plan_of(one: Summary) -> str | None:
    """The id of the plan an object is or belongs to; None for what stands outside plans."""
    if isinstance(one, PlanSummary):
        return one.id
    return one.plan if isinstance(one, GoalSummary | ActionSummary) else None


def _only_of_drafts(one: Summary, keys: set[Key]) -> bool:
    """A decision that concerns nothing but drafts is not public either."""
    return isinstance(one, DecisionSummary) and bool(one.concerns) and not _open_concerns(one, keys)


def _open_concerns(decision: DecisionSummary, keys: set[Key]) -> tuple[str, ...]:
    return tuple(one for one in decision.concerns if tuple(one.split(":", 1)) in keys)


def _without(one: Summary, keys: set[Key]) -> Summary:
    """An object without its references to what is not public."""
    if isinstance(one, DecisionSummary):
        return replace(one, concerns=_open_concerns(one, keys))
    changes: dict[str, Any] = {}
    for field, noun in REFERENCES[key_of(one)[0]]:
        value = getattr(one, field)
        if isinstance(value, tuple):
            changes[field] = tuple(id for id in value if (noun, id) in keys)
        elif (noun, value) not in keys:
            changes[field] = ""
    return replace(one, **changes)
