"""Summaries of the plan: what the register tells the other stages, and what plan files hold.

One dataclass per noun of the register. Ids are lower case with hyphens and unique per noun in a region;
references are ids. Every text is in the language it was decided in; `*_en` is our translation.
Amounts of money carry their currency in the name (`*_sek`) and are None where no source gives them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from malbild.vocabulary.period import Period


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement of the plan was read: address and date, and whether it is read or inferred.

    inferred   we concluded it; no source says it. Pages mark it so.
    """

    address: str
    read: date | None = None
    note: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationSummary:
    """A body: valid from–to; `parent` is the body it is a unit or member of."""

    id: str
    name: str
    name_en: str = ""
    kind: str = ""  # municipality, region, federation, county_council, unit, board, agency, association …
    area: str = ""
    parent: str = ""
    members: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    body: str = ""
    body_en: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionSummary:
    """How one body became another: its duties pass on, its past stays with it."""

    id: str
    predecessor: str
    successor: str
    kind: str  # rename, merge, split, replace
    on: date
    sources: tuple[Source, ...] = ()


class PlanStatus(StrEnum):
    """Only what is decided is public."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A decided document: programme, action plan, operational plan or strategy.

    successor   the plan that took its place
    """

    id: str
    name: str
    name_en: str = ""
    kind: str = ""  # strategy, programme, action_plan, operational_plan
    owner: str = ""
    status: PlanStatus = PlanStatus.ADOPTED
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    order: int = 0
    body: str = ""
    body_en: str = ""
    sources: tuple[Source, ...] = ()


class TargetKind(StrEnum):
    """How a target compares: with a level, a base year, named peers, or between groups."""

    LEVEL = "level"
    CHANGE = "change"
    PEERS = "peers"
    GAP = "gap"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """The value to reach, by when, where, or relative to whom.

    sense       "at_least" or "at_most" for the level, the change (in per cent) or the gap
    value       the level in `unit`; for CHANGE the relative change in per cent since `base` (−60 is a fall)
    base        the period a CHANGE or DIRECTION starts from
    due         the period it shall hold; None means every year
    peers       areas to be compared with (PEERS): better than the mean of these unless `each`
    growth      PEERS: compare the change since the year before instead of the level
    groups      the two groups of a GAP ("women", "men")
    """

    id: str
    indicator: str
    kind: TargetKind
    area: str
    sense: str = "at_least"
    value: float | None = None
    unit: str = ""
    base: Period | None = None
    due: Period | None = None
    peers: tuple[str, ...] = ()
    each: bool = False
    growth: bool = False
    groups: tuple[str, ...] = ()
    wording: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalSummary:
    """What shall be true; belongs to a plan, may lie under another goal, may live on in a later one.

    responsible   the organisation that answers for it
    successor     id of the goal that took its place in a later plan
    indicators    what is measured, also where no target is set
    """

    id: str
    plan: str
    name: str
    name_en: str = ""
    kind: str = "goal"  # vision, goal, objective …
    parent: str = ""
    responsible: str = ""
    successor: str = ""
    order: int = 0
    indicators: tuple[str, ...] = ()
    targets: tuple[TargetSummary, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    body: str = ""
    body_en: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentSummary:
    """An organisation's part in an action: leads, takes part or funds; by when."""

    organisation: str
    role: str  # leads, takes_part, funds
    due: date | None = None
    fulfilled: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BudgetLineSummary:
    """Money for an action or goal: who pays, which year, planned, forecast and outcome."""

    payer: str
    year: int
    planned_sek: int | None = None
    forecast_sek: int | None = None
    outcome_sek: int | None = None
    note: str = ""


class EffectOperation(StrEnum):
    """How an effect changes a rate."""

    MULTIPLY = "multiply"
    ADD = "add"
    SET = "set"


@dataclass(frozen=True, slots=True)
class EffectSummary:
    """What an action is stated to change, in the forecast's own words: a lever that the action pulls.

    path       what is changed ("migration/in")
    selector   for whom, as "age=20-34" and "area=1880"; empty is everybody
    ramp       years until it holds fully
    source     who states it: an address or a sentence
    """

    path: str
    operation: EffectOperation
    value: float
    selector: tuple[str, ...] = ()
    ramp: int = 0
    source: str = ""


class ActionStatus(StrEnum):
    """Where an action stands."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ActionSummary:
    """What is done: it belongs to a plan and contributes to goals.

    effects      what it is stated to change in the forecast; none where nobody has said
    indicators   what it is followed by
    next_check   the day it is looked at next, which may come long before it is due
    outcome      what became of it, in words, with its own sources
    """

    id: str
    plan: str
    name: str
    name_en: str = ""
    kind: str = "action"  # action, assignment, measure, project
    status: ActionStatus = ActionStatus.PLANNED
    contributes_to: tuple[str, ...] = ()
    start: date | None = None
    due: date | None = None
    order: int = 0
    commitments: tuple[CommitmentSummary, ...] = ()
    budget: tuple[BudgetLineSummary, ...] = ()
    effects: tuple[EffectSummary, ...] = ()
    body: str = ""
    body_en: str = ""
    outcome: str = ""
    outcome_en: str = ""
    next_check: date | None = None
    indicators: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionSummary:
    """A body's decision: date, paragraph, case number, and what it adopts or changes.

    concerns   ids of plans, goals and actions, each as "plan:<id>", "goal:<id>" or "action:<id>"
    """

    id: str
    name: str
    body_organisation: str
    on: date | None = None
    name_en: str = ""
    paragraph: str = ""
    case_number: str = ""
    concerns: tuple[str, ...] = ()
    body: str = ""
    body_en: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    """Everything the register holds, as of one moment: what files hold, pages show and rules check."""

    organisations: tuple[OrganisationSummary, ...] = ()
    successions: tuple[SuccessionSummary, ...] = ()
    plans: tuple[PlanSummary, ...] = ()
    goals: tuple[GoalSummary, ...] = ()
    actions: tuple[ActionSummary, ...] = ()
    decisions: tuple[DecisionSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class EventSummary:
    """One acknowledged change: who did what to which object, and when."""

    number: int
    at: datetime
    by: str
    verb: str
    noun: str
    id: str
    explanation: str = ""
