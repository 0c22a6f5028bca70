"""Do reserve rounds keep every kept offer, and does nobody lose by others leaving?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.reasons import Reason
from malbild.analysis.admission.rounds import PlacesPromised, Reply, replies_of, reserve_round
from malbild.analysis.admission.stored import outcome_of, resumed
from malbild.vocabulary.admission import Applications, Programmes
from tests.admission_cases import Choice, admissions, applied, offered


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    admit(applied([[Choice(0)]]), offered([1]), seed=1)


@given(admissions(), st.data())
def test_nobody_who_keeps_an_offer_gets_a_worse_one(case: tuple[Applications, Programmes], data: st.DataObject) -> None:
    before = admit(*case, seed=1)
    width = case[0].choices.shape[1]
    for _ in range(2):
        replies = [data.draw(st.sampled_from(Reply)) for _ in range(len(case[0]))]
        after = reserve_round(before, replies)
        stays = np.array([one is not Reply.LEAVES for one in replies]) & (before.admitted >= 0)
        assert (np.where(after.admitted < 0, width, after.admitted)[stays] <= before.admitted[stays]).all()
        content = stays & np.array([one is Reply.CONTENT for one in replies])
        assert (after.admitted[content] == before.admitted[content]).all()
        assert (after.admitted[[one is Reply.LEAVES for one in replies]] < 0).all()
        assert (after.cutoffs.admitted <= case[1].places).all()
        before = after


@given(admissions(), st.data())
def test_kept_offers_stand_when_free_places_are_taken_away(
    case: tuple[Applications, Programmes], data: st.DataObject
) -> None:
    applications, programmes = case
    before = admit(applications, programmes, seed=1)
    fewer = np.array(
        [
            data.draw(st.integers(low, high))
            for low, high in zip(before.cutoffs.admitted, programmes.places, strict=True)
        ],
        np.int32,
    )
    quota = np.minimum(programmes.free_quota_places, fewer)
    after = reserve_round(
        before, [Reply.KEEPS] * len(applications), programmes=replace(programmes, places=fewer, free_quota_places=quota)
    )
    assert after.admitted.tolist() == before.admitted.tolist()


def test_places_that_are_promised_cannot_be_taken_away() -> None:
    programmes = offered([1, 1])
    before = admit(applied([[Choice(0)], [Choice(1)]]), programmes, seed=1)
    with pytest.raises(PlacesPromised) as refusal:
        reserve_round(before, [Reply.KEEPS] * 2, programmes=replace(programmes, places=np.array([1, 0], np.int32)))
    assert refusal.value.programmes == (1,)


def test_a_free_place_goes_to_the_first_reserve() -> None:
    lists = [[Choice(0, merit)] for merit in (300.0, 200.0, 250.0)]
    before = admit(applied(lists), offered([1]), seed=1)
    after = reserve_round(before, [Reply.LEAVES, Reply.KEEPS, Reply.KEEPS])
    assert after.programme.tolist() == [-1, -1, 0]


def test_who_comes_late_waits_behind_all_in_time_in_reserve_rounds_too() -> None:
    """One more applicant with the best score comes after the final admission: a free place passes her by."""
    programmes = offered([1])
    final = admit(applied([[Choice(0, 300)], [Choice(0, 160)]]), programmes, seed=1)
    later = applied([[Choice(0, 300)], [Choice(0, 160)], [Choice(0, 340, late=True)]])
    before = resumed(later, programmes, outcome_of(final), seed=1)
    first = reserve_round(before, replies_of(later.applicants, {"a00": Reply.LEAVES}))
    assert outcome_of(first) == {"a00": "", "a01": "p00", "a02": ""}
    second = reserve_round(first, replies_of(later.applicants, dict.fromkeys(["a00", "a01"], Reply.LEAVES)))
    assert outcome_of(second) == {"a00": "", "a01": "", "a02": "p00"}


def test_where_all_offers_are_kept_a_reserve_is_told_so() -> None:
    lists = [[Choice(0, 160)], [Choice(0, 300, late=True)]]
    before = admit(applied(lists), offered([1]), seed=1)
    after = reserve_round(before, [Reply.KEEPS, Reply.KEEPS])
    assert after.explained().reasons.tolist() == [[Reason.ADMITTED], [Reason.KEPT]]
    assert after.explained().cutoffs.tolist() == [[-1], [-1]]


@given(admissions(), st.data())
def test_rounds_from_stored_rows_are_rounds_from_memory(
    case: tuple[Applications, Programmes], data: st.DataObject
) -> None:
    in_memory = admit(*case, seed=3)
    told: dict[str, Reply] = {}
    for _ in range(2):
        said = data.draw(st.lists(st.sampled_from(Reply), min_size=len(case[0]), max_size=len(case[0])))
        told |= {  # who has given up her place or her waiting does not take that back
            who: one
            for who, one in zip(case[0].applicants, said, strict=True)
            if told.get(who, Reply.KEEPS) is Reply.KEEPS
        }
        replies = replies_of(case[0].applicants, told)
        stored = reserve_round(resumed(*case, outcome_of(in_memory), seed=3), replies)
        in_memory = reserve_round(in_memory, replies)
        assert outcome_of(stored) == outcome_of(in_memory)
