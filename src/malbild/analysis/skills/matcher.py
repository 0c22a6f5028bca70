"""Matcher: where the dictionary's terms stand in a text.

A term is found where the folded text (analysis/skills/fold.py) equals one of its forms and no letter, digit, + or #
stands directly before or after. From left to right the longest is taken, and what it covers is not looked at again.
The text is read word by word: the hash of the words so far says whether any term begins like that, so that most words
cost one look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.dictionary import FIRST_BITS, HASH_FACTOR, HASH_START, Dictionary
from malbild.analysis.skills.fold import COMPOSED, DIAERESIS, DOT, DROPPED, FOLDED, RING, SPACE, WORD, code_points

_START = np.uint64(HASH_START)
_FACTOR = np.uint64(HASH_FACTOR)
_FIRST_SHIFT = np.uint64(64 - FIRST_BITS)


@dataclass(frozen=True, slots=True)
class Spans:
    """What was found in some texts, in order: parallel arrays.

    text, start, end   number of the text, and its characters from `start` up to `end`
    pattern            number of the pattern in the dictionary
    """

    text: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    pattern: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.text)


def find(texts: Sequence[str], dictionary: Dictionary) -> Spans:
    """Every term of the dictionary in the texts, with its exact characters."""
    points = code_points("".join(texts))
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    most = len(points) // 2 + len(texts) + 1
    found = np.empty((4, most), dtype=np.int32)
    count = _find(
        points, ends, FOLDED, COMPOSED, WORD, dictionary.patterns, dictionary.starts,
        dictionary.keys, dictionary.finals, dictionary.longer, dictionary.first, found,
    )  # fmt: skip
    text, start, end, pattern = found[:, :count].copy()
    return Spans(text, start, end, pattern)


@numba.njit(nogil=True, inline="always")
def _fold(points: Any, table: Any, composed: Any, letters: Any, origin: Any) -> Any:
    """Fold one text into `letters`, and where each stood into `origin`; how many there are."""
    count = 0
    for place in range(len(points)):
        byte = table[points[place]]
        if byte in (RING, DIAERESIS):
            whole = composed[letters[count - 1], byte - RING] if count else 0
            if whole:
                letters[count - 1] = whole
        elif byte != DROPPED and not (byte == SPACE and count and letters[count - 1] == SPACE):
            letters[count] = byte
            origin[count] = place
            count += 1
    return count


@numba.njit(nogil=True, inline="always")
def _place(value: Any, keys: Any, shift: Any) -> Any:
    """Where in the table a hash stands; −1 when it does not."""
    place = np.int64(value >> shift)
    while keys[place] != 0:
        if keys[place] == value:
            return place
        place = (place + 1) & (len(keys) - 1)
    return -1


@numba.njit(nogil=True, inline="always")
def _equals(letters: Any, start: Any, end: Any, patterns: Any, first: Any, last: Any) -> Any:
    """Whether the letters are the pattern: two texts may have the same hash."""
    if end - start != last - first:
        return False
    for step in range(end - start):  # noqa: SIM110 (numba compiles a loop in a tenth of the time of all())
        if letters[start + step] != patterns[first + step]:
            return False
    return True


@numba.njit(nogil=True, inline="always")
def _longest(letters: Any, start: Any, count: Any, word: Any, patterns: Any, starts: Any, keys: Any, finals: Any,
             longer: Any, first: Any, shift: Any) -> Any:  # fmt: skip
    """The longest pattern that begins at a letter, and where it ends; −1 when none does."""
    best, best_end, at, value, looked = -1, start, start, _START, False
    while at < count:
        while at < count and not word[letters[at]]:
            value = (value ^ np.uint64(letters[at])) * _FACTOR
            at += 1
        while at < count and word[letters[at]]:
            value = (value ^ np.uint64(letters[at])) * _FACTOR
            at += 1
        if not looked:
            looked = True
            bit = np.int64(value >> _FIRST_SHIFT)
            if not first[bit >> 3] >> (bit & 7) & 1:
                break
        place = _place(value, keys, shift)
        if place < 0:
            break
        final = finals[place]
        if final >= 0 and _equals(letters, start, at, patterns, starts[final], starts[final + 1]):
            best, best_end = final, at
        if not longer[place]:
            break
    return best, best_end


@numba.njit(cache=True, nogil=True)
def _find(points: Any, ends: Any, table: Any, composed: Any, word: Any, patterns: Any, starts: Any, keys: Any,
          finals: Any, longer: Any, first: Any, found: Any) -> Any:  # fmt: skip
    """Fill `found` with text, start, end and pattern of every match; how many there are."""
    shift = np.uint64(64)
    size = len(keys)
    while size > 1:
        size >>= 1
        shift -= np.uint64(1)
    letters = np.empty(len(points), dtype=np.uint8)
    origin = np.empty(len(points), dtype=np.int32)
    total, begin = 0, 0
    for text in range(len(ends)):
        part = points[begin : ends[text]]
        count = _fold(part, table, composed, letters, origin)
        at = 0
        while at < count:
            if not word[letters[at]]:
                at += 1
                continue
            pattern, end = -1, at
            if at and letters[at - 1] == DOT and (at == 1 or not word[letters[at - 2]]):
                pattern, end = _longest(
                    letters, at - 1, count, word, patterns, starts, keys, finals, longer, first, shift
                )
            start = at - 1 if pattern >= 0 else at
            if pattern < 0:
                pattern, end = _longest(letters, at, count, word, patterns, starts, keys, finals, longer, first, shift)
            if pattern >= 0:
                last = origin[end - 1] + 1
                while last < len(part) and table[part[last]] in (RING, DIAERESIS, DROPPED):
                    last += 1
                found[0, total], found[1, total], found[2, total] = text, origin[start], last
                found[3, total] = pattern
                total += 1
                at = end
            else:
                while at < count and word[letters[at]]:
                    at += 1
        begin = ends[text]
    return total
