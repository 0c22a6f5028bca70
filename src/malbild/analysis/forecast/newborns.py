"""How many children a year brings: the hardest figure of all, so three simple views share the answer.

The fertility of the last year goes on; it returns halfway to its twenty-year mean every five years; or as many are
born as last year, however many women there are. Each has been the best in some decade and the worst in another.
"""

import numpy as np

from malbild.analysis.forecast.arrays import WOMEN, Floats
from malbild.analysis.forecast.calibration import Calibrated
from malbild.analysis.forecast.rates import chances
from malbild.analysis.forecast.step import step

HALF_LIFE = 5.0
AS_LAST_YEAR = 0.5
"""The weight of "as many as last year", which is hardest to beat; the two views of rates share the rest."""


def shared_births(known: Calibrated, years: int) -> Floats:
    """What to multiply the last year's fertility by, so that the views share the answer: (year, area)."""
    given = chances(known.rates)
    population, found = known.start, []
    for year in range(1, years + 1):
        year_after = step(population, given)
        by_rate = np.maximum(year_after.born.sum(-1), 1e-9)
        back = 1 - 0.5 ** (year / HALF_LIFE)
        by_mean = (1 - back) * by_rate + back * _born_by(known.long_fertility, population)
        others = (1 - AS_LAST_YEAR) / 2 * (by_rate + by_mean)
        found.append((others + AS_LAST_YEAR * known.last_births) / by_rate)
        population = year_after.population
    return np.stack(found)


def _born_by(fertility: Floats, population: Floats) -> Floats:
    women = population[..., WOMEN, :]
    return np.asarray((women[..., :-1] * fertility[..., 1:]).sum(-1) + women[..., -1] * fertility[..., -1])
