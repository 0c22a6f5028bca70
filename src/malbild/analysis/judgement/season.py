"""Season: how much each month, quarter or tertial usually stands above or below the year around it."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def season(places: NDArray[np.int64], values: Floats, per_year: int) -> Floats:
    """One figure for each part of the year, with the mean zero; all zero where there are too few years to tell.

    The usual way: what is left when a mean over a whole year, centred on the period, is taken away; averaged over the
    years. A mean over a year counts only where every one of its periods is known.
    """
    none = np.zeros(per_year)
    if per_year == 1:
        return none
    left_over, parts = _without_trend(places, values, per_year)
    counts = np.bincount(parts, minlength=per_year)
    if counts.min() == 0:
        return none
    means = np.bincount(parts, weights=left_over, minlength=per_year) / counts
    return np.asarray(means - means.mean())


def _without_trend(places: NDArray[np.int64], values: Floats, per_year: int) -> tuple[Floats, NDArray[np.int64]]:
    regular = np.full(int(places[-1] - places[0]) + 1, np.nan)
    regular[places - places[0]] = values
    window = _window(per_year)
    if len(regular) < len(window):
        return np.empty(0), np.empty(0, dtype=np.int64)
    half = len(window) // 2
    year_mean = np.convolve(regular, window, "valid")
    left_over = regular[half : half + len(year_mean)] - year_mean
    parts = (np.arange(half, half + len(year_mean)) + int(places[0])) % per_year
    known = ~np.isnan(left_over)
    return left_over[known], parts[known]


def _window(per_year: int) -> Floats:
    """Weights of a centred year: with an even number of parts the two ends, a year apart, share one place."""
    if per_year % 2:
        return np.full(per_year, 1 / per_year)
    window = np.full(per_year + 1, 1 / per_year)
    window[[0, -1]] /= 2
    return window
