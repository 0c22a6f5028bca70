"""Asking: whether an employer asks for what is mentioned, counts it as a merit, or only mentions it.

A sentence that says so itself decides; else the list's or the heading's words over it; else it is only mentioned. What
the work consists of is a mention: the employer tells what one will do, not what one must bring. The words stand
in asking.toml; how often they are right is told in docs/methods/skills.md.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from malbild.vocabulary.skill import Asking

_LONGEST_HEADING = 60
_LONGEST_INTRODUCTION = 110
_MOST_WORDS = 5  # of a heading that no blank line tells from an entry of a list
_PIECE = re.compile(r"[^\n.!?;•]+(?:[.](?=\w)[^\n.!?;•]+)*[.!?;]?")
_LONGEST_ROLE = 40
_ROLE = re.compile(
    r"(?:\bSom|\b(?:jobbet|rollen|tjänsten|uppdraget|arbetet|arbeta|jobba|dig|ansök\w*) som)\s+(?:en |ett )?$"
)
_BULLET = re.compile(r"[ \t]*(?:[•·▪●○◦*✓✔➢►–—-]|\d{1,2}[.)])[ \t\u00a0]*")


def _expressions() -> dict[str, "re.Pattern[str]"]:
    """The tables of asking.toml."""
    tables = tomllib.loads(files(__package__).joinpath("asking.toml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(expressions)) for name, expressions in tables.items()}


_SAYS = _expressions()
_HEADINGS = (
    ("heading_merit", Asking.MERITING), ("heading_other", Asking.MENTIONED), ("heading_asked", Asking.ASKED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How each piece of a text is to be read: where pieces begin, and the asking of each."""

    begins: list[int]
    askings: list[Asking]

    def at(self, place: int) -> Asking:
        """The asking at a character."""
        number = bisect_right(self.begins, place) - 1
        return self.askings[number] if number >= 0 else Asking.MENTIONED


@dataclass(slots=True)
class _Over:
    """What stands over a piece: the asking of its heading, and of the words that introduce its list.

    `of_other` tells that the heading is of something else than what is asked for.
    """

    heading: Asking = Asking.MENTIONED
    of_other: bool = False
    introduction: Asking | None = None
    begun: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether a sentence must say it in so many words to be a demand."""
        return self.of_other or self.asking is Asking.MERITING

    @property
    def asking(self) -> Asking:
        return self.introduction or self.heading

    def take(self, piece: str, *, opens: bool) -> None:
        """Take a heading or an introduction; a short line that is neither may be an entry of a list."""
        words = _SAYS["no_demand"].sub("", piece.lower())
        if piece[-1] == ":":
            ahead = Asking.MERITING if _SAYS["merit_ahead"].search(words) else None
            told = ahead or _of_heading(words) or _of_sentence(words, self.of_other)
            self.introduction, self.begun = told or Asking.MENTIONED, False
            return
        told = _of_heading(words)
        if opens or (told and self.introduction is None and len(words.split()) <= _MOST_WORDS):
            self.heading, self.introduction = told or Asking.MENTIONED, None
            self.of_other = told is Asking.MENTIONED

    def leave_list(self, *, after_blank: bool, bulleted: bool) -> None:
        """A list ends where a paragraph begins that is no entry of it."""
        if self.introduction and self.begun and after_blank and not bulleted:
            self.introduction = None
        self.begun = True


def is_sought(text: str, start: int) -> bool:
    """Whether the words before an occupation tell that it is the one sought.

    >>> [is_sought(text, text.index("kock")) for text in ("Som kock hos oss", "rollen som kock", "vår kock")]
    [True, True, False]
    """
    return _ROLE.search(text, max(0, start - _LONGEST_ROLE), start) is not None


def read(text: str) -> Reading:
    """How each piece of an advertisement is to be read.

    >>> text = "Krav\\nB-körkort, gärna C-körkort.\\nDet är meriterande med truckkort, men inget krav."
    >>> [read(text).at(text.index(word)).value for word in ("B-k", "C-k", "truckkort")]
    ['asked', 'meriting', 'meriting']
    """
    reading, over = Reading([], []), _Over()
    for begin, piece in _pieces(text):
        stripped = _BULLET.sub("", piece, count=1).strip() if begin == 0 or text[begin - 1] in "\n•" else piece.strip()
        after_blank, bulleted = _after_blank_line(text, begin), _is_bulleted(text, begin)
        if stripped and _is_heading(text, begin, begin + len(piece), stripped):
            over.take(stripped, opens=after_blank)
            if stripped[-1] != "?" and stripped[-1] != "!":
                _add(reading, begin, over.asking)
                continue
        over.leave_list(after_blank=after_blank, bulleted=bulleted)
        for place, asking in _of_parts(piece, over):
            _add(reading, begin + place, asking)
    return reading


def _add(reading: Reading, begin: int, asking: Asking) -> None:
    reading.begins.append(begin)
    reading.askings.append(asking)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _PIECE.finditer(text))


def _of_parts(piece: str, over: _Over) -> Iterator[tuple[int, Asking]]:
    """The asking of a sentence, and of what follows words as "gärna" in it."""
    words = piece.lower() if len(piece.lower()) == len(piece) else piece
    taken_back = _SAYS["no_demand"].search(words) is not None
    words = _SAYS["no_demand"].sub(lambda found: " " * len(found[0]), words)
    ahead = _SAYS["merit_ahead"].search(words)
    before = words[: ahead.start()] if ahead else words
    own = _of_sentence(before, over.is_weak or taken_back)
    if own is None and taken_back and over.introduction is None:
        own = Asking.MENTIONED
    yield 0, own or over.asking
    if ahead:
        yield ahead.start(), Asking.MERITING


def _is_heading(text: str, begin: int, end: int, piece: str) -> bool:
    """A short line of its own that ends without a full stop, or a longer one that ends with a colon."""
    alone = (begin == 0 or text[begin - 1] in "\n") and (end == len(text) or text[end] == "\n" or text[end - 1] in "?!")
    if piece[-1] == ":":
        return alone and len(piece) <= _LONGEST_INTRODUCTION
    return alone and 2 < len(piece) <= _LONGEST_HEADING and piece[0].isupper() and piece[-1] not in ".,;"


def _of_sentence(words: str, of_other: bool) -> Asking | None:
    """What a sentence in small letters says of itself."""
    if _SAYS["to_reader"].search(words):
        return Asking.MENTIONED
    if _SAYS["merit"].search(words):
        return Asking.MERITING
    if _SAYS["asked"].search(words) or (not of_other and _SAYS["asked_of_you"].search(words)):
        return Asking.ASKED
    return None


def _of_heading(words: str) -> Asking | None:
    """What stands under a heading in small letters; None when it is none of the known ones."""
    for name, asking in _HEADINGS:
        if _SAYS[name].search(words):
            return asking
    return None


def _after_blank_line(text: str, begin: int) -> bool:
    before = text[max(0, begin - 12) : begin].rstrip(" \t\r\u00a0•·*-–")
    return not before or before.endswith(("\n\n", "\n\r\n", "\n \n", "\n\xa0\n"))


def _is_bulleted(text: str, begin: int) -> bool:
    line = text.rfind("\n", 0, begin) + 1
    found = _BULLET.match(text, line)
    return found is not None and bool(found[0].strip())
