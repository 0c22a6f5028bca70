"""Add, change and remove the objects of a plan: goals, actions, plans, organisations and decisions."""

from dataclasses import replace

from malbild.register.changes.writing import Draft, write
from malbild.register.nouns import Summary, key_of
from malbild.register.queries.history import Held, held
from malbild.register.queries.roles import Person
from malbild.vocabulary.plan import (
    ActionSummary,
    CommitmentSummary,
    GoalSummary,
    TargetSummary,
)


def add(*, by: Person, summary: Summary, explanation: str = "") -> Held:
    """Put something new into the register; gives it with its version.

    Raises `Conflict` when its id is taken, `NotAllowed`, or `Refused` with every fault.
    """
    return write(by=by, drafts=[Draft(key_of(summary), summary, 0, explanation)])[0]


def change(*, by: Person, summary: Summary, based_on: int, explanation: str = "") -> Held:
    """Change an object from the version it was read in; gives it with its new version.

    Raises `Conflict` with both texts when somebody else was first, `NotAllowed`, or `Refused` with every fault.
    """
    return write(by=by, drafts=[Draft(key_of(summary), summary, based_on, explanation)])[0]


def remove(*, by: Person, noun: str, id: str, based_on: int, explanation: str) -> Held:
    """Take an object out of what is known now; what it was stays readable in the past."""
    return write(by=by, drafts=[Draft((noun, id), None, based_on, explanation)])[0]


def set_target(*, by: Person, goal: str, target: TargetSummary, based_on: int, explanation: str = "") -> Held:
    """Set a goal's target, in place of the one of its id or as a new one."""
    before = _standing("goal", goal, based_on)
    assert isinstance(before, GoalSummary)
    places = [place for place, one in enumerate(before.targets) if one.id == target.id]
    targets = list(before.targets)
    if places:
        targets[places[0]] = target
    else:
        targets.append(target)
    after = replace(before, targets=tuple(targets))
    return change(by=by, summary=after, based_on=based_on, explanation=explanation)


def set_commitment(
    *, by: Person, action: str, place: int | None, commitment: CommitmentSummary, based_on: int, explanation: str = ""
) -> Held:
    """Set an organisation's part in an action, in place of the one at `place` (None: a new one)."""
    before = _standing("action", action, based_on)
    assert isinstance(before, ActionSummary)
    parts = list(before.commitments)
    if place is None:
        parts.append(commitment)
    else:
        parts[place] = commitment
    after = replace(before, commitments=tuple(parts))
    return change(by=by, summary=after, based_on=based_on, explanation=explanation)


def _standing(noun: str, id: str, version: int) -> Summary:
    found = held(noun, id, version)
    if found is None or found.summary is None:
        raise LookupError(f"There is no {noun}:{id} in version {version}.")
    return found.summary
