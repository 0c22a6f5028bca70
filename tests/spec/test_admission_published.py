"""Does the admission give what is published: merit values, textbook cases, and the rules of the law?"""

from dataclasses import replace

import pytest

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.county import SUBJECTS
from malbild.analysis.admission.explanation import explanations
from malbild.analysis.admission.merit import is_eligible, merit_value, with_grades
from malbild.analysis.admission.phrases import OUTCOMES, PHRASES
from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.reasons import Reason
from malbild.analysis.admission.reserves import reserve_places
from malbild.analysis.admission.rules import eligibility_rule, merit_rule
from malbild.analysis.admission.summary import summarise
from malbild.vocabulary.admission import Applications, Grades, Selection
from tests.admission_cases import Choice, applied, offered

RULE = merit_rule(2024)


@pytest.mark.parametrize(
    ("grades", "language", "value"),
    [
        (["A"] * 16, [], 320),
        (["A"] * 16, ["A"], 340),
        (["E"] * 16, [], 160),
        (["A"] * 17, [], 320),
        (["F"] * 16, [], 0),
    ],
)
def test_merit_values_are_those_published(grades: list[str], language: list[str], value: float) -> None:
    assert merit_value(grades, RULE, language=language) == value


def test_dance_pupils_with_fewer_grades_are_scaled_up() -> None:
    assert merit_value(["C"] * 14, RULE, orientation="dance") == 240
    assert merit_value(["C"] * 14, RULE) == 210


@pytest.mark.parametrize(
    ("further", "vocational", "preparatory"), [(4, False, False), (5, True, False), (8, True, False), (9, True, True)]
)
def test_eligibility_asks_for_eight_or_twelve_passes(further: int, vocational: bool, preparatory: bool) -> None:
    grades = dict.fromkeys(["swedish_second_language", "english", "mathematics"], "E")
    grades |= {f"subject {one}": "E" for one in range(further)}
    rule = eligibility_rule(2024)
    assert (is_eligible(grades, "vocational", rule), is_eligible(grades, "preparatory", rule)) == (
        vocational,
        preparatory,
    )
    assert not is_eligible(grades | {"mathematics": "F"}, "vocational", rule)


@pytest.mark.parametrize(
    ("field", "lacks", "eligible"),
    [
        ("NA", "physics", False), ("TE", "chemistry", False), ("NA", "geography", True),
        ("EK", "geography", False), ("SA", "civics", False), ("HU", "religion", False), ("EK", "physics", True),
        ("ES", "physics", True), ("ES", "history", True),
    ],
)  # fmt: skip
def test_preparatory_programmes_ask_for_their_own_subjects(field: str, lacks: str, eligible: bool) -> None:
    """All of the sixteen passed but one, as the offices of the counties publish what each programme asks for."""
    grades = Grades({subject: "F" if subject == lacks else "E" for subject in SUBJECTS})
    applications, programmes = applied([[Choice(0)]]), offered([1], fields=[field])
    judged = with_grades(applications, programmes, {"a00": grades}, 2024)
    assert judged.eligible.tolist() == [[eligible]]
    assert judged.merit.tolist() == [[15_000]]


def test_introductory_programmes_are_for_those_who_are_eligible_to_no_national_one() -> None:
    lists = [[Choice(0, late=True), Choice(1), Choice(2)]] * 3
    programmes = offered([3, 3, 3], fields=["IM", "BA", "EK"])
    passes = {"a00": 16, "a01": 8, "a02": 7}  # of the subjects in their order: the core first
    grades = {
        who: Grades({subject: "E" if place < count else "F" for place, subject in enumerate(SUBJECTS)})
        for who, count in passes.items()
    }
    judged = with_grades(applied(lists), programmes, grades, 2024)
    assert judged.eligible.tolist() == [[False, True, True], [False, True, False], [True, False, False]]
    admission = admit(judged, programmes, seed=1)
    assert [programmes.fields[one] for one in admission.programme] == ["BA", "BA", "IM"]
    assert summarise(admission, admission.explained()).introductory_admitted == 1


def test_what_the_application_says_is_not_eligible_stays_so_whatever_the_grades() -> None:
    grades = {"a00": Grades(dict.fromkeys(SUBJECTS, "A"), ("A",))}
    judged = with_grades(applied([[Choice(0, eligible=False)]]), offered([1], fields=["BA"]), grades, 2024)
    assert (judged.eligible.tolist(), judged.merit.tolist()) == ([[False]], [[34_000]])


def test_another_grade_scale_is_another_table() -> None:
    """Ten steps, as they are proposed: no code knows the letters."""
    worth = {str(step): 2.0 * step for step in range(1, 11)}
    ten = replace(RULE, since=2028, worth=worth, grades=16, language_grades=0)
    assert merit_value(["10"] * 16 + ["1"], ten, language=["10"]) == ten.highest == 320
    with pytest.raises(KeyError):
        merit_value(["A"], ten)


def ordered(lists: dict[str, str], priorities: dict[str, str]) -> Applications:
    """Applicants who wish and programmes that rank, as the literature writes cases: "DEF" is D, then E, then F."""
    names = sorted(priorities)
    return applied(
        [
            [Choice(names.index(one), test_points=1 + priorities[one].index(who)) for one in wishes]
            for who, wishes in lists.items()
        ]
    )


@pytest.mark.parametrize(
    ("lists", "priorities", "outcome"),
    [
        pytest.param(
            {"1": "bac", "2": "abc", "3": "abc"}, {"a": "132", "b": "213", "c": "213"}, {"1": "a", "2": "b", "3": "c"},
            id="the school choice of Abdulkadiroğlu and Sönmez",
        ),
        pytest.param(
            {"A": "DEF", "B": "DFE", "C": "FDE"}, {"D": "BCA", "E": "ACB", "F": "CBA"}, {"A": "E", "B": "D", "C": "F"},
            id="the first example of the package matching",
        ),
    ],
)  # fmt: skip
def test_cases_of_the_literature(lists: dict[str, str], priorities: dict[str, str], outcome: dict[str, str]) -> None:
    names = sorted(priorities)
    programmes = offered([1] * len(names), selection=[Selection.LIST] * len(names))
    admission = admit(ordered(lists, priorities), programmes, seed=1)
    assert dict(zip(lists, (names[one] for one in admission.programme), strict=True)) == outcome


def test_thirty_places_for_thirty_two_make_two_reserves() -> None:
    applications = applied([[Choice(0, 200 + one)] for one in range(32)])
    admission = admit(applications, offered([30]), seed=1)
    assert reserve_places(applications, admission.priority, admission.admitted)[:, 0].tolist() == [2, 1, *[0] * 30]


def test_second_hand_waits_for_all_of_first_hand() -> None:
    applications = applied([[Choice(0, 160)], [Choice(0, 340, group=2)], [Choice(0, 200, late=True)]])
    assert admit(applications, offered([1]), seed=1).programme.tolist() == [0, -1, -1]
    assert admit(applications, offered([2]), seed=1).programme.tolist() == [0, 0, -1]


def test_the_free_quota_comes_first_and_what_it_leaves_falls_back() -> None:
    lists = [[Choice(0, 300)], [Choice(0, 290)], [Choice(0, 100, free_quota=True)], [Choice(0, 90, free_quota=True)]]
    assert admit(applied(lists), offered([2], [1]), seed=1).programme.tolist() == [0, -1, 0, -1]
    assert admit(applied(lists[:2]), offered([2], [1]), seed=1).programme.tolist() == [0, 0]


def test_the_free_quota_is_no_way_around_first_hand() -> None:
    lists = [[Choice(0, 160)], [Choice(0, 340, group=2, free_quota=True)]]
    assert admit(applied(lists), offered([1], [1]), seed=1).programme.tolist() == [0, -1]


def test_each_choice_is_explained_in_plain_words() -> None:
    lists = [
        [Choice(0, 247.5), Choice(1)],
        [Choice(0, 240), Choice(1, eligible=False), Choice(2, test_points=3), Choice(3)],
        [Choice(0, 300, group=2), Choice(1, 250)],
    ]
    programmes = offered([1, 1, 0, 1], selection=[*[Selection.MERIT] * 2, Selection.LIST, Selection.POINTS])
    admission = admit(applied(lists), programmes, seed=1)
    told = list(explanations(
        admission.applications, programmes, admission.admitted, admission.numbers, admission.explained()
    ))  # fmt: skip
    assert [[one.outcome for one in who.choices] for who in told] == [
        ["admitted", "admitted_to_higher_choice"],
        ["below_cutoff", "not_eligible", "no_places", "not_tested"],
        ["filled_by_first_hand", "admitted"],
    ]
    assert told[1].choices[0].sv == (
        "Gränsen blev 247,5 och ditt meritvärde är 240. Mer än 247,5 hade räckt; vid precis 247,5 avgör lottningen. "
        "Du är reserv nummer 1."
    )
    assert told[1].choices[0].en.startswith("The cut-off was 247.5 and your merit value is 240.")
    assert (told[1].choices[0].score, told[1].choices[0].cutoff, told[2].choices[0].reserve_place) == (240, 247.5, 2)


def test_between_equals_the_lottery_is_told() -> None:
    admission = admit(applied([[Choice(0)], [Choice(0)]]), offered([1]), seed=1)
    told = list(explanations(
        admission.applications, admission.programmes, admission.admitted, admission.numbers, admission.explained()
    ))  # fmt: skip
    loser = next(one for one in told if one.programme_id is None)
    assert loser.lottery_number == 2
    assert "det sista lottnummer som räckte var 1 och ditt är 2" in loser.choices[0].sv


def test_where_the_rank_of_the_choice_decides_between_equals_it_is_told() -> None:
    """The last place goes to who ranked it first; who is below the cut-off hears what holds at the cut-off itself."""
    lists = [[Choice(0, 200)], [Choice(1, 300), Choice(0, 200)], [Choice(2, 300), Choice(0, 190)], [Choice(1, 310)]]
    admission = admit(applied(lists), offered([1, 1, 0]), seed=1, tie=Tie.CHOICE_RANK)
    told = list(explanations(
        admission.applications, admission.programmes, admission.admitted, admission.numbers, admission.explained()
    ))  # fmt: skip
    assert [[one.outcome for one in who.choices] for who in told] == [
        ["admitted"],
        ["below_cutoff", "tie_decided_by_choice_rank"],
        ["no_places", "below_cutoff"],
        ["admitted"],
    ]
    assert (
        told[1]
        .choices[1]
        .en.startswith(
            "You have the same score as the last admitted, 200, but ranked the programme lower among your choices."
        )
    )
    assert (
        told[2]
        .choices[1]
        .sv.startswith(
            "Gränsen blev 200 och ditt meritvärde är 190. Mer än 200 hade räckt; "
            "vid precis 200 avgör hur högt du satte utbildningen, sedan lottningen."
        )
    )


def test_every_reason_has_its_words_in_both_languages() -> None:
    told = set(Reason) - {Reason.NONE}
    assert OUTCOMES.keys() == told
    assert all(phrases[one].sv and phrases[one].en for phrases in PHRASES.values() for one in told)
