"""The plain matcher that the fast one is held to: it tries every pattern at every place, and shares no code with it."""

import re
import unicodedata
from collections.abc import Collection

SHORTEST_HEAD = 4
_INVISIBLE = ("Mn", "Me", "Cf")
_COMPOSED = {"a\u030a": "å", "a\u0308": "ä", "o\u0308": "ö", "u\u0308": "ü"}


_SIGNS = (range(0xD800, 0xF900), range(0x1F000, 0x20000), range(0xE01F0, 0x110000))
_LETTERS = (range(0x3400, 0xFB00), range(0x10000, 0x1D400), range(0x1D800, 0x1F000), range(0x20000, 0xE0000))


def letter(character: str) -> str:
    """A character as the rules of folding write it; "" when it is dropped, "\x02" for an unknown sign."""
    if any(ord(character) in block for block in _SIGNS):
        return "\x02"
    if any(ord(character) in block for block in _LETTERS):
        return "\x01"
    category = unicodedata.category(character)
    if character in "\u0308\u030a":
        return character
    if category in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    if category == "Pd" or character == "−":
        return "-"
    if character in "‘’‚‛´`":
        return "'"
    if category == "Cc":
        return "\x02"
    if ord(character) < 256:
        return character.lower()
    return _based(character) if character.isalnum() else "\x02"


def _based(character: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", character.lower()) if not unicodedata.combining(c))
    return plain if len(plain) == 1 and ord(plain) < 256 and plain.isalnum() else "\x01"


def canonical(text: str) -> tuple[str, list[int]]:
    """The folded text, and the place of each of its letters."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        one = letter(character)
        if one in ("\u0308", "\u030a"):
            if letters and letters[-1] + one in _COMPOSED:
                letters[-1] = _COMPOSED[letters[-1] + one]
        elif one and not (one == " " and letters and letters[-1] == " "):
            letters.append(one)
            places.append(place)
    return "".join(letters), places


def is_word(one: str) -> bool:
    return one.isalnum() or one in "+#\x01"


def matches(text: str, patterns: Collection[str]) -> list[tuple[int, int, str]]:
    """Every match from left to right, the longest first, with its characters in the text."""
    letters, places = canonical(text)
    found, at = [], 0
    while at < len(letters):
        here = [
            (len(one), one)
            for one in patterns
            if letters.startswith(one, at) and _stands_alone(letters, at, at + len(one))
        ]
        length, pattern = max(here + _left_open(letters, at, patterns), default=(0, ""))
        if not length or _in_address(letters, at, at + length):
            at += 1
            continue
        end = at + length
        found.append((places[at], _with_marks(text, places[end - 1] + 1), pattern))
        at = end
    return found


_TOP = r"\.(?:se|nu|eu|io|com|org|net)"


def _in_address(letters: str, start: int, end: int) -> bool:
    """Whether a top domain follows, or one or "//" stands before in the same run of signs."""
    before = letters[:start].rpartition(" ")[2]
    follows = re.compile(rf"{_TOP}(?![^\W_]|[+#\x01])").match(letters, end)
    return bool(follows or re.search(rf"//|{_TOP}/", before))


_LEFT_OPEN = re.compile(
    r"(?P<part>W+)-(?:, W+-)*(?:/| (?:och|eller|samt|and|or) )(?P<whole>W+)(?P<hyphened>-W+)?".replace(
        "W", r"(?:[^\W_]|[+#\x01])"
    )
)


def _left_open(letters: str, at: int, patterns: Collection[str]) -> list[tuple[int, str]]:
    """What "lager-" stands for before "och logistikarbetare": the pattern with the longest head, and how long it is."""
    found = _LEFT_OPEN.match(letters, at) if not is_word(letters[at - 1 : at] or " ") else None
    if not found:
        return []
    part, whole, hyphened = found["part"], found["whole"], found["hyphened"]
    carrier = hyphened[1:] if hyphened else whole
    for head in (carrier[cut:] for cut in range(0 if hyphened else 1, len(carrier))):
        for one in (part + head, f"{part}-{head}"):
            if len(head) >= SHORTEST_HEAD and one in patterns:
                return [(len(part) + 1, one)]
    return []


def _stands_alone(letters: str, start: int, end: int) -> bool:
    before, after = letters[start - 1 : start] if start else "", letters[end : end + 1]
    return not (before and is_word(before)) and not (after and is_word(after))


def _with_marks(text: str, end: int) -> int:
    """What is invisible directly after a letter belongs to it."""
    rest = re.compile(r".", re.S)
    while end < len(text) and rest.match(text, end) and unicodedata.category(text[end]) in _INVISIBLE:
        end += 1
    return end
