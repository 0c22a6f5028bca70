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

from malbild.analysis.skills.dictionary import BEGIN_BITS, HASH_FACTOR, HASH_START, Dictionary
from malbild.analysis.skills.fold import COMPOSED, DIAERESIS, DOT, DROPPED, FOLDED, RING, SPACE, WORD, code_points

_START = np.uint64(HASH_START)
_FACTOR = np.uint64(HASH_FACTOR)
_BEGIN_SHIFT = np.uint64(64 - BEGIN_BITS)


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
        points, ends, FOLDED, COMPOSED, WORD, dictionary.patterns, dictionary.starts, dictionary.table,
        dictionary.begins, found,
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
def _look_up(value: Any, table: Any, begins: Any, shift: Any) -> Any:
    """What the table says of a beginning with a hash; 0 when no pattern begins so."""
    bit = np.int64(value >> _BEGIN_SHIFT)
    if not begins[bit >> 3] >> (bit & 7) & 1:
        return np.int64(0)
    place = np.int64(value >> shift)
    while table[place, 0] != 0:
        if table[place, 0] == value:
            return np.int64(table[place, 1])
        place = (place + 1) & (len(table) - 1)
    return np.int64(0)


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
def _longest(letters: Any, start: Any, count: Any, word: Any, patterns: Any, starts: Any, table: Any, begins: Any,
             shift: Any) -> Any:  # fmt: skip
    """The longest pattern that begins at a letter, −1 when none does, and the letter after it or after the word."""
    best, after, at, value = np.int64(-1), np.int64(0), start, _START
    while at < count:
        while at < count and not word[letters[at]]:
            value = (value ^ np.uint64(letters[at])) * _FACTOR
            at += 1
        while at < count and word[letters[at]]:
            value = (value ^ np.uint64(letters[at])) * _FACTOR
            at += 1
        if after == 0:
            after = at
        known = _look_up(value, table, begins, shift)
        final = (known >> 1) - 1
        if final >= 0 and _equals(letters, start, at, patterns, starts[final], starts[final + 1]):
            best, after = final, at
        if not known & 1:
            break
    return best, after


@numba.njit(nogil=True, inline="always")
def _with_marks(part: Any, last: Any, folding: Any) -> Any:
    """What is invisible directly after a letter belongs to it."""
    while last < len(part) and folding[part[last]] in (RING, DIAERESIS, DROPPED):
        last += 1
    return last


@numba.njit(nogil=True, inline="always")
def _stands_dotted(letters: Any, at: Any, word: Any) -> Any:
    """Whether a word has a dot before it that belongs to no other word, as ".net" has."""
    return at > 0 and letters[at - 1] == DOT and (at == 1 or not word[letters[at - 2]])


@numba.njit(cache=True, nogil=True)
def _find(points: Any, ends: Any, folding: Any, composed: Any, word: Any, patterns: Any, starts: Any, table: Any,
          begins: Any, found: Any) -> Any:  # fmt: skip
    """Fill `found` with text, start, end and pattern of every match; how many there are."""
    shift = np.uint64(64)
    while np.uint64(len(table)) >> (np.uint64(64) - shift) > 1:
        shift -= np.uint64(1)
    longest, begin = np.int64(0), np.int64(0)
    for end in ends:
        longest, begin = max(longest, end - begin), end
    letters = np.empty(longest, dtype=np.uint8)  # one text at a time, to stay in the processor's own memory
    origin = np.empty(longest, dtype=np.int32)
    total, begin = 0, np.int64(0)
    for text in range(len(ends)):
        part = points[begin : ends[text]]
        count = _fold(part, folding, composed, letters, origin)
        at = np.int64(0)
        while at < count:
            if not word[letters[at]]:
                at += 1
                continue
            start, pattern, after = at, np.int64(-1), at
            if _stands_dotted(letters, at, word):
                pattern, after = _longest(letters, at - 1, count, word, patterns, starts, table, begins, shift)
                start = at - 1
            if pattern < 0:
                pattern, after = _longest(letters, at, count, word, patterns, starts, table, begins, shift)
                start = at
            if pattern >= 0:
                found[0, total], found[1, total] = text, origin[start]
                found[2, total] = _with_marks(part, origin[after - 1] + 1, folding)
                found[3, total] = pattern
                total += 1
            at = after
        begin = ends[text]
    return total
