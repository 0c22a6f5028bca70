"""From grades to a merit value, and whether they make a pupil eligible."""

from collections.abc import Mapping, Sequence

from malbild.analysis.admission.rules import EligibilityRule, MeritRule


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


def is_eligible(grades: Mapping[str, str], kind: str, rule: EligibilityRule) -> bool:
    """Whether a pupil's grades make her eligible for a kind of national programme.

    grades   by subject
    kind     vocational or preparatory

    >>> from malbild.analysis.admission.rules import eligibility_rule
    >>> core = dict.fromkeys(["swedish", "english", "mathematics"], "E")
    >>> others = {f"subject {one}": "E" for one in range(5)}
    >>> [is_eligible(core | others, kind, eligibility_rule(2024)) for kind in ("vocational", "preparatory")]
    [True, False]
    """
    passed = {subject for subject, grade in grades.items() if grade in rule.passing}
    core = [passed.intersection(subjects) for subjects in rule.core]
    if not all(core):
        return False
    further = passed - {subject for subjects in rule.core for subject in subjects}
    return len(further) >= rule.other[kind]
