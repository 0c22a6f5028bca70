"""The central future: one path without chance, of cohorts alone or led to totals."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.calibration import Calibrated
from malbild.analysis.forecast.levers import Cells, pulled, refuse_negative
from malbild.analysis.forecast.newborns import shared_births
from malbild.analysis.forecast.rates import Chances, chances
from malbild.analysis.forecast.steering import Movers, steered
from malbild.analysis.forecast.step import step
from malbild.vocabulary.scenario import Scenario


@dataclass(frozen=True)
class Ahead:
    """What is believed of the years ahead before any scenario: a calibration, and the births it will lead to.

    births   (year, area): factor on the last year's fertility
    """

    known: Calibrated
    births: Floats

    def of(self, at: list[int]) -> Self:
        """The same of some areas alone."""
        return type(self)(self.known.of(at), self.births[:, at])


def ahead_of(known: Calibrated, years: int) -> Ahead:
    """The years ahead of a calibration."""
    return Ahead(known, shared_births(known, years))


def yearly_chances(
    ahead: Ahead, scenario: Scenario | None = None, cells: Cells | None = None, *, years: int | None = None
) -> list[Chances]:
    """The chances of every year ahead, or of the first so many."""
    last = len(ahead.births) if years is None else years
    return [chances_of(ahead, year, scenario, cells) for year in range(1, last + 1)]


def chances_of(
    ahead: Ahead, year: int, scenario: Scenario | None = None, cells: Cells | None = None, mortality: float = 1.0
) -> Chances:
    """The chances of one year ahead, counted from 1: mortality falls on at its own pace, the rest stays but for levers.

    mortality   factor on the level of mortality
    """
    known = ahead.known
    death = known.rates.death * (mortality * np.exp(-known.mortality_gain * year))
    rates = replace(known.rates, death=death, fertility=known.rates.fertility * ahead.births[year - 1][:, None])
    if scenario is not None and cells is not None:
        rates = pulled(rates, scenario, cells, year)
        refuse_negative(rates, scenario)
    return chances(rates)


def cohorts(start: Floats, given: list[Chances]) -> Floats:
    """The path of cohorts left to themselves: (year, area, sex, age) for the years ahead."""
    path = []
    for one in given:
        start = step(start, one).population
        path.append(start)
    return np.stack(path)


def led(start: Floats, given: list[Chances], totals: Floats, movers: Movers) -> Floats:
    """The path of cohorts led to totals (year, area) through migration."""
    path = []
    for one, total in zip(given, totals, strict=True):
        start, _, _ = steered(step(start, one).population, total, movers)
        path.append(start)
    return np.stack(path)
