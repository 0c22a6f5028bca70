"""Where totals head when nobody looks at ages: a line, which on totals is hard to beat."""

import numpy as np

from malbild.analysis.forecast.arrays import Floats


def linear(totals: Floats, years: int, *, window: int) -> Floats:
    """Totals that go on changing as they did on average over a window: (year, area) for the years ahead.

    >>> linear(np.array([[100.0], [110.0], [120.0]]), 2, window=2).tolist()
    [[130.0], [140.0]]
    """
    back = min(window, len(totals) - 1)
    yearly = (totals[-1] - totals[-1 - back]) / back
    ahead = np.arange(1, years + 1)[:, None]
    return np.asarray(np.maximum(totals[-1] + ahead * yearly, 0))
