"""Admission to upper-secondary school: what is offered and what is applied for, as rows and arrays.

Applicants and programmes stand in the order of their ids, so that nothing depends on the order of a file. Scores are
whole hundredths of a point: what is compared is never a rounded fraction. These are personal data of children; nothing
here prints its content.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

NOWHERE = -1
"""The programme of an applicant who is placed nowhere, and the end of a list of choices that is shorter than others."""

SCORE_UNIT = 100
"""Scores are counted in parts of this size of a point."""


class Selection(StrEnum):
    """What a programme orders its applicants by: merit, merit and points of a test, or a list it made itself."""

    MERIT = "merit"
    POINTS = "points"
    LIST = "list"


class Kind(StrEnum):
    """What grades a programme asks for: a vocational or a preparatory national one, or an introductory one, for whom
    is not eligible to a national one; UNSAID where nobody has told."""

    UNSAID = ""
    VOCATIONAL = "vocational"
    PREPARATORY = "preparatory"
    INTRODUCTORY = "introductory"


@dataclass(frozen=True, slots=True, eq=False)
class Programmes:
    """What is offered: one entry a programme at a school.

    places             (programme,); all places, those of the free quota included
    free_quota_places  (programme,); places kept first for the free quota
    fields             the code of what it educates for, as "EK"; empty when it is not told
    names              as people know it; empty when it is not told
    """

    ids: tuple[str, ...]
    places: NDArray[np.int32]
    free_quota_places: NDArray[np.int32]
    selection: tuple[Selection, ...]
    schools: tuple[str, ...]
    municipalities: tuple[str, ...]
    fields: tuple[str, ...]
    kinds: tuple[Kind, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Applications:
    """What is applied for: one row an applicant, one column a choice, in the order they were ranked.

    choices      (applicant, choice); programme, NOWHERE after the last
    ranks        (applicant, choice); the rank as it was written, 1 and up
    first_hand   (applicant, choice); whether she is received in first hand there
    merit        (applicant, choice); hundredths of a point
    test_points  (applicant, choice); hundredths of a point, or of her place on the programme's list; below 0 none
    free_quota   (applicant, choice); whether she may take a place of the free quota there
    late         (applicant, choice); whether the choice came after the last day
    eligible     (applicant, choice); whether she is eligible for the programme
    """

    applicants: tuple[str, ...] = field(repr=False)
    municipalities: tuple[str, ...] = field(repr=False)
    sexes: tuple[str, ...] = field(repr=False)
    choices: NDArray[np.int32] = field(repr=False)
    ranks: NDArray[np.int16] = field(repr=False)
    first_hand: NDArray[np.bool_] = field(repr=False)
    merit: NDArray[np.int32] = field(repr=False)
    test_points: NDArray[np.int32] = field(repr=False)
    free_quota: NDArray[np.bool_] = field(repr=False)
    late: NDArray[np.bool_] = field(repr=False)
    eligible: NDArray[np.bool_] = field(repr=False)

    def __len__(self) -> int:
        return len(self.applicants)

    @property
    def asked(self) -> NDArray[np.bool_]:
        """(applicant, choice); where there is a choice at all."""
        return self.choices >= 0


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades of one applicant.

    by_subject    a grade in each subject, named as in `rules.toml` where a rule names it; no grade is not there
    languages     grades in modern languages as språkval, beside the others
    orientation   a kind of schooling with fewer subjects, as "dance"; empty for all others
    """

    by_subject: dict[str, str] = field(repr=False)
    languages: tuple[str, ...] = field(default=(), repr=False)
    orientation: str = field(default="", repr=False)
