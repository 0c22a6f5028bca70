"""Small: an area's series beside a reference on one small scale, so that many can be compared at a glance."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from malbild.publication.charts.frame import SMALL, Frame, Paper, time_of
from malbild.publication.charts.svg import path, tag
from malbild.publication.edition import Edition
from malbild.vocabulary.cube import Series

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Small:
    """What one small chart shows.

    line        (time, value) of the area
    reference   the same of what it is compared with; empty when there is none
    scale       further values that the scale must hold, so that several charts share it
    """

    id: str
    title: str
    line: Line
    reference: Line = ()
    scale: Line = ()


def draw_small(small: Small, edition: Edition, paper: Paper = SMALL) -> Markup:
    """The chart as SVG."""
    points = (*small.line, *small.reference, *small.scale)
    frame = Frame.around(
        paper, [time for time, _ in points], [value for _, value in points], wanted=3, longest=1_000_000
    )
    parts = [
        tag("title", small.title, id=small.id),
        frame.grid(edition),
        _drawn("reference", small.reference, frame),
        _drawn("line", small.line, frame),
    ]
    if small.line:
        x, y = frame.at(*small.line[-1])
        parts.append(tag("circle", class_="last", cx=x, cy=y, r=3.5))
    return tag(
        "svg", *parts, class_="chart small", viewBox=f"0 0 {paper.width} {paper.height}", role="img",
        aria_labelledby=small.id,
    )  # fmt: skip


def line_of(series: Series | None) -> Line:
    """A series as points in time; what has no number is left out."""
    if series is None:
        return ()
    pairs = zip(series.periods, series.values, strict=True)
    return tuple((time_of(period), float(value)) for period, value in pairs if not np.isnan(value))


def index_of(line: Line, base: float) -> Line:
    """A line as index: its value at a time is 100.

    >>> index_of(((2010.0, 50.0), (2020.0, 60.0)), 2010.0)
    ((2010.0, 100.0), (2020.0, 120.0))
    """
    first = dict(line)[base]
    return tuple((time, 100 * value / first) for time, value in line if time >= base)


def _drawn(kind: str, line: Line, frame: Frame) -> Markup:
    if len(line) < 2:
        return Markup("").join(
            tag("circle", class_="last", cx=frame.at(*one)[0], cy=frame.at(*one)[1], r=3)
            for one in line[:1]
            if kind == "line"
        )
    return tag("path", class_=kind, d=path(frame.at(*point) for point in line))
