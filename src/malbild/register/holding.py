"""What of a register holds on a day, and who answers for it then."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from malbild.vocabulary.plan import GoalSummary, RegisterSummary, SuccessionSummary


class _Lasting(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answered for a goal from one day to another; None is open."""

    organisation: str
    first: date | None
    last: date | None


def holds(one: _Lasting, on: date) -> bool:
    """Whether something that is valid from–to holds on a day; both ends are included."""
    return (one.valid_from is None or one.valid_from <= on) and (one.valid_to is None or on <= one.valid_to)


def holding(register: RegisterSummary, on: date) -> RegisterSummary:
    """The part of a register that holds on a day.

    Organisations, plans and goals by their valid-from and valid-to, goals and actions only in plans that hold,
    actions that have started, decisions and successions that have been made. References are left as they are: a goal
    of today may name an organisation of yesterday.
    """
    plans = tuple(plan for plan in register.plans if holds(plan, on))
    ids = {plan.id for plan in plans}
    return replace(
        register,
        organisations=tuple(one for one in register.organisations if holds(one, on)),
        successions=tuple(one for one in register.successions if one.on <= on),
        plans=plans,
        goals=tuple(one for one in register.goals if one.plan in ids and holds(one, on)),
        actions=tuple(one for one in register.actions if one.plan in ids and (one.start is None or one.start <= on)),
        decisions=tuple(one for one in register.decisions if one.on is None or one.on <= on),
    )


def heirs(register: RegisterSummary, organisation: str, on: date) -> frozenset[str]:
    """Who carries an organisation's duties on a day: itself, or those that have succeeded it.

    A rename, merger or replacement passes them to one body, a split to several.
    """
    return frozenset(_heirs(register.successions, organisation, on, frozenset()))


def _heirs(
    successions: tuple[SuccessionSummary, ...], organisation: str, on: date, seen: frozenset[str]
) -> Iterator[str]:
    following = {one.successor for one in successions if one.predecessor == organisation and one.on <= on} - seen
    if not following:
        yield organisation
    for one in sorted(following):
        yield from _heirs(successions, one, on, seen | {organisation})


def answers(register: RegisterSummary, goal: GoalSummary) -> tuple[Answer, ...]:
    """Who has answered for a goal, and when, in order of time: its past stays with those who had it.

    A goal that ended before a succession never came to the successor.
    """
    if not goal.responsible:
        return ()
    days = sorted({one.on for one in register.successions if goal.valid_from is None or one.on > goal.valid_from})
    starts = [goal.valid_from, *(on for on in days if goal.valid_to is None or on <= goal.valid_to)]
    found: list[Answer] = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        last = following - timedelta(days=1) if following else goal.valid_to
        for organisation in sorted(heirs(register, goal.responsible, start or date.min)):
            found.append(Answer(organisation, start, last))
    return tuple(_joined(found))


def _joined(found: list[Answer]) -> Iterator[Answer]:
    """Neighbouring spans of the same body as one."""
    for place, one in enumerate(found):
        if place and found[place - 1].organisation == one.organisation:
            continue
        last = one.last
        for later in found[place + 1 :]:
            if later.organisation != one.organisation:
                break
            last = later.last
        yield replace(one, last=last)
