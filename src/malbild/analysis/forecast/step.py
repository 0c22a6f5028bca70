"""One year of a region's population: the only place where its equations stand.

    born(area, sex)   = share(sex) · Σ_age fertility(area, age) · women who reach the age
    aged              = everybody one year older, the born in age 0
    left by a door    = aged · its chance                      (die, depart to another area, emigrate)
    arrived           = the departed, dealt out among the areas (closed: as many arrive as depart)
    at the year's end = aged − died − departed − emigrated + arrived + immigrated

The functions work on any array library that speaks NumPy's words (`xp`), so that an accelerator runs these very lines.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from malbild.analysis.forecast.arrays import WOMEN, Floats, aged
from malbild.analysis.forecast.rates import Chances, Destinations


@dataclass(frozen=True)
class Year:
    """What a year brought, each array (…, area, sex, age) in persons; `born` (…, area, sex).

    population   who is there at the year's end
    everybody    who could have had its events: those of its start, a year older, and the born
    """

    population: Floats
    everybody: Floats
    born: Floats
    departed: Floats
    arrived: Floats
    immigrated: Floats
    given: Chances

    @property
    def died(self) -> Floats:
        """Deaths of the year."""
        return self.everybody * self.given.die

    @property
    def emigrated(self) -> Floats:
        """Those who left all of the areas."""
        return self.everybody * self.given.emigrate


def step(population: Floats, given: Chances, *, births: Any = 1.0, inflow: Any = 1.0, xp: Any = np) -> Year:
    """The year that follows on a population.

    population   (…, area, sex, age) at the year's start
    births       factor on fertility, per draw and area; broadcast to (…, area)
    inflow       factor on immigration; broadcast to (…, area, 1, 1)
    """
    newborn = born(population, given, births, xp)
    everybody = aged(population, newborn, xp)
    departed = everybody * given.depart
    arrived = arrivals(departed, given.rates.attraction, xp)
    immigrated = given.rates.immigration * inflow
    after = everybody * given.stay + arrived + immigrated
    return Year(after, everybody, newborn, departed, arrived, immigrated, given)


def born(population: Floats, given: Chances, factor: Any = 1.0, xp: Any = np) -> Floats:
    """Children of a year by area and sex, (…, area, sex), of the women who were there when it began."""
    women = population[..., WOMEN, :]
    fertility = given.rates.fertility
    children = (women[..., :-1] * fertility[..., 1:]).sum(-1) + women[..., -1] * fertility[..., -1]
    both = children * factor
    return xp.stack([both * (1 - given.rates.boys), both * given.rates.boys], axis=-1)  # type: ignore[no-any-return]


def arrivals(departed: Floats, attraction: Floats | Destinations, xp: Any = np) -> Floats:
    """Those who departed, where they came: as many as departed, of each sex and age."""
    if not isinstance(attraction, Destinations):
        return departed.sum(-3, keepdims=True) * attraction  # type: ignore[no-any-return]
    groups = attraction.slices(departed.shape[-1])
    came = [_dealt(departed[..., ages], attraction.shares[one], xp) for one, ages in enumerate(groups)]
    return xp.concatenate(came, axis=-1)  # type: ignore[no-any-return]


def _dealt(departed: Floats, shares: Floats, xp: Any) -> Floats:
    """One group of ages, as one matrix product over all draws: (to, from) times (from, everything else)."""
    by_origin = xp.moveaxis(departed, -3, 0)
    came = xp.matmul(shares.T, by_origin.reshape((by_origin.shape[0], -1))).reshape(by_origin.shape)
    return xp.moveaxis(came, 0, -3)  # type: ignore[no-any-return]
