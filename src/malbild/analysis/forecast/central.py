"""The central future: one path without chance, of cohorts alone or led to totals."""

from dataclasses import replace

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.calibration import Calibrated
from malbild.analysis.forecast.rates import Chances, chances
from malbild.analysis.forecast.steering import steered
from malbild.analysis.forecast.step import step


def yearly_chances(known: Calibrated, years: int) -> list[Chances]:
    """The chances of each year ahead: mortality falls on at its own pace, the rest stays."""
    gains = np.exp(-known.mortality_gain * (np.arange(years) + 1))
    return [chances(replace(known.rates, death=known.rates.death * gain)) for gain in gains]


def cohorts(start: Floats, given: list[Chances]) -> Floats:
    """The path of cohorts left to themselves: (year, area, sex, age) for the years ahead."""
    path = []
    for one in given:
        start = step(start, one).population
        path.append(start)
    return np.stack(path)


def led(start: Floats, given: list[Chances], totals: Floats, known: Calibrated) -> Floats:
    """The path of cohorts led to totals (year, area) through migration."""
    path = []
    for one, total in zip(given, totals, strict=True):
        start, _, _ = steered(step(start, one).population, total, known.movers)
        path.append(start)
    return np.stack(path)
