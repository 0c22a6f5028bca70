"""pupils.csv: who the applicants are; never needed to admit anybody, only to find her again."""

import numpy as np

from malbild.sources.admission.columns import Readable, is_text, read_columns, require
from malbild.sources.admission.problems import Problems
from malbild.sources.admission.values import yes
from malbild.vocabulary.admission_year import Identity
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.text import Text, number

REQUIRED = ("applicant_id", "name")


def read_pupils(file: Readable, applicants: tuple[str, ...] | None) -> tuple[dict[str, Identity], list[Finding]]:
    """Who each applicant is, by id, and everything that is wrong with the file.

    applicants   those of the applications, each of whom must be there and nobody else; None when nobody knows
    """
    problems = Problems(str(file))
    columns = read_columns(file, problems)
    if not require(columns, REQUIRED, problems):
        return {}, problems.findings()
    is_text(columns, "applicant_id", problems)
    ids, codes = columns.text("applicant_id")
    names, name_codes = columns.text("name")
    protected = columns.numbers("protected", yes(), problems, message=_YES, remedy=_YES_REMEDY)
    first = np.full(len(ids), -1, np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    problems.at("twice", columns.lines[first[codes] != np.arange(len(codes))], _TWICE, _TWICE_REMEDY)
    if applicants is not None:
        _tell_strangers(ids, codes, columns.lines, applicants, problems)
    found = {ids[code]: Identity(names[name], bool(mark)) for code, name, mark in zip(
        codes.tolist(), name_codes.tolist(), protected.tolist(), strict=True)}  # fmt: skip
    return found, problems.findings()


def _tell_strangers(
    ids: tuple[str, ...], codes: "np.ndarray[tuple[int], np.dtype[np.int32]]",
    lines: "np.ndarray[tuple[int], np.dtype[np.int64]]", applicants: tuple[str, ...], problems: Problems,
) -> None:  # fmt: skip
    """Whom one file has and the other not: a slip of the pen in an id could hide that an identity is protected."""
    known = set(applicants)
    strange = np.array([one not in known for one in ids] or [False], np.bool_)[codes]
    problems.at("stranger", lines[strange], _STRANGER, _STRANGER_REMEDY, cell="applicant_id")
    if lacking := len(known - set(ids)):
        problems.add(
            "lacking",
            Text(f"{number(lacking)} sökande saknas i filen.",
                 f"{number(lacking, 'en')} applicants are not in the file."),
            Text("Varje sökande ska ha en rad.", "Every applicant shall have a row."),
        )  # fmt: skip


_YES = Text("Värdet är varken ja eller nej.", "The value is neither yes nor no.")
_YES_REMEDY = Text("Skriv 1 vid skyddade personuppgifter, annars 0.",
                   "Write 1 where the identity is protected, else 0.")  # fmt: skip
_TWICE = Text("Den sökande finns redan på en tidigare rad.", "The applicant is there already, in an earlier row.")
_TWICE_REMEDY = Text("Ta bort den ena raden.", "Take one of the rows out.")
_STRANGER = Text("Den sökande finns inte bland ansökningarna.", "The applicant is not among the applications.")
_STRANGER_REMEDY = Text("Rätta applicant_id, eller ta bort raden.", "Mend applicant_id, or take the row out.")
