"""Project a short series: its probable futures as quantiles, with the record that vouches for them.

    z = scale(y) − season            what moves evenly
    m(h) = mixture of no change, theta and damped trend (`middle`)
    s = √(D·R)                       the series' own typical movement (`calibration.Movement`)
    q_p(h) = m(h) ± s · w(2p − 1, h) w from errors at earlier origins (`calibration`)
    y_p(h) = scale⁻¹(q_p(h) + season)

Equations, trial and figures: docs/methods/short_series.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.judgement.calibration import ErrorTable, Pace, error_table, movement_of, pace_of
from malbild.analysis.judgement.history import History, history
from malbild.analysis.judgement.middle import mixture
from malbild.analysis.judgement.quantity import quantity_of
from malbild.analysis.judgement.scale import Scale, scale_for
from malbild.analysis.judgement.season import season
from malbild.vocabulary.cube import Series
from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection

Floats = NDArray[np.float64]

FEWEST_POINTS = 5
LEVELS = tuple(round(level / 100, 2) for level in range(1, 100))


class WhyNot:
    """Codes of the reasons for which a series cannot be projected."""

    TOO_FEW = "too_few_points"
    CONSTANT = "constant"
    NO_FUTURE = "period_not_ahead"
    OTHER_LENGTH = "period_of_other_length"


@dataclass(frozen=True, slots=True)
class CannotProject:
    """A series that no honest projection can be made of: the code of the reason, and how many figures there were."""

    reason: str
    points: int


@dataclass(frozen=True)
class Drawing:
    """A history made ready to be drawn on: on its scale, without its season.

    movement   the typical movement s of one year, in units of the scale
    """

    past: History
    scale: Scale
    season: Floats
    values: Floats
    pace: Pace
    movement: float

    def middle(self, steps: NDArray[np.int64]) -> Floats:
        """The middle of the future on the scale, so many steps ahead, season included."""
        step = 1 / self.past.per_year
        ahead = np.asarray(steps * step, dtype=np.float64)
        return mixture(self.past.years, self.values, step, ahead, self.pace) + self.season_at(steps)

    def season_at(self, steps: NDArray[np.int64]) -> Floats:
        """The season of the periods so many steps ahead."""
        return np.asarray(self.season[(self.past.places[-1] + steps) % self.past.per_year])


def project(series: Series, to: Period, *, calibration: ErrorTable | None = None) -> Projection | CannotProject:
    """The probable futures of a series from the period after its last figure up to a period.

    Builds on the known figures after the last break alone, at most sixty. Needs five; how few is told by the reason.

    series        one indicator in one area; the order of its periods does not matter
    to            the last period wanted, of the same length as the series' own
    calibration   errors to take the widths from; the shipped ones of the series' kind when None
    """
    refused = _refused(series, to)
    if refused:
        return refused
    drawing = draw(history(series), series)
    table = calibration or error_table(drawing.past.per_year, drawing.pace, quantity_of(series.indicator.unit))
    steps = np.arange(1, to.ordinal - drawing.past.origin.ordinal + 1)
    return Projection(
        origin=drawing.past.origin,
        periods=tuple(drawing.past.origin.shifted(int(step)) for step in steps),
        levels=LEVELS,
        quantiles=_quantiles(drawing, steps, table),
        method=f"{drawing.pace.value}, {drawing.scale.kind.value}",
        calibration=table.record,
    )


def _refused(series: Series, to: Period) -> CannotProject | None:
    points = 0
    if np.isfinite(series.values).any():
        past = history(series)
        points = len(past.values)
        if to.kind is not past.origin.kind:
            return CannotProject(WhyNot.OTHER_LENGTH, points)
        if to <= past.origin:
            return CannotProject(WhyNot.NO_FUTURE, points)
    if points < FEWEST_POINTS:
        return CannotProject(WhyNot.TOO_FEW, points)
    return CannotProject(WhyNot.CONSTANT, points) if past.is_constant else None


def draw(past: History, series: Series) -> Drawing:
    """Put a history on its scale, take its season away and measure how it moves."""
    scale = scale_for(past.values, series.indicator.impossible)
    on_scale = scale.there(past.values)
    seasonal = season(past.places, on_scale, past.per_year)
    values = on_scale - seasonal[past.places % past.per_year]
    movement = movement_of(past.years, values)
    return Drawing(past, scale, seasonal, values, pace_of(values, movement, past.per_year), movement.typical)


def _quantiles(drawing: Drawing, steps: NDArray[np.int64], table: ErrorTable) -> Floats:
    """(period, level) in the indicator's unit, never falling along a row."""
    levels = np.array(LEVELS)
    share, side = np.abs(2 * levels - 1), np.sign(levels - 0.5)
    rows = []
    for step in steps:
        widths = table.width(step / drawing.past.per_year)
        rows.append(side * np.interp(share, np.r_[0.0, table.shares], np.r_[0.0, widths]))
    on_scale = drawing.middle(steps)[:, None] + drawing.movement * np.array(rows)
    return np.maximum.accumulate(drawing.scale.back(on_scale), axis=1)
