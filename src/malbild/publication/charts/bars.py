"""Bars: what has one single figure in time, beside what it is compared with, from zero."""

from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.frame import Paper, unit_label
from malbild.publication.charts.scale import Scale
from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.vocabulary.indicator import Indicator

ROW, HEAD = 36, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; the page's own stands out from those it is compared with."""

    label: str
    value: float
    own: bool = False


@dataclass(frozen=True)
class Bars:
    """What one bar chart shows.

    aim   the level to reach, where there is one
    """

    id: str
    title: str
    description: str
    indicator: Indicator
    bars: tuple[Bar, ...]
    vintage: str = ""
    aim: float | None = None


def draw_bars(bars: Bars, paper: Paper, edition: Edition) -> Markup:
    """The chart as SVG; bars start at zero, so that their lengths can be compared."""
    room = max(len(bar.label) for bar in bars.bars) * 7.2 + 10
    values = [bar.value for bar in bars.bars] + ([bars.aim] if bars.aim is not None else [])
    scale = Scale(min(0.0, *values), max(0.0, *values) or 1.0, room, paper.width - 90.0)
    height = HEAD + ROW * len(bars.bars) + (20 if bars.aim is not None else 0)
    parts = [
        tag("title", bars.title, id=f"{bars.id}-t"),
        tag("desc", bars.description, id=f"{bars.id}-d"),
        tag("text", unit_label(edition, bars.indicator, 1), class_="unit", x=0, y=13),
        tag("text", bars.vintage, class_="vintage", x=paper.width - paper.right, y=13),
        *(_row(bar, HEAD + ROW * index, scale, bars.indicator, edition) for index, bar in enumerate(bars.bars)),
        _aim(bars, scale, height, edition),
    ]
    return tag(
        "svg", *parts, class_="chart", viewBox=f"0 0 {paper.width} {height}", role="img",
        aria_labelledby=f"{bars.id}-t {bars.id}-d",
    )  # fmt: skip


def _row(bar: Bar, y: float, scale: Scale, indicator: Indicator, edition: Edition) -> Markup:
    start, end = sorted((scale.at(0), scale.at(bar.value)))
    figure = edition.number(bar.value, indicator.decimals)
    kind = "own" if bar.own else "other"
    return Markup("").join(
        (
            tag("text", bar.label, class_=f"bar-label {kind}", x=0, y=y + 20),
            tag("rect", class_=f"bar {kind}", x=start, y=y + 6, width=max(end - start, 1.0), height=20),
            tag("text", figure, class_=f"bar-figure {kind}", x=end + 7, y=y + 20),
        )
    )


def _aim(bars: Bars, scale: Scale, height: float, edition: Edition) -> Markup:
    if bars.aim is None:
        return Markup("")
    x = scale.at(bars.aim)
    label = edition.t("chart.aim", value=edition.number(bars.aim, bars.indicator.decimals))
    line = tag("line", class_="aim", x1=x, x2=x, y1=HEAD, y2=height - 18)
    return line + tag("text", label, class_="aim-label", x=x, y=height - 3, text_anchor="middle")
