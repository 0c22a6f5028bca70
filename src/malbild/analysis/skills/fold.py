"""Fold: a text as the matcher reads it, one byte for a character, and where each byte stood in the text.

A planner's text comes from Word, from the web and from forms: capital letters, line breaks in the middle of a term,
soft hyphens, dashes of all lengths, å written as a and a ring. Folding makes these alike so that a term is found
however it was typed, and keeps the way back, so that what is found can be shown in the text as it was written.

The rules, in order:
- a letter is its small letter; one outside Latin-1 is the letter it is built on ("š" is "s"), or an unknown letter;
- a combining ring or diaeresis after a, o or u makes å, ä, ö, ü; other combining marks and invisible characters (soft
  hyphen, zero-width space) are dropped;
- every dash is "-", every single quotation mark "'"; a run of white space is one space;
- every other character outside Latin-1 is an unknown sign, but for the scripts of Asia and the historical ones
  (U+3400 to U+D7FF, U+10000 to U+1EFFF, from U+20000), which are unknown letters as wholes.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

DROPPED, UNKNOWN_LETTER, UNKNOWN_SIGN, RING, DIAERESIS = 0, 1, 2, 3, 4
SPACE, HYPHEN, DOT, SLASH = ord(" "), ord("-"), ord("."), ord("/")
_COMPOSED = {(ord(base), mark): ord(whole) for base, mark, whole in (
    ("a", RING, "å"), ("a", DIAERESIS, "ä"), ("o", DIAERESIS, "ö"), ("u", DIAERESIS, "ü"),
)}  # fmt: skip
_MARKS = {0x030A: RING, 0x0308: DIAERESIS}
_INVISIBLE = ("Mn", "Me", "Cf")
_CODE_POINTS = 0x110000


def _byte(code: int) -> int:
    """What a code point is folded to, seen alone."""
    character = chr(code)
    category = unicodedata.category(character)
    if code in _MARKS:
        return _MARKS[code]
    if category in _INVISIBLE:
        return DROPPED
    if character.isspace():
        return SPACE
    if category == "Pd" or character == "−":
        return HYPHEN
    if character in "‘’‚‛´`":
        return ord("'")
    if code < 256:
        return ord(character.lower()) if category != "Cc" else UNKNOWN_SIGN
    return _outside_latin1(character) if character.isalnum() else UNKNOWN_SIGN


def _outside_latin1(character: str) -> int:
    """The Latin-1 letter that a letter is built on, else an unknown letter."""
    parts = [one for one in unicodedata.normalize("NFKD", character.lower()) if not unicodedata.combining(one)]
    built_on = ord(parts[0]) if len(parts) == 1 else _CODE_POINTS
    return built_on if built_on < 256 and parts[0].isalnum() else UNKNOWN_LETTER


def _table() -> Bytes:
    """Code point → byte. Scripts that have no Latin letters inside them need not be looked at one by one."""
    table = np.full(_CODE_POINTS, UNKNOWN_LETTER, dtype=np.uint8)
    table[0xD800:0xF900] = UNKNOWN_SIGN  # surrogates and private use
    table[0x1F000:0x20000] = UNKNOWN_SIGN  # emoji
    table[0xE0000:] = UNKNOWN_SIGN
    for block in (range(0x3400), range(0xFB00, 0x10000), range(0x1D400, 0x1D800), range(0xE0000, 0xE01F0)):
        table[block.start : block.stop] = [_byte(code) for code in block]
    return table


def _composition() -> Bytes:
    """[byte, mark − RING] → the letter both make; 0 where they make none."""
    table = np.zeros((256, 2), dtype=np.uint8)
    for (base, mark), whole in _COMPOSED.items():
        table[base, mark - RING] = whole
    return table


FOLDED = _table()
COMPOSED = _composition()
# Letters and digits make words, and so do the signs of C++ and C#.
WORD = np.array([chr(one).isalnum() or chr(one) in "+#" or one == UNKNOWN_LETTER for one in range(256)])


def code_points(text: str) -> NDArray[np.uint32]:
    """The text as its code points, one number for each character of the string."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def folded(text: str) -> bytes:
    """A text as the matcher reads it, the slow and plain way; the dictionary's terms are folded with it.

    >>> folded("Hälso\u2011  och\\nSJUK\u00advård").decode("latin-1")
    'hälso- och sjukvård'
    """
    found = bytearray()
    for byte in FOLDED[code_points(text)].tolist():
        if byte in (RING, DIAERESIS):
            whole = _COMPOSED.get((found[-1], byte)) if found else None
            found[-1:] = [whole] if whole else found[-1:]
        elif byte != DROPPED and not (byte == SPACE and found[-1:] == b" "):
            found.append(byte)
    return bytes(found)
