"""Does the tagger give whole words, in order, none within another, and does reading keep what was given?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.skills.dictionary import compiled
from malbild.analysis.skills.tagger import Weights, tag, weights
from malbild.pipeline.skills import read
from malbild.vocabulary.skill import Asking, ConceptType, Term

WORDS = ["Du", "har", "erfarenhet av", "försäljning", "batterier", "noggrann", ",", "\n", "och", "c++"]
TERMS = [
    Term("Säljare", "t:säljare", "Säljare", ConceptType.OCCUPATION, "test"),
    Term("Försäljning", "t:försäljning", "Försäljning", ConceptType.SKILL, "test"),
]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_tags_are_whole_words_in_order(text: str) -> None:
    tagged = tag(text, [])
    assert all(start < end for start, end, _ in tagged)
    assert all(one[1] <= other[0] for one, other in pairwise(tagged))
    for start, end, _ in tagged:
        assert text[start:end] == text[start:end].strip()
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


def test_a_skill_in_no_vocabulary_is_read_without_a_concept() -> None:
    text = "Krav\nDu har erfarenhet av batterier och <b>f&ouml;rs&auml;ljning</b>."
    (found,) = read([text], compiled(TERMS, frozenset()))
    assert [(one.text, one.concept) for one in found] == [
        ("batterier", ""), ("f&ouml;rs&auml;ljning", "t:försäljning"),
    ]  # fmt: skip


def test_the_occupation_sought_is_asked_for_and_an_education_asks_for_nothing() -> None:
    text, known = "Som säljare hos oss reser du. Du möter en annan säljare.", compiled(TERMS, frozenset())
    asked = [[one.asked for one in read([text], known, taught=taught)[0]] for taught in (False, True)]
    assert asked == [[Asking.ASKED, Asking.MENTIONED], [Asking.MENTIONED, Asking.MENTIONED]]


def test_without_weights_nothing_is_tagged() -> None:
    kept = weights()
    assert tag("Du har erfarenhet av batterier.", [], by=Weights(kept.of_words * 0, kept.of_labels * 0)) == []
