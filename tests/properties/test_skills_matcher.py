"""Does the matcher find what an exhaustive search finds, character for character, in any text?"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from malbild.analysis.skills.dictionary import arranged
from malbild.analysis.skills.fold import folded
from malbild.analysis.skills.matcher import find
from malbild.vocabulary.skill import ConceptType, Term
from tests.skills_oracle import canonical, matches

WORDS = ["vård", "sjuk", "och", "hälso-", "hälso", "java", "c++", "c#", ".net", "asp.net", "it-tekniker", "ö", "e-post",
         "à la carte", "vård och omsorg", "vård och", "omsorg", "java utvecklare", "java-utvecklare", "javautvecklare",
         "java- och", "sjukvård", "it-", "https://", ".se", ".com/", "/",
         "och sjukvård", "sjuk-/", "vård-, java- och c-utvecklare"]  # fmt: skip
SIGNS = " \n\r\t-–.,:/()+#'’•🙂\u00ad\u200b\u00a0\u030a\u0308\u0301šłΩßİﬁ日\ud800"
LETTERS = st.sampled_from("aåäöoeVJNnxc1 " + SIGNS)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from([one.upper() for one in WORDS]), LETTERS)).map(
    "".join
)
PATTERNS = st.sets(st.sampled_from([one for one in WORDS if one[-1] not in "-/"]), min_size=1)


def term(text: str) -> Term:
    return Term(text, text, text, ConceptType.SKILL, "test")


def found(texts: list[str], patterns: set[str]) -> list[list[tuple[int, int, str]]]:
    dictionary = arranged({one.encode("latin-1"): term(one) for one in patterns})
    spans = find(texts, dictionary)
    result: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for text, start, end, pattern in zip(spans.text, spans.start, spans.end, spans.pattern, strict=True):
        result[text].append((int(start), int(end), dictionary.pattern(pattern).decode("latin-1")))
    return result


@settings(max_examples=400, deadline=None)  # the first call compiles
@given(st.lists(TEXTS, max_size=4), PATTERNS)
@example(["hälso-\r\n och sjuk", "va\u030ard\u0301 .net asp.net"], {"vård", ".net", "hälso- och sjuk"})
@example(["java🙂java javaš java\u00ad", ""], {"java"})
@example(["Lager-, java- och logistikarbetare", "it-/c-arbetare"], {"lagerarbetare", "javaarbetare", "it-arbetare"})
@example(["java.se java.net/java https://x-java/c# java java//c#. vård.sed"], {"java", "c#", "vård"})
@example(["hälso- och sjukvård, vård- eller omsorg"], {"hälsovård", "sjukvård", "vård", "vårdomsorg"})
def test_the_matcher_finds_what_an_exhaustive_search_finds(texts: list[str], patterns: set[str]) -> None:
    assert found(texts, patterns) == [matches(one, patterns) for one in texts]


@given(st.text())
def test_folding_is_what_its_rules_say(text: str) -> None:
    assert folded(text).decode("latin-1") == canonical(text)[0]


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_a_text_is_read_alike_alone_and_among_others(texts: list[str]) -> None:
    patterns = {one for one in WORDS if one[-1] not in "-/"}
    assert found(texts, patterns) == [found([one], patterns)[0] for one in texts]


@pytest.mark.parametrize("block", range(0, 0x3400, 0x400))
def test_every_letter_in_use_is_folded_by_the_rules(block: int) -> None:
    for code in range(block, block + 0x400):
        assert folded(f"x{chr(code)}x").decode("latin-1") == canonical(f"x{chr(code)}x")[0], hex(code)
