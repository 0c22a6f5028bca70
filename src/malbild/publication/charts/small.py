"""Small: an area's series beside a reference on one small scale, so that many can be compared at a glance."""

from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.frame import SMALL, Frame, Paper
from malbild.publication.charts.line import Line, Pieces, points_of
from malbild.publication.charts.svg import path, tag
from malbild.publication.edition import Edition


@dataclass(frozen=True)
class Small:
    """What one small chart shows.

    line        the area's own line, in pieces
    reference   that of what it is compared with; empty when there is none
    scale       further values that the scale must hold, so that several charts share it
    """

    id: str
    title: str
    line: Pieces
    reference: Pieces = ()
    scale: Line = ()


def draw_small(small: Small, edition: Edition, paper: Paper = SMALL) -> Markup:
    """The chart as SVG."""
    points = (*points_of(small.line), *points_of(small.reference), *small.scale)
    frame = Frame.around(
        paper, [time for time, _ in points], [value for _, value in points], wanted=3, longest=10_000_000
    )
    parts = [
        tag("title", small.title, id=small.id),
        frame.grid(edition),
        _drawn("reference", small.reference, frame),
        _drawn("line", small.line, frame),
    ]
    if small.line:
        x, y = frame.at(*small.line[-1][-1])
        parts.append(tag("circle", class_="last", cx=x, cy=y, r=3.5))
    return tag(
        "svg", *parts, class_="chart small", viewBox=f"0 0 {paper.width} {paper.height}", role="img",
        aria_labelledby=small.id,
    )  # fmt: skip


def _drawn(kind: str, pieces: Pieces, frame: Frame) -> Markup:
    lines = [path(frame.at(*point) for point in piece) for piece in pieces if len(piece) > 1]
    alone = [frame.at(*piece[0]) for piece in pieces if len(piece) == 1]
    drawn = [tag("path", class_=kind, d="".join(lines))] if lines else []
    return Markup("").join([*drawn, *(tag("circle", class_=f"alone {kind}", cx=x, cy=y, r=2) for x, y in alone)])
