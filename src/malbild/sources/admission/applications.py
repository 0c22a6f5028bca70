"""applications.csv: who applies for what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from malbild.sources.admission.columns import Columns, is_text, require
from malbild.sources.admission.problems import Problems
from malbild.sources.admission.values import points, whole, yes
from malbild.vocabulary.admission import NOWHERE, Applications
from malbild.vocabulary.text import Text

REQUIRED = ("applicant_id", "rank", "programme_id", "group")
MERIT = "merit"
MOST_CHOICES = 60
MOST_TEST_POINTS = 100_000.0
NO_POINTS = -1


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The file row by row, every array (row,)."""

    applicant: NDArray[np.int64]
    programme: NDArray[np.int64]
    rank: NDArray[np.int32]
    group: NDArray[np.int32]
    merit: NDArray[np.int32]
    test_points: NDArray[np.int32]
    free_quota: NDArray[np.int32]
    late: NDArray[np.int32]
    eligible: NDArray[np.int32]


def parse_applications(
    columns: Columns,
    programmes: Sequence[str] | None,
    problems: Problems,
    *,
    most_merit: float,
    graded: Collection[str] | None = None,
) -> Applications | None:
    """The applications in the order of the applicants' ids; None when anything is wrong, which `problems` then tells.

    programmes   the ids of what is offered, in the order the choices shall refer to them; None when nobody knows
    most_merit   the highest merit value there is
    graded       the applicants whose merit follows from their grades: then the column merit may be missing
    """
    if not require(columns, REQUIRED if graded is not None else (*REQUIRED, MERIT), problems):
        return None
    is_text(columns, "applicant_id", problems)
    if graded is not None and not columns.has(MERIT):
        _tell_without_grades(columns, graded, problems)
    applicants, rows = _rows(columns, programmes, problems, most_merit)
    _tell_twice(columns, rows, problems)
    municipalities = _of_applicant(columns, "municipality", rows.applicant, len(applicants), problems)
    sexes = _of_applicant(columns, "sex", rows.applicant, len(applicants), problems)
    return None if problems else _arranged(applicants, municipalities, sexes, rows)


def _tell_without_grades(columns: Columns, graded: Collection[str], problems: Problems) -> None:
    ids, codes = columns.text("applicant_id")
    without = np.array([one != "" and one not in graded for one in ids], np.bool_)[codes]
    problems.at("grades_lacking", columns.lines[without], _NO_GRADES, _NO_GRADES_REMEDY, cell="applicant_id")


def _merit(columns: Columns, problems: Problems, most: float) -> NDArray[np.int32]:
    if not columns.has(MERIT):
        return np.zeros(len(columns.lines), np.int32)
    message = Text(
        f"Meritvärdet är inget tal från 0 till {most:.0f} med högst två decimaler.",
        f"The merit value is no number from 0 to {most:.0f} with at most two decimals.",
    )
    remedy = Text(f"Rätta meritvärdet; {most:.0f} är det högsta.", f"Mend the merit value; {most:.0f} is the highest.")
    return columns.numbers(MERIT, points(most), problems, message=message, remedy=remedy)


def _rows(
    columns: Columns, programmes: Sequence[str] | None, problems: Problems, most_merit: float
) -> tuple[tuple[str, ...], _Rows]:
    ids, codes = columns.text("applicant_id")
    order = sorted(range(len(ids)), key=ids.__getitem__)
    place = np.empty(len(ids), np.int64)
    place[order] = np.arange(len(ids))
    rows = _Rows(
        applicant=place[codes],
        programme=_programmes(columns, programmes, problems),
        rank=columns.numbers("rank", whole(1, MOST_CHOICES), problems, message=_RANK, remedy=_RANK_REMEDY),
        group=columns.numbers("group", whole(1, 2), problems, message=_GROUP, remedy=_GROUP_REMEDY),
        merit=_merit(columns, problems, most_merit),
        test_points=columns.numbers(
            "test_points", points(MOST_TEST_POINTS, empty=NO_POINTS), problems, message=_POINTS, remedy=_POINTS_REMEDY
        ),
        free_quota=columns.numbers("free_quota", yes(), problems, message=_YES, remedy=_YES_REMEDY),
        late=columns.numbers("late", yes(), problems, message=_YES, remedy=_YES_REMEDY),
        eligible=columns.numbers("eligible", yes(empty=True), problems, message=_YES, remedy=_YES_REMEDY),
    )
    return tuple(ids[one] for one in order), rows


def _programmes(columns: Columns, programmes: Sequence[str] | None, problems: Problems) -> NDArray[np.int64]:
    values, codes = columns.text("programme_id")
    programmes = values if programmes is None else programmes
    index = {id_: place for place, id_ in enumerate(programmes)}
    places = np.array([index.get(one, NOWHERE) for one in values] or [NOWHERE], np.int64)[codes]
    problems.at("unknown_programme", columns.lines[places < 0], _UNKNOWN, _UNKNOWN_REMEDY, cell="programme_id")
    # what is unknown is told once, and does not look like the same choice again and again
    return np.where(places < 0, -2 - np.arange(len(places)), places)


def _tell_twice(columns: Columns, rows: _Rows, problems: Problems) -> None:
    again, earlier = _again(rows.applicant, rows.programme)
    other_group = rows.group[again] != rows.group[earlier]
    for kind, where, message, remedy in (
        ("two_groups", other_group, _TWO_GROUPS, _TWO_GROUPS_REMEDY),
        ("choice_twice", ~other_group, _CHOICE_TWICE, _CHOICE_TWICE_REMEDY),
    ):
        problems.at(kind, columns.lines[again[where]], message, remedy, cell="programme_id")
    again, _ = _again(rows.applicant, np.where(rows.rank > 0, rows.rank, -1 - np.arange(len(rows.rank))))
    problems.at("rank_twice", columns.lines[again], _RANK_TWICE, _RANK_TWICE_REMEDY, cell="rank")


def _again(
    applicant: NDArray[np.int64], value: NDArray[np.int64] | NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows whose value the same applicant has in an earlier row, and that row."""
    order = np.lexsort((np.arange(len(applicant)), value, applicant))
    same = (applicant[order][1:] == applicant[order][:-1]) & (value[order][1:] == value[order][:-1])
    return order[1:][same], order[:-1][same]


def _of_applicant(
    columns: Columns, name: str, applicant: NDArray[np.int64], applicants: int, problems: Problems
) -> tuple[str, ...]:
    """What is said of a person in each of her rows; a problem where rows differ."""
    values, codes = columns.text(name)
    said = np.zeros(applicants, np.int64)
    said[applicant[::-1]] = codes[::-1]
    problems.at(f"{name}_differs", columns.lines[codes != said[applicant]], _DIFFERS, _DIFFERS_REMEDY, cell=name)
    return tuple(values[one] for one in said)


def _arranged(
    applicants: tuple[str, ...], municipalities: tuple[str, ...], sexes: tuple[str, ...], rows: _Rows
) -> Applications:
    order = np.lexsort((rows.rank, rows.applicant))
    person = rows.applicant[order]
    first = np.searchsorted(person, np.arange(len(applicants)))
    column = np.arange(len(person)) - first[person]
    width = int(column.max(initial=0)) + 1

    def matrix(values: NDArray[Any], kind: type[np.generic], empty: int = 0) -> NDArray[Any]:
        filled = np.full((len(applicants), width), empty, kind, order="F")  # as the kernel of the admission reads it
        filled[person, column] = values[order]
        return filled

    return Applications(
        applicants, municipalities, sexes,
        choices=matrix(rows.programme, np.int32, NOWHERE), ranks=matrix(rows.rank, np.int16),
        first_hand=matrix(rows.group == 1, np.bool_), merit=matrix(rows.merit, np.int32),
        test_points=matrix(rows.test_points, np.int32, NO_POINTS), free_quota=matrix(rows.free_quota, np.bool_),
        late=matrix(rows.late, np.bool_), eligible=matrix(rows.eligible, np.bool_),
    )  # fmt: skip


_RANK = Text(f"Rangordningen är inget heltal från 1 till {MOST_CHOICES}.",
             f"The rank is no whole number from 1 to {MOST_CHOICES}.")  # fmt: skip
_RANK_REMEDY = Text(
    "Skriv 1 för det första valet, 2 för det andra …", "Write 1 for the first choice, 2 for the second …"
)
_GROUP = Text("Gruppen är varken 1 eller 2.", "The group is neither 1 nor 2.")
_GROUP_REMEDY = Text("Skriv 1 för förstahandsmottagen, 2 för andrahandsmottagen.",
                     "Write 1 for received in first hand, 2 for received in second hand.")  # fmt: skip
_NO_GRADES = Text("Sökanden har inga betyg i betygsfilen.", "The applicant has no grades in the file of grades.")
_NO_GRADES_REMEDY = Text("Lägg till sökandens betyg, eller en kolumn merit med meritvärden.",
                         "Add the applicant's grades, or a column merit with merit values.")  # fmt: skip
_POINTS = Text("Provpoängen är inget tal från 0 med högst två decimaler.",
               "The points of the test are no number from 0 with at most two decimals.")  # fmt: skip
_POINTS_REMEDY = Text("Skriv poängen, eller platsen på ranglistan, eller lämna tomt.",
                      "Write the points, or the place on the rank list, or leave it empty.")  # fmt: skip
_YES = Text("Värdet är varken ja eller nej.", "The value is neither yes nor no.")
_YES_REMEDY = Text("Skriv 1 för ja, 0 för nej.", "Write 1 for yes, 0 for no.")
_UNKNOWN = Text("Utbildningen finns inte bland utbildningarna.", "The programme is not among the programmes.")
_UNKNOWN_REMEDY = Text("Rätta programme_id, eller lägg till utbildningen i den andra filen.",
                       "Mend programme_id, or add the programme to the other file.")  # fmt: skip
_TWO_GROUPS = Text("Samma sökande är i två grupper för samma utbildning.",
                   "The same applicant is in two groups for the same programme.")  # fmt: skip
_TWO_GROUPS_REMEDY = Text("Behåll raden med rätt grupp och ta bort den andra.",
                          "Keep the row with the right group and take the other out.")  # fmt: skip
_CHOICE_TWICE = Text("Samma sökande har redan valt samma utbildning på en annan rad.",
                     "The same applicant has chosen the same programme in another row already.")  # fmt: skip
_CHOICE_TWICE_REMEDY = Text("Ta bort den ena raden.", "Take one of the rows out.")
_RANK_TWICE = Text(
    "Samma sökande har redan ett val med samma rang.", "The same applicant has a choice of that rank already."
)
_RANK_TWICE_REMEDY = Text("Ge varje val sin egen rang.", "Give every choice a rank of its own.")
_DIFFERS = Text(
    "Uppgiften skiljer sig från den sökandes andra rader.", "The value differs from the applicant's other rows."
)
_DIFFERS_REMEDY = Text(
    "Skriv samma uppgift på alla den sökandes rader.", "Write the same in all rows of the applicant."
)
