"""The nouns of the register: their classes, folders and words, in the order a reader meets them."""

from collections.abc import Iterator
from dataclasses import dataclass

from malbild.vocabulary.plan import (
    ActionSummary,
    DecisionSummary,
    GoalSummary,
    OrganisationSummary,
    PlanSummary,
    RegisterSummary,
    SuccessionSummary,
)
from malbild.vocabulary.text import Text

Summary = OrganisationSummary | SuccessionSummary | PlanSummary | GoalSummary | ActionSummary | DecisionSummary


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of object the register holds.

    name     the word in code, events and addresses
    folder   its folder among plan files, and its field in RegisterSummary
    word     the word a reader sees, indefinite; `the` is definite
    """

    name: str
    folder: str
    summary: type[Summary]
    word: Text
    the: Text


NOUNS = (
    Noun(
        "organisation",
        "organisations",
        OrganisationSummary,
        Text("organisation", "organisation"),
        Text("organisationen", "the organisation"),
    ),
    Noun(
        "succession",
        "successions",
        SuccessionSummary,
        Text("efterträdande", "succession"),
        Text("efterträdandet", "the succession"),
    ),
    Noun("plan", "plans", PlanSummary, Text("program", "plan"), Text("programmet", "the plan")),
    Noun("goal", "goals", GoalSummary, Text("mål", "goal"), Text("målet", "the goal")),
    Noun("action", "actions", ActionSummary, Text("åtgärd", "action"), Text("åtgärden", "the action")),
    Noun("decision", "decisions", DecisionSummary, Text("beslut", "decision"), Text("beslutet", "the decision")),
)
BY_NAME = {noun.name: noun for noun in NOUNS}
BY_FOLDER = {noun.folder: noun for noun in NOUNS}
_BY_CLASS = {noun.summary: noun for noun in NOUNS}

Key = tuple[str, str]


def noun_of(summary: Summary) -> Noun:
    """The noun a summary is of."""
    return _BY_CLASS[type(summary)]


def key_of(summary: Summary) -> Key:
    """What tells one object from every other: its noun and its id."""
    return noun_of(summary).name, summary.id


def objects(register: RegisterSummary) -> Iterator[Summary]:
    """Everything a register holds, one after another."""
    for noun in NOUNS:
        yield from getattr(register, noun.folder)


def by_key(register: RegisterSummary) -> dict[Key, Summary]:
    """What a register holds, by noun and id."""
    return {key_of(one): one for one in objects(register)}


def gathered(summaries: dict[Key, Summary]) -> RegisterSummary:
    """A register of these objects, each noun by id: the one order in which registers are compared."""
    found: dict[str, list[Summary]] = {noun.name: [] for noun in NOUNS}
    for (noun, _), summary in sorted(summaries.items()):
        found[noun].append(summary)
    return RegisterSummary(**{noun.folder: tuple(found[noun.name]) for noun in NOUNS})  # type: ignore[arg-type]


def label(summary: Summary) -> str:
    """What a reader calls an object: its name, or its id where it has none."""
    return getattr(summary, "name", "") or summary.id
