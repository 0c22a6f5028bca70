"""The reserves: who waits for a place she would rather have, in which order."""

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.priority import Priority
from malbild.vocabulary.admission import Applications


def reserve_places(applications: Applications, priority: Priority, admitted: NDArray[np.int32]) -> NDArray[np.int32]:
    """(applicant, choice); her place among the reserves, 1 is first; 0 where she is none.

    Reserve is who is eligible and was not admitted, for the choices she ranked above the one she got.
    """
    best = np.where(admitted >= 0, admitted, applications.choices.shape[1])
    waits = (priority.keys >= 0) & (np.arange(applications.choices.shape[1])[None, :] < best[:, None])
    rows, columns = np.nonzero(waits)
    programme, key = applications.choices[rows, columns], priority.keys[rows, columns]
    order = np.lexsort((-key, programme))
    ordered = programme[order]
    found = np.zeros(applications.choices.shape, np.int32)
    found[rows[order], columns[order]] = np.arange(len(order)) - np.searchsorted(ordered, ordered) + 1
    return found
