"""The deferred acceptance of pupils' proposals, compiled: the one loop of the admission that must be fast.

Loading this module loads numba; nothing else of the package does. Method: docs/methods/admission.md.
"""

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.priority import FIRST_HAND, MOST_SCORE, SCORE_SHIFT
from malbild.vocabulary.admission import NOWHERE

_STEPS = 4096  # few enough for the fastest memory; grades give some hundreds of scores
_STEP_SHIFT = 4  # the scores of grades, in hundredths, are below _STEPS << _STEP_SHIFT
_IN_TIME_IN_FIRST_HAND = 3
_NO_KEY = np.int64(np.iinfo(np.int64).max)


class Held(NamedTuple):
    """Whom the programmes hold; who is let go first stands first, from when somebody must be let go (`ordered`).

    start, end    (programme,); where those it holds begin, and where the next would stand
    lowest        (programme,); the lowest key it holds
    ordered       (programme,); whether its part of keys and pupils is a heap; until then keys are not written
    keys, pupils  (place,)
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    lowest: NDArray[np.int64]
    ordered: NDArray[np.bool_]
    keys: NDArray[np.int64]
    pupils: NDArray[np.int32]


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

    A programme holds the free quota's best, who are protected, and others. Over its places it lets go of the lowest of
    the others, who asks her next choice. In which order pupils ask changes nothing but the time: when the best ask
    first, few are let go, and most programmes never need to know more of whom they hold than the lowest key.
    Most get one of their first choices, so those are read together: arrays that lie by column (as `prioritise` and the
    files give them) are not copied.
    """
    admitted: NDArray[np.int32] = _admit(
        np.asfortranarray(choices), np.asfortranarray(keys), np.asfortranarray(reserved), places, reserved_places
    )
    return admitted


@numba.njit(cache=True, nogil=True)
def _admit(
    choices: NDArray[np.int32],
    keys: NDArray[np.int64],
    reserved: NDArray[np.bool_],
    places: NDArray[np.int32],
    reserved_places: NDArray[np.int32],
) -> NDArray[np.int32]:
    pupils, ranks = choices.shape
    left = places.copy()
    others, protected = _nobody(places), _nobody(reserved_places)
    asked = np.full(pupils, NOWHERE, np.int32)
    any_reserved = reserved_places.any()
    for first in _best_first(keys):
        pupil, rank = first, np.int32(NOWHERE)
        while True:
            rank += 1
            if rank == ranks or choices[pupil, rank] < 0:
                asked[pupil] = NOWHERE
                break
            programme, key = choices[pupil, rank], keys[pupil, rank]
            if key < 0:
                continue
            if any_reserved and reserved_places[programme] > 0 and reserved[pupil, rank]:
                asked[pupil] = rank
                if protected.end[programme] - protected.start[programme] < reserved_places[programme]:
                    _hold(protected, programme, pupil, key)
                    if left[programme] > 0:
                        left[programme] -= 1
                        break
                    pupil = _let_go(others, programme, keys, asked)
                    rank = asked[pupil]
                    continue
                if key > protected.lowest[programme]:
                    pupil, key = _replace(protected, programme, pupil, key, keys, asked)
                    rank = asked[pupil]
            if left[programme] > 0:
                left[programme] -= 1
                asked[pupil] = rank
                _hold(others, programme, pupil, key)
                break
            if key > others.lowest[programme]:
                asked[pupil] = rank
                pupil, _ = _replace(others, programme, pupil, key, keys, asked)
                rank = asked[pupil]
    return asked


@numba.njit(cache=True, nogil=True)
def _nobody(places: NDArray[np.int32]) -> Held:
    """Room for so many at each programme, all of it empty; of nobody the lowest key is higher than any."""
    count = len(places)
    start = np.zeros(count, np.int32)
    for programme in range(1, count):
        start[programme] = start[programme - 1] + places[programme - 1]
    total = places.sum()
    return Held(
        start, start.copy(), np.full(count, _NO_KEY), np.zeros(count, np.bool_),
        np.empty(total, np.int64), np.empty(total, np.int32),
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def _best_first(keys: NDArray[np.int64]) -> NDArray[np.int32]:
    """The pupils by the priority of their first choice, the highest first, to the nearest of so many steps."""
    pupils = len(keys)
    steps = np.empty(pupils, np.int16)
    place = np.zeros(_STEPS + 1, np.int32)
    for pupil in range(pupils):
        steps[pupil] = _step(keys[pupil, 0])
        place[steps[pupil] + 1] += 1
    for step in range(1, _STEPS + 1):
        place[step] += place[step - 1]
    order = np.empty(pupils, np.int32)
    for pupil in range(pupils):
        order[place[steps[pupil]]] = pupil
        place[steps[pupil]] += 1
    return order


@numba.njit(cache=True, nogil=True)
def _step(key: int) -> int:
    """The step of a key: the first for kept offers, the last for the late and the second hand, else by score."""
    group = key >> FIRST_HAND
    if key < 0 or group < _IN_TIME_IN_FIRST_HAND:
        return _STEPS - 1
    if group > _IN_TIME_IN_FIRST_HAND:
        return 0
    return _STEPS - 1 - min((key >> SCORE_SHIFT & MOST_SCORE) >> _STEP_SHIFT, _STEPS - 1)


@numba.njit(cache=True, nogil=True, inline="always")
def _hold(held: Held, programme: int, pupil: int, key: int) -> None:
    """Hold one more, where there is room."""
    end = held.end[programme]
    held.pupils[end] = pupil
    held.end[programme] = end + 1
    held.lowest[programme] = min(held.lowest[programme], key)


@numba.njit(cache=True, nogil=True, inline="always")
def _replace(
    held: Held, programme: int, pupil: int, key: int, keys: NDArray[np.int64], asked: NDArray[np.int32]
) -> tuple[int, int]:
    """Hold one instead of the lowest, who is returned with her key."""
    if not held.ordered[programme]:
        _order(held, programme, keys, asked)
    base = held.start[programme]
    lost, lost_key = held.pupils[base], held.keys[base]
    _sift(held.keys, held.pupils, base, held.end[programme] - base, 0, pupil, key)
    held.lowest[programme] = held.keys[base]
    return lost, lost_key


@numba.njit(cache=True, nogil=True)
def _let_go(held: Held, programme: int, keys: NDArray[np.int64], asked: NDArray[np.int32]) -> int:
    """Let go of the lowest, who is returned."""
    if not held.ordered[programme]:
        _order(held, programme, keys, asked)
    base, end = held.start[programme], held.end[programme] - 1
    lost = held.pupils[base]
    held.end[programme] = end
    _sift(held.keys, held.pupils, base, end - base, 0, held.pupils[end], held.keys[end])
    held.lowest[programme] = held.keys[base] if end > base else _NO_KEY
    return int(lost)


@numba.njit(cache=True, nogil=True)
def _order(held: Held, programme: int, keys: NDArray[np.int64], asked: NDArray[np.int32]) -> None:
    """Make a heap of a programme's part."""
    held.ordered[programme] = True
    base, end = held.start[programme], held.end[programme]
    for place in range(base, end):
        held.keys[place] = keys[held.pupils[place], asked[held.pupils[place]]]
    for place in range((end - base) // 2 - 1, -1, -1):
        _sift(held.keys, held.pupils, base, end - base, place, held.pupils[base + place], held.keys[base + place])


@numba.njit(cache=True, nogil=True)
def _sift(
    keys: NDArray[np.int64], pupils: NDArray[np.int32], base: int, size: int, place: int, pupil: int, key: int
) -> None:
    """Put one at a place of a heap, or below it where that is lower."""
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and keys[base + child + 1] < keys[base + child]:
            child += 1
        if keys[base + child] >= key:
            break
        keys[base + place] = keys[base + child]
        pupils[base + place] = pupils[base + child]
        place = child
    keys[base + place] = key
    pupils[base + place] = pupil
