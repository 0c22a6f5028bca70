"""Projection: from degrees to places on the paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians

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


def middle(rings: tuple[Ring, ...]) -> tuple[float, float]:
    """The middle of the largest ring's area: where a label stands."""
    ring = max(rings, key=lambda one: abs(_area(one)[0]))
    area, x, y = _area(ring)
    return (x / (3 * area), y / (3 * area)) if area else ring[0]


def _area(ring: Ring) -> tuple[float, float, float]:
    """Twice the signed area, and the moments that give the middle, after the shoelace formula."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return area, x, y
