"""Evidence: what speaks for each candidate that a name may mean, as numbers, for the ranker to weigh.

Ten measures of likeness, each also as its share of the best candidate's, and six plain facts about the two names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.likeness import Matrix, without_verb

Floats = NDArray[np.float32]
Meaning = Callable[[Sequence[str]], Floats]

MEASURES = (
    "whole", "without_verb", "words", "meaning", "meaning_without_verb",
    "linked_whole", "linked_without_verb", "linked_meaning", "linked_meaning_without_verb", "nearest_linked",
)  # fmt: skip
FACTS = ("common_beginning", "common_end", "has_comma", "candidate_length", "name_length", "times_linked")
_SHORTLIST = 40
_NEAREST = 30
_POWER_OF_LETTERS, _POWER_OF_MEANING = 3, 6
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


@dataclass(frozen=True)
class Vectors:
    """The meanings of labels and of their cores: rows of unit length around the mean of what is known."""

    names: tuple[Floats, Floats]
    candidates: tuple[Floats, Floats]
    linked: tuple[Floats, Floats]


def meanings(names: Sequence[str], candidates: Sequence[str], linked: Sequence[str], read: Meaning) -> Vectors:
    """The vectors of all labels, whole and without what comes first or after."""
    whole = [read(list(some)) for some in (names, candidates, linked)]
    core = [
        read([without_verb(one) for one in names]),
        read([_before_detail(one) for one in candidates]),
        read([without_verb(one) for one in linked]),
    ]
    found = [_around_mean(some) for some in (whole, core)]
    return Vectors(*((found[0][part], found[1][part]) for part in range(3)))  # type: ignore[arg-type]


def _before_detail(label: str) -> str:
    """What a taxonomy writes before it tells which one: "Waldorfpedagogik, utbildning" is Waldorfpedagogik."""
    for sign in ",/(":
        label = label.partition(sign)[0]
    return label.strip()


def _around_mean(groups: Sequence[Floats]) -> list[Floats]:
    """All labels of a model point much the same way; what tells them apart is what differs from the mean."""
    middle = np.concatenate(groups[1:]).mean(axis=0)
    return [(one - middle) / np.maximum(np.linalg.norm(one - middle, axis=1, keepdims=True), _TINY) for one in groups]


def measures(
    whole: Sequence[Matrix],
    bare: Sequence[Matrix],
    words: Sequence[Matrix],
    linked: Linked,
    meaning: Vectors,
    part: slice,
) -> Floats:
    """What every measure says of every candidate: (measure, name, candidate), measures in the order of MEASURES.

    whole, bare, words   likeness by letters: rows of names, of candidates and, but for words, of names linked before
    part                 the names to measure
    """
    letters = [_dense(some[0][part] @ some[1].T) for some in (whole, bare, words)]
    alike = [meaning.names[core][part] @ meaning.candidates[core].T for core in (0, 1)]
    by_letters = [_dense(some[0][part] @ some[2].T) for some in (whole, bare)]
    by_meaning = [np.maximum(meaning.names[core][part] @ meaning.linked[core].T, 0) for core in (0, 1)]
    return np.stack([
        *letters, *alike,
        *(_of_nearest(one, linked, _POWER_OF_LETTERS) for one in by_letters),
        *(_of_nearest(one, linked, _POWER_OF_MEANING) for one in by_meaning),
        _likest(by_meaning[0], linked),
    ])  # fmt: skip


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
