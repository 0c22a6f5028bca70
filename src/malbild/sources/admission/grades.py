"""grades.csv: the grades of each applicant, one row each, from which merit and eligibility follow."""

from collections.abc import Collection

from malbild.sources.admission.columns import Columns, Readable, is_text, read_columns, require
from malbild.sources.admission.problems import Problems
from malbild.vocabulary.admission import Grades
from malbild.vocabulary.text import Text

LANGUAGES = "modern_languages"
_BESIDE = ("applicant_id", "orientation", LANGUAGES)
_NO_GRADE = ("", "-")


def parse_grades(path: Readable, scale: Collection[str], problems: Problems) -> tuple[dict[str, Grades], str]:
    """The grades by applicant, and the digest of the file; what is wrong is told to `problems`.

    scale   the grades there are; every column that is not the applicant's is a subject
    """
    columns = read_columns(path, problems)
    if not require(columns, ("applicant_id",), problems):
        return {}, columns.digest
    is_text(columns, "applicant_id", problems)
    subjects = [one for one in columns.names if one not in _BESIDE]
    who, orientation, languages = (_texts(columns, name) for name in _BESIDE)
    _tell_twice(columns, who, problems)
    marks = [_marks(columns, subject, scale, problems) for subject in subjects]
    beside = [_beside(cell, scale) for cell in languages]
    wrong = [line for line, one in zip(columns.lines.tolist(), beside, strict=True) if one is None]
    problems.at("grade", wrong, _GRADE, _remedy(scale), cell=LANGUAGES)
    rows = zip(*marks, strict=True) if marks else ((),) * len(who)
    found = {
        one: Grades(_had(subjects, row), other or (), kind)
        for one, row, other, kind in zip(who, rows, beside, orientation, strict=True)
    }
    return found, columns.digest


def _marks(columns: Columns, subject: str, scale: Collection[str], problems: Problems) -> list[str]:
    values, codes = columns.text(subject)
    upper = [one.upper() for one in values]
    wrong = [one not in scale and one not in _NO_GRADE for one in upper]
    if any(wrong):
        lines = [line for line, code in zip(columns.lines.tolist(), codes.tolist(), strict=True) if wrong[code]]
        problems.at("grade", lines, _GRADE, _remedy(scale), cell=subject)
    return [upper[code] for code in codes]


def _beside(cell: str, scale: Collection[str]) -> tuple[str, ...] | None:
    marks = tuple(one for one in cell.upper().split() if one not in _NO_GRADE)
    return marks if set(marks) <= set(scale) else None


def _had(subjects: list[str], row: tuple[str, ...]) -> dict[str, str]:
    return {subject: mark for subject, mark in zip(subjects, row, strict=True) if mark not in _NO_GRADE}


def _texts(columns: Columns, name: str) -> list[str]:
    values, codes = columns.text(name)
    return [values[one] for one in codes]


def _tell_twice(columns: Columns, who: list[str], problems: Problems) -> None:
    first = dict(zip(reversed(who), reversed(columns.lines.tolist()), strict=True))
    again = [line for one, line in zip(who, columns.lines.tolist(), strict=True) if first[one] != line]
    problems.at("applicant_twice", again, _TWICE, _TWICE_REMEDY, cell="applicant_id")


def _remedy(scale: Collection[str]) -> Text:
    known = ", ".join(sorted(scale))
    return Text(f"Betygen är {known}; lämna tomt där betyg saknas.", f"Grades are {known}; leave empty where none is.")


_GRADE = Text("Betyget finns inte på skalan.", "The grade is not on the scale.")
_TWICE = Text("Sökanden finns på en tidigare rad.", "The applicant is there in an earlier row.")
_TWICE_REMEDY = Text("Behåll raden med de gällande betygen.", "Keep the row with the grades that hold.")
