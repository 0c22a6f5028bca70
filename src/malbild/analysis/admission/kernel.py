"""The deferred acceptance of pupils' proposals, compiled: the one loop of the admission that must be fast.

Loading this module loads numba; nothing else of the package does. Method: docs/methods/admission.md.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.priority import MOST_SCORE, SCORE_SHIFT
from malbild.vocabulary.admission import NOWHERE

_STEPS = 1 << 16  # the scores of grades, in hundredths, are fewer


@numba.njit(cache=True, nogil=True)
def admit(
    choices: NDArray[np.int32],
    keys: NDArray[np.int64],
    reserved: NDArray[np.bool_],
    places: NDArray[np.int32],
    reserved_places: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Admit every pupil to the best of her choices that priority lets her have.

    choices          (pupil, rank); programme asked for, NOWHERE after the last
    keys             (pupil, rank); priority there, higher first, no two alike in a programme; below 0 is not eligible
    reserved         (pupil, rank); whether she may take a place of the free quota there
    places           (programme,); all places, those of the free quota included
    reserved_places  (programme,); places kept first for the free quota; those it leaves fall back to all
    returns          (pupil,); the rank of the choice she is admitted to, NOWHERE when to none

    A programme keeps two heaps of the pupils it holds, the lowest priority on top: of the free quota's best, who are
    protected, and of the others. Over its places it lets go of the lowest of the others, who asks her next choice.
    In which order pupils ask changes nothing but the time: when the best ask first, few are let go.
    """
    pupils, ranks = choices.shape
    programmes = len(places)
    start = np.zeros(programmes + 1, np.int64)
    for programme in range(programmes):
        start[programme + 1] = start[programme] + places[programme] + 1
    protected_start = np.zeros(programmes + 1, np.int64)
    for programme in range(programmes):
        protected_start[programme + 1] = protected_start[programme] + reserved_places[programme] + 1
    held_keys = np.empty(start[programmes], np.int64)
    held = np.empty(start[programmes], np.int32)
    size = np.zeros(programmes, np.int32)
    ordered = np.zeros(programmes, np.bool_)  # the others are a heap only from when somebody must be let go
    protected_keys = np.empty(protected_start[programmes], np.int64)
    protected = np.empty(protected_start[programmes], np.int32)
    protected_size = np.zeros(programmes, np.int32)
    asked = np.full(pupils, NOWHERE, np.int32)
    for first in _best_first(keys):
        pupil = first
        while pupil >= 0:
            asked[pupil] += 1
            rank = asked[pupil]
            if rank >= ranks or choices[pupil, rank] < 0:
                asked[pupil] = ranks
                break
            key = keys[pupil, rank]
            programme = choices[pupil, rank]
            if key < 0 or places[programme] == 0:
                continue
            full = size[programme] + protected_size[programme] == places[programme]
            may_take_reserved = reserved_places[programme] > 0 and reserved[pupil, rank]
            if full and not ordered[programme]:
                _order(held_keys, held, start[programme], size[programme])
                ordered[programme] = True
            if full and not may_take_reserved and size[programme] > 0 and key < held_keys[start[programme]]:
                continue
            loser = np.int32(pupil)
            if may_take_reserved:
                base = protected_start[programme]
                _push(protected_keys, protected, base, protected_size[programme], key, loser)
                protected_size[programme] += 1
                if protected_size[programme] <= reserved_places[programme]:
                    loser = np.int32(NOWHERE)
                else:
                    key, loser = _pop(protected_keys, protected, base, protected_size[programme])
                    protected_size[programme] -= 1
            if loser >= 0:
                if ordered[programme]:
                    _push(held_keys, held, start[programme], size[programme], key, loser)
                else:
                    held_keys[start[programme] + size[programme]] = key
                    held[start[programme] + size[programme]] = loser
                size[programme] += 1
            if size[programme] + protected_size[programme] <= places[programme]:
                break
            _, loser = _pop(held_keys, held, start[programme], size[programme])
            size[programme] -= 1
            pupil = loser
    for pupil in range(pupils):
        if asked[pupil] >= ranks:
            asked[pupil] = NOWHERE
    return asked


@numba.njit(cache=True, nogil=True)
def _best_first(keys: NDArray[np.int64]) -> NDArray[np.int32]:
    """The pupils by the score of their first choice, the highest first, to the nearest of so many steps."""
    pupils = len(keys)
    place = np.zeros(_STEPS + 1, np.int32)
    for pupil in range(pupils):
        place[_step(keys[pupil, 0]) + 1] += 1
    for step in range(1, _STEPS + 1):
        place[step] += place[step - 1]
    order = np.empty(pupils, np.int32)
    for pupil in range(pupils):
        step = _step(keys[pupil, 0])
        order[place[step]] = pupil
        place[step] += 1
    return order


@numba.njit(cache=True, nogil=True)
def _step(key: int) -> int:
    return _STEPS - 1 - min((key >> SCORE_SHIFT) & MOST_SCORE, _STEPS - 1)


@numba.njit(cache=True, nogil=True)
def _order(keys: NDArray[np.int64], pupils: NDArray[np.int32], base: int, size: int) -> None:
    for held in range(1, size):
        _push(keys, pupils, base, held, keys[base + held], pupils[base + held])


@numba.njit(cache=True, nogil=True)
def _push(keys: NDArray[np.int64], pupils: NDArray[np.int32], base: int, size: int, key: Any, pupil: Any) -> None:
    child = size
    while child > 0:
        parent = (child - 1) >> 1
        if keys[base + parent] <= key:
            break
        keys[base + child] = keys[base + parent]
        pupils[base + child] = pupils[base + parent]
        child = parent
    keys[base + child] = key
    pupils[base + child] = pupil


@numba.njit(cache=True, nogil=True)
def _pop(keys: NDArray[np.int64], pupils: NDArray[np.int32], base: int, size: int) -> Any:
    top_key, top_pupil = keys[base], pupils[base]
    key, pupil = keys[base + size - 1], pupils[base + size - 1]
    last = size - 1
    parent = 0
    while True:
        child = 2 * parent + 1
        if child >= last:
            break
        if child + 1 < last and keys[base + child + 1] < keys[base + child]:
            child += 1
        if keys[base + child] >= key:
            break
        keys[base + parent] = keys[base + child]
        pupils[base + parent] = pupils[base + child]
        parent = child
    keys[base + parent] = key
    pupils[base + parent] = pupil
    return top_key, top_pupil
