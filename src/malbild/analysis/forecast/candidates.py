"""The candidates of the back-test: each a way to say (year, area, sex, age) from what was known at an origin."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.calibration import calibrate
from malbild.analysis.forecast.central import ahead_of, cohorts, led, yearly_chances
from malbild.analysis.forecast.flows import Engine
from malbild.analysis.forecast.futures import Outlook, central
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.trend import linear

CHOSEN = "blend-learned"


def _constant(ahead: Outlook) -> Floats:
    last = ahead.history.population[-1]
    return np.broadcast_to(last, (len(ahead.years), *last.shape))


def _line(window: int) -> Callable[[Outlook], Floats]:
    def said(ahead: Outlook) -> Floats:
        totals = ahead.history.totals
        growth = linear(totals, len(ahead.years), window=window) / totals[-1]
        return np.asarray(ahead.history.population[-1] * growth[..., None, None])

    return said


def _cohorts(window: int, engine: Engine = "net") -> Callable[[Outlook], Floats]:
    def said(ahead: Outlook) -> Floats:
        known = calibrate(ahead.history, window=window, engine=engine)
        given = yearly_chances(ahead_of(known, len(ahead.years)))
        return cohorts(ahead.history.population[-1], given)

    return said


def _halfway(ahead: Outlook) -> Floats:
    known = calibrate(ahead.history, window=10)
    given = yearly_chances(ahead_of(known, len(ahead.years)))
    by_age = cohorts(ahead.history.population[-1], given).sum((-2, -1))
    by_line = linear(ahead.history.totals, len(ahead.years), window=5)
    return led(ahead.history.population[-1], given, (by_age + by_line) / 2, known.movers)


CANDIDATES: dict[str, Callable[[Outlook], Floats]] = {
    "constant": _constant,
    "linear-5": _line(5),
    "linear-10": _line(10),
    "cohort-5": _cohorts(5),
    "cohort-10": _cohorts(10),
    "blend-half": _halfway,
    CHOSEN: central,
}


def candidates(history: History) -> dict[str, Callable[[Outlook], Floats]]:
    """Every candidate that a history can feed: where moves were counted, the engines that follow them too."""
    further = {}
    for engine in history.flows.engines[1:] if history.flows else ():
        further[f"cohort-10 {engine}"] = _cohorts(10, engine)
        further[f"{CHOSEN} {engine}"] = _led_by(engine)
    return CANDIDATES | further


def _led_by(engine: Engine) -> Callable[[Outlook], Floats]:
    return lambda ahead: central(replace(ahead, engine=engine))
