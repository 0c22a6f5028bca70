"""Scenario and lever: explicit assumptions, written down beside the result."""

from dataclasses import dataclass
from typing import Literal

from malbild.vocabulary.assumptions import INPUTS
from malbild.vocabulary.text import LANGUAGES, Text


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
    """A named set of explicit assumptions; policy has no probability, it is a scenario.

    start   how many of the projected years pass before the levers begin to take hold
    """

    id: str
    name: Text
    explanation: Text
    levers: tuple[Lever, ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How much a goal's outcome moves with a lever.

    lever      whose value is what the effect is of: 1.1 multiplies by a tenth more
    outcome    what the forecast says without it, in the goal's unit
    effect     what it adds, in the goal's unit: half the difference between so much more and so much less
    usual      the same for as large a change as is usual from five years to the next five, in either direction; None
               where history cannot tell
    decisive   "up" or "down": the direction in which the lever helps the goal; empty where it does not matter
    """

    goal: str
    unit: str
    lever: Lever
    outcome: float
    effect: float
    usual: float | None
    decisive: Literal["up", "down", ""]


PATH_NAMES = {
    "fertility": Text("barnafödande", "births per woman"),
    "mortality": Text("dödlighet", "mortality"),
    "migration/in": Text("inflyttning", "moves in"),
    "migration/out": Text("utflyttning", "moves out"),
    "moves/out": Text("utflyttning till andra av områdena", "moves out to other of the areas"),
}
"""What a reader calls the paths of levers."""


def _table_name(path: str) -> Text:
    """What the table of a module is called; the path itself where there is none."""
    module, _, name = path.partition("/")
    tables = INPUTS[module].tables if module in INPUTS else ()
    return next((one.meaning for one in tables if one.name == name), Text(path, path))


def lever_name(lever: Lever) -> Text:
    """A lever in words: what it changes, and of whom.

    >>> lever_name(Lever("migration/in", "multiply", 1.1, {"age": "20-34", "sex": "women"}, 0, "")).en
    'moves in (20-34, women)'
    >>> lever_name(Lever("labour/participation", "logit", -0.1, {"age": "19-34"}, 2, "")).sv
    'andel i arbetskraften (19-34)'
    """
    known = PATH_NAMES.get(lever.path) or _table_name(lever.path)
    sexes = {"women": Text("kvinnor", "women"), "men": Text("män", "men")}
    who = [sexes.get(one, Text(one, one)) for one in lever.selector.values()]
    if not who:
        return known
    return Text(*(f"{known.in_(each)} ({', '.join(one.in_(each) for one in who)})" for each in LANGUAGES))
