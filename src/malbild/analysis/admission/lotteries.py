"""How much the lottery decides: the same admission with many other lotteries."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission import kernel
from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.priority import MOST_APPLICANTS, without_lottery
from malbild.vocabulary.admission import NOWHERE

_ALGORITHM = np.random.Philox


@dataclass(frozen=True, slots=True, eq=False)
class LotteryShare:
    """What other lotteries would have given.

    draws     how many lotteries were drawn
    outcomes  (applicant, choice + 1); how often each was admitted to each choice; the last column is nowhere
    """

    draws: int
    outcomes: NDArray[np.int32]

    @property
    def decided(self) -> NDArray[np.bool_]:
        """(applicant,); whether what she gets depends on the lottery."""
        return np.asarray(self.outcomes.max(axis=1) < self.draws)

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """(applicant, choice + 1); the share of the lotteries."""
        return np.asarray(self.outcomes / self.draws)


def lottery_share(admission: Admission, *, draws: int, seed: int) -> LotteryShare:
    """Admit again with so many lotteries, on all cores; the same seed gives the same lotteries."""
    workers = min(os.cpu_count() or 1, draws)
    parts = np.array_split(np.arange(draws), workers)
    with ThreadPoolExecutor(workers) as pool:
        counts = list(pool.map(lambda part: _counts(admission, part, seed), parts))
    return LotteryShare(draws, np.sum(counts, axis=0, dtype=np.int32))


def _counts(admission: Admission, draws: NDArray[np.int64], seed: int) -> NDArray[np.int32]:
    """How often each outcome came, over some of the draws; each draw has a stream of its own."""
    applications, programmes = admission.applications, admission.programmes
    rows, nowhere = np.arange(len(applications)), applications.choices.shape[1]
    without = without_lottery(admission.priority.keys)
    keys = np.empty_like(without)
    found = np.zeros((len(applications), nowhere + 1), np.int32)
    for draw in draws.tolist():
        numbers = np.random.Generator(_ALGORITHM(key=seed, counter=[0, 0, 0, draw])).permutation(len(applications)) + 1
        np.add(without, (MOST_APPLICANTS - numbers)[:, None], out=keys)
        got = kernel.admit(
            applications.choices, keys, admission.priority.reserved, programmes.places, programmes.free_quota_places
        )
        found[rows, np.where(got == NOWHERE, nowhere, got)] += 1
    return found
