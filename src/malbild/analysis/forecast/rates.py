"""What happens to people in a year, as rates: what a scenario changes and what calibration gives."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from malbild.analysis.forecast.arrays import BOYS, Floats


@dataclass(frozen=True)
class Destinations:
    """Where movers between the areas go, origin by destination, for groups of ages.

    shares   (group, from, to): of those who leave an area, the share that goes to each; rows sum to one
    starts   first age of each group, rising from 0
    """

    shares: Floats
    starts: tuple[int, ...]

    def astype(self, kind: type) -> Self:
        """The same in another precision."""
        return type(self)(self.shares.astype(kind), self.starts)

    def slices(self, ages: int) -> list[slice]:
        """The ages of each group."""
        return [slice(first, last) for first, last in zip(self.starts, (*self.starts[1:], ages), strict=True)]


@dataclass(frozen=True)
class Rates:
    """One year's rates, each (…, area, sex, age) or broadcast to it.

    fertility     children per woman and year, (…, area, age); by the age she reaches, among those there at the start
    death         hazard per year; for age 0 per child born
    departure     hazard of moving to another of the areas
    emigration    hazard of moving out of all of them
    attraction    of the areas' movers of a sex and age, the share that comes here; sums to one over areas.
                  Or `Destinations`, which tell whither by whence
    immigration   persons who have come from outside all areas and are there at the year's end
    boys          share of boys among the born
    """

    fertility: Floats
    death: Floats
    departure: Floats
    emigration: Floats
    attraction: Floats | Destinations
    immigration: Floats
    boys: float = BOYS

    def of(self, at: list[int]) -> Self:
        """The rates of some areas alone, by their places. Raises ValueError where moves are told by destination."""
        if isinstance(self.attraction, Destinations):
            raise ValueError("moves by destination are of all areas together")
        return type(self)(
            self.fertility[at],
            self.death[at],
            self.departure[at],
            self.emigration[at],
            self.attraction[at],
            self.immigration[at],
            self.boys,
        )

    def astype(self, kind: type) -> Self:
        """The same in another precision."""
        return type(self)(
            self.fertility.astype(kind),
            self.death.astype(kind),
            self.departure.astype(kind),
            self.emigration.astype(kind),
            self.attraction.astype(kind),
            self.immigration.astype(kind),
            self.boys,
        )


@dataclass(frozen=True)
class Chances:
    """The rates as probabilities of competing risks: each person stays, dies, departs or emigrates, once in a year."""

    stay: Floats
    die: Floats
    depart: Floats
    emigrate: Floats
    rates: Rates

    def astype(self, kind: type) -> Self:
        """The same in another precision; draws are run in single precision."""
        return type(self)(
            self.stay.astype(kind),
            self.die.astype(kind),
            self.depart.astype(kind),
            self.emigrate.astype(kind),
            self.rates.astype(kind),
        )


def chances(rates: Rates, xp: Any = np) -> Chances:
    """Competing hazards over one year: who leaves first, leaves by that door.

    With the hazards' sum h, exp(−h) stay and the rest is divided as the hazards are. No cell can lose more people than
    it holds, however large a hazard is. Form after Statistics Sweden's projection model.

    >>> one = chances(Rates(*(np.array([[[0.1]]]) for _ in range(6))))
    >>> round(float((one.stay + one.die + one.depart + one.emigrate).sum()), 12)
    1.0
    """
    hazard = rates.death + rates.departure + rates.emigration
    stay = xp.exp(-hazard)
    per_hazard = (1 - stay) / xp.where(hazard > 0, hazard, 1)
    return Chances(stay, rates.death * per_hazard, rates.departure * per_hazard, rates.emigration * per_hazard, rates)
