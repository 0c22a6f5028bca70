"""Rounding: how far printed figures may lie from what they add up or divide to, and nothing be wrong."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# A rounded figure is off by at most half a unit, evenly: its standard deviation is 1/√12 of a unit.
_SPREAD = 1 / math.sqrt(12)
_WIDE = 3.0
_MOST_NOISE = 4.0
_ENOUGH = 8
_EXACT = 0.8


def sum_allowance(parts: int, unit: float) -> float:
    """How far a rounded sum may lie from its rounded parts: three standard deviations, at least one unit.

    >>> sum_allowance(2, 1.0), sum_allowance(12, 1.0)
    (1.0, 3.0)
    """
    steps = math.floor(_WIDE * _SPREAD * math.sqrt(parts + 1) + 1e-9)
    return unit * max(1, min(steps, (parts + 1) // 2))


def learnt_allowance(gaps: Sequence[float], parts: int, unit: float) -> float:
    """The allowance a table's own gaps speak for: narrow where all other sums are exact, wider where cells carry noise.

    Offices that protect cells by small random changes (cell keys) print sums that miss nearly everywhere by a few.
    """
    plain = sum_allowance(parts, unit)
    steps = np.abs(np.array(gaps)) / unit
    if len(steps) < _ENOUGH:
        return plain
    exact = float(np.mean(steps < 0.5))
    if exact >= _EXACT:
        return unit
    typical = float(np.median(steps[steps >= 0.5])) if exact < 0.6 else 0.0
    noise = min(typical / 0.6745 * _WIDE, _MOST_NOISE * math.sqrt(parts + 1))
    return max(plain, unit * noise if typical else plain)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers a printed figure may stand for."""

    low: float
    high: float

    @classmethod
    def of(cls, value: float, unit: float) -> "Bounds":
        """What a figure rounded to a unit may have been."""
        return cls(value - unit / 2, value + unit / 2)

    def divided(self, other: "Bounds") -> "Bounds | None":
        """What the quotient may be; None when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        corners = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Bounds(min(corners), max(corners))

    def times(self, factor: float) -> "Bounds":
        """Every number times a factor."""
        corners = (self.low * factor, self.high * factor)
        return Bounds(min(corners), max(corners))

    def minus(self, other: "Bounds") -> "Bounds":
        """What the difference may be."""
        return Bounds(self.low - other.high, self.high - other.low)

    def meets(self, other: "Bounds") -> bool:
        """Whether two figures may be the same number."""
        slack = 1e-9 * max(1.0, abs(self.low), abs(self.high))
        return self.low <= other.high + slack and other.low <= self.high + slack
