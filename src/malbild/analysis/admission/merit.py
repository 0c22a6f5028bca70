"""From grades to a merit value, and whether they make a pupil eligible."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from malbild.analysis.admission.fields import kinds, subjects
from malbild.analysis.admission.rules import EligibilityRule, MeritRule, eligibility_rule, merit_rule
from malbild.vocabulary.admission import SCORE_UNIT, Applications, Grades, Kind, Programmes


def merit_value(
    grades: Sequence[str], rule: MeritRule, *, language: Sequence[str] = (), orientation: str = ""
) -> float:
    """The merit value of a pupil's final grades.

    grades        one in each subject; a modern language as språkval is not among them
    language      grades in modern languages as språkval; the best count, beside the others
    orientation   a kind of schooling with fewer subjects, whose sum is scaled up in proportion
    raises        KeyError for a grade that the scale does not have

    >>> from malbild.analysis.admission.rules import merit_rule
    >>> rule = merit_rule(2024)
    >>> merit_value(["A"] * 16, rule), merit_value(["A"] * 16, rule, language=["A"]), merit_value(["E"] * 16, rule)
    (320.0, 340.0, 160.0)
    """
    best = sorted((rule.worth[one] for one in grades), reverse=True)[: rule.grades]
    beside = sorted((rule.worth[one] for one in language), reverse=True)[: rule.language_grades]
    total = sum(best)
    if orientation in rule.scaled_orientations and 0 < len(best) < rule.grades:
        total *= rule.grades / len(best)
    return round(total + sum(beside), 2)


def is_eligible(grades: Mapping[str, str], kind: str, rule: EligibilityRule, *, among: Sequence[str] = ()) -> bool:
    """Whether a pupil's grades make her eligible for a kind of programme.

    grades   by subject
    kind     vocational or preparatory; introductory is for whom is eligible to neither of the two
    among    subjects that must be among the further passes, beside Swedish, English and mathematics

    >>> from malbild.analysis.admission.rules import eligibility_rule
    >>> core = dict.fromkeys(["swedish", "english", "mathematics"], "E")
    >>> others = {f"subject {one}": "E" for one in range(5)}
    >>> [is_eligible(core | others, kind, eligibility_rule(2024)) for kind in ("vocational", "preparatory")]
    [True, False]
    """
    if kind == Kind.INTRODUCTORY:
        return not any(is_eligible(grades, other, rule) for other in rule.other)
    passed = {subject for subject, grade in grades.items() if grade in rule.passing}
    core = [passed.intersection(subjects) for subjects in rule.core]
    if not all(core) or not passed.issuperset(among):
        return False
    further = passed - {subject for subjects in rule.core for subject in subjects}
    return len(further) >= rule.other[kind]


def with_grades(
    applications: Applications, programmes: Programmes, grades: Mapping[str, Grades], year: int
) -> Applications:
    """The applications with merit and eligibility as grades and the rules of a year give them.

    grades   by applicant; who has none keeps what her application says
    raises   KeyError for a grade that the scale does not have, LookupError for a year before the first rule

    Where a programme's kind is not known, and where the application says not eligible, eligibility stays as it is.
    """
    merit_is, eligible_is = merit_rule(year), eligibility_rule(year)
    asks = tuple(zip(kinds(programmes), subjects(programmes), strict=True))
    merit, eligible = applications.merit.copy(), applications.eligible.copy()
    for row, who in enumerate(applications.applicants):
        if who not in grades:
            continue
        has = grades[who]
        value = merit_value(
            list(has.by_subject.values()), merit_is, language=has.languages, orientation=has.orientation
        )
        merit[row, applications.choices[row] >= 0] = round(value * SCORE_UNIT)
        eligible[row] &= _eligible(has, applications.choices[row].tolist(), asks, eligible_is)
    return replace(applications, merit=merit, eligible=eligible)


def _eligible(
    grades: Grades, choices: list[int], asks: Sequence[tuple[Kind, tuple[str, ...]]], rule: EligibilityRule
) -> list[bool]:
    """(choice,); each kind of programme is judged once."""
    wished = {asks[choice] for choice in choices if choice >= 0}
    known = {
        (kind, among): kind is Kind.UNSAID or is_eligible(grades.by_subject, kind, rule, among=among)
        for kind, among in wished
    }
    return [choice >= 0 and known[asks[choice]] for choice in choices]
