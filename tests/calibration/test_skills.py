"""Do limits of shares cover what they say, and does the linker hold the bars it can hold? On real data."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from malbild.analysis.skills.demand import LEAST_ASKING, interval, prior
from malbild.analysis.skills.dictionary import Dictionary
from malbild.analysis.skills.matcher import find
from malbild.pipeline.skills import dictionary, knowledge
from malbild.sources.jobtech import advertisements, archive
from malbild.sources.skolverket import courses
from tests.calibration.skills_linking import kept_aside, melo

HALVINGS = 40


@pytest.fixture(scope="module")
def known(shared_data: Path) -> Dictionary:
    return dictionary(shared_data)


def named(texts: Sequence[str], known: Dictionary) -> NDArray[np.bool_]:
    """[text, concept]: whether the text names it; concepts that no text names are left out."""
    concepts = {one: place for place, one in enumerate(sorted({term.concept for term in known.terms}))}
    spans = find(texts, known)
    found = np.zeros((len(texts), len(concepts)), dtype=bool)
    found[spans.text, [concepts[known.terms[one].concept] for one in spans.pattern]] = True
    return found[:, found.any(axis=0)]


def covered(found: NDArray[np.bool_], concepts: int) -> float:
    """How often the limits made of one half of the texts hold the share of the other half, over many halvings."""
    rng, half, hits = np.random.default_rng(18), len(found) // 2, []
    for _ in range(HALVINGS):
        order = rng.permutation(len(found))
        one, other = found[order[:half]].sum(axis=0), found[order[half : 2 * half]].sum(axis=0)
        told = one >= LEAST_ASKING
        low, high = interval(one[told], half, prior(one, half, concepts), ahead=half)
        hits.append((low <= other[told] / half) & (other[told] / half <= high))
    return float(np.concatenate(hits).mean())


def texts_of(folder: Path, kind: str) -> list[str]:
    if kind == "advertisements":
        path = folder / "skills" / "ads" / "jobsearch_ads.jsonl"
        return [one.text for one, _ in advertisements.read(path, {}) if one]
    content = archive.content(folder / "skills" / "courses" / "gymnasium_courses.jsonl")
    return [one.text for one in courses.upper_secondary(content, "courses")]


MISSED = pytest.mark.xfail(strict=True, reason="87.4 per cent: missed by 0.6, as docs/methods/skills.md says")


@pytest.mark.parametrize("kind", ["advertisements", pytest.param("courses", marks=MISSED)])
def test_limits_made_of_one_half_hold_the_share_of_the_other(shared_data: Path, known: Dictionary, kind: str) -> None:
    found = named(texts_of(shared_data, kind), known)
    share = covered(found, len({term.concept for term in known.terms}))
    print(f"{kind}: {share:.3f}")
    assert 0.88 <= share <= 0.92


def test_the_real_dictionary_is_as_large_as_the_bar_asks(known: Dictionary) -> None:
    assert len(known) >= 160_000
    assert len(known.version) == 64


def test_occupations_are_linked_better_than_by_the_best_published_model(shared_data: Path) -> None:
    assert melo(shared_data, knowledge(shared_data)).mrr >= 0.43


def test_skills_kept_aside_are_linked_no_worse_than_last_time(shared_data: Path) -> None:
    """The bar of 0.50 is not reached (docs/methods/skills-linking.md); this holds what is."""
    outcome = kept_aside(shared_data)
    assert (outcome.mrr >= 0.40, outcome.exact_first >= 0.54) == (True, True)
