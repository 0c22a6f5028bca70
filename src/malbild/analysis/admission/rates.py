"""How many got their first choice, by group: with an interval, and without cells that tell of a person."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST = 10
"""Groups of fewer persons are not told; nor are rates that fewer than `FEWEST_WITHIN` persons make or miss."""
FEWEST_WITHIN = 5
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of a group, 0–1, with its 95 per cent interval (Wilson); None where it is suppressed."""

    group: str
    of: int | None
    share: float | None = None
    low: float | None = None
    high: float | None = None


def rates(groups: Sequence[str], hits: NDArray[np.bool_]) -> list[Rate]:
    """The share of hits in each group, in the order of their names.

    Where one group alone is suppressed, the smallest of the others is too: else the total would tell it.
    """
    names = sorted(set(groups))
    index = {name: place for place, name in enumerate(names)}
    codes = np.fromiter((index[one] for one in groups), np.int64, len(groups))
    of = np.bincount(codes, minlength=len(names))
    hit = np.bincount(codes, weights=hits, minlength=len(names)).astype(np.int64)
    told = is_told(of, hit)
    if np.count_nonzero(~told) == 1 and told.any():
        told[np.where(told, of, np.iinfo(np.int64).max).argmin()] = False
    return [
        wilson(name, int(n), int(k)) if tell else Rate(name, None)
        for name, n, k, tell in zip(names, of, hit, told, strict=True)
    ]


def is_told(of: NDArray[np.int64], hit: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a group is large enough to be told of; nobody, or everybody, counts as few."""
    return (of >= FEWEST) & (hit >= FEWEST_WITHIN) & (of - hit >= FEWEST_WITHIN)


def wilson(group: str, of: int, hit: int) -> Rate:
    """A share with its interval, which stays within 0–1 and holds for shares near the ends too.

    >>> one = wilson("a", 100, 80)
    >>> one.share, round(one.low, 3), round(one.high, 3)
    (0.8, 0.711, 0.867)
    """
    if of == 0:
        return Rate(group, 0)
    share, square = hit / of, _Z95**2 / of
    middle = (share + square / 2) / (1 + square)
    half = _Z95 * np.sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    return Rate(group, of, share, max(0.0, float(middle - half)), min(1.0, float(middle + half)))
