"""Framing: where in a sheet the table stands: what is said above it, its headings, its rows, and its footnotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from malbild.sources.files.areas import area_code
from malbild.sources.files.numerals import Numerals
from malbild.sources.files.sheet import Problems, Sheet
from malbild.sources.files.sidecar import Layout
from malbild.vocabulary.text import Text

_YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True)
class Frame:
    """A table in its sheet.

    above      what stands above the headings
    headings   per column, one text per heading row
    rows       the rows of figures, each as wide as the headings; `lines` where each stands
    footnotes  rows of text among and below the figures
    """

    above: str
    headings: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    footnotes: tuple[str, ...]


def framed(sheet: Sheet, layout: Layout, numerals: Numerals, problems: Problems) -> Frame | None:
    """The table in a sheet; None when there is none."""
    return _Framing(sheet, layout, numerals).frame(problems)


@dataclass(frozen=True)
class _Framing:
    sheet: Sheet
    layout: Layout
    numerals: Numerals

    def frame(self, problems: Problems) -> Frame | None:
        """Everything in its place, with a problem for every row wider than the headings."""
        found = self._header()
        if found is None:
            return None
        first, depth = found
        heading_rows = self.sheet.rows[first : first + depth]
        width = max(len(row) for row in heading_rows)
        rows, lines, footnotes = [], [], []
        for row, line in list(zip(self.sheet.rows, self.sheet.lines, strict=True))[first + depth :]:
            if any(row[width:]):
                _too_wide(problems, len(row), width, line)
            padded = _padded(row, width)
            if width > 1 and self._footnote(padded):
                footnotes.append(row[0])
            else:
                rows.append(padded)
                lines.append(line)
        above = dict.fromkeys(cell for row in self.sheet.rows[:first] for cell in row if cell)
        return Frame(" ".join(above), _headings(heading_rows, width), tuple(rows), tuple(lines), tuple(footnotes))

    def _header(self) -> tuple[int, int] | None:
        """Index of the heading row and how many rows the headings take; None when there is no table."""
        rows = self.sheet.rows
        if self.layout.header_row is not None:
            declared = self.layout.header_row
            place = next((at for at, line in enumerate(self.sheet.lines) if line >= declared), None)
            return None if place is None or place + 1 >= len(rows) else (place, self.layout.header_rows)
        full = [sum(bool(cell) for cell in row) for row in rows]
        usual = max(set(full), key=lambda count: (full.count(count), count), default=0)
        for place in range(len(rows) - 1):
            words = full[place] >= max(2, 0.6 * usual) and not self._figures(rows[place])
            if words or (full[place] >= 2 and self._years(rows[place])):
                return place, self._depth(place)
        alone = next((place for place in range(len(rows) - 1) if self._one_year(place)), None)
        if alone is not None:
            return alone, 1
        lone = usual == max(full, default=0) == 1 and len(rows) > 1
        return (0, 1) if lone and self._figures(rows[1]) and not self._figures(rows[0]) else None

    def _depth(self, place: int) -> int:
        """Two where a row of words or years lies between a heading row and the first figures."""
        rows = self.sheet.rows
        if place + 2 >= len(rows) or not self._figures(rows[place + 2]):
            return 1
        words = [cell for cell in rows[place + 1] if cell]
        plain = len(words) >= 2 and not any(self.numerals.readable(cell) for cell in words)
        spanning = self.sheet.addressed or self._years(rows[place])
        return 2 if self._years(rows[place + 1]) or (plain and spanning) else 1

    def _figures(self, row: Sequence[str]) -> bool:
        return any(self.numerals.figure(cell) for cell in row)

    def _years(self, row: Sequence[str]) -> bool:
        """Whether the numbers of a row are years: a heading of a wide table, and no row of an area's figures."""
        numbers = [cell for cell in row if cell and self.numerals.readable(cell)]
        words = [cell for cell in row if cell and not self.numerals.readable(cell)]
        return len(numbers) >= 2 and all(map(_YEAR.fullmatch, numbers)) and not any(map(area_code, words))

    def _one_year(self, place: int) -> bool:
        """Whether a row is the heading of a single year: a word and the year, above figures that are not years."""
        row, below = self.sheet.rows[place], self.sheet.rows[place + 1]
        years = [cell for cell in row if _YEAR.fullmatch(cell)]
        words = [cell for cell in row if cell and not self.numerals.readable(cell)]
        named = bool(words) and not any(map(area_code, words)) and len(years) + len(words) == sum(map(bool, row))
        return named and len(years) == 1 and self._figures(below) and not any(map(_YEAR.fullmatch, below))

    def _footnote(self, row: Sequence[str]) -> bool:
        """Whether a row has only a text in its first cell."""
        return bool(row[0]) and not any(row[1:]) and not self.numerals.readable(row[0])


def _headings(rows: Sequence[Sequence[str]], width: int) -> tuple[tuple[str, ...], ...]:
    padded = [_padded(row, width) for row in rows]
    levels = [*(_carried(row) for row in padded[:-1]), padded[-1]]
    return tuple(zip(*levels, strict=True))


def _carried(row: Sequence[str]) -> tuple[str, ...]:
    """A heading over several columns stands over the first of them only: it is carried to the others."""
    carried, last = [], ""
    for cell in row:
        last = cell or last
        carried.append(last)
    return tuple(carried)


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *[""] * (width - len(row)))


def _too_wide(problems: Problems, fields: int, width: int, line: int) -> None:
    problems.add(
        "width",
        Text(f"Raden har {fields} fält men rubriken {width}.", f"The line has {fields} fields but the heading has "
                                                               f"{width}."),
        Text("Sätt citattecken om text som innehåller skiljetecknet.",
             "Put quotation marks around text that holds the delimiter."),
        line=line,
    )  # fmt: skip
