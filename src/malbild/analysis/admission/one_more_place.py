"""What one more place at each programme would be worth: how many applicants would get a choice they rank higher."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.rejections import State, ask_all, close, moved_since, opened, wind_back


@dataclass(frozen=True, slots=True, eq=False)
class OneMorePlace:
    """The value of one more place at each programme, all else as it is.

    better   (programme,); applicants who would get a choice they rank higher; nobody would get a worse one
    placed   (programme,); how many of them have no place at all today: 0 or 1
    """

    better: NDArray[np.int32]
    placed: NDArray[np.int32]


def one_more_place(admission: Admission) -> OneMorePlace:
    """Work out the value for all programmes at once.

    The order of rejections changes nothing. So all programmes but one can be filled first, and that one last: first to
    one place more than it has, then to what it has, and the rejections of the last step are the answer. Halving the
    programmes again and again shares the filling of the others; see docs/methods/admission.md.
    """
    state = opened(admission.applications, admission.programmes, admission.priority)
    ask_all(state)
    count = len(admission.programmes)
    places = admission.programmes.places.astype(np.int64)
    found = OneMorePlace(np.zeros(count, np.int32), np.zeros(count, np.int32))
    if count:
        _values(state, np.arange(count), places, found)
    return found


def _values(state: State, still_open: NDArray[np.int64], places: NDArray[np.int64], found: OneMorePlace) -> None:
    """Find the values of the programmes that are open; all others are filled; the state is left as it was."""
    if len(still_open) == 1:
        _value(state, still_open, places, found)
        return
    middle = len(still_open) // 2
    for now, later in ((still_open[:middle], still_open[middle:]), (still_open[middle:], still_open[:middle])):
        length = int(state.wound[0])
        close(state, now, places[now])
        _values(state, later, places, found)
        wind_back(state, length)


def _value(state: State, programme: NDArray[np.int64], places: NDArray[np.int64], found: OneMorePlace) -> None:
    length = int(state.wound[0])
    close(state, programme, places[programme] + 1)
    with_one_more = int(state.wound[0])
    close(state, programme, places[programme])
    moved = moved_since(state, with_one_more)
    found.better[programme] = len(moved)
    found.placed[programme] = int(_nowhere(state, moved).sum())
    wind_back(state, length)


def _nowhere(state: State, applicants: NDArray[np.int32]) -> NDArray[np.bool_]:
    asked = state.asked[applicants]
    width = state.choices.shape[1]
    choices = state.choices[applicants, np.minimum(asked, width - 1)]
    return np.asarray((asked >= width) | (choices < 0))
