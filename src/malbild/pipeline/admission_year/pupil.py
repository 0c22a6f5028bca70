"""One pupil: what happened to each of her choices, and why; opened with a reason, which is noted."""

from dataclasses import dataclass, field, replace

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.explanation import Explained, Explanation, explanations
from malbild.analysis.admission.tables import ADMISSIONS, RESERVES, Row, admission_rows, reserve_rows
from malbild.pipeline.admission_year.rounds import admission_of
from malbild.pupils import changes, queries
from malbild.pupils.log import Why
from malbild.pupils.members import Person, may_read_protected
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_year import AdmissionRound, AdmissionYear, Pupil


@dataclass(frozen=True, slots=True)
class Told:
    """A pupil, and what happened to her in each round of her load, the latest first."""

    pupil: Pupil
    rounds: tuple[tuple[AdmissionRound, Explanation], ...] = field(repr=False)
    programmes: Programmes


def told(*, by: Person, year: AdmissionYear, handle: str, why: Why) -> Told | None:
    """What one pupil can be told; None when there is none of that handle. The reading is noted."""
    found = queries.pupil(by, year.key, handle, why)
    if found is None:
        return None
    load = queries.load_of(by, year.key, handle)
    rounds = tuple(
        (one, _explanation(admission_of(by=by, year=year, number=one.number), found.applicant))
        for one in reversed(year.rounds) if one.load == load
    )  # fmt: skip
    return Told(found, rounds, queries.supply_of(by, year.key, load)[0])


def _explanation(admission: Admission, applicant: str) -> Explanation:
    """The explanation of one applicant: what decided about all is worked out, and one row of it is told."""
    at = admission.applications.applicants.index(applicant)
    row = slice(at, at + 1)
    why = admission.explained()
    one = Explained(
        why.reasons[row], why.scores[row], why.cutoffs[row], why.lottery[row], why.cutoff_lottery[row],
        why.reserve_places[row],
    )  # fmt: skip
    alone = replace(
        admission.applications, applicants=(applicant,), choices=admission.applications.choices[row],
        ranks=admission.applications.ranks[row],
    )  # fmt: skip
    return next(iter(explanations(alone, admission.programmes, admission.admitted[row], admission.numbers[row], one)))


@dataclass(frozen=True, slots=True)
class Export:
    """A table to hand over, and how many were left out of it because their identity is protected."""

    heading: tuple[str, ...]
    rows: list[Row] = field(repr=False)
    left_out: int


def export(*, by: Person, year: AdmissionYear, number: int, reserves: bool) -> Export:
    """Who was admitted where, or the reserves; noted. Who may not read the protected gets none of them."""
    admission = admission_of(by=by, year=year, number=number)
    hidden = frozenset[str]()
    if not may_read_protected(by):
        hidden = queries.protected_in(by, year.key, year.rounds[number - 1].load)
    heading, at = (RESERVES, 2) if reserves else (ADMISSIONS, 0)
    rows = list(reserve_rows(admission) if reserves else admission_rows(admission))
    kept = [row for row in rows if row[at] not in hidden]
    changes.note_export(by=by, key=year.key, pupils=len(kept))
    return Export(heading, kept, len(rows) - len(kept))
