"""Who comes before whom at a programme, packed in one whole number so that the comparison is one comparison.

From the most to the least weighty: keeps an offer there; applied in time; received in first hand (skollagen
16 kap. 47 §: the second hand only takes what all of the first hand left); score; where the rule says so, rank of the
choice; lottery.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.admission import SCORE_UNIT, Applications, Programmes, Selection

NOT_ELIGIBLE = -1
_LOTTERY_BITS, _CHOICE_BITS, _SCORE_BITS = 24, 6, 24
_CHOICE = _LOTTERY_BITS
SCORE_SHIFT = _CHOICE + _CHOICE_BITS
FIRST_HAND = SCORE_SHIFT + _SCORE_BITS
_ON_TIME = FIRST_HAND + 1
_KEEPS = _ON_TIME + 1
MOST_APPLICANTS = (1 << _LOTTERY_BITS) - 1
MOST_SCORE = (1 << _SCORE_BITS) - 1


class Tie(StrEnum):
    """What decides between equal scores: the lottery, or first who ranked the programme higher (which can be gamed)."""

    LOTTERY = "lottery"
    CHOICE_RANK = "choice_rank"


@dataclass(frozen=True, slots=True, eq=False)
class Priority:
    """What the programmes know of their applicants.

    keys      (applicant, choice); priority, higher first; NOT_ELIGIBLE where she cannot be admitted
    reserved  (applicant, choice); whether she may take a place of the free quota there

    Both lie in memory choice by choice, as the kernel reads them.
    """

    keys: NDArray[np.int64]
    reserved: NDArray[np.bool_]


def prioritise(
    applications: Applications, programmes: Programmes, *, lottery: NDArray[np.int32], tie: Tie = Tie.LOTTERY
) -> Priority:
    """Order the applicants of every programme.

    Only who is received in first hand and applied in time can take a place of the free quota: else it would go to the
    second hand or to the late while others of the first hand wait.

    lottery  (applicant,); numbers from 1, the lowest wins
    """
    scores = score(applications, programmes)
    keys = scores.astype(np.int64) << SCORE_SHIFT
    if tie is Tie.CHOICE_RANK:
        keys |= (((1 << _CHOICE_BITS) - 1) - np.arange(keys.shape[1]))[None, :] << _CHOICE
    keys |= (MOST_APPLICANTS - lottery.astype(np.int64))[:, None]
    keys |= applications.first_hand.astype(np.int64) << FIRST_HAND
    keys |= (~applications.late).astype(np.int64) << _ON_TIME
    keys[(scores < 0) | ~applications.eligible | ~applications.asked] = NOT_ELIGIBLE
    reserved = applications.free_quota & applications.first_hand & ~applications.late
    return Priority(np.asfortranarray(keys), np.asfortranarray(reserved))


def score(applications: Applications, programmes: Programmes) -> NDArray[np.int32]:
    """(applicant, choice); what the programme compares by, in hundredths; below 0 without the test it asks for."""
    by_points = np.array([one is Selection.POINTS for one in programmes.selection], np.bool_)
    by_list = np.array([one is Selection.LIST for one in programmes.selection], np.bool_)
    points, merit = applications.test_points, applications.merit
    with_points = np.where(points >= 0, merit + points, NOT_ELIGIBLE)
    with_list = np.where(points >= 0, MOST_SCORE - points, NOT_ELIGIBLE)
    choices = applications.choices
    return np.where(by_points[choices], with_points, np.where(by_list[choices], with_list, merit)).astype(np.int32)


def kept(priority: Priority, holds: NDArray[np.int32]) -> Priority:
    """The same order, but whoever keeps an offer stands before everybody else there.

    holds  (applicant,); the choice whose offer she keeps, below 0 when none
    """
    keys = priority.keys.copy()
    rows = np.flatnonzero(holds >= 0)
    keys[rows, holds[rows]] |= 1 << _KEEPS
    return Priority(keys, priority.reserved)


def without_lottery(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Keys to which another lottery can be added; those of who is not eligible stay below 0."""
    return keys & ~np.int64(MOST_APPLICANTS)


def points_of(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The scores in keys, in hundredths of a point."""
    return (keys >> SCORE_SHIFT) & MOST_SCORE


def lottery_of(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The lottery numbers in keys."""
    return MOST_APPLICANTS - (keys & MOST_APPLICANTS)


def keeps_in(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether keys are those of offers that are kept."""
    return (keys >> _KEEPS & 1).astype(np.bool_)


def on_time_in(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether keys are those of choices made in time."""
    return (keys >> _ON_TIME & 1).astype(np.bool_)


def first_hand_in(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether keys are those of applicants received in first hand."""
    return (keys >> FIRST_HAND & 1).astype(np.bool_)


def choice_rank_in(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the rank of the choice weighs in keys; 0 where the lottery alone decides between equals."""
    return keys >> _CHOICE & ((1 << _CHOICE_BITS) - 1)


def shown(points: int, selection: Selection) -> float:
    """A score as people know it: points, or the place on the programme's own list.

    >>> shown(24750, Selection.MERIT)
    247.5
    """
    return ((MOST_SCORE - points) if selection is Selection.LIST else points) / SCORE_UNIT
