"""Do reserve rounds keep every kept offer, and does nobody lose by others leaving?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.rounds import PlacesPromised, Reply, reserve_round
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
