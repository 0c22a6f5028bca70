"""The one stream of random numbers: counter-based, drawn outside the equations, the same for every scenario.

A number depends on the seed, on what it is for and on the block of draws it belongs to, and on nothing else. So two
scenarios meet the same luck (their difference is the scenario), more draws begin with the same draws, and any number of
workers give the same result as one.
"""

from enum import IntEnum

import numpy as np

BLOCK = 20
"""Draws that are drawn together: they share a calibration window and a level of mortality."""
CACHED = 250_000
"""Cells that are stepped at a time: what a year makes of them stays in a processor's cache."""


class Purpose(IntEnum):
    """What random numbers are for; the order is part of what makes a forecast reproducible."""

    FORMS = 1
    NATIONAL = 2
    LOCAL = 3
    FERTILITY = 4
    WINDOW = 5
    MORTALITY = 6
    COUNTED = 7
    LIVES = 8


def stream(seed: int, purpose: Purpose, block: int) -> np.random.Generator:
    """The numbers of a block of draws for a purpose.

    >>> float(stream(1, Purpose.LOCAL, 0).random()) == float(stream(1, Purpose.LOCAL, 0).random())
    True
    """
    key = np.array([seed, (int(purpose) << 32) + block], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key))


def blocks(draws: int) -> list[range]:
    """The draws of each block."""
    return [range(first, min(first + BLOCK, draws)) for first in range(0, draws, BLOCK)]


def pieces(draws: int, cells: int) -> list[slice]:
    """Some draws in pieces small enough to be stepped in a processor's cache; cells are those of one draw.

    >>> pieces(10, 58_580)
    [slice(0, 4, None), slice(4, 8, None), slice(8, 10, None)]
    """
    size = max(1, CACHED // cells)
    return [slice(first, min(first + size, draws)) for first in range(0, draws, size)]
