"""Does the admission keep what the law and the theory of stable matching promise, on any case?"""

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.analysis.admission.admission import Admission, admit, by_priority
from malbild.analysis.admission.cutoffs import by_cutoffs
from malbild.analysis.admission.priority import Priority, Tie, prioritise
from malbild.vocabulary.admission import NOWHERE, Applications, Programmes
from tests.admission_cases import Choice, admissions, applied, chosen, obvious, offered, prioritised

CASES = admissions()
FULL_LISTS = admissions(most_applicants=5, most_programmes=3)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """The kernel is compiled before the clock of the first case starts."""
    admit(applied([[Choice(0)]]), offered([1]), seed=1)


def placed(applications: Applications, programmes: Programmes, priority: Priority) -> Admission:
    return by_priority(applications, programmes, priority, np.arange(1, len(applications) + 1, dtype=np.int32))


def wishes_above(admission: Admission) -> list[tuple[int, int]]:
    """The (applicant, choice) she would rather have than what she got, and is eligible for."""
    width = admission.applications.choices.shape[1]
    best = [one if one >= 0 else width for one in admission.admitted.tolist()]
    keys = admission.priority.keys
    return [(row, column) for row, last in enumerate(best) for column in range(last) if keys[row, column] >= 0]


def candidates(admission: Admission, programme: int) -> list[tuple[int, bool, int]]:
    """Those admitted to a programme, as its choice sees them."""
    rows = np.flatnonzero(admission.programme == programme).tolist()
    at = admission.admitted
    keys, reserved = admission.priority.keys, admission.priority.reserved
    return [(int(keys[row, at[row]]), bool(reserved[row, at[row]]), row) for row in rows]


def ranks(admitted: np.ndarray, width: int) -> np.ndarray:
    return np.where(admitted < 0, width, admitted)


@given(CASES)
def test_the_kernel_does_what_the_textbook_says(case: tuple[Applications, Programmes]) -> None:
    priority = prioritised(*case)
    assert placed(*case, priority).admitted.tolist() == obvious(*case, priority)


@given(CASES)
def test_nobody_would_be_taken_where_she_would_rather_be(case: tuple[Applications, Programmes]) -> None:
    """No blocking pair and no empty place somebody eligible wanted: the programme would not choose her if asked."""
    admission = admit(*case, seed=1)
    for row, column in wishes_above(admission):
        programme = int(case[0].choices[row, column])
        asks = (int(admission.priority.keys[row, column]), bool(admission.priority.reserved[row, column]), row)
        places, quota = int(case[1].places[programme]), int(case[1].free_quota_places[programme])
        assert row not in chosen([*candidates(admission, programme), asks], places, quota)


@given(CASES)
def test_no_programme_is_over_full_and_nobody_is_admitted_where_not_eligible(
    case: tuple[Applications, Programmes],
) -> None:
    admission = admit(*case, seed=1)
    assert (admission.cutoffs.admitted <= case[1].places).all()
    rows = np.flatnonzero(admission.admitted >= 0)
    assert case[0].eligible[rows, admission.admitted[rows]].all()


@given(CASES)
def test_second_hand_never_comes_before_first_hand(case: tuple[Applications, Programmes]) -> None:
    applications, programmes = case
    admission = admit(applications, programmes, seed=1)
    second = [
        (row, int(applications.choices[row, column]))
        for row, column in enumerate(admission.admitted.tolist())
        if column >= 0 and not applications.first_hand[row, column] and not applications.late[row, column]
    ]
    waiting = {
        int(applications.choices[row, column])
        for row, column in wishes_above(admission)
        if applications.first_hand[row, column] and not applications.late[row, column]
    }
    assert not {programme for _, programme in second} & waiting


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_processing_changes_nothing(case: tuple[Applications, Programmes], random: object) -> None:
    applications, programmes = case
    priority = prioritised(*case)
    order = np.array(sorted(range(len(applications)), key=lambda _: random.random()), np.int64)  # type: ignore[attr-defined]
    shuffled = replace(applications, choices=applications.choices[order])
    again = Priority(priority.keys[order], priority.reserved[order])
    first = placed(applications, programmes, priority).admitted[order]
    assert placed(shuffled, programmes, again).admitted.tolist() == first.tolist()


@given(CASES)
def test_the_cutoffs_alone_give_the_outcome_again(case: tuple[Applications, Programmes]) -> None:
    admission = admit(*case, seed=1)
    assert by_cutoffs(case[0], admission.priority, admission.cutoffs).tolist() == admission.admitted.tolist()


@given(CASES, st.data())
def test_one_more_place_makes_nobody_worse(case: tuple[Applications, Programmes], data: st.DataObject) -> None:
    applications, programmes = case
    one = data.draw(st.integers(0, len(programmes) - 1))
    more = programmes.places.copy()
    more[one] += 1
    priority, width = prioritised(*case), applications.choices.shape[1]
    before = ranks(placed(applications, programmes, priority).admitted, width)
    after = ranks(placed(applications, replace(programmes, places=more), priority).admitted, width)
    assert (after <= before).all()


@given(FULL_LISTS)
@settings(max_examples=60)
def test_ranking_otherwise_than_she_wishes_never_helps(case: tuple[Applications, Programmes]) -> None:
    """Every other list of every applicant, shorter ones too."""
    applications, programmes = case
    priority = prioritised(*case)
    truthful = placed(applications, programmes, priority)
    width = applications.choices.shape[1]
    for row in range(len(applications)):
        asked = [one for one in range(width) if applications.choices[row, one] >= 0]
        best = ranks(truthful.admitted, width)[row]
        for length in range(1, len(asked) + 1):
            for told in permutations(asked, length):
                got = outcome_when_telling(case, priority, row, told)
                assert got == NOWHERE or got >= best


def outcome_when_telling(
    case: tuple[Applications, Programmes], priority: Priority, row: int, told: tuple[int, ...]
) -> int:
    """The true rank of what she gets when she ranks her choices in another order."""
    applications, programmes = case
    choices, keys, reserved = applications.choices.copy(), priority.keys.copy(), priority.reserved.copy()
    choices[row], keys[row], reserved[row] = NOWHERE, -1, False
    for column, true in enumerate(told):
        choices[row, column] = applications.choices[row, true]
        keys[row, column], reserved[row, column] = priority.keys[row, true], priority.reserved[row, true]
    got = placed(replace(applications, choices=choices), programmes, Priority(keys, reserved)).admitted[row]
    return told[got] if got >= 0 else NOWHERE


@given(admissions(most_applicants=4, most_programmes=3))
@settings(max_examples=60)
def test_of_all_stable_outcomes_the_applicants_get_the_best(case: tuple[Applications, Programmes]) -> None:
    applications, programmes = case
    admission = admit(applications, programmes, seed=1)
    width = applications.choices.shape[1]
    ours = ranks(admission.admitted, width)
    options = [
        [NOWHERE, *(column for column in range(width) if admission.priority.keys[row, column] >= 0)]
        for row in range(len(applications))
    ]
    stable = [one for one in product(*options) if is_stable(admission, np.array(one, np.int32))]
    assert stable, "the outcome itself is stable"
    assert all((ours <= ranks(np.array(one), width)).all() for one in stable)


def is_stable(admission: Admission, admitted: np.ndarray) -> bool:
    """Whether every programme chooses exactly those it has, also when all who would rather be there ask."""
    other = replace(admission, admitted=admitted)
    places, quota = admission.programmes.places, admission.programmes.free_quota_places
    for programme in range(len(admission.programmes)):
        has = candidates(other, programme)
        if chosen(has, int(places[programme]), int(quota[programme])) != {one[2] for one in has}:
            return False
        for row, column in wishes_above(other):
            if admission.applications.choices[row, column] == programme:
                asks = (int(other.priority.keys[row, column]), bool(other.priority.reserved[row, column]), row)
                if row in chosen([*has, asks], int(places[programme]), int(quota[programme])):
                    return False
    return True


@pytest.mark.parametrize(("tie", "gains"), [(Tie.CHOICE_RANK, True), (Tie.LOTTERY, False)])
def test_the_rank_of_the_choice_as_tie_rule_can_be_gamed_and_the_lottery_cannot(tie: Tie, gains: bool) -> None:
    """A case found by search: with equal merit, applicant 0 gains by leaving her first wish for last."""
    wishes = [[2, 0, 1], [2, 1, 0], [2, 0, 1], [1, 2, 0], [0, 2, 1]]
    places = offered([1, 1, 1])
    numbers = np.array([4, 3, 1, 2, 5], np.int32)
    gained = False
    for told in permutations(wishes[0]):
        truthful, misreported = (
            with_numbers(applied([[Choice(one) for one in wish] for wish in lists]), places, numbers, tie)
            for lists in (wishes, [list(told), *wishes[1:]])
        )
        gained = gained or rank_of(wishes[0], misreported) < rank_of(wishes[0], truthful)
    assert gained is gains


def with_numbers(applications: Applications, programmes: Programmes, numbers: np.ndarray, tie: Tie) -> int:
    priority = prioritise(applications, programmes, lottery=numbers, tie=tie)
    return int(by_priority(applications, programmes, priority, numbers).programme[0])


def rank_of(wish: list[int], programme: int) -> int:
    return wish.index(programme) if programme in wish else len(wish)
