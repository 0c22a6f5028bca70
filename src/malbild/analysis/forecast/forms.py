"""The forms a forecast of totals may take, and what each would have said at earlier times.

Nobody knows which form is right – cohorts or a line, and learnt from how many years – so the forms are all run, at
every earlier origin too: what they would have missed by tells how to weigh them, and how far to trust them.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.calibration import calibrate
from malbild.analysis.forecast.central import ahead_of, cohorts, yearly_chances
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.trend import linear

WINDOWS = (3, 6, 10, 19)
FORMS = (*((kind, window) for kind in ("cohort", "linear") for window in WINDOWS), ("linear", 5))
"""Kind and calibration window in years. The window alone can move a small area's future by several per cent after
twenty-five years, so it is not chosen but drawn."""
FEWEST_YEARS = 11
"""Counts of population a first forecast needs: ten years of events."""
LEAST_SHARE = 0.2
"""No line goes below a fifth of the people there are: on its way to nobody it would say that nothing is certain."""
LEARNT_YEARS = 10
"""Horizons with a record of their own; those further ahead use the last one's."""


def totals(history: History, years: int) -> Floats:
    """What each form says of the totals: (form, year, area)."""
    return np.stack([_total(history, years, kind, window) for kind, window in FORMS])


def _total(history: History, years: int, kind: str, window: int) -> Floats:
    if kind == "linear":
        line = linear(history.totals, years, window=window)
        return np.asarray(np.maximum(line, LEAST_SHARE * history.totals[-1]))
    ahead = ahead_of(calibrate(history, window=window), years)
    return np.asarray(cohorts(history.population[-1], yearly_chances(ahead)).sum((-2, -1)))


@dataclass(frozen=True)
class Record:
    """What every form would have said at earlier origins, and what came.

    origins    the years forecasts were made in
    said       (origin, form, horizon, area) totals
    came       (origin, horizon, area); NaN where the outcome is not known yet
    started    (origin, area): the totals of the origin
    """

    origins: tuple[int, ...]
    said: Floats
    came: Floats
    started: Floats

    def known_at(self, year: int) -> Self:
        """Only the forecasts made before a year, and of their outcomes only those known at its end."""
        kept = sum(origin < year for origin in self.origins)
        ahead = np.arange(1, self.came.shape[1] + 1)
        known = np.array(self.origins[:kept])[:, None] + ahead <= year
        came = np.where(known[..., None], self.came[:kept], np.nan)
        return replace(self, origins=self.origins[:kept], said=self.said[:kept], came=came, started=self.started[:kept])


def record(history: History) -> Record:
    """The record of all origins that have enough years behind them and at least one outcome."""
    first = history.years[0] + FEWEST_YEARS - 1
    origins = tuple(year for year in history.years[:-1] if year >= first)
    areas = len(history.areas)
    said = np.stack([totals(history.until(one), LEARNT_YEARS) for one in origins]) if origins else (
        np.empty((0, len(FORMS), LEARNT_YEARS, areas))
    )  # fmt: skip
    came = np.full((len(origins), LEARNT_YEARS, areas), np.nan)
    for place, origin in enumerate(origins):
        after = history.totals[history.years.index(origin) + 1 :][:LEARNT_YEARS]
        came[place, : len(after)] = after
    started = np.stack([history.totals[history.years.index(one)] for one in origins]) if origins else (
        np.empty((0, areas))
    )  # fmt: skip
    return Record(origins, said, came, started)
