"""Linking: which concept of one vocabulary a name from another means, with a confidence to each candidate.

Three things speak for a candidate. Its name is like the name asked for, as a whole, without the verb, and by whole
words. Names like the one asked for have been linked to it before, by people. And it is the group that the name asked
for belongs to by an official key ("Fukttekniker" is among "Byggnadsingenjörer och byggnadstekniker"), which no
likeness of words can tell. The weights were fitted on the official mapping between ESCO's and JobTech's skills; the
group's is a round value, set after a sweep over several had been seen.

Where people have linked many of the candidates before, and a model of meaning is at hand, the likeliest are ordered by
a ranker that learned from such links. Measured in docs/methods/skills-linking.md.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from malbild.analysis.skills import ranker
from malbild.analysis.skills.evidence import Linked, Meaning, described, meanings, measures, shortlist
from malbild.analysis.skills.likeness import Matrix, pieces, vectors, without_verb, words

_WHOLE, _WITHOUT_VERB, _WORDS, _LINKED, _LINKED_WITHOUT_VERB = 5.26, 1.94, 1.80, 4.04, 2.52
_GROUP = 0.5 * (_WHOLE + _WITHOUT_VERB + _WORDS)
_NEAREST = 30
_POWER = 3
_BLOCK = 500
_WELL_LINKED = 0.25
"""The share of candidates that must have been linked before for the ranker to know them."""


@dataclass(frozen=True)
class Knowledge:
    """What is known about names before anything is linked.

    linked    pairs of names that people have linked: a name, and what it was linked to
    groups    name → the names of the groups it belongs to by an official key
    """

    linked: Sequence[tuple[str, str]] = ()
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept a name may mean: its place in the list of candidates, and how sure (0–1, all candidates together 1)."""

    place: int
    confidence: float


def link(
    names: Sequence[str], candidates: Sequence[str], known: Knowledge, *, most: int = 10, meaning: Meaning | None = None
) -> list[list[Candidate]]:
    """The likeliest candidates of each name, the surest first.

    meaning   gives vectors of labels (`malbild.analysis.skills.meaning.vectors`); without it letters alone are compared

    >>> [[best]] = link(["planera inköp"], ["Inköpsplanering", "Städning"], Knowledge(), most=1)
    >>> best.place
    0
    """
    scores = Scores(names, candidates, known)
    order = Order(scores, meaning) if meaning and scores.well_linked else scores
    return [_ranked(row, most) for block in range(0, len(names), _BLOCK) for row in order.rows(block)]


def _ranked(scores: NDArray[np.floating], most: int) -> list[Candidate]:
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = np.argsort(-scores, kind="stable")[:most]
    return [Candidate(int(one), float(chances[one])) for one in best]


class Scores:
    """The sum of all that speaks for each candidate, a block of names at a time."""

    def __init__(self, names: Sequence[str], candidates: Sequence[str], known: Knowledge) -> None:
        self.labels, self.candidates = names, candidates
        linked = _linked(known.linked, candidates)
        before = [name for name, _ in linked]
        bare = [[without_verb(one) for one in some] for some in (names, candidates, before)]
        self.whole = vectors([names, candidates, before], pieces)
        self.bare = vectors(bare, pieces)
        self.words = vectors([names, candidates], words)
        self.linked = Linked(before, _targets([targets for _, targets in linked], len(candidates)))
        self.groups = _memberships(names, candidates, known)

    @property
    def well_linked(self) -> bool:
        """Whether enough of the candidates were linked before."""
        return bool((self.linked.times > 0).mean() >= _WELL_LINKED)

    def rows(self, start: int) -> Iterator[NDArray[np.float32]]:
        """Scores of the names from `start`, one row for each."""
        part = slice(start, start + _BLOCK)
        total = (
            _WHOLE * (self.whole[0][part] @ self.whole[1].T)
            + _WITHOUT_VERB * (self.bare[0][part] @ self.bare[1].T)
            + _WORDS * (self.words[0][part] @ self.words[1].T)
            + _LINKED * self._linked_before(self.whole, part)
            + _LINKED_WITHOUT_VERB * self._linked_before(self.bare, part)
            + _GROUP * self.groups[part]
        )
        yield from np.asarray(total.todense(), dtype=np.float32)

    def _linked_before(self, vector: Sequence[Matrix], part: slice) -> Matrix:
        """What the nearest of the names linked before were linked to, the likest weighing most."""
        near = _nearest((vector[0][part] @ vector[2].T).tocsr())
        return Matrix((near.power(_POWER) @ self.linked.targets).sqrt())


class Order:
    """The likeliest candidates in the ranker's order, and after them all others in that of the sum."""

    def __init__(self, scores: Scores, meaning: Meaning) -> None:
        self.scores = scores
        self.meanings = meanings(scores.labels, scores.candidates, scores.linked.names, read=meaning)
        self.times = scores.linked.times

    def rows(self, start: int) -> Iterator[NDArray[np.float64]]:
        """Scores of the names from `start`, one row for each."""
        for places, evidence, summed in zip(*self.evidence(start), self.scores.rows(start), strict=True):
            first = ranker.ready().scores(evidence)
            row = first.min() - 1 - (summed.max() - summed).astype(np.float64)
            row[places] = first
            yield row

    def evidence(self, start: int) -> tuple[list[NDArray[np.int64]], list[NDArray[np.float32]]]:
        """The shortlist of each name from `start`, and what speaks for each candidate on it."""
        one, part = self.scores, slice(start, start + _BLOCK)
        measured = measures((one.whole, one.bare, one.words), self.meanings, one.linked, part)
        places = [shortlist(measured[:, row]) for row in range(measured.shape[1])]
        rows = zip(one.labels[part], places, measured.transpose(1, 0, 2), strict=True)
        return places, [described(name, one.candidates, some, of, self.times) for name, some, of in rows]


def _linked(pairs: Sequence[tuple[str, str]], candidates: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Each name linked before, and the places of the candidates it was linked to."""
    places = _places(candidates)
    found: dict[str, set[int]] = defaultdict(set)
    for name, target in pairs:
        found[name].update(places.get(target.lower(), ()))
    return [(name, sorted(targets)) for name, targets in found.items() if targets]


def _places(names: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        found[name.lower()].append(place)
    return found


def _targets(linked: Sequence[Sequence[int]], candidates: int) -> Matrix:
    """A row for each name linked before: equal shares to all it was linked to."""
    columns = [one for targets in linked for one in targets]
    shares = [1 / len(targets) for targets in linked for _ in targets]
    ends = np.cumsum([0, *map(len, linked)])
    return sparse.csr_matrix((np.array(shares, dtype=np.float32), columns, ends), shape=(len(linked), candidates))


def _nearest(likeness: Matrix) -> Matrix:
    """Only the largest entries of each row."""
    kept = []
    for row in range(likeness.shape[0]):
        values = likeness.data[likeness.indptr[row] : likeness.indptr[row + 1]]
        least = np.partition(values, -_NEAREST)[-_NEAREST] if len(values) > _NEAREST else 0
        kept.append(np.where(values >= least, values, 0))
    data = np.concatenate(kept) if kept else np.zeros(0, dtype=np.float32)
    return sparse.csr_matrix((data, likeness.indices, likeness.indptr), shape=likeness.shape)


def _memberships(names: Sequence[str], candidates: Sequence[str], known: Knowledge) -> Matrix:
    """1 where a candidate is a group that the name belongs to, by the official key."""
    places = _places(candidates)
    groups = {name.lower(): groups for name, groups in known.groups.items()}
    rows, columns = [], []
    for row, name in enumerate(names):
        for group in groups.get(name.lower(), ()):
            for column in places.get(group.lower(), ()):
                rows.append(row)
                columns.append(column)
    ones = np.ones(len(rows), dtype=np.float32)
    return sparse.csr_matrix((ones, (rows, columns)), shape=(len(names), len(candidates)))
