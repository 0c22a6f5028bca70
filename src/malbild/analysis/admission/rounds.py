"""Reserve rounds: places that became free go to the reserves, and nobody who keeps an offer gets a worse one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.admission import Admission, by_priority
from malbild.analysis.admission.priority import NOT_ELIGIBLE, Priority, kept
from malbild.vocabulary.admission import Programmes


class Reply(StrEnum):
    """What an applicant answers: keeps her offer and waits for better, is content with it, or leaves."""

    KEEPS = "keeps"
    CONTENT = "content"
    LEAVES = "leaves"


class PlacesPromised(ValueError):
    """More offers are kept at a programme than it now has places; `programmes` tells which."""

    def __init__(self, programmes: NDArray[np.int64]) -> None:
        self.programmes = tuple(programmes.tolist())
        super().__init__(f"more offers are kept than there are places, at {len(programmes)} programmes")


def replies_of(applicants: Sequence[str], replies: Mapping[str, Reply]) -> list[Reply]:
    """The replies in the order of the applicants; who has not replied keeps what she has and waits for better."""
    return [replies.get(one, Reply.KEEPS) for one in applicants]


def reserve_round(before: Admission, replies: list[Reply], *, programmes: Programmes | None = None) -> Admission:
    """Admit again after the replies; lottery numbers and everything else about the applicants stay as they were.

    replies      (applicant,); of those who have no offer only `LEAVES` matters
    programmes   when places have changed since; the same programmes in the same order
    raises       PlacesPromised when places were taken away that are kept

    Whoever keeps an offer stands before everybody else there, also before the free quota, and asks only for choices she
    ranked above it. So she is never let go without something better. Who applied late waits behind all who applied in
    time, in every round: also behind those with lower scores, and also when she is new since the last round (then
    `before` comes from `stored.resumed`, with her among its applications and nothing in its outcome).
    """
    offered = programmes or before.programmes
    leaves = np.array([one is Reply.LEAVES for one in replies], np.bool_)
    content = np.array([one is Reply.CONTENT for one in replies], np.bool_)
    holds = np.where(leaves, -1, before.admitted)
    taken = np.bincount(before.programme[holds >= 0], minlength=len(offered))
    if (taken > offered.places).any():
        raise PlacesPromised(np.flatnonzero(taken > offered.places))
    priority = _asking(kept(before.priority, holds), holds, leaves, content)
    return by_priority(before.applications, _quota_left(offered, before, holds), priority, before.numbers)


def _asking(
    priority: Priority, holds: NDArray[np.int32], leaves: NDArray[np.bool_], content: NDArray[np.bool_]
) -> Priority:
    """What is still asked for: nothing below a kept offer, nothing but it by the content, nothing by who leaves."""
    column = np.arange(priority.keys.shape[1])[None, :]
    holder = holds >= 0
    below = holder[:, None] & (column > holds[:, None])
    above = (holder & content)[:, None] & (column < holds[:, None])
    keys = priority.keys.copy()
    keys[leaves[:, None] | below | above] = NOT_ELIGIBLE
    return Priority(keys, priority.reserved)


def _quota_left(programmes: Programmes, before: Admission, holds: NDArray[np.int32]) -> Programmes:
    """The free quota keeps only places that no offer outside of it holds."""
    rows = np.flatnonzero(holds >= 0)
    outside = ~before.priority.reserved[rows, holds[rows]]
    held = np.bincount(before.programme[rows[outside]], minlength=len(programmes))
    quota = np.minimum(programmes.free_quota_places, programmes.places - held).astype(np.int32)
    return replace(programmes, free_quota_places=quota)
