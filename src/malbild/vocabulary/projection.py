"""Projection: possible futures of a series as quantiles, with the record that vouches for them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.period import Period


@dataclass(frozen=True, slots=True)
class Calibration:
    """How intervals of this kind have done on earlier origins of the same kind of series.

    series     how many real series were tried
    coverage   share of outcomes inside the 80 per cent interval, per horizon of `horizons` (steps)
    """

    kind: str
    series: int
    horizons: tuple[int, ...]
    coverage: tuple[float, ...]


@dataclass(frozen=True)
class Projection:
    """Possible futures of one series.

    origin      the last period with a figure
    periods     the future periods
    levels      probabilities of the quantiles, rising, within (0, 1)
    quantiles   (period, level), in the indicator's unit
    """

    origin: Period
    periods: tuple[Period, ...]
    levels: tuple[float, ...]
    quantiles: NDArray[np.float64]
    method: str
    calibration: Calibration | None = None

    def quantile(self, period: Period, level: float) -> float:
        """The value that the outcome stays below with a probability, straight between the known quantiles."""
        return float(np.interp(level, self.levels, self.quantiles[self.periods.index(period)]))

    def probability_below(self, period: Period, value: float) -> float:
        """The probability that the outcome is at most a value; never less than the lowest known level."""
        row = self.quantiles[self.periods.index(period)]
        return float(np.interp(value, row, self.levels))
