"""The lottery among equals: one number an applicant, which anybody who knows seed and id can work out again."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

ALGORITHM = "BLAKE2b-64 of the applicant's id, keyed with the seed in decimal digits; the lowest draws number 1"


def draw(applicants: Sequence[str], seed: int) -> NDArray[np.int32]:
    """The lottery numbers 1, 2, … of the applicants; the lowest number wins.

    A number depends on seed and ids alone, not on the order of a file; and of two applicants the same one wins in every
    round with the same seed, whoever else comes or leaves.

    >>> draw(["a", "b", "c"], 1), draw(["c", "a"], 1)
    (array([2, 3, 1], dtype=int32), array([1, 2], dtype=int32))
    """
    key = str(seed).encode()
    tickets = [(blake2b(one.encode(), key=key, digest_size=8).digest(), one) for one in applicants]
    numbers = np.empty(len(tickets), np.int32)
    numbers[sorted(range(len(tickets)), key=tickets.__getitem__)] = np.arange(1, len(tickets) + 1)
    return numbers
