"""Quotations: the figures that the plan's texts quote, each beside what it is now."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from malbild.vocabulary.cube import Cube
from malbild.vocabulary.fact import cell
from malbild.vocabulary.finding import Place
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.quotation import Quotation, quoted

_TEXTS = ("body", "body_en", "outcome", "outcome_en")


def quotations(register: RegisterSummary, cubes: Mapping[str, Cube]) -> tuple[Quotation, ...]:
    """Every figure that a text of the register quotes as {{fact:ID|printed}}, with its current value."""
    return tuple(
        Quotation(place, fact, printed, current(fact, cubes))
        for place, text in _texts(register)
        for fact, printed in quoted(text)
    )


def current(fact: str, cubes: Mapping[str, Cube]) -> float | None:
    """What a fact is now, in its indicator's unit; None when there is no such cell, or no number in it."""
    try:
        indicator, area, period, group = cell(fact)
        cube = cubes[indicator]
        place = cube.areas.index(area), cube.periods.index(period), cube.groups.index(group)
    except (KeyError, ValueError):  # no fact's id, or none that is known
        return None
    value = float(cube.values[place])
    return None if np.isnan(value) else value


def _texts(register: RegisterSummary) -> Iterator[tuple[Place, str]]:
    folders: dict[str, tuple[Any, ...]] = {
        "organisations": register.organisations,
        "plans": register.plans,
        "goals": register.goals,
        "actions": register.actions,
        "decisions": register.decisions,
    }
    for folder, ones in folders.items():
        for one in ones:
            for name in _TEXTS:
                text = getattr(one, name, "")
                if text:
                    yield Place(f"{folder}/{one.id}.md", cell=name), text
