"""Every way of drawing a short series forward that was tried: the record behind what the package uses.

A candidate takes the times of a history in years, its values on some scale, the length of its step in years, and how
many years ahead to look; it answers a value for each. Values are without season.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Candidate = Callable[[Floats, Floats, float, Floats], Floats]
RECENT_YEARS = 5.0


def no_change(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """The last figure stays."""
    return np.full(len(ahead), values[-1])


def linear(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """The least-squares line through all figures."""
    slope, level = np.polyfit(time - time[-1], values, 1)
    return np.asarray(level + slope * ahead)


def drift(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """From the last figure with the mean yearly change of the whole history."""
    return values[-1] + (values[-1] - values[0]) / (time[-1] - time[0]) * ahead


def _recent_slope(time: Floats, values: Floats, years: float = RECENT_YEARS) -> float:
    first = min(int(np.searchsorted(time, time[-1] - years - 1e-9)), len(time) - 2)
    return float((values[-1] - values[first]) / (time[-1] - time[first]))


def recent_drift(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """From the last figure with the mean yearly change of the last five years."""
    return values[-1] + _recent_slope(time, values) * ahead


def damped_drift(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """As recent drift, each year's change 0.85 of the one before."""
    return np.asarray(values[-1] + _recent_slope(time, values) * 0.85 * (1 - 0.85**ahead) / 0.15)


def mean_of_recent(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """The mean of the last five years' figures."""
    return np.full(len(ahead), values[time > time[-1] - RECENT_YEARS].mean())


def linear_recent(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """The least-squares line through the last ten years."""
    near = time > time[-1] - 10.0
    near |= np.arange(len(time)) >= len(time) - 3
    return linear(time[near], values[near], step, ahead)


def local_linear(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """A least-squares line in which a figure five years older weighs half."""
    weight = 0.5 ** ((time[-1] - time) / RECENT_YEARS)
    slope, level = np.polyfit(time - time[-1], values, 1, w=np.sqrt(weight))
    return np.asarray(level + slope * ahead)


def _regular(time: Floats, values: Floats, step: float) -> Floats:
    count = round((time[-1] - time[0]) / step) + 1
    return np.interp(time[0] + step * np.arange(count), time, values)


def _smoothed(values: Floats, alpha: Floats, beta: Floats, phi: Floats) -> tuple[Floats, Floats, Floats]:
    """Level, trend and squared error of damped-trend smoothing for many parameters at once."""
    level = np.full(len(alpha), values[0])
    trend = np.full(len(alpha), np.median(np.diff(values)))
    square = np.zeros(len(alpha))
    for value in values[1:]:
        ahead = level + phi * trend
        error = value - ahead
        level, trend = ahead + alpha * error, phi * trend + alpha * beta * error
        square += error**2
    return level, trend, square


_ALPHA, _BETA, _PHI = (
    grid.ravel() for grid in np.meshgrid([0.1, 0.3, 0.5, 0.7, 0.9, 1.0], [0.0, 0.1, 0.3, 0.5], [0.8, 0.9, 0.98])
)


def damped_trend(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """Damped-trend exponential smoothing, the parameters of the least squared one-step error."""
    level, trend, square = _smoothed(_regular(time, values, step), _ALPHA, _BETA, _PHI)
    best = int(np.argmin(square))
    phi = _PHI[best]
    return np.asarray(level[best] + trend[best] * phi * (1 - phi ** (ahead / step)) / (1 - phi))


def theta(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """Simple exponential smoothing plus half the slope of the line through all figures."""
    alpha = np.linspace(0.1, 1.0, 10)
    zeros = np.zeros_like(alpha)
    regular = _regular(time, values, step)
    level = np.full(len(alpha), regular[0])
    square = zeros.copy()
    for value in regular[1:]:
        error = value - level
        level = level + alpha * error
        square += error**2
    slope = np.polyfit(time, values, 1)[0]
    return np.asarray(level[int(np.argmin(square))] + slope / 2 * ahead)


def mean_of_three(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """The mean of no change, theta and damped-trend ETS."""
    parts = [one(time, values, step, ahead) for one in (no_change, theta, damped_trend)]
    return np.asarray(np.mean(parts, axis=0))


def median_of_six(time: Floats, values: Floats, step: float, ahead: Floats) -> Floats:
    """The median of no change, drift, damped recent drift, theta, damped-trend ETS and local linear."""
    six = (no_change, drift, damped_drift, theta, damped_trend, local_linear)
    return np.asarray(np.median([one(time, values, step, ahead) for one in six], axis=0))


CANDIDATES: dict[str, Candidate] = {
    "no change": no_change, "linear": linear, "drift": drift, "recent drift": recent_drift,
    "damped recent drift": damped_drift, "theta": theta, "damped-trend ETS": damped_trend,
    "local linear": local_linear, "mean of three": mean_of_three, "median of six": median_of_six,
    "linear, last ten years": linear_recent, "mean of the last five": mean_of_recent,
}  # fmt: skip
