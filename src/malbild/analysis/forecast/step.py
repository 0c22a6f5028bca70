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

    `population` is who is there at the year's end.
    """

    population: Floats
    born: Floats
    died: Floats
    departed: Floats
    arrived: Floats
    emigrated: Floats
    immigrated: Floats


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
    immigrated = given.rates.immigration * inflow + xp.zeros_like(everybody)
    return Year(
        everybody * given.stay + arrived + immigrated,
        newborn,
        everybody * given.die,
        departed,
        arrived,
        everybody * given.emigrate,
        immigrated,
    )


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
    """One group of ages, as one matrix product: (to, from) times (from, sex and age)."""
    flat = departed.reshape((*departed.shape[:-2], -1))
    return xp.matmul(shares.swapaxes(-1, -2), flat).reshape(departed.shape)  # type: ignore[no-any-return]
