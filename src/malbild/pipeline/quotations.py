"""Quotations: the figures that the plan's texts quote, each beside what it is now."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from malbild.analysis.checks import Quotation, quoted
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.finding import Place
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import RegisterSummary

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
    indicator, area, period, group = [*fact.split(".", 3), "", "", ""][:4]
    cube = cubes.get(indicator)
    if cube is None or area not in cube.areas or group not in cube.groups:
        return None
    try:
        place = cube.areas.index(area), cube.periods.index(Period.parse(period)), cube.groups.index(group)
    except ValueError:  # no period, or none of the cube's
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
