"""What has happened: the observed years a forecast learns from."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats, aged
from malbild.analysis.forecast.flows import Flows


@dataclass(frozen=True)
class History:
    """Observed population and events of some areas, one year after the other without a gap.

    areas        codes, in the order of the arrays
    years        the years at whose end people were counted
    population   (year, area, sex, age), persons at the year's end
    births       (year, area, age), children by the age their mother reached that year
    deaths       (year, area, sex, age), by the age reached that year
    flows        counted moves between the areas and over the border; None where nobody counted them
    The first year's events are not used: nobody knows who was there before.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    population: Floats
    births: Floats
    deaths: Floats
    flows: Flows | None = None

    @property
    def totals(self) -> Floats:
        """Persons, (year, area)."""
        return np.asarray(self.population.sum((-2, -1)))

    @property
    def exposed(self) -> Floats:
        """Who could have had the events of each year after the first: (year − 1, area, sex, age)."""
        newborn = self.births[1:].sum(-1)[..., None] * _sex_shares(self.population[1:])
        return aged(self.population[:-1], newborn)

    @property
    def moves(self) -> Floats:
        """Net moves as the residual: who is there but was not, and did not die; (year − 1, area, sex, age)."""
        return self.population[1:] - (self.exposed - self.deaths[1:])

    def until(self, year: int) -> Self:
        """Only what was known at the end of a year."""
        kept = self.years.index(year) + 1
        return replace(
            self,
            years=self.years[:kept],
            population=self.population[:kept],
            births=self.births[:kept],
            deaths=self.deaths[:kept],
            flows=self.flows and self.flows.of(slice(kept)),
        )

    def of(self, at: list[int]) -> Self:
        """Some of the areas alone, by their places."""
        return replace(
            self,
            areas=tuple(self.areas[one] for one in at),
            population=self.population[:, at],
            births=self.births[:, at],
            deaths=self.deaths[:, at],
        )

    def lasting(self, years: int) -> Self:
        """Only the last years, with the stock they began with."""
        first = max(0, len(self.years) - years - 1)
        return replace(
            self,
            years=self.years[first:],
            population=self.population[first:],
            births=self.births[first:],
            deaths=self.deaths[first:],
            flows=self.flows and self.flows.of(slice(first, None)),
        )


def _sex_shares(population: Floats) -> NDArray[np.float64]:
    """Girls' and boys' shares among the youngest, all areas and years together."""
    youngest = population[..., 0].sum(axis=tuple(range(population.ndim - 2)))
    if youngest.sum() == 0:
        return np.array([0.5, 0.5])
    return np.asarray(youngest / youngest.sum())
