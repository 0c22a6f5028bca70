"""Cube: the values of one indicator by area, period and group, each with its status and its vintage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.indicator import Break, Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.provenance import Vintage

TOTAL = "total"


@dataclass(frozen=True)
class Series:
    """One indicator in one area over time: what a chart draws and a judgement reads.

    values   NaN where there is no number; status tells why
    breaks   where the figures before and after are not comparable
    """

    indicator: Indicator
    area: str
    group: str
    periods: tuple[Period, ...]
    values: NDArray[np.float64]
    status: NDArray[np.str_]
    breaks: tuple[Break, ...] = ()

    def known(self) -> "Series":
        """Only the periods that have a number."""
        keep = ~np.isnan(self.values)
        periods = tuple(period for period, kept in zip(self.periods, keep, strict=True) if kept)
        return Series(self.indicator, self.area, self.group, periods, self.values[keep], self.status[keep], self.breaks)


@dataclass(frozen=True)
class Cube:
    """What was known of one indicator on a date.

    values    (area, period, group); NaN where there is no number
    status    (area, period, group); "" for an ordinary value, else why there is none or how sure it is
    vintage   (area, period, group); index into `vintages`, −1 where there is no cell
    groups    codes of one further dimension such as sex; ("total",) when there is none
    """

    indicator: Indicator
    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    groups: tuple[str, ...]
    values: NDArray[np.float64]
    status: NDArray[np.str_]
    vintage: NDArray[np.int64]
    vintages: tuple[Vintage, ...]

    def series(self, area: str, group: str = TOTAL) -> Series:
        """One area's series, breaks included."""
        row, column = self.areas.index(area), self.groups.index(group)
        return Series(
            self.indicator, area, group, self.periods,
            self.values[row, :, column], self.status[row, :, column], self.indicator.breaks,
        )  # fmt: skip

    def vintage_of(self, area: str, period: Period, group: str = TOTAL) -> Vintage | None:
        """The vintage one value stands in; None where there is no cell."""
        place = self.areas.index(area), self.periods.index(period), self.groups.index(group)
        index = int(self.vintage[place])
        return None if index < 0 else self.vintages[index]
