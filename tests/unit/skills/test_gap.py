"""Does the gap tell both sides, keep small numbers to itself, and open to the lines it rests on?"""

import numpy as np
import pytest

from malbild.analysis.skills.demand import interval, prior, shares
from malbild.analysis.skills.gap import Named, asked_for, gaps
from malbild.vocabulary.matching import Gap
from malbild.vocabulary.skill import Asking, ConceptType, Mention

LABELS = {one: (one.title(), ConceptType.SKILL) for one in ("java", "svets", "latin", "rare")}


def mention(concept: str, asked: Asking = Asking.ASKED) -> Mention:
    return Mention(0, 4, concept, concept, ConceptType.SKILL, asked)


@pytest.fixture
def rows() -> dict[str, Gap]:
    asked, taught = Named(), Named()
    for number in range(30):
        found = [mention("java")] * 2 if number < 12 else [mention("svets", Asking.MERITING)]
        found += [mention("rare")] if number == 0 else [mention("latin", Asking.MENTIONED)]
        asked.add(f"ad {number}", "java eller svets", asked_for(found))
    taught.add("course", "svets och latin", [mention("svets"), mention("latin")])
    return {one.concept: one for one in gaps(asked, taught, LABELS, [ConceptType.SKILL])}


def test_both_sides_are_told(rows: dict[str, Gap]) -> None:
    assert {concept: one.kind for concept, one in rows.items()} == {
        "java": "asked_not_taught", "svets": "asked_and_taught", "latin": "taught_not_asked",
    }  # fmt: skip
    assert (rows["java"].demand.asking, rows["java"].demand.share) == (12, 0.4)


def test_what_few_ask_for_is_not_told(rows: dict[str, Gap]) -> None:
    assert "rare" not in rows
    assert (rows["latin"].demand.asking, rows["latin"].demand.share) == (None, None)


def test_a_row_opens_to_the_lines_it_rests_on(rows: dict[str, Gap]) -> None:
    assert [one.id for one in rows["java"].advertisements] == ["ad 0", "ad 1", "ad 2"]
    assert [one.words for one in rows["svets"].educations] == ["svets och latin"]


def test_too_few_advertisements_give_no_share() -> None:
    assert [one.share for one in shares(["a"], np.array([10]), 19, 5)] == [None]


def test_a_share_stands_between_its_limits() -> None:
    asking = np.arange(0, 101, 5)
    low, high = interval(asking, 100, prior(asking, 100, 5000))
    assert np.all(low <= asking / 100)
    assert np.all(asking / 100 <= high)
