"""Do packages that others wrote for the same problem give the same outcome?

`matching` is installed with the tests. `algmatch` asks for a proprietary solver beside it, so it is tried only where
somebody has it (docs/decisions/0041-oracles-of-the-admission.md).
"""

import pytest
from hypothesis import given, settings

from malbild.analysis.admission.admission import Admission, admit
from malbild.vocabulary.admission import NOWHERE, Applications, Programmes
from tests.admission_cases import Choice, admissions, applied, game, offered

CASES = admissions(most_applicants=10, free_quota=False)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    ours((applied([[Choice(0)]]), offered([1])))


def ours(case: tuple[Applications, Programmes]) -> Admission:
    return admit(*case, seed=1)


def outcome(admission: Admission) -> dict[str, str]:
    ids = (*admission.programmes.ids, "")
    return {
        who: ids[one]
        for who, one in zip(admission.applications.applicants, admission.programme, strict=True)
        if one != NOWHERE
    }


@given(CASES)
@settings(max_examples=50, deadline=None)
@pytest.mark.filterwarnings("ignore")
def test_matching_agrees(case: tuple[Applications, Programmes]) -> None:
    games = pytest.importorskip("matching.games")
    admission = ours(case)
    wishes, ranked, places = game(*case, admission.priority)
    if not wishes:
        assert not outcome(admission)
        return
    solved = games.HospitalResident.create_from_dictionaries(wishes, ranked, places).solve(optimal="resident")
    theirs = {one.name: programme.name for programme, residents in solved.items() for one in residents}
    assert theirs == outcome(admission)


@given(CASES)
@settings(max_examples=50, deadline=None)
def test_algmatch_agrees(case: tuple[Applications, Programmes]) -> None:
    problem = pytest.importorskip("algmatch").HospitalResidentsProblem
    admission = ours(case)
    wishes, ranked, places = game(*case, admission.priority)
    if not wishes:
        assert not outcome(admission)
        return
    people, schools = ({name: one for one, name in enumerate(each, start=1)} for each in (wishes, ranked))
    solved = problem(
        dictionary={
            "residents": {people[who]: [schools[one] for one in wish] for who, wish in wishes.items()},
            "hospitals": {
                schools[one]: {"capacity": places[one], "preferences": [people[who] for who in order]}
                for one, order in ranked.items()
            },
        }
    ).get_stable_matching()
    assert solved is not None
    theirs = {who: next(iter(got), "") for who, got in _named(solved, people, schools).items()}
    assert {who: one for who, one in theirs.items() if one} == outcome(admission)


def _named(solved: dict, people: dict[str, int], schools: dict[str, int]) -> dict[str, list[str]]:
    """Their matching, which names residents r1, r2, … and hospitals h1, h2, …, in our names."""
    who = {f"r{number}": name for name, number in people.items()}
    where = {f"h{number}": name for name, number in schools.items()}
    return {who[one]: [where[each] for each in [got] if each in where] for one, got in solved["resident_sided"].items()}
