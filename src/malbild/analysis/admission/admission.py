"""One admission, from what is applied for and offered to who is admitted where and why."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission import kernel, lottery
from malbild.analysis.admission.cutoffs import Cutoffs, cutoffs, programme_of
from malbild.analysis.admission.explanation import Explained, explained
from malbild.analysis.admission.priority import Priority, Tie, prioritise
from malbild.vocabulary.admission import Applications, Programmes


@dataclass(frozen=True, slots=True, eq=False)
class Admission:
    """An admission and all it was made of.

    numbers    (applicant,); the lottery numbers, from 1, the lowest wins
    admitted   (applicant,); the choice each is admitted to, NOWHERE when to none
    """

    applications: Applications
    programmes: Programmes
    numbers: NDArray[np.int32]
    priority: Priority
    admitted: NDArray[np.int32]
    cutoffs: Cutoffs

    @property
    def programme(self) -> NDArray[np.int32]:
        """(applicant,); the programme each is admitted to, NOWHERE when to none."""
        return programme_of(self.applications, self.admitted)

    def explained(self) -> Explained:
        """What decided about every choice."""
        return explained(self.applications, self.programmes, self.priority, self.admitted, self.cutoffs)


def admit(applications: Applications, programmes: Programmes, *, seed: int, tie: Tie = Tie.LOTTERY) -> Admission:
    """Admit everybody to the best of her choices that the law's order of priority lets her have.

    seed   of the lottery among equals; the same seed gives the same outcome
    """
    numbers = lottery.draw(applications.applicants, seed)
    priority = prioritise(applications, programmes, lottery=numbers, tie=tie)
    return by_priority(applications, programmes, priority, numbers)


def by_priority(
    applications: Applications, programmes: Programmes, priority: Priority, numbers: NDArray[np.int32]
) -> Admission:
    """Admit in an order of priority that is there already."""
    admitted = kernel.admit(
        applications.choices, priority.keys, priority.reserved, programmes.places, programmes.free_quota_places
    )
    limits = cutoffs(applications, programmes, priority, admitted)
    return Admission(applications, programmes, numbers, priority, admitted, limits)
