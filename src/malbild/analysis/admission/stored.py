"""An admission as plain rows, as a store keeps it, and back: what is offered, who asks for what, and who got it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from malbild.analysis.admission import lottery
from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.cutoffs import cutoffs
from malbild.analysis.admission.priority import Tie, prioritise
from malbild.vocabulary.admission import NOWHERE, SCORE_UNIT, Applications, Kind, Programmes, Selection


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme at a school; the fields are those of `Programmes`."""

    id: str
    places: int
    free_quota_places: int = 0
    selection: Selection = Selection.MERIT
    school: str = ""
    municipality: str = ""
    field: str = ""
    kind: Kind = Kind.UNSAID
    name: str = ""


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """One applicant, as far as statistics need to know."""

    id: str
    municipality: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One choice of one applicant; merit in points, test points in points or as the place on the programme's list."""

    applicant: str
    rank: int
    programme: str
    first_hand: bool = True
    merit: float = field(default=0.0, repr=False)
    test_points: float | None = field(default=None, repr=False)
    free_quota: bool = False
    late: bool = False
    eligible: bool = True


def programmes_of(rows: Iterable[ProgrammeRow]) -> Programmes:
    """The programmes, in the order of their ids."""
    ordered = sorted(rows, key=lambda one: one.id)
    return Programmes(
        tuple(one.id for one in ordered),
        np.array([one.places for one in ordered], np.int32),
        np.array([one.free_quota_places for one in ordered], np.int32),
        tuple(one.selection for one in ordered), tuple(one.school for one in ordered),
        tuple(one.municipality for one in ordered), tuple(one.field for one in ordered),
        tuple(one.kind for one in ordered), tuple(one.name for one in ordered),
    )  # fmt: skip


def applications_of(
    applicants: Iterable[ApplicantRow], choices: Iterable[ChoiceRow], programmes: Programmes
) -> Applications:
    """The applications, in the order of the applicants' ids; who has no choice is there with none.

    raises   KeyError for a choice of an applicant or a programme that is not there
    """
    people = sorted(applicants, key=lambda one: one.id)
    at = {one.id: row for row, one in enumerate(people)}
    index = {id_: place for place, id_ in enumerate(programmes.ids)}
    lists: list[list[ChoiceRow]] = [[] for _ in people]
    for one in choices:
        lists[at[one.applicant]].append(one)
    shape = (len(people), max(1, *map(len, lists)) if lists else 1)
    table = np.zeros(shape, _CELL)
    table["choice"], table["points"] = NOWHERE, NOWHERE
    for row, wishes in enumerate(lists):
        for column, one in enumerate(sorted(wishes, key=lambda wish: wish.rank)):
            points = NOWHERE if one.test_points is None else round(one.test_points * SCORE_UNIT)
            table[row, column] = (
                index[one.programme], one.rank, one.first_hand, round(one.merit * SCORE_UNIT), points,
                one.free_quota, one.late, one.eligible,
            )  # fmt: skip
    columns = [np.asfortranarray(table[name]) for name in _CELL.names or ()]
    homes, sexes = tuple(one.municipality for one in people), tuple(one.sex for one in people)
    return Applications(tuple(at), homes, sexes, *columns)


_CELL = np.dtype([
    ("choice", np.int32), ("rank", np.int16), ("first_hand", np.bool_), ("merit", np.int32), ("points", np.int32),
    ("free_quota", np.bool_), ("late", np.bool_), ("eligible", np.bool_),
])  # fmt: skip


def programme_rows(programmes: Programmes) -> Iterator[ProgrammeRow]:
    """The programmes as rows."""
    for one, id_ in enumerate(programmes.ids):
        yield ProgrammeRow(
            id_, int(programmes.places[one]), int(programmes.free_quota_places[one]), programmes.selection[one],
            programmes.schools[one], programmes.municipalities[one], programmes.fields[one], programmes.kinds[one],
            programmes.names[one],
        )  # fmt: skip


def applicant_rows(applications: Applications) -> Iterator[ApplicantRow]:
    """The applicants as rows."""
    yield from map(ApplicantRow, applications.applicants, applications.municipalities, applications.sexes)


def choice_rows(applications: Applications, programmes: Programmes) -> Iterator[ChoiceRow]:
    """The choices as rows, applicant by applicant in the order they were ranked."""
    columns = (
        applications.choices, applications.ranks, applications.first_hand, applications.merit,
        applications.test_points, applications.free_quota, applications.late, applications.eligible,
    )  # fmt: skip
    for who, *row in zip(applications.applicants, *(one.tolist() for one in columns), strict=True):
        for choice, rank, first_hand, merit, points, free_quota, late, eligible in zip(*row, strict=True):
            if choice >= 0:
                yield ChoiceRow(
                    who, rank, programmes.ids[choice], first_hand, merit / SCORE_UNIT,
                    points / SCORE_UNIT if points >= 0 else None, free_quota, late, eligible,
                )  # fmt: skip


def outcome_of(admission: Admission) -> dict[str, str]:
    """The programme each applicant is admitted to, by her id; empty when to none."""
    ids = (*admission.programmes.ids, "")  # NOWHERE is the last
    return dict(zip(admission.applications.applicants, (ids[one] for one in admission.programme.tolist()), strict=True))


class NotAmongChoices(ValueError):
    """A stored outcome admits applicants to what is not among their choices; `rows` are theirs in the applications."""

    def __init__(self, rows: list[int]) -> None:
        self.rows = tuple(rows)
        super().__init__(f"{len(rows)} applicants are admitted to programmes that are not among their choices")


def resumed(
    applications: Applications,
    programmes: Programmes,
    outcome: Mapping[str, str],
    *,
    seed: int,
    tie: Tie = Tie.LOTTERY,
) -> Admission:
    """An admission as it was stored, to go on from: with `rounds.reserve_round`, `what_if` or explanations.

    applications   as they are now: late applicants who came since may be among them
    outcome        programme by applicant; who is not in it, or with an empty one, has none
    seed, tie      as in the round that gave it: the lottery numbers of two applicants stay in their order
    raises         NotAmongChoices
    """
    numbers = lottery.draw(applications.applicants, seed)
    priority = prioritise(applications, programmes, lottery=numbers, tie=tie)
    index = {id_: place for place, id_ in enumerate(programmes.ids)}
    held = np.array([index.get(outcome.get(who, ""), NOWHERE) for who in applications.applicants], np.int32)
    among = (applications.choices == held[:, None]) & (held >= 0)[:, None]
    named = np.array([bool(outcome.get(who)) for who in applications.applicants], np.bool_)
    lost = np.flatnonzero(named & ~among.any(axis=1))
    if len(lost):
        raise NotAmongChoices(lost.tolist())
    admitted = np.where(among.any(axis=1), among.argmax(axis=1), NOWHERE).astype(np.int32)
    limits = cutoffs(applications, programmes, priority, admitted)
    return Admission(applications, programmes, numbers, priority, admitted, limits)
