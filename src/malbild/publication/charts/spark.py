"""Spark: a series small enough to stand in a row of a list, with its target as a short line."""

from markupsafe import Markup

from malbild.publication.charts.line import pieces_of, points_of
from malbild.publication.charts.scale import Scale
from malbild.publication.charts.svg import path, tag
from malbild.vocabulary.cube import Series

WIDTH, HEIGHT, MARGIN = 150, 44, 5


def spark(series: Series, aim: float | None = None) -> Markup:
    """The shape of a series; decoration beside a sentence that says the same, so hidden from screen readers."""
    pieces = pieces_of(series)
    points = points_of(pieces)
    values = [value for _, value in points] + ([aim] if aim is not None else [])
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    first, last = points[0][0], points[-1]
    across = Scale(first, max(last[0], first + 1), MARGIN, WIDTH - MARGIN)
    up = Scale(low, high, HEIGHT - MARGIN, MARGIN)
    lines = (path((across.at(time), up.at(value)) for time, value in piece) for piece in pieces)
    parts = [tag("path", class_="line", d="".join(lines))]
    if aim is not None:
        parts.insert(0, tag("line", class_="aim", x1=0, x2=WIDTH, y1=up.at(aim), y2=up.at(aim)))
    parts.append(tag("circle", class_="last", cx=across.at(last[0]), cy=up.at(last[1]), r=3))
    return tag("svg", *parts, class_="spark", viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true")
