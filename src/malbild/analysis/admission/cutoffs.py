"""The cut-offs (antagningsgränser): what it took to be admitted. They alone reproduce the whole outcome."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.priority import Priority
from malbild.vocabulary.admission import NOWHERE, Applications, Programmes

EVERYBODY = np.int64(0)
NOBODY = np.int64(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True, eq=False)
class Cutoffs:
    """The lowest priority that was enough at each programme: EVERYBODY where all eligible were admitted.

    general     (programme,); without the free quota; NOBODY where there was no place to have
    free_quota  (programme,); for who may take a place of the free quota
    admitted    (programme,); how many were admitted
    protected   (programme,); how many of them on places of the free quota
    """

    general: NDArray[np.int64]
    free_quota: NDArray[np.int64]
    admitted: NDArray[np.int32]
    protected: NDArray[np.int32]


def programme_of(applications: Applications, admitted: NDArray[np.int32]) -> NDArray[np.int32]:
    """(applicant,); the programme she is admitted to, NOWHERE when to none."""
    rows = np.arange(len(admitted))
    return np.where(admitted >= 0, applications.choices[rows, admitted], NOWHERE).astype(np.int32)


def cutoffs(
    applications: Applications, programmes: Programmes, priority: Priority, admitted: NDArray[np.int32]
) -> Cutoffs:
    """The cut-offs of an outcome.

    admitted   (applicant,); the choice each is admitted to
    """
    rows = np.flatnonzero(admitted >= 0)
    programme = applications.choices[rows, admitted[rows]]
    key = priority.keys[rows, admitted[rows]]
    protected = _protected(programme, key, priority.reserved[rows, admitted[rows]], programmes.free_quota_places)
    counts = np.bincount(programme, minlength=len(programmes)).astype(np.int32)
    of_protected = np.bincount(programme[protected], minlength=len(programmes)).astype(np.int32)
    general = np.where(counts < programmes.places, EVERYBODY, _lowest(programme[~protected], key[~protected], counts))
    best_of_two = np.minimum(general, _lowest(programme[protected], key[protected], counts))
    left = (of_protected < programmes.free_quota_places) & (programmes.places > 0)
    return Cutoffs(general, np.where(left, EVERYBODY, best_of_two), counts, of_protected)


def _protected(
    programme: NDArray[np.int32], key: NDArray[np.int64], reserved: NDArray[np.bool_], places: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Who of the admitted holds a place of the free quota: the best of those who may, as many as it has places."""
    order = np.lexsort((-key, ~reserved, programme))
    first = np.searchsorted(programme[order], programme[order])
    found = np.zeros(len(programme), np.bool_)
    found[order] = np.arange(len(order)) - first < places[programme[order]]
    return found & reserved


def _lowest(programme: NDArray[np.int32], key: NDArray[np.int64], counts: NDArray[np.int32]) -> NDArray[np.int64]:
    lowest = np.full(len(counts), NOBODY, np.int64)
    np.minimum.at(lowest, programme, key)
    return lowest


def cutoff_of(applications: Applications, priority: Priority, limits: Cutoffs) -> NDArray[np.int64]:
    """(applicant, choice); the cut-off that holds for each choice."""
    return np.where(
        priority.reserved, limits.free_quota[applications.choices], limits.general[applications.choices]
    ).astype(np.int64)


def by_cutoffs(applications: Applications, priority: Priority, limits: Cutoffs) -> NDArray[np.int32]:
    """Everybody's best choice whose cut-off she meets: the outcome again, from the cut-offs alone."""
    met = (priority.keys >= 0) & (priority.keys >= cutoff_of(applications, priority, limits))
    return np.where(met.any(axis=1), met.argmax(axis=1), NOWHERE).astype(np.int32)
