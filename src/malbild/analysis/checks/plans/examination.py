"""Examination: a register under the eyes of all plan rules, with what the caller knows beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from malbild.vocabulary.finding import Place
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    ActionStatus,
    ActionSummary,
    GoalSummary,
    OrganisationSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
)
from malbild.vocabulary.quotation import Quotation
from malbild.vocabulary.text import Text

OVER = frozenset({ActionStatus.DONE, ActionStatus.STOPPED})


@dataclass(frozen=True)
class PlanExamination:
    """A register to be checked.

    indicators    id → name of the indicators that exist; None when the caller does not know them
    last_periods  indicator → the newest period it has a figure for
    quotations    figures that texts quote, beside what they are now
    folder        where the plan files lie, for places in messages; empty for a register that is no folder
    """

    register: RegisterSummary
    today: date
    indicators: Mapping[str, Text] | None = None
    last_periods: Mapping[str, Period] | None = None
    quotations: tuple[Quotation, ...] = ()
    folder: str = ""

    def indicator(self, id: str) -> Text:
        """An indicator's name, or its id where no name is known."""
        return (self.indicators or {}).get(id, Text(id, id))

    def place(self, noun: str, id: str, field: str = "") -> Place:
        """Where an object's field stands: its plan file."""
        prefix = f"{self.folder.rstrip('/')}/" if self.folder else ""
        return Place(f"{prefix}{noun}/{id}.md", None, field)

    @cached_property
    def plans(self) -> dict[str, PlanSummary]:
        """Plans by id."""
        return {one.id: one for one in self.register.plans}

    @cached_property
    def organisations(self) -> dict[str, OrganisationSummary]:
        """Organisations by id."""
        return {one.id: one for one in self.register.organisations}

    def holds(self, plan: str) -> bool:
        """Whether a plan is in force: what has ended is history, and nobody needs to mend it."""
        one = self.plans.get(plan)
        if one is None:
            return True
        return one.status is not PlanStatus.ENDED and (one.valid_to is None or one.valid_to >= self.today)

    def goals(self) -> Iterator[GoalSummary]:
        """The goals in force."""
        for one in self.register.goals:
            if self.holds(one.plan) and (one.valid_to is None or one.valid_to >= self.today) and not one.successor:
                yield one

    def actions(self) -> Iterator[ActionSummary]:
        """The actions in force that are not over."""
        for one in self.register.actions:
            if self.holds(one.plan) and one.status not in OVER:
                yield one
