"""How well does a county's future hold when totals have been counted after its tables end?

    python -m tests.calibration.counted_since ../shared/data

Tables end at an origin, totals are known for nine years more, and what came 1, 5 and 10 years after those is compared:
with the tables alone, and grown from the last total as the pages do (`pipeline/future.py`, docs/decisions/0056).
Prints the share of outcomes within the 80 per cent interval, and the mean absolute error in per cent of the median.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.counted_since import WIDER, grown
from malbild.analysis.forecast.futures import drawn, outlook
from malbild.analysis.forecast.history import History
from malbild.pipeline.project import history_of
from malbild.sources.forecast_tables.collections import collection

ORIGINS = (1985, 1990, 1995, 2000)
COUNTED, HORIZONS = 9, (1, 5, 10)
AGES = {"total": slice(0, None), "20-64": slice(20, 65), "0-19": slice(0, 20), "80+": slice(80, None)}
Tried = tuple[tuple[str, str, int], bool, float]


def tried(history: History, origin: int) -> Iterator[Tried]:
    """(candidate, ages, years), whether the outcome lay within, and how far the median was off."""
    ahead = outlook(history.until(origin), min(origin + COUNTED + max(HORIZONS), history.years[-1]))
    futures = drawn(ahead, draws=500, seed=1)
    for place, area in enumerate(history.areas):
        years = dict(zip(ahead.years, futures.within([area]).futures(), strict=True))
        last = origin + COUNTED
        known = history.totals[history.years.index(last), place]
        for horizon in HORIZONS:
            if last + horizon not in years:
                continue
            outcome = history.population[history.years.index(last + horizon), place]
            for ages, cells in AGES.items():
                values = years[last + horizon][..., cells].sum((1, 2, 3))
                came = float(outcome[:, cells].sum())
                yield ("tables alone", ages, horizon), *_beside(values, came)
            both = np.stack([years[one].sum((1, 2, 3)) for one in (last, last + horizon)])
            for wider in (1.0, WIDER):
                values = grown(both, 0, known, wider)[1]
                yield (f"from the last total, × {wider}", "total", horizon), *_beside(values, float(outcome.sum()))


def _beside(values: NDArray[np.floating], came: float) -> tuple[bool, float]:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return bool(low <= came <= high), float(abs(middle / came - 1))


def main(published: Path) -> None:
    """Try every origin and print the table."""
    history = history_of(collection("swedish-counties", published))
    found: dict[tuple[str, str, int], list[tuple[bool, float]]] = defaultdict(list)
    for origin in ORIGINS:
        for key, inside, off in tried(history, origin):
            found[key].append((inside, off))
    for (candidate, ages, horizon), some in sorted(found.items()):
        covered, error = np.mean(some, axis=0)
        print(f"{candidate:26} {ages:6} {horizon:2} years: {covered:4.0%} within, {error:6.2%} off ({len(some)})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
