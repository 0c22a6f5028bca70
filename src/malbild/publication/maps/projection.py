"""Projection: from degrees to places on the paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from malbild.publication.site import Ring


@dataclass(frozen=True, slots=True)
class Projection:
    """An equirectangular projection around the middle of what is shown.

    At the size of a county (two degrees) shapes differ from SWEREF 99 TM by less than the width of a line.
    """

    west: float
    north: float
    squeeze: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, borders: Mapping[str, tuple[Ring, ...]], width: int, height: int, margin: int = 4) -> "Projection":
        """The projection that fits borders into a paper of at most a size."""
        points = [point for rings in borders.values() for ring in rings for point in ring]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        squeeze = cos(radians((south + north) / 2))
        scale = min((width - 2 * margin) / ((east - west) * squeeze), (height - 2 * margin) / (north - south))
        wide, high = (east - west) * squeeze * scale + 2 * margin, (north - south) * scale + 2 * margin
        return cls(west - margin / squeeze / scale, north + margin / scale, squeeze, scale, round(wide), round(high))

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """The place of a longitude and latitude."""
        return (point[0] - self.west) * self.squeeze * self.scale, (self.north - point[1]) * self.scale

    def path(self, rings: Iterable[Ring]) -> str:
        """Rings as path data."""
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(self.at, ring)) + "Z" for ring in rings
        )  # fmt: skip


@cache
def middle(rings: tuple[Ring, ...], steps: int = 24) -> tuple[float, float]:
    """Where a label stands: the place inside the largest ring that lies farthest from its border, on a grid.

    >>> middle((((0, 0), (12, 0), (12, 4), (0, 4), (0, 0)),), 4)
    (6.0, 2.0)
    """
    ring = max(rings, key=lambda one: abs(_doubled_area(one)))
    border = np.array(ring, dtype=float)
    (west, south), (east, north) = border.min(axis=0), border.max(axis=0)
    across, up = np.meshgrid(np.linspace(west, east, steps + 1), np.linspace(south, north, steps + 1))
    grid = np.stack((across, up), axis=-1).reshape(-1, 2)
    inside = grid[_inside(grid, border)]
    if not len(inside):
        return ring[0]
    x, y = inside[_distance(inside, border).argmax()]
    return float(x), float(y)


def _inside(points: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each point lies within a ring: a ray to the east crosses its border an odd number of times."""
    start, end = ring[:-1], ring[1:]
    x, y = points[:, :1], points[:, 1:]
    crosses = (start[:, 1] > y) != (end[:, 1] > y)
    rise = np.where(end[:, 1] == start[:, 1], 1.0, end[:, 1] - start[:, 1])
    at = start[:, 0] + (y - start[:, 1]) * (end[:, 0] - start[:, 0]) / rise
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)


def _distance(points: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each point lies from its ring; a degree of longitude counts a third, since a name is wide and low."""
    scale = np.array([1 / 3, 1.0])
    start, end, place = ring[:-1] * scale, ring[1:] * scale, points[:, None, :] * scale
    along = end - start
    length = np.maximum((along**2).sum(axis=-1), 1e-18)
    part = np.clip(((place - start) * along).sum(axis=-1) / length, 0, 1)
    nearest = start + part[..., None] * along
    return np.asarray(np.sqrt(((place - nearest) ** 2).sum(axis=-1)).min(axis=1))


def _doubled_area(ring: Ring) -> float:
    """Twice the signed area, after the shoelace formula."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))
