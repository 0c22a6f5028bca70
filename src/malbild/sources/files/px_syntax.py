"""The grammar of PX files: KEYWORD[language]("subkey")="value","value"; … DATA= numbers;

A statement that breaks the grammar is told with its line and keyword, and reading goes on at the next one, so that
all problems of a file are told at once. What the keywords mean is the business of px.py.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from malbild.sources.problems import error, excerpt
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.text import Text

_KEYWORD = re.compile(
    r'\s*(?P<name>[A-Z][A-Z0-9_-]*)(?:\[(?P<language>[^\]\n"]*)\])?'
    r'(?:\((?P<subkeys>\s*"[^"\n]*"(?:\s*,\s*"[^"\n]*")*\s*)\))?\s*='
)
_STATEMENT_START = re.compile(r'^[ \t]*(?:DATA|[A-Z][A-Z0-9_-]+(?:\[[^\]\n"]*\])?(?:\([^\n]*?\))?)\s*=', re.MULTILINE)
_STRING = re.compile(r'\s*"([^"]*)"')
_BARE = re.compile(r'\s*([^\s",;:()=]+)')
_TIME_LIST = re.compile(
    r'\s*TLIST\(\s*(?P<scale>[A-Z]\d?)\s*(?:,\s*"(?P<first>[^"\n]*)"\s*-\s*"(?P<last>[^"\n]*)"\s*)?\)'
)
_END = re.compile(r"\s*;")
_SEPARATOR = re.compile(r"\s*[,:]")
_DATA = re.compile(r"(?:^|(?<=;))[ \t]*DATA\s*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One keyword with its values.

    values   the strings or bare words, in order; neighbouring strings without a comma are one
    scale    for a time list, its scale ("A1", "M1" …)
    """

    name: str
    language: str
    subkeys: tuple[str, ...]
    values: tuple[str, ...]
    line: int
    scale: str = ""

    def __str__(self) -> str:
        language = f"[{self.language}]" if self.language else ""
        subkeys = '","'.join(self.subkeys)
        return self.name + language + (f'("{subkeys}")' if subkeys else "")


@dataclass
class Grammar:
    """Reads the statements of a file, and keeps what could not be read in `problems`."""

    text: str
    file: str
    problems: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, position: int) -> int:
        """The line (from 1) a place in the text is on."""
        return bisect_right(self._line_starts, position)

    def data(self) -> tuple[int, str] | None:
        """Where the figures start and what they are, up to the last semicolon; None when there is no DATA."""
        match = _DATA.search(self.text)
        return None if match is None else (match.end(), self.text[match.end() :])

    def statements(self) -> Iterator[Statement]:
        """Every statement before the figures."""
        match = _DATA.search(self.text)
        end = match.start() if match else len(self.text)
        position = 0
        while position < end and self.text[position:end].strip():
            statement, position = self._statement(position, end)
            if statement is not None:
                yield statement

    def _statement(self, position: int, end: int) -> tuple[Statement | None, int]:
        match = _KEYWORD.match(self.text, position, end)
        if match is None:
            return None, self._broken_keyword(position, end)
        start = match.start("name")
        subkeys = tuple(re.findall(r'"([^"\n]*)"', match["subkeys"] or ""))
        time_list = _TIME_LIST.match(self.text, match.end(), end)
        values, stop = self._values(time_list.end() if time_list else match.end(), end)
        closing = _END.match(self.text, stop, end)
        if closing is None:
            return None, self._broken_value(match["name"], start, stop, end)
        if time_list and time_list["first"] is not None:
            values = [time_list["first"], time_list["last"]]
        scale = time_list["scale"] if time_list else ""
        name, language = match["name"], match["language"] or ""
        return Statement(name, language, subkeys, tuple(values), self.line(start), scale), closing.end()

    def _values(self, position: int, end: int) -> tuple[list[str], int]:
        values: list[str] = []
        joined = False
        while True:
            if match := _STRING.match(self.text, position, end):
                if joined:
                    values[-1] += match[1]
                else:
                    values.append(match[1])
                joined = True
            elif match := _SEPARATOR.match(self.text, position, end):
                joined = False
            elif not joined and (match := _BARE.match(self.text, position, end)):
                values.append(match[1])
                joined = True
            else:
                return values, position
            position = match.end()

    def _broken_keyword(self, position: int, end: int) -> int:
        start = position + len(self.text[position:end]) - len(self.text[position:end].lstrip())
        seen = excerpt(self.text[start : min(end, start + 80)], 40)
        self._problem(
            start, "",
            Text(f"Här väntades ett nyckelord följt av = men det står ”{seen}”.",
                 f"A keyword followed by = was expected here, not “{seen}”."),
            Text("Ett citattecken eller semikolon kan fattas på raden före.",
                 "A quotation mark or semicolon may be missing on the line before."),
        )  # fmt: skip
        return self._next_start(start, end)

    def _broken_value(self, name: str, start: int, stop: int, end: int) -> int:
        seen = excerpt(self.text[stop : min(end, stop + 80)], 30)
        self._problem(
            start, name,
            Text(f"Värdet till {name} går inte att läsa vid ”{seen}”.",
                 f"The value of {name} cannot be read at “{seen}”."),
            Text("Skriv varje text mellan två raka citattecken, utan citattecken inuti, och sluta med semikolon.",
                 "Write each text between two straight quotation marks, none inside it, and end with a semicolon."),
        )  # fmt: skip
        return self._next_start(start, end)

    def _next_start(self, position: int, end: int) -> int:
        line_end = self.text.find("\n", position, end)
        match = _STATEMENT_START.search(self.text, line_end + 1, end) if line_end >= 0 else None
        return match.start() if match else end

    def _problem(self, position: int, keyword: str, message: Text, remedy: Text) -> None:
        place = Place(self.file, self.line(position), keyword)
        self.problems.append(error("input.px-syntax", place, message, remedy))
