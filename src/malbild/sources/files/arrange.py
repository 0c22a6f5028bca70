"""Arrange: from the cells of a sheet and what its columns hold to a Table, or to all that is wrong with it."""

import difflib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from malbild.sources.files.areas import area_code, means_county
from malbild.sources.files.measures import describe
from malbild.sources.files.numerals import MISSING_MARKS, SUPPRESSED_MARKS, Numeral, read_numeral
from malbild.sources.files.promises import check_promises
from malbild.sources.files.roles import Placed, settle
from malbild.sources.files.sheet import Problems, Sheet, column_letter
from malbild.sources.files.sidecar import Sidecar
from malbild.vocabulary.area import areas
from malbild.vocabulary.period import UnknownPeriod
from malbild.vocabulary.span import Span
from malbild.vocabulary.table import MISSING, NOT_READ, PUBLISHED, STATUSES, SUPPRESSED, Declaration, Table
from malbild.vocabulary.text import Text

_STATUS_WORDS = {
    "..": SUPPRESSED, "x": SUPPRESSED, "sekretess": SUPPRESSED, "not_applicable": MISSING, "empty_as_published": MISSING,
    "-": MISSING, "p": "preliminary", "preliminär": "preliminary", "e": "estimated", "uppskattad": "estimated",
}  # fmt: skip
_INDEX = re.compile(r"\bindex\b", re.IGNORECASE)
_MOST_PROBLEMS = 50


@dataclass
class _Cells:
    """The cells gathered so far, a place in each list per cell."""

    keys: list[dict[str, str]] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def arrange(sheet: Sheet, sidecar: Sidecar, digest: str, problems: Problems) -> Table | None:
    """The table in a sheet; None when it cannot be found, and then the problems say why."""
    return _Arrangement(sheet, sidecar, digest, problems).table()


class _Arrangement:
    def __init__(self, sheet: Sheet, sidecar: Sidecar, digest: str, problems: Problems) -> None:
        self.sheet, self.sidecar, self.digest, self.problems = sheet, sidecar, digest, problems
        self.suppressed = SUPPRESSED_MARKS | frozenset(sidecar.layout.suppressed)
        self.missing = (MISSING_MARKS | frozenset(sidecar.layout.missing)) - frozenset(sidecar.layout.suppressed)
        self.names: dict[str, str] = {}
        self.notes: list[str] = []

    def table(self) -> Table | None:
        found = self._header()
        if found is None:
            return self._no_table()
        first, depth = found
        self.width = max(len(row) for row in self.sheet.rows[first : first + depth])
        headings = self._headings(first, depth)
        body = [(line, self._padded(row)) for row, line in zip(self.sheet.rows, self.sheet.lines, strict=True)][first + depth :]
        self._check_widths(first + depth)
        body = [(line, row) for line, row in body if self._is_data(row)]
        above = [cell for row in self.sheet.rows[:first] for cell in row if cell]
        self.heading = self.sidecar.texts.get("heading", "") or " ".join(dict.fromkeys(above))
        year = self._heading_period()
        self.columns = settle(
            headings, [row for _, row in body], self.sidecar, self._is_number, year=year if len(year) == 4 else ""
        )
        self._check_columns()
        self.county = self._county([row for _, row in body])
        return self._built(self._gather(body))

    # ---- where the table stands in the sheet

    def _no_table(self) -> None:
        if not self.problems.findings:
            self.problems.add(
                "empty",
                Text("Ingen tabell hittades: ingen rubrikrad med siffror under.",
                     "No table was found: no heading row with figures below it."),
                Text("Filen ska ha en rad med kolumnrubriker och under den siffror; [file] header_row säger vilken raden är.",
                     "The file needs a row of column headings with figures below; [file] header_row says which row it is."),
            )  # fmt: skip

    def _header(self) -> tuple[int, int] | None:
        """Index of the heading row and how many rows it takes."""
        rows = self.sheet.rows
        declared = self.sidecar.layout.header_row
        if declared is not None:
            place = next((at for at, line in enumerate(self.sheet.lines) if line >= declared), None)
            return None if place is None or place + 1 >= len(rows) else (place, self.sidecar.layout.header_rows)
        full = [sum(bool(cell) for cell in row) for row in rows]
        if not full:
            return None
        usual = max(set(full), key=lambda count: (full.count(count), count))
        for place in range(len(rows) - 1):
            if full[place] >= max(2, 0.6 * usual) and not self._figures(rows[place]):
                return place, self._depth(place)
            if full[place] >= 2 and self._figures(rows[place]) and self._periods(rows[place]):
                return place, self._depth(place)
        return (0, 1) if max(full) == 1 and len(rows) > 1 and len(rows[0]) == 1 and self._figures(rows[1]) else None

    def _depth(self, place: int) -> int:
        """Two where a row of words or years lies between a heading row and the first figures."""
        rows = self.sheet.rows
        if place + 2 >= len(rows) or not self._figures(rows[place + 2]):
            return 1
        second = rows[place + 1]
        words = [cell for cell in second if cell]
        plain = len(words) >= 2 and not any(self._is_number(cell) for cell in words)
        spanning = self.sheet.addressed or self._periods(rows[place])
        return 2 if self._periods(second) or (plain and spanning) else 1

    def _figures(self, row: Sequence[str]) -> bool:
        return any(self._is_number(cell) and not math.isnan(self._numeral(cell).value) for cell in row if cell)

    def _periods(self, row: Sequence[str]) -> bool:
        """Whether the numbers of a row are years: a heading of a wide table."""
        numbers = [cell for cell in row if cell and self._is_number(cell)]
        return len(numbers) >= 2 and all(re.fullmatch(r"(19|20)\d{2}", cell) for cell in numbers) and not any(
            area_code(cell) for cell in row if cell and not self._is_number(cell)
        )  # fmt: skip

    def _headings(self, first: int, depth: int) -> list[tuple[str, ...]]:
        rows = [self._padded(row) for row in self.sheet.rows[first : first + depth]]
        if depth > 1:
            rows = [self._carried(row) for row in rows[:-1]] + rows[-1:]
        headings = [tuple(row[place] for row in rows) for place in range(self.width)]
        self.width = len(headings)
        return headings

    @staticmethod
    def _carried(row: Sequence[str]) -> list[str]:
        """A heading over several columns stands over the first of them only."""
        carried, last = [], ""
        for cell in row:
            last = cell or last
            carried.append(last)
        return carried

    def _padded(self, row: Sequence[str]) -> list[str]:
        return [*row[: self.width], *[""] * (self.width - len(row))]

    def _check_widths(self, start: int) -> None:
        for row, line in list(zip(self.sheet.rows, self.sheet.lines, strict=True))[start:]:
            if any(row[self.width :]):
                self.problems.add(
                    "width",
                    Text(f"Raden har {len(row)} fält men rubriken {self.width}.",
                         f"The line has {len(row)} fields but the heading has {self.width}."),
                    Text("Sätt citattecken om text som innehåller skiljetecknet.",
                         "Put quotation marks around text that holds the delimiter."),
                    line=line,
                )  # fmt: skip

    def _is_data(self, row: list[str]) -> bool:
        """A row with only a text in its first cell is a footnote or a subheading, not figures."""
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and self.width > 1 and row[0] and not self._is_number(row[0]):
            self.notes.append(row[0])
            return False
        return True

    def _check_columns(self) -> None:
        headings = {one.heading for one in self.columns}
        for name, column in self.sidecar.columns.items():
            if name not in headings:
                self._contradiction(
                    Text(f"Sidofilen beskriver kolumnen {name!r}, som filen inte har.",
                         f"The sidecar describes the column {name!r}, which the file does not have."), name)  # fmt: skip
            del column
        for name in self.sidecar.wide.columns if self.sidecar.wide else ():
            if name not in headings:
                self._contradiction(
                    Text(f"Sidofilens [wide] nämner kolumnen {name!r}, som filen inte har.",
                         f"The sidecar's [wide] names the column {name!r}, which the file does not have."), name)  # fmt: skip
        if not any(one.role == "value" for one in self.columns):
            self.problems.add(
                "value",
                Text("Tabellen har ingen kolumn med siffror.", "The table has no column of figures."),
                Text("Ange den i sidofilen: [columns.<rubrik>] role = \"value\".",
                     "Name it in the sidecar: [columns.<heading>] role = \"value\"."),
                line=self.sheet.lines[0],
            )  # fmt: skip

    def _contradiction(self, message: Text, name: str) -> None:
        headings = [one.heading for one in self.columns]
        near = difflib.get_close_matches(name, headings, 1)
        hint = near[0] if near else ", ".join(filter(None, headings))
        self.problems.add(
            "contradiction", message,
            Text(f"Filens kolumner: {hint}.", f"Columns of the file: {hint}."), file=self.sidecar.file, cell=name,
        )  # fmt: skip

    # ---- cells

    def _numeral(self, text: str) -> Numeral:
        found = read_numeral(text, self.sheet.decimal, suppressed=self.suppressed, missing=self.missing)
        return found or Numeral(math.nan, MISSING)

    def _is_number(self, text: str) -> bool:
        return read_numeral(text, self.sheet.decimal, suppressed=self.suppressed, missing=self.missing) is not None

    def _gather(self, body: list[tuple[int, list[str]]]) -> _Cells:
        cells = _Cells()
        for line, row in body:
            base = self._coordinates(line, row)
            status = self._status(line, row)
            for column in self.columns:
                if column.role == "value":
                    self._cell(cells, base, status, column, line, row)
        return cells

    def _cell(self, cells: _Cells, base: dict[str, str], status: str, column: Placed, line: int, row: list[str]) -> None:
        where = f"{column_letter(column.index)}{line}" if self.sheet.addressed else column.heading
        text = row[column.index]
        numeral = read_numeral(text, self.sheet.decimal, suppressed=self.suppressed, missing=self.missing)
        if numeral is None:
            self._too_many() or self.problems.add(
                "number",
                Text(f"{text!r} är inget tal.", f"{text!r} is no number."),
                Text("Skriv ett tal, lämna cellen tom, eller ange märket under [file] suppressed eller missing i sidofilen.",
                     "Write a number, leave the cell empty, or name the mark under [file] suppressed or missing in the sidecar."),
                line=line, cell=where,
            )  # fmt: skip
            return
        if math.isnan(numeral.value) and status not in (PUBLISHED, "preliminary", "estimated"):
            numeral = Numeral(math.nan, status)
        elif status in ("preliminary", "estimated"):
            numeral = Numeral(numeral.value, status if not math.isnan(numeral.value) else numeral.status, numeral.decimals)
        measure = " ".join(filter(None, (base.get("measure", ""), column.measure if self._many(base) else "")))
        cells.keys.append({**base, **dict(column.fixed), "measure": measure or column.measure or "value"})
        cells.numerals.append(numeral)
        cells.lines.append(line)
        cells.columns.append(where)

    def _many(self, base: dict[str, str]) -> bool:
        if "measure" not in base:
            return True
        return sum(one.role == "value" and not one.fixed for one in self.columns) > 1

    def _too_many(self) -> bool:
        return len(self.problems.findings) >= _MOST_PROBLEMS

    def _coordinates(self, line: int, row: list[str]) -> dict[str, str]:
        key: dict[str, str] = {}
        name = next((row[one.index] for one in self.columns if one.role == "name"), "")
        for column in self.columns:
            text = row[column.index]
            if column.role == "area":
                self._area(key, text, name, line, column)
            elif column.role == "period":
                key["period"] = self._period(text, line, column)
            elif column.role == "measure":
                key["measure"] = text
            elif column.role == "group":
                key[column.dimension] = text
        return key

    def _area(self, key: dict[str, str], text: str, name: str, line: int, column: Placed) -> None:
        label = text or name
        code = area_code(label)
        if code is None and _INDEX.search(label):
            key["measure"] = label
            code = self.county if "län" in label.casefold() or "county" in label.casefold() else ""
        if code is None and means_county(label):
            code = self.county or label
        if code is None and not (text.isascii() and text.isdigit()) and (not text or not self._strict(column)):
            code = label
        if code is None:
            code = label
            self._unknown_area(label, line, column)
        if name and text:
            self.names.setdefault(code, name)
            if self.names[code] != name:
                self.names[f"{code}@{line}"] = name
        key["area"] = code

    def _strict(self, column: Placed) -> bool:
        """Whether the column holds areas of Sweden throughout, so that another text is a mistake."""
        return column.index in self.strict

    def _unknown_area(self, label: str, line: int, column: Placed) -> None:
        if self._too_many():
            return
        names = [one.name for one in areas().values()]
        near = difflib.get_close_matches(label, names, 1) or difflib.get_close_matches(label.zfill(4), areas(), 1)
        hint_sv, hint_en = (f" Menades {near[0]}?", f" Was {near[0]} meant?") if near else ("", "")
        where = f"{column_letter(column.index)}{line}" if self.sheet.addressed else column.heading
        self.problems.add(
            "area",
            Text(f"{label!r} är ingen kommun och inget län.{hint_sv}", f"{label!r} is no municipality and no county.{hint_en}"),
            Text("Skriv koden med inledande nolla: 00 riket, två siffror län, fyra siffror kommun.",
                 "Write the code with its leading zero: 00 the nation, two digits a county, four a municipality."),
            line=line, cell=where,
        )  # fmt: skip

    def _period(self, text: str, line: int, column: Placed) -> str:
        try:
            Span.parse(text)
        except UnknownPeriod:
            where = f"{column_letter(column.index)}{line}" if self.sheet.addressed else column.heading
            self._too_many() or self.problems.add(
                "period",
                Text(f"{text!r} är ingen period.", f"{text!r} is no period."),
                Text("Skriv år (2018), tertial (2018-T1), kvartal (2018-Q3), månad (2018-09), läsår (2017/18) eller ett spann "
                     "(2014-2018).",
                     "Write a year (2018), tertial (2018-T1), quarter (2018-Q3), month (2018-09), school year (2017/18) or a "
                     "span (2014-2018)."),
                line=line, cell=where,
            )  # fmt: skip
        return text

    def _status(self, line: int, row: list[str]) -> str:
        text = next((row[one.index] for one in self.columns if one.role == "status"), "").strip()
        if text in STATUSES:
            return text
        return _STATUS_WORDS.get(text.casefold(), SUPPRESSED if text.startswith("published_as") else NOT_READ if text else "")

    def _county(self, rows: list[list[str]]) -> str:
        """The one county that the municipalities of a table lie in; empty when there is none or several."""
        self.strict = set()
        counties: set[str] = set()
        for column in (one for one in self.columns if one.role == "area"):
            texts = [row[column.index] for row in rows if row[column.index]]
            codes = [area_code(text) for text in texts]
            counties |= {code[:2] for code in codes if code and code != "00"}
            if sum(code is not None for code in codes) >= 0.5 * len(texts):
                self.strict.add(column.index)
        return counties.pop() if len(counties) == 1 else ""

    # ---- the whole

    def _built(self, cells: _Cells) -> Table | None:
        if not cells.keys or self._blocking():
            return None if self._blocking() else self._no_table()
        dimensions = ["area", "period", *dict.fromkeys(name for key in cells.keys for name in key)]
        defaults = {"area": self.sidecar.texts.get("area", "") or self.county, "period": self._heading_period()}
        coordinates = {
            name: np.array([key.get(name, defaults.get(name, "")) for key in cells.keys], dtype=np.str_)
            for name in dict.fromkeys(dimensions)
        }
        check_promises(self.sidecar, {name: codes.tolist() for name, codes in coordinates.items()}, self.problems)
        if self._blocking():
            return None
        declaration = self._declaration(coordinates, cells)
        return Table(
            declaration, coordinates, np.array([one.value for one in cells.numerals], dtype=np.float64),
            np.array([one.status for one in cells.numerals], dtype=np.str_), np.array(cells.lines, dtype=np.int64),
            np.array(cells.columns, dtype=np.str_), self.sheet.file, self.names,
            {"findings": tuple(self.problems.findings), "sidecar": self.sidecar.file},
        )  # fmt: skip

    def _blocking(self) -> bool:
        return any(one.severity == "error" for one in self.problems.findings)

    def _heading_period(self) -> str:
        """The period of a table without a period column: declared, else the one year its heading names."""
        declared = self.sidecar.texts.get("period", "")
        if declared:
            return declared
        years = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?![\d=])", f"{self.heading} {self.sidecar.texts.get('title', '')}"))
        return years.pop() if len(years) == 1 else ""

    def _declaration(self, coordinates: dict[str, np.ndarray], cells: _Cells) -> Declaration:  # type: ignore[type-arg]
        measures = describe(coordinates["measure"], cells.numerals, self.sidecar)
        notes = " ".join(filter(None, (self.sidecar.texts.get("notes", ""), *self.notes)))
        return Declaration(
            Path(self.sheet.file).stem, self.sidecar.provenance(self.digest), measures, self.sidecar.relations, notes,
            self.heading, self.sidecar.suppressions,
        )  # fmt: skip
