"""Spark: a series small enough to stand in a row of a list, with its target as a short line."""

from markupsafe import Markup

from malbild.publication.charts.frame import time_of
from malbild.publication.charts.scale import Scale
from malbild.publication.charts.svg import path, tag
from malbild.vocabulary.cube import Series

WIDTH, HEIGHT, MARGIN = 150, 44, 5


def spark(series: Series, aim: float | None = None) -> Markup:
    """The shape of a series; decoration beside a sentence that says the same, so hidden from screen readers."""
    known = series.known()
    values = [float(value) for value in known.values] + ([aim] if aim is not None else [])
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    times = [time_of(period) for period in known.periods]
    across = Scale(times[0], max(times[-1], times[0] + 1), MARGIN, WIDTH - MARGIN)
    up = Scale(low, high, HEIGHT - MARGIN, MARGIN)
    points = [(across.at(time), up.at(float(value))) for time, value in zip(times, known.values, strict=True)]
    parts = [tag("path", class_="line", d=path(points))]
    if aim is not None:
        parts.insert(0, tag("line", class_="aim", x1=0, x2=WIDTH, y1=up.at(aim), y2=up.at(aim)))
    parts.append(tag("circle", class_="last", cx=points[-1][0], cy=points[-1][1], r=3))
    return tag("svg", *parts, class_="spark", viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true")
