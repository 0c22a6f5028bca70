"""Calibration: how wide intervals must be, as errors at earlier origins of the same kind of series have shown.

The figures lie in `calibration.toml`, which `python -m tests.benchmarks.coverage --write` makes from real series, and
which tells its own date and source. Nothing in it is chosen by hand.
"""

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.judgement.quantity import Quantity
from malbild.vocabulary.projection import Calibration

Floats = NDArray[np.float64]

STRAIGHT_BELOW = 0.2
STEADY_FROM = 0.95
LEANING_FROM = 0.4
SMALLEST_UNREST = 0.25  # of the distance: no series is so regular that its future is known


class Pace(StrEnum):
    """How much of a series' movement has gone one way: what decides how it is drawn on and how far it strays."""

    WANDERING = "wandering"
    LEANING = "leaning"
    STEADY = "steady"
    STRAIGHT = "straight"


@dataclass(frozen=True, slots=True)
class Movement:
    """How a series has moved in a usual year, in units of its scale.

    distance   D = mean |Δz| / √Δt: how far
    unrest     R = mean |Δz − b Δt| / √Δt: how far beside its own mean change b
    """

    distance: float
    unrest: float

    @property
    def typical(self) -> float:
        """s = √(D·R), with R at least a quarter of D: the measure of errors.

        The geometric mean calibrated better than D or R alone (docs/methods/short_series.md, section 4).
        """
        return float(np.sqrt(self.distance * max(self.unrest, SMALLEST_UNREST * self.distance)))


def movement_of(years: Floats, values: Floats) -> Movement:
    """Measure how a series has moved; gaps count by the root of their length."""
    gaps, moves = np.diff(years), np.diff(values)
    slope = (values[-1] - values[0]) / (years[-1] - years[0])
    return Movement(
        distance=float(np.mean(np.abs(moves) / np.sqrt(gaps))),
        unrest=float(np.mean(np.abs(moves - slope * gaps) / np.sqrt(gaps))),
    )


def steadiness(values: Floats) -> float:
    """The net change as a share of all movement, 0 to 1.

    >>> steadiness(np.array([1.0, 2.0, 3.0])), steadiness(np.array([1.0, 2.0, 1.0]))
    (1.0, 0.0)
    """
    moves = np.diff(values)
    walked = float(np.abs(moves).sum())
    return abs(float(moves.sum())) / walked if walked else 1.0


def pace_of(values: Floats, movement: Movement, per_year: int) -> Pace:
    """The class that a history belongs to; a straight line is known in annual figures alone."""
    if per_year == 1 and movement.unrest < STRAIGHT_BELOW * movement.distance:
        return Pace.STRAIGHT
    share = steadiness(values)
    if share >= STEADY_FROM:
        return Pace.STEADY
    return Pace.LEANING if share >= LEANING_FROM else Pace.WANDERING


@dataclass(frozen=True)
class ErrorTable:
    """How large errors have been for one kind of series, in units of its own typical movement.

    years     horizons, rising
    shares    shares of the errors, rising
    widths    (horizon, share): the error that the share of them stayed within
    record    what the intervals of this table have covered on series that did not make it
    """

    years: Floats
    shares: Floats
    widths: Floats
    record: Calibration

    def width(self, ahead: float) -> Floats:
        """The errors of every share at a horizon in years; beyond the longest tried they grow with its square root."""
        last = float(self.years[-1])
        growth = np.sqrt(max(ahead / last, 1.0))
        near = np.log(np.clip(ahead, self.years[0], last))
        columns = [np.interp(near, np.log(self.years), column) for column in self.widths.T]
        return np.asarray(growth * np.array(columns))


@cache
def error_table(per_year: int, pace: Pace, quantity: Quantity = Quantity.OTHER) -> ErrorTable:
    """The shipped table for annual figures, or for those of parts of a year, a pace and what is counted.

    Of parts of a year only people have been tried, so there the quantity changes nothing.
    """
    table = shipped().kinds[kind_name(per_year, pace)]
    factor = shipped().quantities.get(quantity) if per_year == 1 else None
    if factor is None:
        return table
    factors = np.interp(table.years, factor.years, factor.factors)
    record = replace(factor.record, kind=f"{table.record.kind}, {quantity.value}")
    return ErrorTable(table.years, table.shares, table.widths * factors[:, None], record)


def kind_name(per_year: int, pace: Pace) -> str:
    """The name of a kind of series in the table.

    Hardly any steady series of parts of a year have been seen; they borrow the widths of steady annual ones, which are
    made for a year and more and therefore wide for the first months.
    """
    annual = per_year == 1 or pace is Pace.STEADY
    return f"{'annual' if annual else 'part-year'} {pace.value}"


@dataclass(frozen=True)
class QuantityFactor:
    """By how much the errors of one quantity have been larger than of all series of the same pace, by horizon."""

    years: Floats
    factors: Floats
    record: Calibration


@dataclass(frozen=True)
class Shipped:
    """Everything that `calibration.toml` holds."""

    kinds: dict[str, ErrorTable]
    quantities: dict[Quantity, QuantityFactor]


@cache
def shipped() -> Shipped:
    """Read the shipped file, once."""
    text = files(__package__).joinpath("calibration.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    kinds = {
        row["kind"]: ErrorTable(
            np.array(row["years"]), np.array(row["shares"]), np.array(row["widths"]), _record(row["kind"], row)
        )
        for row in found["kinds"]
    }
    quantities = {
        Quantity(row["quantity"]): QuantityFactor(
            np.array(row["years"]), np.array(row["factors"]), _record(row["quantity"], row)
        )
        for row in found["quantities"]
    }
    return Shipped(kinds, quantities)


def _record(name: str, row: dict[str, Any]) -> Calibration:
    return Calibration(
        kind=name,
        series=int(row["series"]),
        horizons=tuple(int(step) for step in row["tried_steps"]),
        coverage=tuple(float(share) for share in row["tried_coverage"]),
    )
