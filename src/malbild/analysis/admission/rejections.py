"""The same admission as a tape of rejections that can be wound back: compiled, for questions of one place more or less.

Loading this module loads numba. A programme is a list of all who ask for it, best first, with a mark that only moves
up: whoever stands below it has been rejected. That needs no heap, and one step back is one number put back. With a free
quota there are two marks, one for who may take of it and one for who may not.
Method: docs/methods/admission.md, "One more place".
"""

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.priority import Priority
from malbild.vocabulary.admission import NOWHERE, Applications, Programmes

_ASKED, _HELD, _HELD_FREE, _MARK, _MARK_FREE, _PLACES = range(6)
_NOTES_OF_A_STEP = 6  # a rejection moves a mark and two counts, an asking her choice and two counts


class State(NamedTuple):
    """Where an admission stands; every array is changed in place.

    choices, reserved   (applicant, choice)
    position            (applicant, choice); her place in the programme's list; below 0 where she is not eligible
    listed, column      (entry,); applicant and choice of each entry of all lists, one list after another
    of_free             (entry,); whether she may take of the free quota there
    start               (programme + 1,); where a programme's list begins
    asked               (applicant,); the choice she asks or is held at
    held, held_free     (programme,); how many are held, and how many of them are of the free quota
    mark, mark_free     (programme,); the entry from which down all are rejected, without and with the free quota
    places, quota       (programme,)
    tape                (entry of the tape, 3); which array, where, the value before
    wound               (1,); the length of the tape
    """

    choices: NDArray[np.int32]
    reserved: NDArray[np.bool_]
    position: NDArray[np.int64]
    listed: NDArray[np.int32]
    column: NDArray[np.int32]
    of_free: NDArray[np.bool_]
    start: NDArray[np.int64]
    asked: NDArray[np.int32]
    held: NDArray[np.int64]
    held_free: NDArray[np.int64]
    mark: NDArray[np.int64]
    mark_free: NDArray[np.int64]
    places: NDArray[np.int64]
    quota: NDArray[np.int64]
    tape: NDArray[np.int32]
    wound: NDArray[np.int64]


def opened(applications: Applications, programmes: Programmes, priority: Priority) -> State:
    """The state in which nobody has asked yet and every programme takes whoever comes."""
    rows, columns = np.nonzero(priority.keys >= 0)
    programme, key = applications.choices[rows, columns], priority.keys[rows, columns]
    order = np.lexsort((-key, programme))
    listed, column = rows[order].astype(np.int32), columns[order].astype(np.int32)
    position = np.full(applications.choices.shape, NOWHERE, np.int64)
    position[listed, column] = np.arange(len(rows))
    start = np.searchsorted(programme[order], np.arange(len(programmes) + 1)).astype(np.int64)
    nothing = np.zeros(len(programmes), np.int64)
    quota = programmes.free_quota_places.astype(np.int64)
    reserved = priority.reserved & (quota[applications.choices] > 0)
    longest = _NOTES_OF_A_STEP * (len(rows) + 2 * len(applications)) + 2 * len(programmes)
    return State(
        applications.choices, reserved, position, listed, column, reserved[listed, column], start,
        np.full(len(applications), NOWHERE, np.int32), nothing, nothing.copy(), start[1:].copy(), start[1:].copy(),
        np.diff(start), quota, np.empty((longest, 3), np.int32), np.zeros(1, np.int64),
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def ask(state: State, applicant: int) -> None:
    """Let an applicant ask her next choice, and whoever loses a place by it hers, until nobody has to."""
    asking = applicant
    while asking >= 0:
        _note(state, _ASKED, asking, state.asked[asking])
        state.asked[asking] += 1
        choice = state.asked[asking]
        if choice >= state.choices.shape[1] or state.choices[asking, choice] < 0:
            return
        place = state.position[asking, choice]
        if place < 0:
            continue
        programme = state.choices[asking, choice]
        free = state.reserved[asking, choice]
        if place >= (state.mark_free[programme] if free else state.mark[programme]):
            continue
        _hold(state, programme, free, 1)
        if state.held[programme] <= state.places[programme]:
            return
        asking = reject(state, programme)


@numba.njit(cache=True, nogil=True)
def reject(state: State, programme: int) -> int:
    """Let go of the lowest a programme may let go of, who is returned; the best of the free quota are protected."""
    low = _lowest(state, programme, state.mark[programme], False)
    low_free = state.start[programme] - 1
    if state.held_free[programme] > state.quota[programme]:
        low_free = _lowest(state, programme, state.mark_free[programme], True)
    free = low_free > low
    entry = low_free if free else low
    if free:
        _note(state, _MARK_FREE, programme, state.mark_free[programme])
        state.mark_free[programme] = entry
    else:
        _note(state, _MARK, programme, state.mark[programme])
        state.mark[programme] = entry
    _hold(state, programme, free, -1)
    return int(state.listed[entry])


@numba.njit(cache=True, nogil=True)
def _lowest(state: State, programme: int, mark: int, free: bool) -> int:
    entry = mark - 1
    while entry >= state.start[programme]:
        if state.of_free[entry] == free and state.asked[state.listed[entry]] == state.column[entry]:
            return entry
        entry -= 1
    return entry


@numba.njit(cache=True, nogil=True)
def _hold(state: State, programme: int, free: bool, more: int) -> None:
    _note(state, _HELD, programme, state.held[programme])
    state.held[programme] += more
    if free:
        _note(state, _HELD_FREE, programme, state.held_free[programme])
        state.held_free[programme] += more


@numba.njit(cache=True, nogil=True)
def _note(state: State, which: int, where: int, before: int) -> None:
    length = state.wound[0]
    state.tape[length, 0] = which
    state.tape[length, 1] = where
    state.tape[length, 2] = before
    state.wound[0] = length + 1


@numba.njit(cache=True, nogil=True)
def ask_all(state: State) -> None:
    """Let everybody ask; what was noted until then cannot be wound back."""
    for applicant in range(len(state.asked)):
        ask(state, applicant)
    state.wound[0] = 0


@numba.njit(cache=True, nogil=True)
def close(state: State, programmes: NDArray[np.int64], places: NDArray[np.int64]) -> None:
    """Give programmes no more than so many places, with all rejections that follow."""
    for one in range(len(programmes)):
        programme = programmes[one]
        _note(state, _PLACES, programme, state.places[programme])
        state.places[programme] = places[one]
        while state.held[programme] > places[one]:
            ask(state, reject(state, programme))


@numba.njit(cache=True, nogil=True)
def wind_back(state: State, length: int) -> None:
    """Undo everything since the tape had that length."""
    for entry in range(state.wound[0] - 1, length - 1, -1):
        which, where, before = state.tape[entry]
        if which == _ASKED:
            state.asked[where] = before
        elif which == _HELD:
            state.held[where] = before
        elif which == _HELD_FREE:
            state.held_free[where] = before
        elif which == _MARK:
            state.mark[where] = before
        elif which == _MARK_FREE:
            state.mark_free[where] = before
        else:
            state.places[where] = before
    state.wound[0] = length


def moved_since(state: State, length: int) -> NDArray[np.int32]:
    """The applicants who have asked a further choice since the tape had that length."""
    tape = state.tape[length : state.wound[0]]
    return np.unique(tape[tape[:, 0] == _ASKED, 1])
