"""The outcome as rows of the files that `malbild admit` writes; columns: docs/reference/admission-files.md."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.cutoffs import EVERYBODY, NOBODY
from malbild.analysis.admission.priority import (
    first_hand_in,
    keeps_in,
    lottery_of,
    on_time_in,
    points_of,
    score,
    shown,
)
from malbild.analysis.admission.reserves import reserve_places
from malbild.analysis.admission.stored import applicant_rows, choice_rows, programme_rows
from malbild.vocabulary.admission import Applications, Programmes, Selection

Row = tuple[object, ...]

ADMISSIONS = ("applicant_id", "programme_id")
RESERVES = ("programme_id", "place", "applicant_id", "rank")
CUTOFFS = (
    "programme_id", "places", "admitted", "empty_places",
    "cutoff", "cutoff_group", "cutoff_late", "cutoff_lottery_number",
    "free_quota_places", "free_quota_admitted", "free_quota_cutoff", "lowest", "median", "first_choices", "reserves",
)  # fmt: skip

APPLICATIONS = (
    "applicant_id", "rank", "programme_id", "group", "merit", "free_quota", "test_points", "late", "eligible",
    "municipality", "sex",
)  # fmt: skip
PROGRAMMES = (
    "programme_id", "places", "free_quota_places", "test", "school", "municipality", "field", "kind", "name",
)  # fmt: skip


def admission_rows(admission: Admission) -> Iterator[Row]:
    """Every applicant and the programme she is admitted to; empty when to none."""
    ids = (*admission.programmes.ids, "")  # NOWHERE is the last
    for applicant, programme in zip(admission.applications.applicants, admission.programme.tolist(), strict=True):
        yield applicant, ids[programme]


def reserve_rows(admission: Admission) -> Iterator[Row]:
    """The reserves of every programme in their order."""
    applications = admission.applications
    places = reserve_places(applications, admission.priority, admission.admitted)
    rows, columns = np.nonzero(places)
    programme, place = applications.choices[rows, columns], places[rows, columns]
    order = np.lexsort((place, programme))
    ranks = applications.ranks[rows, columns]
    ids, applicants = admission.programmes.ids, applications.applicants
    for one in order.tolist():
        yield ids[programme[one]], int(place[one]), applicants[rows[one]], int(ranks[one])


def cutoff_rows(admission: Admission) -> Iterator[Row]:
    """One row a programme: places, who took them, and what it took."""
    programmes, limits = admission.programmes, admission.cutoffs
    lowest, median = _scores_admitted(admission)
    applications = admission.applications
    first = np.bincount(applications.choices[:, 0], minlength=len(programmes))
    waits = reserve_places(applications, admission.priority, admission.admitted) > 0
    reserves = np.bincount(applications.choices[waits], minlength=len(programmes))
    for one, id_ in enumerate(programmes.ids):
        yield (
            id_, int(programmes.places[one]), int(limits.admitted[one]),
            int(programmes.places[one] - limits.admitted[one]),
            *_cutoff(admission, one),
            int(programmes.free_quota_places[one]), int(limits.protected[one]),
            _points(admission, one, limits.free_quota[one]) if programmes.free_quota_places[one] else "",
            lowest[one], median[one], int(first[one]), int(reserves[one]),
        )  # fmt: skip


def _cutoff(admission: Admission, programme: int) -> Row:
    key = admission.cutoffs.general[programme]
    if key in (EVERYBODY, NOBODY) or keeps_in(np.asarray(key)):  # all kept: nobody new was admitted
        return "", "", "", ""
    group, late = 1 if first_hand_in(np.asarray(key)) else 2, 0 if on_time_in(np.asarray(key)) else 1
    return _points(admission, programme, key), group, late, int(lottery_of(np.asarray(key)))


def _points(admission: Admission, programme: int, key: np.int64) -> float | str:
    if key in (EVERYBODY, NOBODY) or keeps_in(np.asarray(key)):
        return ""
    return shown(int(points_of(np.asarray(key))), admission.programmes.selection[programme])


def _scores_admitted(admission: Admission) -> tuple[list[float | str], list[float | str]]:
    """The last and the middle score of those admitted to each programme; of two middle ones the lower."""
    rows = np.flatnonzero(admission.admitted >= 0)
    programme = admission.programme[rows]
    scores = score(admission.applications, admission.programmes)[rows, admission.admitted[rows]]
    order = np.lexsort((scores, programme))
    start = np.searchsorted(programme[order], np.arange(len(admission.programmes)))
    count = admission.cutoffs.admitted
    return _at(admission, scores[order], start, count), _at(admission, scores[order], start + (count - 1) // 2, count)


def _at(
    admission: Admission, scores: NDArray[np.int32], places: NDArray[np.int64], count: NDArray[np.int32]
) -> list[float | str]:
    selection = admission.programmes.selection
    return [
        shown(int(scores[place]), selection[one]) if count[one] else "" for one, place in enumerate(places.tolist())
    ]


def application_rows(applications: Applications, programmes: Programmes) -> Iterator[Row]:
    """The choices as `malbild admit` reads them."""
    person = {one.id: (one.municipality, one.sex) for one in applicant_rows(applications)}
    for one in choice_rows(applications, programmes):
        points = "" if one.test_points is None else one.test_points
        yield (
            one.applicant, one.rank, one.programme, 1 if one.first_hand else 2, one.merit, int(one.free_quota), points,
            int(one.late), int(one.eligible), *person[one.applicant],
        )  # fmt: skip


def offer_rows(programmes: Programmes) -> Iterator[Row]:
    """The programmes as `malbild admit` reads them."""
    for one in programme_rows(programmes):
        test = "" if one.selection is Selection.MERIT else one.selection.value
        yield (
            one.id, one.places, one.free_quota_places, test, one.school, one.municipality, one.field, one.kind.value,
            one.name,
        )  # fmt: skip
