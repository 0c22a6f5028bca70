"""Demand: how large a share of the advertisements asks for each skill, and how sure that is.

A share seen in few advertisements is drawn towards what is usual among all skills: the prior is a beta distribution
fitted to all of them (empirical Bayes), so that a skill seen once in ten advertisements is not said to be asked for by
every tenth employer. The interval holds the share of another draw of advertisements: `ahead` many, or all there could
be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln
from scipy.stats import beta, betabinom

from malbild.vocabulary.matching import DemandShare

LEAST_ADVERTISEMENTS = 20
LEAST_ASKING = 5
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Prior:
    """What is usual among skills before the advertisements are read: a beta distribution."""

    a: float
    b: float


def prior(asking: NDArray[np.int64], advertisements: int, known: int) -> Prior:
    """The beta distribution under which the counts of all `known` concepts are likeliest, those never seen among them.

    To leave the unseen out would make every skill look usual, and the limits cover far less than they say.
    """
    seen = asking[asking > 0]
    unseen = max(0, known - len(seen))

    def cost(logs: NDArray[np.float64]) -> float:
        a, b = np.exp(logs)
        likely = np.sum(betaln(seen + a, advertisements - seen + b)) + unseen * betaln(a, advertisements + b)
        return -float(likely - known * betaln(a, b))

    known = unseen + len(seen)
    found = minimize(cost, np.log([0.5, 10.0]), method="Nelder-Mead", bounds=[(-8, 8), (-8, 12)])
    a, b = np.exp(found.x)
    return Prior(float(a), float(b))


def interval(
    asking: NDArray[np.int64], advertisements: int, usual: Prior, *, ahead: int | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper limits of the share that asks, among `ahead` other advertisements or (None) among all.

    The share seen is always within them: a reader who is told both must not find one to contradict the other. Numbers
    of advertisements are whole: the limits among `ahead` are the outermost numbers beyond which less than a twentieth
    of the probability lies, half of that of the limit itself counted (mid-P), since limits that count all of it or none
    hold more or less often than they say.
    """
    a, b = usual.a + asking, usual.b + advertisements - asking
    seen, tail = asking / advertisements, (1 - LEVEL) / 2
    if ahead is None:
        low, high = beta.ppf(tail, a, b), beta.ppf(1 - tail, a, b)
    else:
        numbers = np.arange(ahead + 1)[:, np.newaxis]
        below = betabinom.cdf(numbers, ahead, a, b) - betabinom.pmf(numbers, ahead, a, b) / 2
        low, high = np.sum(below < tail, axis=0) / ahead, 1 - np.sum(below > 1 - tail, axis=0) / ahead
    return np.minimum(low, seen), np.maximum(high, seen)


def shares(concepts: Sequence[str], asking: NDArray[np.int64], advertisements: int, known: int) -> list[DemandShare]:
    """The share of each concept, the largest first; what rests on too few advertisements is not told.

    `known` is how many concepts could have been asked for: those of the dictionary.

    >>> for one in shares(["a", "b"], np.array([30, 2]), 100, 50):
    ...     print(one.concept, one.asking, one.share and round(one.share, 2))
    a 30 0.3
    b None None
    """
    if advertisements < LEAST_ADVERTISEMENTS:
        return [DemandShare(one, advertisements, None, None, None, None) for one in concepts]
    low, high = interval(asking, advertisements, prior(asking, advertisements, known))
    order = sorted(range(len(concepts)), key=lambda place: (-int(asking[place]), concepts[place]))
    return [
        DemandShare(
            concepts[one], advertisements, int(asking[one]),
            float(asking[one]) / advertisements, float(low[one]), float(high[one]),
        )
        if asking[one] >= LEAST_ASKING
        else DemandShare(concepts[one], advertisements, None, None, None, None)
        for one in order
    ]  # fmt: skip
