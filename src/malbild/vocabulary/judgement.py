"""Judgement: how it goes with a target, by a written rule, with its probability and its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.text import Text


class State(StrEnum):
    """A state is a word and a shape before it is a colour."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    CANNOT_TELL = "cannot_tell"


STATE_NAMES: dict[State, Text] = {
    State.REACHED: Text("nått", "reached"),
    State.ON_TRACK: Text("på väg", "on track"),
    State.AT_RISK: Text("osäkert", "at risk"),
    State.OFF_TRACK: Text("når inte", "off track"),
    State.CANNOT_TELL: Text("går inte att säga", "cannot tell"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a state was given: a code for machines and a sentence for people."""

    code: str
    text: Text


@dataclass(frozen=True)
class Judgement:
    """How it goes with one target in one area.

    probability   of reaching the target by its time; None when it cannot be told
    value         the latest figure, in the indicator's unit
    goal_value    the target as a level in the indicator's unit, where it can be written so
    sentence      the whole judgement in one plain sentence
    """

    goal: str
    target: str
    indicator: str
    area: str
    state: State
    probability: float | None
    value: float | None
    period: Period | None
    goal_value: float | None
    reasons: tuple[Reason, ...]
    sentence: Text
    projection: Projection | None = None
