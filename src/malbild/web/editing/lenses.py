"""What one form edits: a whole object of the register, or a part of one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import slugify

from malbild.register.nouns import Summary
from malbild.vocabulary.plan import (
    ActionSummary,
    CommitmentSummary,
    GoalSummary,
    RegisterSummary,
    TargetKind,
    TargetSummary,
)
from malbild.vocabulary.text import Text
from malbild.web.editing import questions
from malbild.web.editing.questions import Question

NEW = ""


@dataclass(frozen=True, slots=True)
class Lens:
    """How a form's answers lie in an object.

    noun   the object's
    find   the part's key in a version of the object, given its key and content in an earlier one; None: it is gone
    get    the part a form shows
    put    the object with the part in its place
    """

    kind: str
    noun: str
    name: Text
    questions: tuple[Question, ...]
    find: Callable[[Any, str, Any], str | None]
    get: Callable[[Any, str], Any]
    put: Callable[[Any, str, Any], Any]

    @property
    def is_part(self) -> bool:
        """Whether it edits a part and not the whole."""
        return self.kind != self.noun


def blank(lens: Lens, language_of_plan: str, organisation: str, owner: Summary | None) -> Any:
    """What a form for something new begins with."""
    match lens.kind:
        case "goal":
            return GoalSummary("", language_of_plan, "", responsible=organisation)
        case "action":
            leads = (CommitmentSummary(organisation, "leads"),) if organisation else ()
            return ActionSummary("", language_of_plan, "", commitments=leads)
        case "commitment":
            return CommitmentSummary(organisation, "takes_part")
    area = next((one.area for one in getattr(owner, "targets", ())), "")
    indicator = next(iter(getattr(owner, "indicators", ())), "")
    return TargetSummary("", indicator, TargetKind.LEVEL, area)


def new_id(name: str, register: RegisterSummary, folder: str) -> str:
    """An id made from a name, that nothing of its noun has yet.

    >>> new_id("Minskade utsläpp", RegisterSummary(), "goals")
    'minskade-utslapp'
    """
    return _free(
        slugify(name).replace("_", "-").strip("-")[:80].strip("-") or "utan-namn",
        {one.id for one in getattr(register, folder)},
    )


def new_target_id(goal: GoalSummary, target: TargetSummary, register: RegisterSummary) -> str:
    """An id for a new target: its goal's and its year's."""
    taken = {one.id for each in register.goals for one in each.targets}
    return _free(f"{goal.id[:80]}-{str(target.due or target.kind).lower()}", taken)


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _whole(one: Summary, key: str) -> Summary:
    return one


def _target(goal: GoalSummary, key: str) -> TargetSummary | None:
    return next((one for one in goal.targets if one.id == key), None)


def _put_target(goal: GoalSummary, key: str, target: TargetSummary) -> GoalSummary:
    if key == NEW:
        return replace(goal, targets=(*goal.targets, target))
    return replace(goal, targets=tuple(target if one.id == key else one for one in goal.targets))


def _find_target(goal: GoalSummary, key: str, like: TargetSummary | None) -> str | None:
    return key if key == NEW or _target(goal, key) else None


def _commitment(action: ActionSummary, key: str) -> CommitmentSummary | None:
    if not (key.isascii() and key.isdigit() and len(key) < 6) or int(key) >= len(action.commitments):
        return None
    return action.commitments[int(key)]


def _put_commitment(action: ActionSummary, key: str, part: CommitmentSummary) -> ActionSummary:
    if key == NEW:
        return replace(action, commitments=(*action.commitments, part))
    parts = list(action.commitments)
    parts[int(key)] = part
    return replace(action, commitments=tuple(parts))


def _find_commitment(action: ActionSummary, key: str, like: CommitmentSummary | None) -> str | None:
    """Commitments have no ids: the same one is the one of the same organisation in the same role."""
    if key == NEW or like is None:
        return NEW
    whose = [(one.organisation, one.role) for one in action.commitments]
    return str(whose.index((like.organisation, like.role))) if (like.organisation, like.role) in whose else None


LENSES = {
    lens.kind: lens
    for lens in (
        Lens(
            "goal",
            "goal",
            Text("målet", "the goal"),
            questions.GOAL,
            lambda one, key, like: key,
            _whole,
            lambda one, key, part: part,
        ),
        Lens(
            "action",
            "action",
            Text("åtgärden", "the action"),
            questions.ACTION,
            lambda one, key, like: key,
            _whole,
            lambda one, key, part: part,
        ),
        Lens("target", "goal", Text("målvärdet", "the target"), questions.TARGET, _find_target, _target, _put_target),
        Lens(
            "commitment",
            "action",
            Text("åtagandet", "the commitment"),
            questions.COMMITMENT,
            _find_commitment,
            _commitment,
            _put_commitment,
        ),
    )
}
