"""Frame: the paper of a chart with its axes, grid and labels."""

from dataclasses import dataclass
from math import floor

from markupsafe import Markup

from malbild.publication.charts.scale import Scale, range_of, ticks, year_labels
from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of a chart and its margins, in the units of its text: one is a pixel at full size."""

    width: int
    height: int
    left: int = 52
    right: int = 14
    top: int = 30
    bottom: int = 28


WIDE, NARROW, SMALL = Paper(880, 380, 60, 16), Paper(360, 304, 46, 12, 46), Paper(300, 150, 66, 8, 12, 24)


@dataclass(frozen=True, slots=True)
class Frame:
    """Paper with scales on it: where a period and a value lie.

    factor   what the axis' figures are divided by, so that they stay short
    """

    paper: Paper
    across: Scale
    up: Scale
    marks: tuple[float, ...]
    factor: int

    @classmethod
    def around(
        cls, paper: Paper, times: list[float], values: list[float], wanted: int = 5, longest: int = 10_000
    ) -> "Frame":
        """The frame that holds some times and values; figures above `longest` are written in thousands or millions."""
        marks = ticks(*range_of(values), wanted)
        first, last = min(times), max(times)
        if first == last:
            first, last = first - 1, last + 1
        across = Scale(first, last, paper.left + 6, paper.width - paper.right - 6)
        up = Scale(marks[0], marks[-1], paper.height - paper.bottom, paper.top)
        return cls(paper, across, up, marks, _factor(marks, longest))

    def at(self, time: float, value: float) -> tuple[float, float]:
        """The place of a value at a time."""
        return self.across.at(time), self.up.at(value)

    def grid(self, edition: Edition) -> Markup:
        """The horizontal lines with their figures, and the years."""
        return Markup("").join([*self._levels(edition), *self._years()])

    def _levels(self, edition: Edition) -> list[Markup]:
        decimals = _decimals([mark / self.factor for mark in self.marks])
        drawn = []
        for mark in self.marks:
            y = self.up.at(mark)
            kind = "zero" if mark == 0 else "grid"
            drawn.append(
                tag("line", class_=kind, x1=self.paper.left, x2=self.paper.width - self.paper.right, y1=y, y2=y)
            )
            figure = edition.number(mark / self.factor, decimals)
            drawn.append(tag("text", figure, class_="level", x=self.paper.left - 6, y=y + 4))
        return drawn

    def _years(self) -> list[Markup]:
        first, last = self.across.low, self.across.high
        room = self.across.end - self.across.start
        base = self.paper.height - self.paper.bottom
        drawn = []
        for year in year_labels(floor(first + 0.999), floor(last), room):
            x = self.across.at(year)
            drawn.append(tag("line", class_="tick", x1=x, x2=x, y1=base, y2=base + 4))
            drawn.append(tag("text", year, class_="year", x=x, y=base + 18))
        return drawn


def time_of(period: Period) -> float:
    """A period's place on the time line, in years.

    >>> time_of(Period.parse("2018")), time_of(Period.parse("2018-Q3"))
    (2018.0, 2018.5)
    """
    return period.ordinal * period.months / 12


def unit_label(edition: Edition, indicator: Indicator, factor: int) -> str:
    """The unit as a chart's heading writes it, with the thousands or millions it is shown in."""
    label = indicator.unit.label(edition.language)
    return label if factor == 1 else edition.t.plain(f"chart.factor.{factor}", unit=label)


def _factor(marks: tuple[float, ...], longest: int) -> int:
    """Thousands or millions where every figure of the axis stays short without them."""
    highest = max(abs(mark) for mark in marks)
    if highest < longest:
        return 1
    return next((factor for factor in (1_000_000, 1_000) if highest >= factor * 10), 1)


def _decimals(figures: list[float]) -> int:
    return next((count for count in (0, 1, 2) if all(abs(round(one, count) - one) < 1e-9 for one in figures)), 2)
