"""Scan: the loops that read texts, compiled; matcher.py, tally.py and dictionary.py are their doors.

A text is folded to one byte a letter, its words are hashed, and the hash of one or more words from a place on is looked
up: first in a small table of bits, then in the large one. A find is compared letter by letter, so that no accident of
hashing is ever told.

All compiled functions stand here, since numba keeps what it compiled until this very file changes.
"""

from typing import Any

import numba
import numpy as np
from numba.extending import intrinsic
from numpy.typing import NDArray

from malbild.analysis.skills.fold import COMPOSED, DIAERESIS, DOT, DROPPED, FOLDED, HYPHEN, RING, SLASH, SPACE, WORD

BEGIN_BITS = 23
NO_CODE_POINT = -1
LOOK_CLOSER = 256  # in the table of plain bytes: no letter by itself

_START = np.uint64(0xCBF29CE484222325)  # FNV-1a over 64 bits within a word
_FACTOR = np.uint64(0x100000001B3)
_WORD_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_BEGIN_SHIFT = np.uint64(64 - BEGIN_BITS)
_SHORTEST_HEAD = 4
_TOP_DOMAINS = np.array(  # from the end, to be compared backwards
    [list(one[::-1].ljust(4, b"\0")) for one in (b".se", b".nu", b".eu", b".io", b".com", b".org", b".net")],
    dtype=np.uint8,
)


@numba.njit(nogil=True, inline="always")
def _hashed(letters: Any, start: Any, end: Any) -> Any:
    """The hash of some letters."""
    value = _START
    for at in range(start, end):
        value = (value ^ np.uint64(letters[at])) * _FACTOR
    return value


@numba.njit(nogil=True, inline="always")
def _joined(value: Any, word: Any) -> Any:
    """The hash of what was read so far and a word or the signs between words."""
    return (value ^ word) * _WORD_FACTOR


@numba.njit(nogil=True, inline="always")
def _fold_points(points: Any, begin: Any, end: Any, folding: Any, composed: Any, letters: Any, origin: Any) -> Any:
    """Fold code points into `letters`, and where each stood into `origin`; how many letters there are."""
    count, before = 0, np.uint8(0)
    for place in range(begin, end):
        byte = folding[points[place]]
        if byte in (DROPPED, RING, DIAERESIS):
            if byte != DROPPED and count and composed[before, byte - RING]:
                before = letters[count - 1] = composed[before, byte - RING]
            continue
        letters[count] = byte
        origin[count] = place
        count += not (byte == SPACE and before == SPACE)
        before = byte
    return count


@numba.njit(nogil=True)
def _hex(data: Any, at: Any, end: Any) -> Any:
    """The number of four hexadecimal digits, NO_CODE_POINT when they are none."""
    value = np.int64(0)
    for place in range(at, at + 4):
        digit = np.int64(data[place]) if place < end else np.int64(0)
        if 48 <= digit <= 57:
            value = value * 16 + digit - 48
        elif 97 <= digit | 32 <= 102:
            value = value * 16 + (digit | 32) - 87
        else:
            return np.int64(NO_CODE_POINT)
    return value


@numba.njit(nogil=True)
def _escaped(data: Any, at: Any, end: Any) -> Any:
    """The code point of an escape of JSON whose letter stands at a place, and where the next character begins."""
    sign = data[at] if at < end else np.uint8(0)
    if sign == ord("u"):
        code, after = _hex(data, at + 1, end), at + 5
        if 0xD800 <= code < 0xE000:
            low = _hex(data, after + 2, end) if after + 1 < end and data[after + 1] == ord("u") else np.int64(0)
            whole = code < 0xDC00 and 0xDC00 <= low < 0xE000
            code = 0x10000 + ((code - 0xD800) << 10) + low - 0xDC00 if whole else np.int64(NO_CODE_POINT)
            after += 6
        return code, after
    if sign == ord("n") or sign == ord("r") or sign == ord("t") or sign == ord("f") or sign == ord("b"):
        return np.int64(8) if sign == ord("b") else np.int64(SPACE), at + 1
    known = sign == ord('"') or sign == ord("\\") or sign == ord("/")
    return np.int64(sign) if known else np.int64(NO_CODE_POINT), at + 1


@numba.njit(nogil=True)
def _utf8(data: Any, at: Any, end: Any) -> Any:
    """The code point of several bytes of UTF-8, and where the next begins; NO_CODE_POINT when they are none."""
    first = np.int64(data[at])
    length = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if first < 0xC2 or first > 0xF4 or at + length > end:
        return np.int64(NO_CODE_POINT), at + 1
    code = first & (0x7F >> length)
    for place in range(at + 1, at + length):
        if data[place] & 0xC0 != 0x80:
            return np.int64(NO_CODE_POINT), at + 1
        code = code << 6 | np.int64(data[place]) & 0x3F
    shortest = 0x80 if length == 2 else 0x800 if length == 3 else 0x10000
    if code < shortest or code >= 0x110000 or 0xD800 <= code < 0xE000:
        return np.int64(NO_CODE_POINT), at + 1
    return code, at + length


@numba.njit(nogil=True)
def _is_harmless(data: Any, at: Any, end: Any) -> Any:
    """Whether the "<" or "&" at a place opens no tag and no entity of HTML."""
    after = np.int64(data[at + 1]) if at + 1 < end else np.int64(SPACE)
    is_letter = 97 <= after | 32 <= 122
    if data[at] == ord("<"):
        return not (is_letter or after == ord("/") or after == ord("!"))
    return data[at] == ord("&") and not (is_letter or after == ord("#"))


@numba.njit(nogil=True, inline="always")
def _fold_json(data: Any, at: Any, end: Any, plain: Any, folding: Any, composed: Any, letters: Any) -> Any:
    """Fold the inside of a JSON string into `letters`; how many there are, or −1 where it must be looked at closer."""
    count, before = 0, np.uint8(0)
    while at < end:
        look = plain[data[at]]
        if look == LOOK_CLOSER:
            if data[at] == ord("\\"):
                code, at = _escaped(data, at + 1, end)
                if 0 <= code < 0x80 and code != ord("\\") and code != ord('"') and plain[code] == LOOK_CLOSER:
                    return -1
            elif data[at] >= 0x80:
                code, at = _utf8(data, at, end)
            else:
                code = np.int64(data[at]) if _is_harmless(data, at, end) else np.int64(NO_CODE_POINT)
                at += 1
            if code < 0:
                return -1
            byte = folding[code]
            if byte in (DROPPED, RING, DIAERESIS):
                if byte != DROPPED and count and composed[before, byte - RING]:
                    before = letters[count - 1] = composed[before, byte - RING]
                continue
        else:
            byte = np.uint8(look)
            at += 1
        letters[count] = byte
        count += not (byte == SPACE and before == SPACE)
        before = byte
    return count


@numba.njit(nogil=True, inline="always")
def _words(letters: Any, count: Any, is_word: Any, first: Any, last: Any, hashes: Any) -> Any:
    """Where each word begins and ends, and its hash; how many words there are."""
    words, inside, value = 0, False, _START
    for at in range(count):
        byte = letters[at]
        if is_word[byte] != inside:
            inside = not inside
            if inside:
                first[words], value = at, _START
            else:
                last[words], hashes[words] = at, value
                words += 1
        value = (value ^ np.uint64(byte)) * _FACTOR
    if inside:
        last[words], hashes[words] = count, value
        words += 1
    return words


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
def _longest(letters: Any, start: Any, words: Any, number: Any, first: Any, last: Any, hashes: Any, known: Any) -> Any:
    """The longest pattern from a letter on, in or directly before a word; −1 when there is none; the word after it."""
    patterns, starts, table, begins, shift = known
    best, after, at = np.int64(-1), number + 1, number
    value = _START
    if start < first[at]:
        value = _joined(value, _hashed(letters, start, first[at]))
    while True:
        value = _joined(value, hashes[at])
        content = _look_up(value, table, begins, shift)
        final = (content >> 1) - 1
        if final >= 0 and _equals(letters, start, last[at], patterns, starts[final], starts[final + 1]):
            best, after = final, at + 1
        at += 1
        if not content & 1 or at >= words:
            return best, after
        value = _joined(value, _hashed(letters, last[at - 1], first[at]))


@numba.njit(nogil=True, inline="always")
def _stands_dotted(letters: Any, at: Any, is_word: Any) -> Any:
    """Whether a word has a dot before it that belongs to no other word, as ".net" has."""
    return at > 0 and letters[at - 1] == DOT and (at == 1 or not is_word[letters[at - 2]])


@numba.njit(nogil=True, inline="always")
def _shift(table: Any) -> Any:
    """How far a hash is moved to be a place in the table."""
    shift = np.uint64(64)
    while np.uint64(len(table)) >> (np.uint64(64) - shift) > 1:
        shift -= np.uint64(1)
    return shift


@numba.njit(nogil=True, inline="always")
def _is_conjunction(value: Any, conjunctions: Any) -> Any:
    for one in conjunctions:  # noqa: SIM110 (see above)
        if value == one:
            return True
    return False


@numba.njit(nogil=True)
def _head_word(letters: Any, words: Any, number: Any, first: Any, last: Any, hashes: Any, conjunctions: Any) -> Any:
    """The number of the word that carries the head of "lager- och logistikarbetare", read from its first; else −1.

    Any number of parts with commas may stand between: "mark-, bygg- och anläggningsarbetare".
    """
    at = number
    while at + 1 < words and letters[last[at]] == HYPHEN:
        between = first[at + 1] - last[at]
        if between == 2 and letters[last[at] + 1] == ord("/"):
            return at + 1
        if between == 2 and letters[last[at] + 1] == SPACE and _is_conjunction(hashes[at + 1], conjunctions):
            is_next = at + 2 < words and first[at + 2] == last[at + 1] + 1 and letters[last[at + 1]] == SPACE
            return at + 2 if is_next else -1
        if between != 3 or letters[last[at] + 1] != ord(",") or letters[last[at] + 2] != SPACE:
            return -1
        at += 1
    return -1


@numba.njit(nogil=True)
def _with_head(letters: Any, start: Any, end: Any, head: Any, stop: Any, hyphens: Any, known: Any) -> Any:
    """The pattern that is a part and a head put together, or with a hyphen between, −1 when there is none."""
    patterns, starts, table, begins, shift = known
    value = _hashed(letters, start, end)
    if hyphens:
        dash = (_START ^ np.uint64(HYPHEN)) * _FACTOR
        value = _joined(_joined(_joined(_START, value), dash), _hashed(letters, head, stop))
    else:
        for at in range(head, stop):
            value = (value ^ np.uint64(letters[at])) * _FACTOR
        value = _joined(_START, value)
    final = (_look_up(value, table, begins, shift) >> 1) - 1
    if final < 0:
        return np.int64(-1)
    begin, middle, stops = starts[final], starts[final] + end - start, starts[final + 1]
    if hyphens and patterns[middle] != HYPHEN:
        return np.int64(-1)
    fits = _equals(letters, start, end, patterns, begin, middle)
    return final if fits and _equals(letters, head, stop, patterns, middle + hyphens, stops) else np.int64(-1)


@numba.njit(nogil=True)
def _coordinated(letters: Any, words: Any, number: Any, first: Any, last: Any, hashes: Any, conjunctions: Any,
                 known: Any) -> Any:  # fmt: skip
    """The pattern that "lager-" stands for before "och logistikarbetare": with the longest head that makes one.

    −1 when none does.
    """
    at = _head_word(letters, words, number, first, last, hashes, conjunctions)
    if at < 0:
        return np.int64(-1)
    hyphened = at + 1 < words and first[at + 1] == last[at] + 1 and letters[last[at]] == HYPHEN
    head = at + hyphened
    begin = np.int64(first[head]) if hyphened else np.int64(first[head]) + 1
    for cut in range(begin, last[head] - _SHORTEST_HEAD + 1):
        for hyphens in range(2):
            pattern = _with_head(letters, first[number], last[number], cut, last[head], hyphens, known)
            if pattern >= 0:
                return pattern
    return np.int64(-1)


@numba.njit(nogil=True)
def _ends_domain(letters: Any, end: Any) -> Any:
    """Whether what ends here ends with a dot and one of the commonest top domains."""
    for number in range(len(_TOP_DOMAINS)):
        step = 0
        while step < 4 and _TOP_DOMAINS[number, step] and end > step:
            if letters[end - 1 - step] != _TOP_DOMAINS[number, step]:
                break
            step += 1
        if step == 4 or (step and not _TOP_DOMAINS[number, step]):
            return True
    return False


@numba.njit(nogil=True)
def _in_address(letters: Any, start: Any, number: Any, words: Any, first: Any, last: Any) -> Any:
    """Whether a match is part of a web address: a top domain follows its last word, or stands or "//" before it.

    `number` is the word after the match.
    """
    end = last[number - 1]
    if number < words and letters[end] == DOT and first[number] == end + 1 and _ends_domain(letters, last[number]):
        return True
    at = start - 1
    while at > 0 and letters[at] != SPACE:
        if letters[at] == SLASH and (letters[at - 1] == SLASH or _ends_domain(letters, at)):
            return True
        at -= 1
    return False


@numba.njit(nogil=True)
def _matches(count: Any, is_word: Any, conjunctions: Any, known: Any, room: Any) -> Any:
    """First letter, letter after the last, and pattern of each match in the room's letters; how many there are."""
    letters, first, last, hashes, found = room
    words = _words(letters, count, is_word, first, last, hashes)
    total, number = 0, np.int64(0)
    while number < words:
        start, pattern, after = np.int64(first[number]), np.int64(-1), number + 1
        if _stands_dotted(letters, start, is_word):
            pattern, after = _longest(letters, start - 1, words, number, first, last, hashes, known)
            start -= pattern >= 0
        if pattern < 0:
            pattern, after = _longest(letters, start, words, number, first, last, hashes, known)
        end = np.int64(last[after - 1])
        if after == number + 1 and after < words and letters[end] == HYPHEN and start == first[number]:
            whole = _coordinated(letters, words, number, first, last, hashes, conjunctions, known)
            if whole >= 0:
                pattern, end = whole, end + 1
        if pattern >= 0 and _in_address(letters, start, after, words, first, last):
            pattern, after = np.int64(-1), number + 1
        if pattern >= 0:
            found[total, 0], found[total, 1], found[total, 2] = start, end, pattern
            total += 1
        number = after
    return total


@numba.njit(nogil=True, inline="always")
def _with_marks(points: Any, last: Any, stop: Any, folding: Any) -> Any:
    """What is invisible directly after a letter belongs to it."""
    while last < stop and folding[points[last]] in (RING, DIAERESIS, DROPPED):
        last += 1
    return last


def _without_holders(context: Any, array: Any) -> Any:
    """An array that nobody counts the holders of: counting them at every word takes longer than reading the text.

    Whoever calls the compiled function holds the array all the while.
    """

    def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        copy = context.make_array(signature.args[0])(context, builder, value=arguments[0])
        copy.meminfo = copy.meminfo.type(None)
        return copy._getvalue()

    return array(array), made


_bare: Any = intrinsic(_without_holders)


@numba.njit(nogil=True, inline="always")
def _held(patterns: Any, starts: Any, table: Any, begins: Any) -> Any:
    return _bare(patterns), _bare(starts), _bare(table), _bare(begins), _shift(table)


@numba.njit(cache=True, nogil=True)
def find_spans(points: Any, ends: Any, rules: Any, dictionary: Any, room: Any, origin: Any, found: Any) -> Any:
    """Fill `found` with text, start, end and pattern of every match in texts of code points; how many there are."""
    folding, composed, is_word, conjunctions = _bare(rules[0]), _bare(rules[1]), _bare(rules[2]), _bare(rules[3])
    known = _held(dictionary[0], dictionary[1], dictionary[2], dictionary[3])
    bare = _bare(room[0]), _bare(room[1]), _bare(room[2]), _bare(room[3]), _bare(room[4])
    total, begin = 0, np.int64(0)
    for text in range(len(ends)):
        count = _fold_points(points, begin, ends[text], folding, composed, bare[0], origin)
        for match in range(_matches(count, is_word, conjunctions, known, bare)):
            start, end, pattern = bare[4][match]
            found[0, total], found[1, total], found[3, total] = text, origin[start] - begin, pattern
            found[2, total] = _with_marks(points, origin[end - 1] + 1, ends[text], folding) - begin
            total += 1
        begin = ends[text]
    return total


@numba.njit(cache=True, nogil=True)
def name_concepts(data: Any, ends: Any, plain: Any, rules: Any, dictionary: Any, room: Any, concepts: Any, seen: Any,
                  found: Any, closer: Any) -> Any:  # fmt: skip
    """Fill `found` with text and concept of all that texts name, each once; how many there are.

    The texts are JSON strings with their quotation marks, or nothing. `seen` has for each concept the last text that
    named it, and no text of these. `closer` is set for a text that must be looked at closer; it is not read.
    """
    folding, composed, is_word, conjunctions = _bare(rules[0]), _bare(rules[1]), _bare(rules[2]), _bare(rules[3])
    known = _held(dictionary[0], dictionary[1], dictionary[2], dictionary[3])
    bare = _bare(room[0]), _bare(room[1]), _bare(room[2]), _bare(room[3]), _bare(room[4])
    total, begin = 0, np.int64(0)
    for text in range(len(ends)):
        is_string = begin == ends[text] or data[begin] == ord('"')
        count = _fold_json(data, begin + 1, ends[text] - 1, plain, folding, composed, bare[0]) if is_string else -1
        begin, closer[text] = ends[text], count < 0
        for match in range(_matches(count, is_word, conjunctions, known, bare)):
            concept = concepts[bare[4][match, 2]]
            if seen[concept] != text:
                seen[concept] = text
                found[0, total], found[1, total] = text, concept
                total += 1
    return total


@numba.njit(cache=True)
def beginnings(patterns: Any, starts: Any, is_word: Any, value_of: Any, pattern_of: Any, goes_on: Any) -> Any:
    """The hash of each beginning of a pattern that ends with a word, its pattern where it is all of it (−1), and
    whether the pattern goes on; how many there are."""
    total = 0
    longest = np.int64(0)
    for pattern in range(len(starts) - 1):
        longest = max(longest, starts[pattern + 1] - starts[pattern])
    first = np.empty(longest // 2 + 1, dtype=np.int32)
    last = np.empty(longest // 2 + 1, dtype=np.int32)
    hashes = np.empty(longest // 2 + 1, dtype=np.uint64)
    for pattern in range(len(starts) - 1):
        letters = patterns[starts[pattern] : starts[pattern + 1]]
        words = _words(letters, len(letters), is_word, first, last, hashes)
        value, end = _START, 0
        for number in range(words):
            if end < first[number]:
                value = _joined(value, _hashed(letters, end, first[number]))
            value, end = _joined(value, hashes[number]), last[number]
            whole = number == words - 1
            value_of[total], pattern_of[total], goes_on[total] = value, pattern if whole else -1, not whole
            total += 1
    return total


@numba.njit(cache=True)
def fill_table(values: Any, content: Any, table: Any) -> None:
    """Open addressing: a hash's place is its upper bits, or the next free one."""
    shift = _shift(table)
    for number in range(len(values)):
        place = np.int64(values[number] >> shift)
        while table[place, 0] != 0:
            place = (place + 1) & (len(table) - 1)
        table[place, 0], table[place, 1] = values[number], content[number]


@numba.njit(cache=True)
def word_hash(letters: Any) -> Any:
    """The hash of one word."""
    return _hashed(letters, 0, len(letters))


# "lager- och logistikarbetare": what may stand between a part and the word that carries its head.
_CONJUNCTIONS = np.array(
    [word_hash(np.frombuffer(one, dtype=np.uint8)) for one in (b"och", b"eller", b"samt", b"and", b"or")],
    dtype=np.uint64,
)
RULES = (FOLDED, COMPOSED, WORD, _CONJUNCTIONS)
Room = tuple[
    NDArray[np.uint8], NDArray[np.int32], NDArray[np.int32], NDArray[np.uint64], NDArray[np.int32]
]  # fmt: skip


def room(longest: int) -> Room:
    """What reading a text of a length takes: its letters, the begin, end and hash of its words, and its matches."""
    words = longest // 2 + 1
    return (
        np.empty(longest, dtype=np.uint8), np.empty(words, dtype=np.int32), np.empty(words, dtype=np.int32),
        np.empty(words, dtype=np.uint64), np.empty((words, 3), dtype=np.int32),
    )  # fmt: skip
