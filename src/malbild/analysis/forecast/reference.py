"""The same year in plain loops: slow, obvious, and the judge of the fast one on generated cases.

Written from the equations at the head of `step.py` and from nothing else; it shares no line with it.
"""

from math import exp

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.rates import Destinations, Rates


def step(population: Floats, rates: Rates) -> Floats:
    """The population a year later; (area, sex, age), one future, no draws."""
    areas, sexes, ages = population.shape
    after = np.zeros_like(population, dtype=np.float64)
    departed = np.zeros_like(after)
    for area in range(areas):
        for sex in range(sexes):
            for age in range(ages):
                there = _who_reaches(population, rates, area, sex, age)
                death = float(rates.death[area, sex, age])
                departure = float(rates.departure[area, sex, age])
                hazard = death + departure + float(rates.emigration[area, sex, age])
                leavers = there * (1 - exp(-hazard))
                if hazard > 0:
                    departed[area, sex, age] = leavers * departure / hazard
                after[area, sex, age] = there - leavers + float(rates.immigration[area, sex, age])
    for origin in range(areas):
        for area in range(areas):
            for sex in range(sexes):
                for age in range(ages):
                    after[area, sex, age] += departed[origin, sex, age] * _goes(rates, origin, area, sex, age)
    return after


def _who_reaches(population: Floats, rates: Rates, area: int, sex: int, age: int) -> float:
    last = population.shape[-1] - 1
    if age == 0:
        return _born(population, rates, area) * (rates.boys if sex == 1 else 1 - rates.boys)
    if age == last:
        return float(population[area, sex, last - 1] + population[area, sex, last])
    return float(population[area, sex, age - 1])


def _born(population: Floats, rates: Rates, area: int) -> float:
    last = population.shape[-1] - 1
    children = 0.0
    for age in range(last + 1):
        reaches = min(age + 1, last)
        children += float(population[area, 0, age]) * float(rates.fertility[area, reaches])
    return children


def _goes(rates: Rates, origin: int, area: int, sex: int, age: int) -> float:
    """Of those who depart from one area, the share that comes to another."""
    where = rates.attraction
    if not isinstance(where, Destinations):
        return float(where[area, sex, age])
    group = max(one for one, first in enumerate(where.starts) if first <= age)
    return float(where.shares[group, origin, area])
