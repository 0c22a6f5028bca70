"""Line: a series as points in time, cut where its figures must not be joined."""

from itertools import pairwise

from malbild.publication.charts.frame import time_of
from malbild.vocabulary.cube import Series
from malbild.vocabulary.period import Period

Line = tuple[tuple[float, float], ...]
Pieces = tuple[Line, ...]


def parted(before: Period, after: Period, series: Series) -> bool:
    """Whether a break, or a cell without a number, lies between two known periods."""
    if any(before < one.period <= after for one in series.breaks):
        return True
    return any(before < period < after for period in series.periods)


def pieces_of(series: Series | None) -> Pieces:
    """A series as runs of (time, value) that may each be drawn as one line."""
    if series is None or not len(series.known().periods):
        return ()
    known = series.known()
    points = [(time_of(period), float(value)) for period, value in zip(known.periods, known.values, strict=True)]
    pieces = [[points[0]]]
    for (before, after), point in zip(pairwise(known.periods), points[1:], strict=True):
        if parted(before, after, series):
            pieces.append([])
        pieces[-1].append(point)
    return tuple(tuple(piece) for piece in pieces)


def points_of(pieces: Pieces) -> Line:
    """All points of a line, whole or in pieces."""
    return tuple(point for piece in pieces for point in piece)


def index_of(pieces: Pieces, base: float) -> Pieces:
    """A line as index: its value at a time is 100; what lies before is left out.

    >>> index_of((((2010.0, 50.0), (2020.0, 60.0)),), 2010.0)
    (((2010.0, 100.0), (2020.0, 120.0)),)
    """
    first = dict(points_of(pieces))[base]
    kept = (tuple((time, 100 * value / first) for time, value in piece if time >= base) for piece in pieces)
    return tuple(piece for piece in kept if piece)
