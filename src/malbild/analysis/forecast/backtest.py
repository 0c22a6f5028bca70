"""Rolling origins: what each candidate would have said at earlier times, beside what came.

The protocol – candidates, origins, scores and bars – stands in docs/methods/forecast_backtest.md and was fixed first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.candidates import CHOSEN, candidates
from malbild.analysis.forecast.forms import FEWEST_YEARS, record
from malbild.analysis.forecast.futures import Outlook, outlook
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.spread import QUANTILE, SIZE_CLASSES

HORIZONS = (1, 3, 5, 10)
AGES = {
    "all": (0, None), "0": (0, 1), "1-5": (1, 6), "6-15": (6, 16), "16-19": (16, 20), "20-64": (20, 65),
    "65-79": (65, 80), "80+": (80, None),
}  # fmt: skip
TOTALS = "all"
NAIVE = ("constant", "linear-5", "linear-10")
AGES_TO_BEAT = ("6-15", "65-79", "80+")
LEAST_GAIN = 0.6
NEAR, FAR = (0.76, 0.84), (0.70, 0.90)


@dataclass(frozen=True, slots=True)
class Score:
    """How far one candidate was off: mean absolute and mean signed error in per cent, over areas and origins."""

    candidate: str
    ages: str
    horizon: int
    mape_pct: float
    malpe_pct: float
    outcomes: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many outcomes lay inside the 80 per cent interval of the total, and how wide it was.

    size_class   "all", or the smallest population of the class
    """

    size_class: str
    horizon: int
    covered: float
    width_pct: float
    outcomes: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the protocol: what was reached, what it is held to, and whether that is met."""

    bar: str
    horizon: int
    value: float
    limit: str
    met: bool


@dataclass(frozen=True)
class Trial:
    """A whole back-test; every candidate's scores are kept, the rejected ones' too."""

    origins: tuple[int, ...]
    scores: tuple[Score, ...]
    coverage: tuple[Coverage, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class _Outcome:
    """What one candidate said at one origin for one horizon, beside what came: relative errors per area."""

    errors: Floats
    inside: NDArray[np.bool_]
    width: Floats
    sizes: Floats


def origins(history: History, first: int | None = None, last: int | None = None) -> tuple[int, ...]:
    """The years a forecast can be tried from: enough years behind them, and at least one ahead."""
    earliest = history.years[0] + FEWEST_YEARS - 1
    return tuple(year for year in history.years[:-1] if max(first or 0, earliest) <= year <= (last or year))


def backtest(history: History, tried: Iterable[int]) -> Trial:
    """Score every candidate at every origin."""
    errors: dict[tuple[str, str, int], list[Floats]] = defaultdict(list)
    totals: dict[int, list[_Outcome]] = defaultdict(list)
    past = record(history)
    made = tuple(tried)
    for origin in made:
        ahead = outlook(history.until(origin), min(origin + max(HORIZONS), history.years[-1]), past)
        came = history.population[history.years.index(origin) + 1 :]
        for candidate, say in candidates(ahead.history).items():
            said = say(ahead)
            for ages, horizon, missed in _misses(said, came):
                errors[candidate, ages, horizon].append(missed)
            if candidate == CHOSEN:
                for horizon in _reached(len(said)):
                    totals[horizon].append(_interval(ahead, said, came, horizon))
    scores = tuple(_score(*key, np.concatenate(each)) for key, each in errors.items() if sum(map(len, each)))
    coverage = tuple(one for horizon, each in sorted(totals.items()) for one in _coverage(horizon, each))
    return Trial(made, scores, coverage, (*_accuracy_bars(scores), *_coverage_bars(coverage)))


def _reached(years: int) -> list[int]:
    return [one for one in HORIZONS if one <= years]


def _misses(said: Floats, came: Floats) -> Iterator[tuple[str, int, Floats]]:
    """Relative errors per area; an age group without anybody has none."""
    for horizon in _reached(len(said)):
        for ages, (first, last) in AGES.items():
            outcome = came[horizon - 1, ..., first:last].sum((-2, -1))
            there = outcome > 0
            yield ages, horizon, said[horizon - 1, ..., first:last].sum((-2, -1))[there] / outcome[there] - 1


def _interval(ahead: Outlook, said: Floats, came: Floats, horizon: int) -> _Outcome:
    deviation = ahead.spread.deviation[horizon - 1]
    missed = np.log(came[horizon - 1].sum((-2, -1)) / said[horizon - 1].sum((-2, -1)))
    width = 2 * np.sinh(QUANTILE * deviation)
    return _Outcome(missed, np.abs(missed) <= QUANTILE * deviation, width, ahead.history.totals[-1])


def _score(candidate: str, ages: str, horizon: int, errors: Floats) -> Score:
    mape, malpe = 100 * float(np.abs(errors).mean()), 100 * float(errors.mean())
    return Score(candidate, ages, horizon, round(mape, 3), round(malpe, 3), len(errors))


def _coverage(horizon: int, each: list[_Outcome]) -> Iterator[Coverage]:
    parts = ("inside", "width", "sizes")
    inside, width, sizes = (np.concatenate([getattr(one, name) for one in each]) for name in parts)
    kind = np.digitize(sizes, SIZE_CLASSES) - 1
    chosen = {"all": np.ones(len(inside), dtype=bool)}
    chosen |= {f"{low:.0f}": kind == one for one, low in enumerate(SIZE_CLASSES)}
    for name, those in chosen.items():
        if those.any():
            share, wide = float(inside[those].mean()), 100 * float(width[those].mean())
            yield Coverage(name, horizon, round(share, 3), round(wide, 2), int(those.sum()))


def _accuracy_bars(scores: tuple[Score, ...]) -> Iterator[Bar]:
    error = {(one.candidate, one.ages, one.horizon): one.mape_pct for one in scores}
    for horizon in sorted({one.horizon for one in scores}):
        best = min(error[naive, TOTALS, horizon] for naive in NAIVE)
        own = error[CHOSEN, TOTALS, horizon]
        yield Bar("total, MAPE per cent, beside the best naive", horizon, own, f"≤ {best}", own <= best)
    if (CHOSEN, "0", 5) in error:
        for ages in (one for one in AGES_TO_BEAT if (CHOSEN, one, 5) in error):
            gain = round(1 - error[CHOSEN, ages, 5] / error["constant", ages, 5], 3)
            yield Bar(f"ages {ages}, gain on constant", 5, gain, f"≥ {LEAST_GAIN}", gain >= LEAST_GAIN)
        own, constant = error[CHOSEN, "0", 5], error["constant", "0", 5]
        yield Bar("age 0, MAPE per cent, beside constant", 5, own, f"≤ {constant}", own <= constant)


def _coverage_bars(coverage: tuple[Coverage, ...]) -> Iterator[Bar]:
    for one in coverage:
        low, high = FAR if one.horizon == max(HORIZONS) else NEAR
        met = low <= one.covered <= high
        yield Bar(f"80 per cent intervals, size {one.size_class}", one.horizon, one.covered, f"{low}–{high}", met)
