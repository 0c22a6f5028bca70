"""How wide the futures lie: simulated layers, then rescaled by how far earlier forecasts were off.

Layers, as relative standard deviations of an area's total: the disagreement of forms and calibration windows; a
national walk shared by all areas; a local walk; and chance in single lives, which is large where people are few.
Hand-set layers alone are far too narrow or too wide (45 per cent of outcomes inside an "80 per cent" interval in one
trial), so they only give the shape; the width is what earlier origins say, by horizon and size class. Chance in single
lives is the one layer that is known, and is left as it is: stretched with the others it would make a village's interval
twice as wide as its misses.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.forms import LEARNT_YEARS

NATIONAL_WALK = 0.001
LOCAL_WALK = 0.0015
TURNOVER = 0.14
"""Births, deaths and moves a year per inhabitant of a municipality; their chance has a variance of as much."""
OVERDISPERSION = 1.4
"""Moves come in households, so their variance is larger than that of independent persons. With 1.4 the other layers
need the same factor in 311 municipalities of every size, origins 1991–2017; with 2 villages would need none."""
SIZE_CLASSES = (0.0, 150_000.0, 300_000.0)
COVERED, QUANTILE = 0.8, 1.2816
PRIOR_ORIGINS = 5.0
BEFORE_RECORD = (1.3, 1.85, 2.25, 2.65, 2.85, 2.95, 2.95, 2.85, 2.75, 2.6)
"""Factors before there is a record: those of the Swedish origins 1979–1994, outcomes to 2004."""


@dataclass(frozen=True)
class Spread:
    """Relative standard deviations of totals, before and after rescaling.

    raw       (year, area), all layers but chance
    factor    (year, area): what earlier origins multiply it by
    chance    (year, area): chance in single lives
    """

    raw: Floats
    factor: Floats
    chance: Floats

    @property
    def deviation(self) -> Floats:
        """All of it together, (year, area)."""
        return np.asarray(np.hypot(self.raw * self.factor, self.chance))


def raw(said: Floats) -> Floats:
    """The layers' relative standard deviation but for chance, (…, year, area); forms say (…, form, year, area)."""
    years = np.arange(1, said.shape[-2] + 1)[:, None]
    forms = np.log(np.maximum(said, 1)).std(axis=-3)
    return np.asarray(np.sqrt(forms**2 + years * (NATIONAL_WALK**2 + LOCAL_WALK**2)))


def yearly_chance(started: Floats) -> Floats:
    """Relative standard deviation of a year's chance in single lives, by how many they are."""
    return np.asarray(np.sqrt(OVERDISPERSION * TURNOVER / np.maximum(started, 1)))


def chance(started: Floats, years: int) -> Floats:
    """Chance in single lives after so many years, (…, year, area), for areas of a size (…, area)."""
    return np.asarray(yearly_chance(started)[..., None, :] * np.sqrt(np.arange(1, years + 1))[:, None])


def factors(misses: Floats, expected: Floats, sizes: Floats) -> Floats:
    """What to multiply the raw deviation by, (horizon, size class), so that four in five earlier misses lie inside.

    Of each miss the part that chance explains is taken off first.

    misses     (origin, horizon, area): log of what came over what the blend said; NaN where not known
    expected   (origin, horizon, area): the raw deviation then
    sizes      (origin, area): the totals then

    A class leans on all classes and those on `BEFORE_RECORD`, as long as origins are few: the areas of one origin
    share its fate and count as one.
    """
    by_chance = chance(sizes, misses.shape[1])
    ratio = np.sqrt(np.maximum((misses / QUANTILE) ** 2 - by_chance**2, 0)) / expected
    kind = np.digitize(sizes, SIZE_CLASSES) - 1
    found = np.empty((LEARNT_YEARS, len(SIZE_CLASSES)))
    for horizon in range(LEARNT_YEARS):
        everybody = _learnt(ratio[:, horizon], BEFORE_RECORD[horizon])
        for one in range(len(SIZE_CLASSES)):
            found[horizon, one] = _learnt(np.where(kind == one, ratio[:, horizon], np.nan), everybody)
    return found


def _learnt(ratios: Floats, before: float) -> float:
    """The factor of one horizon, (origin, area), drawn towards what was believed before."""
    seen = int(np.isfinite(ratios).any(axis=-1).sum())
    if seen == 0:
        return before
    own = _quantile(ratios[np.isfinite(ratios)])
    return (seen * own + PRIOR_ORIGINS * before) / (seen + PRIOR_ORIGINS)


def _quantile(ratios: Floats) -> float:
    """The factor that would have covered four in five, one miss more than counted so that few do not promise much."""
    rank = min(1.0, COVERED * (len(ratios) + 1) / len(ratios))
    return float(np.quantile(ratios, rank))


def spread(said: Floats, started: Floats, by_class: NDArray[np.floating]) -> Spread:
    """The spread of a forecast: (form, year, area) of what forms say, areas' sizes, and the factors of the record."""
    years = np.minimum(np.arange(said.shape[-2]), LEARNT_YEARS - 1)
    kind = np.digitize(started, SIZE_CLASSES) - 1
    return Spread(raw(said), by_class[years][:, kind], chance(started, said.shape[-2]))
