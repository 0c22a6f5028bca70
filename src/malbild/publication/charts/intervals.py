"""Intervals: what is not known for certain, each a line from its low to its high limit with a point at the middle."""

from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.frame import Paper
from malbild.publication.charts.scale import Scale, ticks
from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.vocabulary.matching import Estimate

ROW, HEAD, FOOT = 44, 8, 26


@dataclass(frozen=True, slots=True)
class Interval:
    """One line of the chart; the page's own stands out from those it is compared with."""

    label: str
    estimate: Estimate
    own: bool = False


def draw_intervals(
    id: str, title: str, description: str, rows: tuple[Interval, ...], paper: Paper, edition: Edition
) -> Markup:
    """The chart as SVG, from zero, each row's name above its line so that long names fit a phone."""
    marks = ticks(0, max((one.estimate.high for one in rows), default=1) or 1, 4 if paper.width < 500 else 8)
    scale = Scale(marks[0], marks[-1], 4.0, paper.width - 24.0)
    height = HEAD + ROW * len(rows) + FOOT
    parts = [
        tag("title", title, id=f"{id}-t"),
        tag("desc", description, id=f"{id}-d"),
        *(_mark(one, scale, height, edition) for one in marks),
        *(_row(one, HEAD + ROW * place, scale, edition) for place, one in enumerate(rows)),
    ]
    return tag(
        "svg", *parts, class_="chart", viewBox=f"0 0 {paper.width} {height}", role="img",
        aria_labelledby=f"{id}-t {id}-d",
    )  # fmt: skip


def _mark(value: float, scale: Scale, height: float, edition: Edition) -> Markup:
    x = scale.at(value)
    line = tag("line", class_="zero" if value == 0 else "grid", x1=x, x2=x, y1=HEAD, y2=height - FOOT)
    anchor = "start" if value == 0 else "middle"
    return line + tag("text", edition.number(value, 0), x=x, y=height - 8, text_anchor=anchor)


def _row(one: Interval, y: float, scale: Scale, edition: Edition) -> Markup:
    low, middle, high = (scale.at(each) for each in (one.estimate.low, one.estimate.middle, one.estimate.high))
    kind = "own" if one.own else "other"
    return Markup("").join(
        (
            tag("text", one.label, class_=kind, x=8, y=y + 14),
            tag("rect", class_=f"bar {kind}", x=low, y=y + 24, width=max(high - low, 2.0), height=8),
            tag("circle", class_="dot", cx=middle, cy=y + 28, r=6),
        )
    )
