"""Ranker: the order in which people would choose among candidates, learned from what they have linked.

Trees of yes-and-no questions about the evidence, summed. They were grown for ranks (LambdaMART) by
tests/calibration/skills_ranker.py, which says on what, and lie beside this module as arrays.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numba
import numpy as np
from numpy.typing import NDArray

FILE = "ranker.npz"
_ARRAYS = ("roots", "feature", "threshold", "left", "right", "value")
_LEAF = -1


@dataclass(frozen=True)
class Ranker:
    """All trees, node after node.

    roots        where each tree begins
    feature      which number of the evidence a node asks about; -1 for a leaf
    threshold    a number up to this goes left
    left, right  the nodes that follow
    value        what a leaf adds to the score
    sharpness    what scores are multiplied by to make confidence of them, so that the first is right as often as told
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    sharpness: float

    def scores(self, evidence: NDArray[np.float32]) -> NDArray[np.float64]:
        """The score of each row of evidence, on the scale of confidence."""
        columns = (self.roots, self.feature, self.threshold, self.left, self.right, self.value)
        summed: NDArray[np.float64] = _summed(evidence.astype(np.float64), *columns)
        return self.sharpness * summed


@cache
def ready() -> Ranker:
    """The ranker that comes with the package."""
    with as_file(files(__package__) / FILE) as path, np.load(path) as kept:
        roots, feature, threshold, left, right, value = (kept[name] for name in _ARRAYS)
        return Ranker(roots, feature, threshold, left, right, value, float(kept["sharpness"]))


@numba.njit(nogil=True)
def _summed(evidence, roots, feature, threshold, left, right, value):  # type: ignore[no-untyped-def]  # numba types it
    found = np.zeros(len(evidence))
    for row in range(len(evidence)):
        for root in roots:
            node = root
            while feature[node] != _LEAF:
                node = left[node] if evidence[row, feature[node]] <= threshold[node] else right[node]
            found[row] += value[node]
    return found
