"""Evidence: what speaks for each candidate that a name may mean, as numbers, for the ranker to weigh.

Ten measures of likeness, each also as its share of the best candidate's, and six plain facts about the two names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.likeness import Matrix

Floats = NDArray[np.float32]
Meaning = Callable[[Sequence[str]], Floats]

MEASURES = (
    "whole", "without_verb", "words", "meaning", "carried_meaning",
    "linked_whole", "linked_without_verb", "linked_meaning", "linked_both", "nearest_linked",
)  # fmt: skip
FACTS = ("common_beginning", "common_end", "has_comma", "candidate_length", "name_length", "times_linked")
_SHORTLIST = 40
_NEAREST = 30
_POWER_OF_LETTERS, _POWER_OF_MEANING, _POWER_OF_BOTH = 3, 6, 5
_RIDGE = 5
_TINY = 1e-9


@dataclass(frozen=True)
class Linked:
    """The names linked before: `targets` (name, candidate) shares each name equally among what it was linked to."""

    names: Sequence[str]
    targets: Matrix

    @property
    def times(self) -> Floats:
        """How many names were linked to each candidate."""
        return np.asarray((self.targets > 0).sum(axis=0), dtype=np.float32).ravel()


def meanings(*labels: Sequence[str], read: Meaning) -> list[Floats]:
    """The vectors of several lists of labels, of unit length around the mean of all.

    All labels of a model point much the same way; what tells them apart is what differs from the mean.
    """
    found = [read(one) for one in labels]
    middle = np.concatenate(found).mean(axis=0)
    return [_unit(one - middle) for one in found]


def measures(letters: Sequence[Sequence[Matrix]], meaning: Sequence[Floats], linked: Linked, part: slice) -> Floats:
    """What every measure says of every candidate: (measure, name, candidate), measures in the order of MEASURES.

    letters   vectors of letters for each way of reading (whole, without verb, words), each of names, of candidates
              and, but for words, of the names linked before
    meaning   vectors of names, candidates, names linked before
    part      the names to measure
    """
    alike = [_dense(some[0][part] @ some[1].T) for some in letters]
    before = [_dense(some[0][part] @ some[2].T) for some in letters[:2]]
    meant = np.maximum(meaning[0][part] @ meaning[2].T, 0)
    return np.stack([
        *alike, meaning[0][part] @ meaning[1].T, _carried(meaning, linked, part) @ meaning[1].T,
        *(_of_nearest(one, linked, _POWER_OF_LETTERS) for one in before),
        _of_nearest(meant, linked, _POWER_OF_MEANING),
        _of_nearest((before[0] + meant) / 2, linked, _POWER_OF_BOTH),
        _likest(meant, linked),
    ])  # fmt: skip


def _carried(meaning: Sequence[Floats], linked: Linked, part: slice) -> Floats:
    """Where the meanings of names lie among candidates, as those of the names linked before do (ridge regression)."""
    before = meaning[2]
    aims = _unit(linked.targets @ meaning[1])
    carry = np.linalg.solve(before.T @ before + _RIDGE * np.eye(before.shape[1]), before.T @ aims)
    return _unit((meaning[0][part] @ carry).astype(np.float32))


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, _TINY), dtype=np.float32)


def _dense(some: Matrix) -> Floats:
    return np.asarray(some.todense(), dtype=np.float32)


def _of_nearest(likeness: Floats, linked: Linked, power: int) -> Floats:
    """What the nearest of the names linked before were linked to, the likest weighing most."""
    if likeness.shape[1] > _NEAREST:
        least = np.partition(likeness, -_NEAREST, axis=1)[:, -_NEAREST, None]
        likeness = np.where(likeness >= least, likeness, 0)
    return _dense(Matrix(likeness**power) @ linked.targets)


def _likest(likeness: Floats, linked: Linked) -> Floats:
    """How alike the name is to the likest of those that were linked to each candidate."""
    by_candidate = linked.targets.tocsc()
    found = np.zeros((len(likeness), by_candidate.shape[1]), dtype=np.float32)
    some = np.flatnonzero(np.diff(by_candidate.indptr))
    found[:, some] = np.maximum.reduceat(likeness[:, by_candidate.indices], by_candidate.indptr[some], axis=1)
    return found


def shortlist(measured: Floats) -> NDArray[np.int64]:
    """The candidates of one name that any measure holds to be among its best; `measured` is (measure, candidate)."""
    most = min(_SHORTLIST, measured.shape[1])
    return np.unique(np.argpartition(-measured, most - 1, axis=1)[:, :most])


def described(
    name: str, candidates: Sequence[str], places: NDArray[np.int64], measured: Floats, times: Floats
) -> Floats:
    """The numbers of each candidate at `places`: (candidate, measures, their shares of the best, facts)."""
    kept = measured[:, places]
    share = kept / np.maximum(kept.max(axis=1, keepdims=True), _TINY)
    facts = [_facts(name.lower(), candidates[place], times[place]) for place in places]
    return np.concatenate([kept.T, share.T, np.array(facts, dtype=np.float32)], axis=1)


def _facts(name: str, candidate: str, times: np.floating) -> tuple[float, ...]:
    other = candidate.lower()
    alike = (_same_at_start(name, other), _same_at_start(name[::-1], other[::-1]))
    return (*alike, float("," in other), len(other), len(name), float(np.log1p(times)))


def _same_at_start(one: str, other: str) -> float:
    """The share of the longer one's letters, from its start, that both have."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return same / max(len(one), len(other), 1)
