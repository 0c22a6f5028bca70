"""Does the crosswalk lead where its links say, refuse circles, keep to the day, and remember what people said?"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.skills.crosswalk import Crosswalk, circles, joined, reviewed
from malbild.vocabulary.matching import Code, Link, LinkKind, Review, Verdict

TODAY = date(2026, 11, 23)
EXACT, CLOSE, BROAD, NARROW = LinkKind


def link(origin: str, target: str, kind: LinkKind = CLOSE, **more) -> Link:
    return Link(code(origin), code(target), kind, "key", "1", **more)


def code(text: str) -> Code:
    return Code(*text.split(":"))


def kinds(crosswalk: Crosswalk, origin: str, system: str) -> dict[str, LinkKind]:
    return {one.target.code: one.kind for one in crosswalk.ways(code(origin), system, TODAY)}


def test_a_programme_leads_to_industry_and_skill_through_its_occupation() -> None:
    walked = Crosswalk((
        link("gy:VO", "sun:72", EXACT), link("sun:72", "ssyk:532"), link("ssyk:532", "sni:87", NARROW),
        link("ssyk:532", "jobtech:care", BROAD),
    ))  # fmt: skip
    assert kinds(walked, "gy:VO", "ssyk") == {"532": CLOSE}
    assert kinds(walked, "gy:VO", "sni") == {"87": NARROW}
    assert kinds(walked, "sni:87", "gy") == {"VO": BROAD}


def test_what_shares_a_roof_is_not_the_same() -> None:
    walked = Crosswalk((link("a:1", "b:roof", BROAD), link("b:roof", "c:other", NARROW)))
    assert kinds(walked, "a:1", "c") == {}


def test_the_closest_of_several_ways_counts() -> None:
    walked = Crosswalk((link("a:1", "c:1", BROAD), link("a:1", "b:1", EXACT), link("b:1", "c:1", CLOSE)))
    assert kinds(walked, "a:1", "c") == {"1": CLOSE}


def test_a_link_holds_in_its_own_time_alone() -> None:
    old = link("sun2000:481a", "ssyk:251", valid_to=date(2019, 12, 31))
    new = link("sun2000:481a", "ssyk:351", valid_from=date(2020, 1, 1))
    walked = Crosswalk((old, new))
    assert kinds(walked, "sun2000:481a", "ssyk") == {"351": CLOSE}
    assert [one.target.code for one in walked.ways(code("sun2000:481a"), "ssyk", date(2015, 1, 1))] == ["251"]


@pytest.mark.parametrize("review", [Review.PROPOSED, Review.REJECTED])
def test_nobody_is_led_by_a_link_that_nobody_answers_for(review: Review) -> None:
    assert kinds(Crosswalk((link("a:1", "b:1", review=review),)), "a:1", "b") == {}


def said(review: Review, target: str = "b:1", hour: int = 12) -> Verdict:
    return Verdict(datetime(2026, 11, 23, hour, tzinfo=UTC), "anna", code("a:1"), code(target), review, EXACT)


def test_a_proposal_is_accepted_corrected_and_taken_back() -> None:
    proposed = (link("a:1", "b:1", review=Review.PROPOSED, confidence=0.4),)
    assert kinds(Crosswalk(reviewed(proposed, [said(Review.ACCEPTED)])), "a:1", "b") == {"1": EXACT}
    both = [said(Review.ACCEPTED), said(Review.REJECTED, hour=13), said(Review.ACCEPTED, "b:2", 14)]
    assert kinds(Crosswalk(reviewed(proposed, both)), "a:1", "b") == {"2": EXACT}
    assert kinds(Crosswalk(reviewed(proposed, reversed(both))), "a:1", "b") == {"2": EXACT}


def test_an_official_link_is_nobodys_to_reject() -> None:
    assert kinds(Crosswalk(reviewed([link("a:1", "b:1")], [said(Review.REJECTED)])), "a:1", "b") == {"1": CLOSE}


def test_a_circle_is_told_with_its_way() -> None:
    found = circles([link("a:1", "b:1", BROAD), link("b:1", "c:1", BROAD), link("a:1", "c:1", NARROW)])
    assert [one.rule for one in found] == ["input.crosswalk-circle"]
    assert "a:1 → b:1 → c:1 → a:1" in found[0].message.en


def test_a_circle_through_what_is_the_same_is_seen() -> None:
    assert circles([link("a:1", "b:1", EXACT), link("b:1", "c:1", BROAD), link("c:1", "a:1", BROAD)])


def test_a_long_chain_is_no_circle() -> None:
    assert circles([link(f"a:{one}", f"a:{one + 1}", BROAD) for one in range(5000)]) == []


PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


@given(PAIRS)
def test_circles_are_found_where_a_search_of_all_ways_finds_one(pairs: list[tuple[int, int]]) -> None:
    above = {one: {high for low, high in pairs if low == one} for one in range(7)}

    def reached(start: int) -> set[int]:
        found: set[int] = set()
        front = set(above[start])
        while front - found:
            found |= front
            front = {high for one in front for high in above[one]}
        return found

    links = [link(f"a:{low}", f"a:{high}", BROAD) for low, high in pairs]
    assert bool(circles(links)) == any(one in reached(one) for one in range(7))


@given(st.sampled_from(LinkKind), st.sampled_from(LinkKind))
def test_to_join_links_reads_the_same_from_either_end(first: LinkKind, second: LinkKind) -> None:
    turned = {BROAD: NARROW, NARROW: BROAD}
    there = joined(first, second)
    back = joined(turned.get(second, second), turned.get(first, first))
    assert back == (turned.get(there, there) if there else None)
