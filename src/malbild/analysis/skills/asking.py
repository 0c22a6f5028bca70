"""Asking: whether an employer asks for what is mentioned, counts it as a merit, or only mentions it.

A sentence that says so itself decides ("krav", "meriterande"); else the heading it stands under; else it is only
mentioned. What the work consists of is a mention: the employer tells what one will do, not what one must bring. The
words are those that Swedish and English advertisements use; how often they are right is measured in
docs/methods/skills.md.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from malbild.vocabulary.skill import Asking

_LONGEST_HEADING = 60
_PIECE = re.compile(r"[^\n.!?;•]+(?:[.](?=\w)[^\n.!?;•]+)*[.!?;]?")


def _any_of(*expressions: str) -> "re.Pattern[str]":
    return re.compile("|".join(expressions), re.IGNORECASE)


_MERIT = _any_of(
    r"\bmerit", r"\bett? (?:stort )?plus\b", r"\bfördel\b", r"\bgärna\b", r"\bönskvärt", r"\bönskar\b",
    r"\bdet är bra om", r"\bnice to have", r"\bpreferred\b", r"\ba plus\b", r"\badvantage", r"\bbonus\b",
)  # fmt: skip
_ASKED = _any_of(
    r"\bkrav", r"\bkräv", r"\bska(?:ll)? ha\b", r"\bmåste\b", r"\bbehöver (?:du|ha)", r"\bdu som\b",
    r"\bdu (?:har|är|kan|behärskar|besitter)\b", r"\bsöker (?:vi|dig|en|nu|en ny)", r"\bvi söker", r"\bvi letar",
    r"\bvi ser att du", r"\berfarenhet (?:av|inom|från)", r"\bkunskap(?:er)? (?:i|om|inom|av)", r"\bvana (?:av|att)",
    r"\bvan att\b", r"\blegitimerad\b", r"\blegitimation\b", r"\bbehörig", r"\bexamen\b", r"\butbildad\b",
    r"\butbildning (?:inom|som|motsvarande)", r"\bflytande\b", r"\bförmåga att\b", r"\bgod förmåga",
    r"\bgoda kunskaper", r"\bpersonliga egenskaper", r"\bvi lägger stor vikt", r"\bstor vikt läggs",
    r"\bsom person är du", r"\byou (?:have|are|must)\b", r"\brequire", r"\bmust have",
    r"\bexperience (?:of|in|with)", r"\bwe are looking for",
)  # fmt: skip
_HEADING_ASKED = _any_of(
    "kvalifikation", "krav", "profil", "om dig", "är du", "din bakgrund", "kompetens", "vi söker", "egenskaper",
    "du har", "erfarenhet", "utbildning", "behörighet", "requirement", "qualification", "who you are", "about you",
    "skills",
)  # fmt: skip
_HEADING_MERIT = _any_of("merit", "plus", "önskvärt", "nice to have", "preferred")


@dataclass(frozen=True, slots=True)
class Reading:
    """How each piece of a text is to be read: where pieces begin, and the asking of each."""

    begins: list[int]
    askings: list[Asking]

    def at(self, place: int) -> Asking:
        """The asking at a character."""
        number = bisect_right(self.begins, place) - 1
        return self.askings[number] if number >= 0 else Asking.MENTIONED


def read(text: str) -> Reading:
    """How each piece of an advertisement is to be read.

    >>> text = "Krav\\nB-körkort\\nDet är meriterande med truckkort."
    >>> read(text).at(text.index("B-k")).value, read(text).at(text.index("truck")).value
    ('asked', 'meriting')
    """
    begins, askings = [], []
    under = Asking.MENTIONED
    for begin, piece, is_heading in _pieces(text):
        own = _of_sentence(piece)
        if is_heading:
            under = _of_heading(piece, under, opens=_after_blank_line(text, begin))
        begins.append(begin)
        askings.append(own or under)
    return Reading(begins, askings)


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    for found in _PIECE.finditer(text):
        piece = found[0]
        yield found.start(), piece, _is_heading(text, found.start(), found.end(), piece.strip())


def _is_heading(text: str, begin: int, end: int, piece: str) -> bool:
    """A short line of its own that ends without a full stop and starts no list."""
    alone = (begin == 0 or text[begin - 1] in "\n") and (end == len(text) or text[end] == "\n" or text[end - 1] in "?!")
    return alone and 2 < len(piece) <= _LONGEST_HEADING and piece[0].isupper() and piece[-1] not in ".,;"


def _of_sentence(piece: str) -> Asking | None:
    if _MERIT.search(piece):
        return Asking.MERITING
    return Asking.ASKED if _ASKED.search(piece) else None


def _of_heading(piece: str, before: Asking, *, opens: bool) -> Asking:
    """What stands under a heading; a short line that is none of the known ones may be an entry of a list."""
    if _HEADING_MERIT.search(piece):
        return Asking.MERITING
    if _HEADING_ASKED.search(piece):
        return Asking.ASKED
    return Asking.MENTIONED if opens else before


def _after_blank_line(text: str, begin: int) -> bool:
    before = text[max(0, begin - 8) : begin].rstrip(" \t\r\u2022-")
    return begin == 0 or before.endswith(("\n\n", "\n\r\n"))
