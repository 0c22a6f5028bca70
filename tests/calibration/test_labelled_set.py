"""Are the marks of the labelled set marks of its texts? On the real texts, rebuilt from the shared data."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from malbild.vocabulary.skill import Asking, ConceptType
from tests.calibration.skills_agreement import kappa
from tests.calibration.skills_labelled import Judged, exact, overlap, score
from tests.labelled_set import Mark, Source, marks, own_title, refuse_others, sources, texts

FILES = ["marks.tsv", "annotator-a.tsv", "annotator-b.tsv"]
TYPES = {*map(str, ConceptType), "education"}
CONCEPTS = ("jobtech:", "jobtech-term:", "esco:")


@pytest.fixture(scope="module")
def words(shared_data: Path) -> dict[str, str]:
    return texts(shared_data)


@pytest.mark.parametrize("file", FILES)
def test_every_mark_is_of_whole_words_in_its_text(words: dict[str, str], file: str) -> None:
    for number, made in marks(file).items():
        text = words[number]
        for mark in made:
            assert 0 <= mark.start < mark.end <= len(text), (number, mark)
            span, before, after = text[mark.start : mark.end], text[: mark.start][-1:], text[mark.end :][:1]
            assert span == span.strip(), (number, mark)
            assert not (before.isalnum() and span[0].isalnum()), (number, mark)
            assert not (after.isalnum() and span[-1].isalnum()), (number, mark)


@pytest.mark.parametrize("file", FILES)
def test_marks_are_in_order_apart_and_of_known_kinds(file: str) -> None:
    for number, made in marks(file).items():
        assert all(one.end <= other.start for one, other in pairwise(made)), number
        assert {mark.type for mark in made} <= TYPES
        assert {mark.asking for mark in made} <= set(map(str, Asking))
        assert all(mark.concept == "-" or mark.concept.startswith(CONCEPTS) for mark in made)
        assert all(mark.concept == "-" for mark in made if mark.type == "education")


def test_a_syllabus_own_name_is_not_marked(words: dict[str, str]) -> None:
    gold = marks()
    for one in sources():
        assert all(mark.start >= own_title(one.kind, words[one.number]) for mark in gold[one.number]), one


def test_no_text_is_there_twice_and_both_parts_hold_every_kind(words: dict[str, str]) -> None:
    assert max(Counter(words.values()).values()) == 1
    assert Counter((one.split, one.kind == "ad") for one in sources()) == {
        ("dev", True): 32, ("test", True): 30, ("dev", False): 30, ("test", False): 30,
    }  # fmt: skip


def test_a_text_that_is_another_now_is_refused(words: dict[str, str]) -> None:
    refuse_others(words)
    with pytest.raises(ValueError, match="what was marked: 002, 017"):
        refuse_others({**words, "002": words["002"] + " ", "017": ""})


def mark(start: int, end: int, type: str = "skill") -> Mark:
    return Mark(start, end, type, "asked", "-")


def test_scores_are_what_one_reckons_by_hand() -> None:
    source = Source("1", "ad", "dev", "1", "")
    found = [mark(0, 5), mark(10, 12), mark(20, 25, "trait")]
    judged = [Judged(source, "", [mark(0, 5), mark(11, 15), mark(30, 35), mark(40, 45)], found)]
    by_span, by_touch = score(judged, "skill", exact), score(judged, "skill", overlap)
    assert (by_span.precision, by_span.recall, by_span.f1) == pytest.approx((1 / 2, 1 / 4, 1 / 3))
    assert (by_touch.precision, by_touch.recall, by_touch.f1) == pytest.approx((1, 1 / 2, 2 / 3))


def test_kappa_is_what_one_reckons_by_hand() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(pairs) == pytest.approx((0.7 - 0.5) / (1 - 0.5))
