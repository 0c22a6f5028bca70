"""The figures of a PX file: numbers, dots that stand for missing or withheld ones, and rows with keys."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.sources.files.grid import Dimension
from malbild.sources.problems import error, excerpt
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.table import MISSING, PUBLISHED, SUPPRESSED, Codes
from malbild.vocabulary.text import Text

_TOKEN = re.compile(r'"[^"\n]*"|[^\s,;"]+|"')
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_SECRET = re.compile(r"secre|sekret|hidden|confiden|classified|disclos|röja", re.IGNORECASE)
_TOLD_AT_MOST = 20


@dataclass(frozen=True)
class Figures:
    """Values, statuses and line numbers, one of each per cell of the whole cube."""

    values: NDArray[np.float64]
    status: Codes
    lines: NDArray[np.int64]


def symbols(texts: Mapping[int, str]) -> dict[str, tuple[float, str]]:
    """What each mark in the figures means; `texts` are the file's own words for one to six dots.

    A dash is nil, an exact zero. Two dots are withheld or too uncertain to show, the others missing, unless the
    file's own words say secrecy.

    >>> symbols({3: "hidden"})["..."][1], symbols({})["."][1], symbols({})["-"]
    ('suppressed', 'missing', (0.0, ''))
    """
    meanings = {"-": (0.0, PUBLISHED)}
    for dots in range(1, 7):
        withheld = _SECRET.search(texts.get(dots, "")) or dots == 2
        meanings["." * dots] = (math.nan, SUPPRESSED if withheld else MISSING)
    return meanings


class FigureReader:
    """Reads the figures of one file; what is wrong goes to `problems`."""

    def __init__(self, file: str, first_line: int, meanings: Mapping[str, tuple[float, str]]) -> None:
        self.file = file
        self.first_line = first_line
        self.meanings = meanings
        self.problems: list[Finding] = []

    def dense(self, text: str, cells: int) -> Figures | None:
        """Every cell in its order; None when they are too few, too many or unreadable."""
        tokens = [(line, token) for line, row in self._rows(text) for token in row]
        if len(tokens) != cells:
            self._miscounted(len(tokens), cells)
            return None
        read = [self._number(line, token) for line, token in tokens]
        if self.problems:
            return None
        return Figures(
            np.array([value for value, _ in read], dtype=np.float64),
            np.array([status for _, status in read], dtype=np.str_),
            np.array([line for line, _ in tokens], dtype=np.int64),
        )

    def keyed(self, text: str, stub: Sequence[Dimension], keys: Sequence[str], width: int) -> Figures | None:
        """Rows that name their place in the stub; rows left out hold only zeros, as the format has it."""
        places = [
            {name: place for place, name in enumerate(one.labels if key == "VALUES" else one.codes)}
            for one, key in zip(stub, keys, strict=True)
        ]
        rows = math.prod(len(one.codes) for one in stub)
        values = np.zeros(rows * width, dtype=np.float64)
        status = np.full(rows * width, PUBLISHED, dtype="<U10")
        lines = np.zeros(rows * width, dtype=np.int64)
        seen: dict[int, int] = {}
        for line, named, figures in self._keyed_rows(text, len(stub)):
            row = self._row(line, named, places)
            if row is None or not self._fits(line, row, figures, width, seen):
                continue
            read = [self._number(line, token) for token in figures]
            span = slice(row * width, (row + 1) * width)
            values[span], status[span], lines[span] = [one[0] for one in read], [one[1] for one in read], line
        return None if self.problems else Figures(values, status, lines)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        for offset, row in enumerate(text.split("\n")):
            if tokens := _TOKEN.findall(row):
                yield self.first_line + offset, tokens

    def _keyed_rows(self, text: str, stub: int) -> Iterator[tuple[int, list[str], list[str]]]:
        """Each row's line, the names of its place, and its figures; a row may go on over several lines."""
        line, named, figures = 0, list[str](), list[str]()
        for number, tokens in self._rows(text):
            for token in tokens:
                is_name = token.startswith('"') and token.strip('"') not in self.meanings
                if is_name and (figures or not named):
                    if named:
                        yield line, named, figures
                    line, named, figures = number, [], []
                if len(named) < stub and not figures and token.startswith('"'):
                    named.append(token.strip('"'))
                else:
                    figures.append(token)
        if named or figures:
            yield line, named, figures

    def _row(self, line: int, named: Sequence[str], places: Sequence[Mapping[str, int]]) -> int | None:
        row = 0
        for name, known in zip(named, places, strict=False):
            if name not in known:
                self._unknown_key(line, name)
                return None
            row = row * len(known) + known[name]
        if len(named) == len(places):
            return row
        self._unknown_key(line, "")
        return None

    def _fits(self, line: int, row: int, figures: Sequence[str], width: int, seen: dict[int, int]) -> bool:
        if len(figures) != width:
            self._problem(
                line, Text(f"Raden har {len(figures)} tal men ska ha {width}.",
                           f"The row has {len(figures)} figures and should have {width}."),
                Text("Varje rad ska ha ett tal för varje värde i HEADING.",
                     "Every row must have one figure for each value in HEADING."),
            )  # fmt: skip
            return False
        if row in seen:
            self._problem(
                line, Text(f"Raden står redan på rad {seen[row]}.", f"The row already stands on line {seen[row]}."),
                Text("Ta bort den ena.", "Remove one of them."),
            )  # fmt: skip
            return False
        seen[row] = line
        return True

    def _number(self, line: int, token: str) -> tuple[float, str]:
        plain = token.strip('"')
        if plain in self.meanings:
            return self.meanings[plain]
        if _NUMBER.fullmatch(plain):
            value = float(plain)
            if math.isfinite(value):
                return value, PUBLISHED
        self._problem(
            line, Text(f"”{excerpt(plain, 30)}” är inget tal.", f"“{excerpt(plain, 30)}” is no number."),
            Text("Skriv tal med decimalpunkt; saknade som \".\" eller \"..\" inom citattecken.",
                 "Write numbers with a decimal point; missing ones as \".\" or \"..\" in quotation marks."),
        )  # fmt: skip
        return math.nan, MISSING

    def _miscounted(self, found: int, cells: int) -> None:
        self._problem(
            self.first_line,
            Text(f"DATA har {found} tal, men STUB och HEADING ger {cells}.",
                 f"DATA has {found} figures, but STUB and HEADING make {cells}."),
            Text("Filen kan vara avkortad, eller VALUES ha för många eller för få värden.",
                 "The file may be cut short, or VALUES have too many or too few values."),
        )  # fmt: skip

    def _unknown_key(self, line: int, name: str) -> None:
        self._problem(
            line, Text(f"Radens nyckel ”{excerpt(name, 30)}” finns inte i STUB:s värden.",
                       f"The row's key “{excerpt(name, 30)}” is not among the values of STUB."),
            Text("Rätta nyckeln, eller KEYS som säger om den är kod eller text.",
                 "Correct the key, or KEYS, which tells whether it is a code or a text."),
        )  # fmt: skip

    def _problem(self, line: int, message: Text, remedy: Text) -> None:
        """Kept up to a number that a person can read."""
        if len(self.problems) < _TOLD_AT_MOST:
            self.problems.append(error("input.px-data", Place(self.file, line, "DATA"), message, remedy))
