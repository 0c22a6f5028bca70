"""Do counts made straight from JSON agree with what the matcher finds in the texts, whatever stands in them?"""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from malbild.analysis.skills.dictionary import compiled
from malbild.analysis.skills.markup import readable
from malbild.analysis.skills.matcher import find
from malbild.analysis.skills.tally import named, numbered
from malbild.pipeline.skill_counts import named_by
from malbild.vocabulary.skill import ConceptType, Term

WORDS = ["vård", "java", "c++", ".net", "hälso- och sjukvård", "äldresjukvård", "å", "och"]
KNOWN = numbered(compiled([Term(one, one, one, ConceptType.SKILL, "test") for one in WORDS], frozenset()))
PIECES = ["vård", "JAVA", " c++", ".net", "hälso- och ", "äldre- ", "sjukvård", "&aring;", "<b>", "</li>", "<3", " & ",
          "a\u030a", "\n", "\t", '"', "\\", "/", "🙂", "\u00ad", "\x08", "š", " ", "070-123 45 67"]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join)


def plainly(text: str) -> set[str]:
    """The concepts a text names, by the matcher that tells places."""
    spans = find([readable(text).text], KNOWN.dictionary)
    return {KNOWN.dictionary.terms[pattern].concept for pattern in spans.pattern}


@settings(deadline=None)
@given(st.lists(TEXTS.filter(lambda text: "@" not in text), max_size=4), st.booleans())
@example(["&lt;b&gt; v&aring;rd java<b>", "hälso- och <b>sjuk</b>vård", "\\u0026aring;", "a\\nvård"], True)
@example(["\ud83d\ude42java🙂", "vård\u0000java"], True)
def test_counts_agree_with_what_is_found(texts: list[str], ascii_only: bool) -> None:
    strings = [json.dumps(one, ensure_ascii=ascii_only).encode() for one in texts]
    found = named_by(strings, KNOWN)
    told: list[set[str]] = [set() for _ in texts]
    for text, concept in zip(*found, strict=True):
        assert KNOWN.concepts[concept] not in told[text], "each concept once"
        told[text].add(KNOWN.concepts[concept])
    assert told == [plainly(one) for one in texts]


@settings(deadline=None)
@given(st.binary(max_size=12))
@example(b"\xc3")
@example(b"\\ud83")
@example(b"\\")
def test_bytes_that_are_no_text_are_left_to_others(content: bytes) -> None:
    string = b'"' + bytes(byte for byte in content if byte >= 32 and byte != ord('"')) + b'"'
    found = named([string, b'"java"'], KNOWN)
    assert [KNOWN.concepts[one] for one in found.concept[found.text == 1]] == ["java"]
    try:
        json.loads(string)
    except ValueError:
        assert 0 in found.closer


def test_an_address_is_covered_before_it_is_counted() -> None:
    strings = [b'"java@java.se"', b'"java @ home"', b"null", '"vård"'.encode("cp1252")]
    text, concept = named_by(strings, KNOWN)
    told = [(int(one), KNOWN.concepts[other]) for one, other in zip(text, concept, strict=True)]
    assert told == [(1, "java"), (3, "vård")]
