"""Does a what-if tell what an admission with the change gives, and does money stay in the county?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.admission.admission import Admission, admit
from malbild.analysis.admission.county import County, county
from malbild.analysis.admission.stored import (
    NotAmongChoices,
    applicant_rows,
    applications_of,
    choice_rows,
    outcome_of,
    programme_rows,
    programmes_of,
    resumed,
)
from malbild.analysis.admission.what_if import Change, UnknownProgramme, changed, what_if
from malbild.vocabulary.admission import Applications, Programmes
from tests.admission_cases import Choice, admissions, applied, offered


@pytest.fixture(scope="module")
def made() -> tuple[County, Admission]:
    one = county(applicants=600)
    return one, admit(one.applications, one.programmes, seed=1)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    admit(applied([[Choice(0)]]), offered([1]), seed=1)


@given(admissions(), st.data())
def test_other_places_give_what_admitting_with_them_gives(
    case: tuple[Applications, Programmes], data: st.DataObject
) -> None:
    applications, programmes = case
    before = admit(applications, programmes, seed=1)
    one, places = data.draw(st.integers(0, len(programmes) - 1)), data.draw(st.integers(0, 5))
    told = what_if(before, [Change(programmes.ids[one], places)])
    other = programmes.places.copy()
    other[one] = places
    quota = np.minimum(programmes.free_quota_places, other)
    after = admit(applications, replace(programmes, places=other, free_quota_places=quota), seed=1)
    width = applications.choices.shape[1]
    then, now = (np.where(each.admitted < 0, width, each.admitted) for each in (before, after))
    assert (told.better, told.worse) == ((now < then).sum(), (now > then).sum())
    assert told.unplaced == ((then == width).sum(), (now == width).sum())
    assert told.moved.tolist() == np.flatnonzero(before.programme != after.programme).tolist()
    assert sum(move.applicants for move in told.moves) == len(told.moved)
    assert {limit.programme for limit in told.limits} >= {programmes.ids[one]} - (
        {programmes.ids[one]} if places == programmes.places[one] else set()
    )


def test_nothing_changed_changes_nothing(made: tuple[County, Admission]) -> None:
    one, before = made
    told = what_if(before, [], prices=one.prices)
    assert (told.better, told.worse, told.moves, told.limits, len(told.moved)) == (0, 0, (), (), 0)
    assert all(then == now for then, now in told.compensation_sek.values())


def test_a_closed_programme_admits_nobody_and_money_comes_to_nothing(made: tuple[County, Admission]) -> None:
    one, before = made
    largest = int(before.cutoffs.admitted.argmax())
    told = what_if(before, [Change(one.programmes.ids[largest], 0)], prices=one.prices)
    limit = next(each for each in told.limits if each.programme == one.programmes.ids[largest])
    assert (limit.places[1], limit.admitted[1]) == (0, 0)
    left = sum(each.applicants for each in told.moves if each.before == limit.programme)
    assert left == limit.admitted[0] > 0
    for each in zip(*told.compensation_sek.values(), strict=True):
        assert abs(sum(each)) < 1e-3
    assert told.better == 0 < told.worse


def test_a_moved_programme_keeps_its_pupils_and_moves_the_money(made: tuple[County, Admission]) -> None:
    one, before = made
    largest = int(before.cutoffs.admitted.argmax())
    there = next(each for each in one.programmes.municipalities if each != one.programmes.municipalities[largest])
    told = what_if(before, [Change(one.programmes.ids[largest], municipality=there)], prices=one.prices)
    assert len(told.moved) == 0
    then, now = told.compensation_sek[there]
    assert now > then
    assert abs(sum(each for _, each in told.compensation_sek.values())) < 1e-3


def test_an_opened_programme_is_wished_just_above_the_same_field_by_those_who_live_there() -> None:
    lists = [[Choice(0, 200), Choice(1, 200)], [Choice(1, 210), Choice(0, 210)], [Choice(1, 220)]]
    before = admit(
        applied(lists, ["north", "north", "south"]),
        offered([2, 1], municipalities=["south", "south"], fields=["EK", "TE"]),
        seed=1,
    )
    after = changed(before, [Change("p99", 1, municipality="north", field="EK")])
    assert after.programmes.ids == ("p00", "p01", "p99")
    assert [[after.programmes.ids[each] for each in row if each >= 0] for row in after.applications.choices] == [
        ["p99", "p00", "p01"], ["p01", "p99", "p00"], ["p01"],
    ]  # fmt: skip
    assert after.applications.ranks.tolist() == [[1, 2, 3], [1, 2, 3], [1, 0, 0]]
    told = what_if(before, [Change("p99", 1, municipality="north", field="EK")])
    assert [(each.before, each.after, each.applicants) for each in told.moves] == [("p00", "p99", 1)]
    assert (told.better, told.worse) == (1, 0)


def test_what_is_not_offered_is_told() -> None:
    before = admit(applied([[Choice(0)]]), offered([1]), seed=1)
    with pytest.raises(UnknownProgramme) as refusal:
        what_if(before, [Change("p07", 3), Change("p08", 3), Change("p00", 0)])
    assert refusal.value.ids == ("p07", "p08")


@given(admissions())
def test_an_admission_is_stored_and_resumed_as_it_was(case: tuple[Applications, Programmes]) -> None:
    before = admit(*case, seed=7)
    programmes = programmes_of(programme_rows(before.programmes))
    rows = applicant_rows(before.applications), choice_rows(before.applications, before.programmes)
    again = resumed(applications_of(*rows, programmes), programmes, outcome_of(before), seed=7)
    assert again.admitted.tolist() == before.admitted.tolist()
    assert again.cutoffs.general.tolist() == before.cutoffs.general.tolist()
    assert again.priority.keys[before.applications.asked].tolist() == (
        before.priority.keys[before.applications.asked].tolist()
    )


def test_an_outcome_beside_the_choices_is_refused() -> None:
    before = admit(applied([[Choice(0)], [Choice(1)]]), offered([1, 1]), seed=1)
    with pytest.raises(NotAmongChoices) as refusal:
        resumed(before.applications, before.programmes, {"a00": "p00", "a01": "p00"}, seed=1)
    assert refusal.value.rows == (1,)
