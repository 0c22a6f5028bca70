"""Does the linker find likeness in parts of words, what was linked before, and what an official key says?"""

from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.skills.linking import Knowledge, link

CANDIDATES = ["Sjuksköterskor", "Byggnadsingenjörer", "Inköpsplanering", "Städning"]


def best(name: str, known: Knowledge) -> str:
    [[first]] = link([name], CANDIDATES, known, most=1)
    return CANDIDATES[first.place]


def test_parts_of_words_are_likeness() -> None:
    assert best("planera inköp", Knowledge()) == "Inköpsplanering"


def test_what_was_linked_before_is_followed() -> None:
    known = Knowledge(linked=[("rengöra fönster", "Städning")])
    assert best("rengöra fönsterrutor", known) == "Städning"


def test_an_official_key_tells_what_no_likeness_can() -> None:
    assert best("Fukttekniker", Knowledge(groups={"Fukttekniker": ["Byggnadsingenjörer"]})) == "Byggnadsingenjörer"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_the_confidences_of_all_candidates_are_one_and_fall(names: list[str], candidates: list[str]) -> None:
    for ranked in link(names, candidates, Knowledge(), most=len(candidates)):
        confidences = [one.confidence for one in ranked]
        assert abs(sum(confidences) - 1) < 1e-3
        assert confidences == sorted(confidences, reverse=True)
        assert sorted(one.place for one in ranked) == list(range(len(candidates)))
