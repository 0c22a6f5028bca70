"""What is offered, as text and back; it tells of no person."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

import msgspec
import numpy as np

from malbild.vocabulary.admission import Kind, Programmes, Selection

_READ: dict[str, Callable[[list[Any]], Any]] = {
    "places": lambda one: np.array(one, np.int32),
    "free_quota_places": lambda one: np.array(one, np.int32),
    "selection": lambda one: tuple(Selection(each) for each in one),
    "kinds": lambda one: tuple(Kind(each) for each in one),
}


@dataclass(frozen=True, slots=True)
class Planning:
    """What places are planned by; empty tables where nothing was loaded.

    minutes   travel time from a municipality to another
    prices    SEK a pupil and year, by municipality and field
    need      places a year that working life needs, by field
    """

    minutes: dict[tuple[str, str], float] = field(default_factory=dict)
    prices: dict[tuple[str, str], float] = field(default_factory=dict)
    need: dict[str, float] = field(default_factory=dict)


def written(programmes: Programmes, planning: Planning) -> str:
    """Programmes and planning as one line of JSON."""
    columns = {one.name: [*getattr(programmes, one.name)] for one in fields(programmes)}
    for name in ("places", "free_quota_places"):
        columns[name] = getattr(programmes, name).tolist()
    pairs = {name: [[*key, value] for key, value in getattr(planning, name).items()] for name in ("minutes", "prices")}
    return msgspec.json.encode({"programmes": columns, "planning": pairs | {"need": planning.need}}).decode()


def read(text: str) -> tuple[Programmes, Planning]:
    """What `written` wrote."""
    held = msgspec.json.decode(text)
    columns = {one.name: _READ.get(one.name, tuple)(held["programmes"][one.name]) for one in fields(Programmes)}
    told = held["planning"]
    pairs = {name: {(one, other): value for one, other, value in told[name]} for name in ("minutes", "prices")}
    return Programmes(**columns), Planning(pairs["minutes"], pairs["prices"], told["need"])
