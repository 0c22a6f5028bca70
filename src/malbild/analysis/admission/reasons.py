"""Why each choice ended as it did, as one code a choice."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.cutoffs import NOBODY, Cutoffs, cutoff_of
from malbild.analysis.admission.priority import (
    Priority,
    choice_rank_in,
    first_hand_in,
    keeps_in,
    on_time_in,
    points_of,
    score,
)
from malbild.vocabulary.admission import Applications, Programmes


class Reason(IntEnum):
    """What decided about a choice; NONE where there is no choice."""

    NONE = 0
    ADMITTED = 1
    ADMITTED_HIGHER = 2
    NOT_ELIGIBLE = 3
    NOT_TESTED = 4
    NO_PLACES = 5
    FREE_QUOTA = 6
    LATE = 7
    SECOND_HAND = 8
    SCORE = 9
    CHOICE_RANK = 10
    LOTTERY = 11
    WITHDRAWN = 12
    KEPT = 13
    SCORE_BEFORE_RANK = 14


def reasons(
    applications: Applications,
    programmes: Programmes,
    priority: Priority,
    admitted: NDArray[np.int32],
    limits: Cutoffs,
) -> NDArray[np.int8]:
    """(applicant, choice); the `Reason` of each.

    Of several reasons the weightiest is told: the first part of the priority in which she and the last admitted differ.
    """
    keys, cutoff = priority.keys, cutoff_of(applications, priority, limits)
    column = np.arange(keys.shape[1])[None, :]
    place = np.where(admitted >= 0, admitted, keys.shape[1])[:, None]
    cases = (
        (~applications.asked, Reason.NONE),
        (column == place, Reason.ADMITTED),
        (column > place, Reason.ADMITTED_HIGHER),
        (~applications.eligible, Reason.NOT_ELIGIBLE),
        (score(applications, programmes) < 0, Reason.NOT_TESTED),
        (keys < 0, Reason.WITHDRAWN),
        (programmes.places[applications.choices] == 0, Reason.NO_PLACES),
        (cutoff == NOBODY, Reason.FREE_QUOTA),
        (keeps_in(keys) != keeps_in(cutoff), Reason.KEPT),
        (on_time_in(keys) != on_time_in(cutoff), Reason.LATE),
        (first_hand_in(keys) != first_hand_in(cutoff), Reason.SECOND_HAND),
        (points_of(keys) != points_of(cutoff), _score(keys)),
        (choice_rank_in(keys) != choice_rank_in(cutoff), Reason.CHOICE_RANK),
    )
    return np.select([one for one, _ in cases], [np.int8(one) for _, one in cases], np.int8(Reason.LOTTERY))


def _score(keys: NDArray[np.int64]) -> Reason:
    """Which of the two: at the cut-off itself the lottery decides, or first the rank of the choice."""
    by_rank = ((keys >= 0) & (choice_rank_in(keys) > 0)).any()
    return Reason.SCORE_BEFORE_RANK if by_rank else Reason.SCORE
