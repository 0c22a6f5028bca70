"""What of the register somebody answers for, plan by plan."""

from dataclasses import dataclass
from datetime import date

from malbild.register.permissions import Deed, answers_for
from malbild.register.queries import Person, heirs, roles
from malbild.vocabulary.plan import (
    ActionSummary,
    CommitmentSummary,
    GoalSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A commitment with its action and its place in it."""

    action: ActionSummary
    place: int
    commitment: CommitmentSummary


@dataclass(frozen=True, slots=True)
class Duties:
    """One plan's part of what somebody answers for."""

    plan: PlanSummary
    goals: tuple[GoalSummary, ...]
    actions: tuple[ActionSummary, ...]
    parts: tuple[Part, ...]

    @property
    def draft(self) -> bool:
        """Whether the plan is not decided yet."""
        return self.plan.status is PlanStatus.DRAFT


@dataclass(frozen=True, slots=True)
class Mine:
    """All that somebody answers for.

    may_edit   false for a reader, who sees it all and changes nothing
    """

    plans: tuple[Duties, ...]
    may_edit: bool


def mine(person: Person, register: RegisterSummary, on: date) -> Mine:
    """What somebody's organisations answer for on a day; everything for a coordinator and for a reader."""
    known = roles(person)
    everything = known.coordinator or not known.editor_of
    own = _own(register, known.editor_of, on)

    def shown(one: GoalSummary | ActionSummary) -> bool:
        return everything or bool(answers_for(person, Deed(one, one, register, on)))

    found = (
        Duties(
            plan,
            tuple(sorted((one for one in register.goals if one.plan == plan.id and shown(one)), key=_order)),
            tuple(sorted((one for one in register.actions if one.plan == plan.id and shown(one)), key=_order)),
            _parts(register, plan, own),
        )
        for plan in sorted(register.plans, key=lambda plan: (plan.status is not PlanStatus.DRAFT, plan.order, plan.id))
    )
    kept = tuple(one for one in found if everything or one.goals or one.actions or one.parts)
    return Mine(kept, known.coordinator or bool(known.editor_of))


def _own(register: RegisterSummary, organisations: frozenset[str], on: date) -> frozenset[str]:
    """The organisations whose duties these carry: themselves and those they have succeeded."""
    return frozenset(one.id for one in register.organisations if heirs(register, one.id, on) & organisations)


def _parts(register: RegisterSummary, plan: PlanSummary, own: frozenset[str]) -> tuple[Part, ...]:
    return tuple(
        Part(action, place, part)
        for action in sorted(register.actions, key=_order)
        if action.plan == plan.id
        for place, part in enumerate(action.commitments)
        if part.organisation in own
    )


def _order(one: GoalSummary | ActionSummary) -> tuple[int, str]:
    return one.order, one.id
