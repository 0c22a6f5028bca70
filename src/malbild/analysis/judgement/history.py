"""What a projection may build on: the known figures of a series after its last break, and what they look like."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.cube import Series
from malbild.vocabulary.period import Period

Floats = NDArray[np.float64]

MOST_POINTS = 60  # older figures tell little of the coming years, and the calibration used no more


@dataclass(frozen=True)
class History:
    """The figures that may be compared with one another, in order of time.

    places     where each figure stands on the time line of its own kind of period (Period.ordinal)
    per_year   how many periods make a year
    """

    origin: Period
    places: NDArray[np.int64]
    values: Floats
    per_year: int

    @property
    def years(self) -> Floats:
        """The time of each figure in years."""
        return self.places / self.per_year

    @property
    def is_constant(self) -> bool:
        """Whether all figures are the same, so that nothing is known of how they move."""
        return bool(np.all(self.values == self.values[0]))


def last_break(series: Series) -> Period | None:
    """The last period from which the figures are not comparable with the earlier ones, as far as the series reaches.

    A break after the last known figure is none yet.
    """
    known = series.known().periods
    if not known:
        return None
    begun = [one.period for one in series.breaks if one.period <= max(known)]
    return max(begun, default=None)


def comparable(series: Series) -> Series:
    """The known figures after the last break, oldest first, in whatever order the series holds them."""
    known = series.known()
    start = last_break(series)
    order = sorted(range(len(known.periods)), key=lambda place: known.periods[place])
    kept = [place for place in order if start is None or known.periods[place] >= start]
    periods = tuple(known.periods[place] for place in kept)
    return Series(
        series.indicator, series.area, series.group, periods, known.values[kept], known.status[kept], series.breaks
    )


def history(series: Series) -> History:
    """The last sixty comparable figures of a series; a series without any is refused."""
    usable = comparable(series)
    if not usable.periods:
        raise ValueError(f"The series of {series.indicator.id!r} in {series.area!r} has no figure to build on.")
    periods = usable.periods[-MOST_POINTS:]
    places = np.array([period.ordinal for period in periods], dtype=np.int64)
    return History(periods[-1], places, usable.values[-MOST_POINTS:].astype(np.float64), 12 // periods[-1].months)
