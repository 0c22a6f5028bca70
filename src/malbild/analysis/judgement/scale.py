"""Scales: the measure on which a series moves evenly and on which impossible values lie infinitely far away.

What a scale gives back is always possible: emissions never fall below zero, a share never passes a hundred per cent.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.indicator import Range

Floats = NDArray[np.float64]


class ScaleKind(StrEnum):
    """Plain for what may be negative, logarithm for what is positive, root for counts with zeros, logit for shares."""

    PLAIN = "plain"
    LOG = "log"
    ROOT = "root"
    LOGIT = "logit"


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure and its way back; `low` and `high` are the limits of what is possible."""

    kind: ScaleKind
    low: float = -np.inf
    high: float = np.inf

    def there(self, values: Floats) -> Floats:
        """From the indicator's unit to the scale."""
        match self.kind:
            case ScaleKind.LOG:
                return np.asarray(np.log(values - self.low))
            case ScaleKind.ROOT:
                return np.asarray(np.sqrt(values - self.low))
            case ScaleKind.LOGIT:
                return np.asarray(np.log((values - self.low) / (self.high - values)))
        return values

    def back(self, values: Floats) -> Floats:
        """From the scale to the indicator's unit."""
        match self.kind:
            case ScaleKind.LOG:
                return np.asarray(np.minimum(self.low + np.exp(np.clip(values, -700, 700)), self.high))
            case ScaleKind.ROOT:
                return np.asarray(np.minimum(self.low + np.maximum(values, 0.0) ** 2, self.high))
            case ScaleKind.LOGIT:
                share = 1 / (1 + np.exp(-np.clip(values, -700, 700)))
                return np.asarray(self.low + (self.high - self.low) * share)
        return np.clip(values, self.low, self.high)


def scale_for(values: Floats, possible: Range) -> Scale:
    """The scale that fits the values an indicator can have and those a series has had.

    >>> scale_for(np.array([3.0, 4.0]), Range(low=0)).kind
    <ScaleKind.LOG: 'log'>
    >>> scale_for(np.array([0.0, 4.0]), Range(low=0)).kind
    <ScaleKind.ROOT: 'root'>
    """
    low = -np.inf if possible.low is None else possible.low
    high = np.inf if possible.high is None else possible.high
    within = bool(np.all((values > low) & (values < high)))
    if np.isfinite(low) and np.isfinite(high) and within:
        return Scale(ScaleKind.LOGIT, low, high)
    if np.isfinite(low) and within:
        return Scale(ScaleKind.LOG, low, high)
    if np.isfinite(low) and bool(np.all(values >= low)):
        return Scale(ScaleKind.ROOT, low, high)
    return Scale(ScaleKind.PLAIN, low, high)
