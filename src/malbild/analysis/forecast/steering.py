"""Lead totals where they should go, through migration: never by scaling who is there.

A cohort model knows ages, a line through past totals knows totals. Joining them by scaling all cells would make
children and centenarians out of nothing; instead more people move in, or out, of those ages that move.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.chance import pieces
from malbild.analysis.forecast.rates import Chances
from malbild.analysis.forecast.step import step


@dataclass(frozen=True)
class Movers:
    """Of which sex and age movers are.

    coming    (area, sex, age): shares of those who come, summing to one in each area
    leaving   (area, sex, age): how likely people of a cell are to leave, relative to each other
    """

    coming: Floats
    leaving: Floats

    def of(self, at: list[int]) -> Self:
        """Those of some areas alone, by their places."""
        return type(self)(self.coming[at], self.leaving[at])

    def astype(self, kind: type) -> Self:
        """The same in another precision."""
        return type(self)(self.coming.astype(kind), self.leaving.astype(kind))


def steered(population: Floats, totals: Floats, movers: Movers, xp: Any = np) -> tuple[Floats, Floats, Floats]:
    """A population with so many more, or fewer, movers that its totals are those asked for.

    population   (…, area, sex, age); totals (…, area)
    Gives (population, come, gone), the latter two in persons. No cell can lose more than it holds: where a total is
    so low that all movable people leave, the total stays above what was asked.
    """
    gap = totals - population.sum((-2, -1))
    come = xp.maximum(gap, 0)[..., None, None] * movers.coming
    movable = (population * movers.leaving).sum((-2, -1))
    share = xp.maximum(-gap, 0) / xp.where(movable > 0, movable, 1)
    gone = population * xp.minimum(share[..., None, None] * movers.leaving, 1)
    return population + come - gone, come, gone


def led_year(
    population: Floats, given: Chances, births: Floats, totals: Floats, movers: Movers, xp: Any = np
) -> Floats:
    """The population a year later, led to its totals: what every draw goes through, on any array library.

    population   (draw, area, sex, age); births (draw, 1); totals (draw, area)
    """
    after = step(population, given, births=births, xp=xp).population
    return steered(after, totals, movers, xp)[0]


def led_in_pieces(population: Floats, given: Chances, births: Floats, totals: Floats, movers: Movers) -> Floats:
    """The same, some draws at a time: so few that what becomes of them stays in a processor's cache."""
    parts = pieces(len(population), population[0].size)
    return np.concatenate([led_year(population[one], given, births[one], totals[one], movers) for one in parts])
