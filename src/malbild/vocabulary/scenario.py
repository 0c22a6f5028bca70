"""Scenario and lever: explicit assumptions, written down beside the result."""

from dataclasses import dataclass
from typing import Literal

from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Lever:
    """One assumption: what is changed, for whom, how, and how fast it takes hold.

    path       what is changed ("migration/in", "fertility")
    operation  what is done with the value; logit adds it to the logarithm of a share's odds
    selector   for which areas, ages, sexes …; empty means all
    ramp       years from the scenario's start until the change holds fully
    source     who assumes it: an address or a sentence
    """

    path: str
    operation: Literal["multiply", "add", "set", "logit"]
    value: float
    selector: dict[str, str]
    ramp: int
    source: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of explicit assumptions; policy has no probability, it is a scenario."""

    id: str
    name: Text
    explanation: Text
    levers: tuple[Lever, ...]
