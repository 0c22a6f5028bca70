"""Scales: where a value lies on the paper, and which round values are written beside it."""

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to places on the paper.

    >>> Scale(0, 10, 100, 200).at(5)
    150.0
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, wanted: int) -> tuple[float, ...]:
    """Round values that enclose a range, about so many: steps of 1, 2, 2.5 or 5 times a power of ten.

    >>> ticks(3, 97, 5)
    (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    """
    if high <= low:
        low, high = low - abs(low or 1) * 0.1, high + abs(high or 1) * 0.1
    step = _round_step((high - low) / wanted)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) for index in range(first, last + 1))


def _round_step(rough: float) -> float:
    power: float = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)


def range_of(values: list[float]) -> tuple[float, float]:
    """The range a chart must show: from zero where the lowest value is less than half of the highest.

    A line may start above zero, but a fall to a half must look like one.
    """
    low, high = min(values), max(values)
    if 0 < low < 0.55 * high:
        return 0.0, high
    return low, high


def year_labels(first: int, last: int, room: float, label: float = 44) -> tuple[int, ...]:
    """The years written under a chart of a width, so far apart that they cannot collide.

    The last multiple is kept away from the edges by the same distance.

    >>> year_labels(1990, 2030, 300)
    (1990, 2000, 2010, 2020, 2030)
    """
    span = max(1, last - first)
    most = max(1, int(room // label))
    step = next(one for one in (1, 2, 5, 10, 20, 25, 50, 100, 1000) if span / one <= most)
    return tuple(year for year in range(first, last + 1) if year % step == 0)
