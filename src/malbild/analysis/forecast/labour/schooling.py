"""What education people have, as shares that follow them through life and that programmes change.

    share'(age)   = share(age − 1), the education people had a year younger;
    below thirty-five it moves on as it differed between the two ages at the origin:
        leaves(e) = what the origin's share of e falls from the one age to the next, as a part of it
        takes(e)  = of all that is left, the part that goes to e, as the origin's shares rise
        share'    = share · (1 − leaves) + Σ(share · leaves) · takes
    completed     = places `length` years earlier · completion · retention
    moved         = completed − completed at the origin, of those of the programme's age, from one group to the other

The origin's programmes are already in the way shares differ between ages, so that only a change of them counts. Nobody
completes who is not there: places beyond the people of the age with the education needed stay empty.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats

STUDIED_UNTIL = 35
"""Above this age the differences between ages are those between generations, and are not caught up with."""


@dataclass(frozen=True)
class Programmes:
    """What programmes lead from and to, by place in the axes of education; age at completion, length in years."""

    origin: tuple[int, ...]
    goal: tuple[int, ...]
    age: tuple[int, ...]
    length: tuple[int, ...]


@dataclass(frozen=True)
class Transitions:
    """How education moves on from one age to the next, (area, sex, age, education), by the age reached."""

    leaves: Floats
    takes: Floats


def transitions(education: Floats) -> Transitions:
    """The transitions that give the origin's shares (area, sex, age, education) at every age below `STUDIED_UNTIL`."""
    before = np.concatenate([education[..., :1, :], education[..., :-1, :]], axis=-2)
    fall = np.maximum(before - education, 0)
    rise = np.maximum(education - before, 0)
    young = (np.arange(education.shape[-2]) < STUDIED_UNTIL)[:, None]
    leaves = np.where(young & (before > 0), fall / np.where(before > 0, before, 1), 0)
    risen = rise.sum(-1, keepdims=True)
    takes = np.where(risen > 0, rise / np.where(risen > 0, risen, 1), 1 / education.shape[-1])
    return Transitions(leaves, takes)


def older(share: Floats, given: Transitions) -> Floats:
    """Shares (…, area, sex, age, education) a year later, before programmes; the youngest are as the youngest were."""
    carried = np.concatenate([share[..., :1, :], share[..., :-1, :]], axis=-2)
    left = carried * given.leaves
    return np.asarray(carried - left + left.sum(-1, keepdims=True) * given.takes)


def completed(places: list[Floats], completion: Floats, retention: Floats, programmes: Programmes) -> Floats:
    """Who complete and stay in the last year of `places`, (area, programme); before the first as the first."""
    year = len(places) - 1
    began = [places[max(0, year - length)][:, one] for one, length in enumerate(programmes.length)]
    return np.stack(began, axis=-1) * completion * retention if began else np.zeros_like(retention)


def taught(share: Floats, population: Floats, more: Floats, programmes: Programmes) -> tuple[Floats, Floats]:
    """Shares after a change of those who complete, and the places that found nobody.

    share (draw, area, sex, age, education), or one draw for all; population (draw, area, sex, age);
    more (area, programme), persons
    Gives (share, unfilled), the latter (draw, area, programme) in persons.
    """
    unfilled = np.zeros((*population.shape[:-2], more.shape[-1]))
    if not more.any():
        return share, unfilled
    share = np.broadcast_to(share, (*population.shape, share.shape[-1])).copy()
    for one, (origin, goal, age) in enumerate(zip(programmes.origin, programmes.goal, programmes.age, strict=True)):
        people = population[..., age]
        up = _moved(share[..., age, :], people, np.maximum(more[:, one], 0), origin, goal)
        _moved(share[..., age, :], people, np.maximum(-more[:, one], 0), goal, origin)
        unfilled[..., one] = np.maximum(more[:, one], 0) - up
    return share, unfilled


def _moved(share: Floats, people: Floats, wanted: Floats, start: int, end: int) -> NDArray[np.floating]:
    """Move persons of one age between two education groups, in place; gives how many there were to move, (…, area)."""
    there = (people * share[..., start]).sum(-1)
    part = np.minimum(wanted / np.where(there > 0, there, 1), 1)
    part = np.where(there > 0, part, 0)
    gone = share[..., start] * part[..., None]
    share[..., start] -= gone
    share[..., end] += gone
    return np.asarray(there * part)
