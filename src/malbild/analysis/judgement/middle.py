"""The middle of a projection: where a short series is most likely to be, seen from its own history.

Three modest answers, none of which needs many figures, and their mixture by how steadily the series has moved
(docs/methods/short_series.md). Times are in years, values on the scale of `scale.py` and without season.
"""

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.judgement.calibration import Pace

Floats = NDArray[np.float64]

_LEVEL_SHARES = np.array([0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
_TREND_SHARES = np.array([0.0, 0.1, 0.3, 0.5])
_DAMPINGS_A_YEAR = np.array([0.8, 0.9])
_DAMPINGS_OF_A_LINE = np.array([0.8, 0.9, 0.98, 0.999])
_THETA_SHARES = np.linspace(0.1, 1.0, 10)


def no_change(values: Floats, ahead: Floats) -> Floats:
    """The last figure stays."""
    return np.full(len(ahead), values[-1])


def theta(years: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """Simple exponential smoothing plus half the slope of the straight line through all figures.

    ŷ(h) = ℓ + ½ b h, with ℓ smoothed by the share that gave the least squared one-step error.
    """
    still = np.zeros_like(_THETA_SHARES)
    level, _, square = _smoothed(regular(years, values, step), _THETA_SHARES, still, still, 0.0)
    slope = np.polyfit(years - years[-1], values, 1)[0]
    return np.asarray(level[int(np.argmin(square))] + slope / 2 * ahead)


def damped_trend(
    years: Floats, values: Floats, step: float, ahead: Floats, dampings_a_year: Floats = _DAMPINGS_A_YEAR
) -> Floats:
    """Exponential smoothing of level and trend, the trend of each year a little less than the year before's.

    ŷ(h) = ℓ + b (φ + φ² + … + φʰ); α, β and φ are those of a small grid with the least squared one-step error.
    """
    dampings = dampings_a_year**step
    alpha, beta, phi = (grid.ravel() for grid in np.meshgrid(_LEVEL_SHARES, _TREND_SHARES, dampings))
    series = regular(years, values, step)
    level, trend, square = _smoothed(series, alpha, beta, phi, float(np.median(np.diff(series))))
    best = int(np.argmin(square))
    return np.asarray(level[best] + trend[best] * _damped_steps(float(phi[best]), ahead / step))


def mixture(years: Floats, values: Floats, step: float, ahead: Floats, pace: Pace) -> Floats:
    """The middle that did best on real series of this pace.

    A straight one goes on as it has, a steady one follows a trend that is soon damped. Of the others an annual one is
    held back by "no change" and theta in equal parts, and one of parts of a year stays where it is (its season is added
    afterwards).
    """
    if pace is Pace.STRAIGHT:
        return damped_trend(years, values, step, ahead, _DAMPINGS_OF_A_LINE)
    if pace is Pace.STEADY:
        return damped_trend(years, values, step, ahead)
    if step < 1:
        return no_change(values, ahead)
    parts = no_change(values, ahead), theta(years, values, step, ahead), damped_trend(years, values, step, ahead)
    return np.asarray(np.mean(parts, axis=0))


def regular(years: Floats, values: Floats, step: float) -> Floats:
    """The series on an even grid of its own step, gaps bridged by straight lines."""
    count = round(float(years[-1] - years[0]) / step) + 1
    return np.asarray(np.interp(years[0] + step * np.arange(count), years, values), dtype=np.float64)


def _smoothed(series: Floats, alpha: Floats, beta: Floats, phi: Floats, first: float) -> tuple[Floats, Floats, Floats]:
    """Last level, last trend and summed squared one-step error, for many parameters at once."""
    level, trend, square = np.full(len(alpha), series[0]), np.full(len(alpha), first), np.zeros(len(alpha))
    for value in series[1:]:
        expected = level + phi * trend
        error = value - expected
        level, trend = expected + alpha * error, phi * trend + alpha * beta * error
        square += error**2
    return level, trend, square


def _damped_steps(phi: float, steps: Floats) -> Floats:
    return np.asarray(phi * (1 - phi**steps) / (1 - phi), dtype=np.float64)
