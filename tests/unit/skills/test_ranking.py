"""Does the ranker order what the evidence speaks for, and is every candidate still told?"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from malbild.analysis.skills import ranker
from malbild.analysis.skills.evidence import FACTS, MEASURES, Linked, described, shortlist
from malbild.analysis.skills.likeness import Matrix
from malbild.analysis.skills.linking import Knowledge, link

CANDIDATES = ["Hovslageri", "Hörselmätningar", "Inköpsplanering", "Städning", "Svetsning, TIG", "Svetsning, MIG"]
KNOWN = Knowledge([
    ("sko hästar", "Hovslageri"), ("mäta hörsel", "Hörselmätningar"), ("planera köp", "Inköpsplanering"),
])  # fmt: skip


def by_first_letters(labels: Sequence[str]) -> NDArray[np.float32]:
    """A model of meaning that is easy to see through: which letters a label holds."""
    letters = np.array([[one.lower().count(sign) + 0.01 for sign in "abcdefghijklmnopqrstuvwxyzåäö"] for one in labels])
    return (letters / np.linalg.norm(letters, axis=1, keepdims=True)).astype(np.float32)


def trees_in_plain_python(one: ranker.Ranker, row: NDArray[np.float32]) -> float:
    total = 0.0
    for root in one.roots:
        node = int(root)
        while one.feature[node] >= 0:
            left = float(row[one.feature[node]]) <= one.threshold[node]
            node = int(one.left[node] if left else one.right[node])
        total += one.value[node]
    return total * one.sharpness


def test_trees_are_summed_as_they_are_written() -> None:
    one, rows = ranker.ready(), np.random.default_rng(1).random((50, 2 * len(MEASURES) + len(FACTS)), dtype=np.float32)
    np.testing.assert_allclose(one.scores(rows), [trees_in_plain_python(one, row) for row in rows], rtol=1e-12)


def test_trees_ask_only_for_numbers_that_are_there() -> None:
    one = ranker.ready()
    assert one.feature.max() < 2 * len(MEASURES) + len(FACTS)
    assert set(one.roots) == set(range(len(one.feature))) - set(one.left) - set(one.right) | {0}


def test_every_candidate_is_told_once_and_confidence_falls() -> None:
    ranked = link(["planera inköp", "tig-svetsa", "hovslagare"], CANDIDATES, KNOWN, most=99, meaning=by_first_letters)
    for row in ranked:
        assert sorted(one.place for one in row) == list(range(len(CANDIDATES)))
        assert all(a.confidence >= b.confidence for a, b in pairwise(row))
        assert sum(one.confidence for one in row) == pytest.approx(1)


def test_a_name_that_nearly_is_a_candidate_comes_first() -> None:
    [[best]] = link(["planering av inköp"], CANDIDATES, KNOWN, most=1, meaning=by_first_letters)
    assert CANDIDATES[best.place] == "Inköpsplanering"


def test_without_links_to_learn_from_letters_decide() -> None:
    names = ["planera inköp"]
    assert link(names, CANDIDATES, Knowledge(), meaning=by_first_letters) == link(names, CANDIDATES, Knowledge())


def test_the_shortlist_holds_the_best_of_every_measure() -> None:
    measured = np.random.default_rng(2).random((len(MEASURES), 500), dtype=np.float32)
    assert set(measured.argmax(axis=1)) <= set(shortlist(measured))


def test_evidence_has_its_measures_shares_and_facts() -> None:
    measured = np.linspace(0.1, 1, len(MEASURES) * 2, dtype=np.float32).reshape(-1, 2)
    rows = described("Svetsa", ["Svetsning, TIG", "x"], np.array([0, 1]), measured, np.array([3, 0], dtype=np.float32))
    assert rows.shape == (2, 2 * len(MEASURES) + len(FACTS))
    np.testing.assert_allclose(rows[1, len(MEASURES) : 2 * len(MEASURES)], 1)
    np.testing.assert_allclose(rows[0, -6:], [5 / 14, 0, 1, 14, 6, np.log(4)], rtol=1e-6)


def test_times_linked_counts_names() -> None:
    targets = Matrix(np.array([[0.5, 0.5, 0], [0, 1, 0]], dtype=np.float32))
    assert Linked(["a", "b"], targets).times.tolist() == [1, 2, 0]
