"""Moves as they were counted, and the rates of the two engines that follow people: pool and origin–destination.

Both keep what the mean net moves say of every cell (`net` = who is there but was not, and did not die):

    left(a)    = departures / those who could leave                     a hazard of moving to another of the areas
    came(a)    = arrivals of the area / arrivals of all areas           pool: the departed are dealt out by these shares
    came(o,d)  = moves o → d / moves from o                             origin–destination: by these instead
    outside(a) = net − (arrivals − departures)                          what came from, or went, outside all the areas

so that a lever acts on people who really move, while the first year without levers is that of the mean net moves.
"""

from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.rates import Destinations

Engine = Literal["net", "pool", "origin-destination"]
ENGINES: tuple[Engine, ...] = ("net", "pool", "origin-destination")
FEWEST_YEARS = 3
_CHILDREN, _YOUNG, _LEVEL = (0.10, 0.09), (0.16, 0.07, 0.45, 18.5), 0.03
"""A model schedule of moves by age (the form is that of Rogers and Castro 1981): children who follow their parents, a
steep rise about twenty-one that wanes slowly, and a level. Only for tables that do not tell ages."""


@dataclass(frozen=True)
class Flows:
    """Counted moves, each (year, area, sex, age); axes of length one where ages or sexes are not told; NaN years.

    departures, arrivals      to and from the other areas
    between                   (year, group, from, to), groups of ages from `starts`; None where nobody counted them
    immigration, emigration   from and to outside all areas; None where nobody counted them
    """

    departures: Floats
    arrivals: Floats
    between: Floats | None
    starts: tuple[int, ...]
    immigration: Floats | None = None
    emigration: Floats | None = None

    @property
    def known(self) -> NDArray[np.bool_]:
        """The years for which moves between the areas were counted."""
        counted = [one for one in (self.departures, self.arrivals, self.between) if one is not None]
        return np.asarray(np.logical_and.reduce([~np.isnan(one).any(axis=(1, 2, 3)) for one in counted]))

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that these moves can run: net alone as long as fewer than `FEWEST_YEARS` years were counted."""
        if self.known.sum() < FEWEST_YEARS:
            return ENGINES[:1]
        return ENGINES if self.between is not None else ENGINES[:2]

    def of(self, years: slice | NDArray[np.intp]) -> Self:
        """Only some years."""
        return replace(
            self,
            departures=self.departures[years],
            arrivals=self.arrivals[years],
            between=None if self.between is None else self.between[years],
            immigration=None if self.immigration is None else self.immigration[years],
            emigration=None if self.emigration is None else self.emigration[years],
        )


@dataclass(frozen=True)
class Moving:
    """The migration part of the rates of a year.

    leaving, outside   shares of those who could leave, (area, sex, age): to another area; out of all of them
    coming             persons from outside, (area, sex, age)
    attraction         shares by area, (area, sex, age), or whither by whence
    """

    leaving: Floats
    outside: Floats
    coming: Floats
    attraction: Floats | Destinations


def moving(flows: Flows, engine: Engine, exposed: Floats, window: int, net: Floats) -> Moving:
    """What the mean moves of the last counted years come to, for those who are there now.

    flows, exposed   of the same years, (year, …); the last `window` years that were counted are used
    net              mean net moves of the last `window` years, (area, sex, age)
    """
    years = np.flatnonzero(flows.known)[-window:]
    counted, there = flows.of(years), np.maximum(exposed[years].mean(0), 1e-9)
    now = np.maximum(exposed[-window:].mean(0), 1e-9)
    leaving = np.minimum(_mean(counted.departures, there) / there, 0.9)
    departures = leaving * now
    where, arrivals = _whither(counted, engine, _shares(_mean(counted.arrivals, there)), departures)
    coming, going = _across_the_border(counted, now, net - (arrivals - departures))
    return Moving(leaving, np.minimum(going / now, 0.9), coming, where)


def _whither(flows: Flows, engine: Engine, shares: Floats, departures: Floats) -> tuple[Floats | Destinations, Floats]:
    """Where the departed go, and how many then arrive by area, sex and age: as many as depart."""
    if engine == "pool" or flows.between is None:
        return shares, shares * departures.sum(0)
    where = _destinations(flows.between, flows.starts, shares)
    return where, _dealt(departures, where)


def _mean(counted: Floats, there: Floats) -> Floats:
    """Mean yearly moves by area, sex and age; what the table does not tell is spread by a model schedule."""
    known = ~np.isnan(counted).any(axis=(1, 2, 3))
    mean = counted[known].mean(0) if known.any() else np.zeros_like(counted[0])
    if mean.shape[1:] == there.shape[1:]:
        return np.asarray(mean)
    movable = there * (schedule(there.shape[-1]) if mean.shape[-1] == 1 else 1)
    axes = tuple(axis for axis in (1, 2) if mean.shape[axis] == 1)
    return np.asarray(mean * movable / np.maximum(movable.sum(axes, keepdims=True), 1e-9))


def schedule(ages: int) -> Floats:
    """How likely people of an age are to move, relative to each other.

    >>> int(schedule(101).argmax())
    22
    """
    age = np.arange(ages)
    height, fall, rise, onset = _YOUNG
    children = _CHILDREN[0] * np.exp(-_CHILDREN[1] * age)
    young = height * np.exp(-fall * (age - onset) - np.exp(-rise * (age - onset)))
    return np.asarray(_LEVEL + children + young)


def _shares(arrivals: Floats) -> Floats:
    came = arrivals.sum(0)
    return np.asarray(np.where(came > 0, arrivals / np.where(came > 0, came, 1), 1 / len(arrivals)))


def _destinations(between: Floats, starts: tuple[int, ...], shares: Floats) -> Destinations:
    """Whither by whence; an area nobody left is given the shares of all."""
    known = between.mean(0)
    left = known.sum(-1, keepdims=True)
    everybody = np.broadcast_to(shares.mean((1, 2)), known.shape)
    return Destinations(np.where(left > 0, known / np.where(left > 0, left, 1), everybody), starts)


def _dealt(departures: Floats, where: Destinations) -> Floats:
    parts = [np.einsum("osa,od->dsa", departures[..., ages], where.shares[group])
             for group, ages in enumerate(where.slices(departures.shape[-1]))]  # fmt: skip
    return np.concatenate(parts, axis=-1)


def _across_the_border(flows: Flows, there: Floats, rest: Floats) -> tuple[Floats, Floats]:
    """Who comes from and goes outside all the areas: as counted, and what then remains of the net moves."""
    coming = np.zeros_like(rest) if flows.immigration is None else _mean(flows.immigration, there)
    going = np.zeros_like(rest) if flows.emigration is None else _mean(flows.emigration, there)
    unknown = rest - (coming - going)
    return coming + np.maximum(unknown, 0), going + np.maximum(-unknown, 0)
