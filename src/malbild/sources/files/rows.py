"""Rows: which area, period, group and status the figures of a row have."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from malbild.sources.files.areas import area_code, means_county
from malbild.sources.files.roles import Placed
from malbild.sources.files.sheet import Problems, column_letter
from malbild.vocabulary.area import areas
from malbild.vocabulary.period import UnknownPeriod
from malbild.vocabulary.span import Span
from malbild.vocabulary.table import MISSING, NOT_READ, STATUSES, SUPPRESSED
from malbild.vocabulary.text import Text

_STATUS_WORDS = {
    "..": SUPPRESSED,
    "x": SUPPRESSED,
    "sekretess": SUPPRESSED,
    "not_applicable": MISSING,
    "empty_as_published": MISSING,
    "-": MISSING,
    "p": "preliminary",
    "preliminär": "preliminary",
    "e": "estimated",
    "uppskattad": "estimated",
}
_INDEX = re.compile(r"\bindex\b", re.IGNORECASE)
_OF_COUNTY = re.compile(r"län|county", re.IGNORECASE)
_MOST_PROBLEMS = 50


@dataclass
class RowReader:
    """Reads the coordinates of rows, and remembers the names that stand beside codes and all that is wrong.

    strict    columns whose texts are areas throughout, so that another text there is a mistake
    county    the one county that all areas lie in; empty when there is none or several
    """

    columns: Sequence[Placed]
    problems: Problems
    addressed: bool
    strict: frozenset[int] = frozenset()
    county: str = ""
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, columns: Sequence[Placed], rows: Sequence[Sequence[str]], problems: Problems, addressed: bool
    ) -> "RowReader":
        """A reader that has looked over the area column of all rows."""
        strict: set[int] = set()
        counties: set[str] = set()
        for column in (one for one in columns if one.role == "area"):
            texts = [row[column.index] for row in rows if row[column.index]]
            codes = [area_code(text) for text in texts]
            counties |= {code[:2] for code in codes if code and code != "00"}
            if sum(code is not None for code in codes) >= 0.5 * len(texts):
                strict.add(column.index)
        return cls(columns, problems, addressed, frozenset(strict), counties.pop() if len(counties) == 1 else "")

    def coordinates(self, row: Sequence[str], line: int) -> dict[str, str]:
        """Dimension → code for the figures of a row, as far as its columns say."""
        key: dict[str, str] = {}
        for column in self.columns:
            text = row[column.index]
            if column.role == "area":
                key.update(self._area(row, text, line, column))
            elif column.role == "period":
                key["period"] = self._period(text, line, column)
            elif column.role == "measure":
                key.setdefault("measure", text)
            elif column.role == "group":
                key[column.dimension] = text
        return key

    def status(self, row: Sequence[str]) -> str:
        """Why a row has no figure, or how sure it is; empty where no column says."""
        text = next((row[one.index] for one in self.columns if one.role == "status"), "").strip()
        if not text or text in STATUSES:
            return text
        return _STATUS_WORDS.get(text.casefold(), SUPPRESSED if text.startswith("published_as") else NOT_READ)

    def note(self, rule: str, message: Text, remedy: Text, *, line: int, column: Placed) -> None:
        """Note a problem of one cell; a file that is wrong throughout is told by its first fifty."""
        if len(self.problems.findings) < _MOST_PROBLEMS:
            self.problems.add(rule, message, remedy, line=line, cell=self.address(line, column))

    def address(self, line: int, column: Placed) -> str:
        """A cell as messages name it: its address in a workbook, its heading in a CSV."""
        return f"{column_letter(column.index)}{line}" if self.addressed else column.heading

    def _area(self, row: Sequence[str], text: str, line: int, column: Placed) -> dict[str, str]:
        name = next((row[one.index] for one in self.columns if one.role == "name"), "")
        label = text or name
        if area_code(label) is None and _INDEX.search(label):
            return {"area": self.county if _OF_COUNTY.search(label) else "00", "measure": label}
        code = self._code(label, text, line, column)
        if name and text:
            known = self.names.setdefault(code, name)
            if known != name:
                self.names[f"{code}@{line}"] = name
        return {"area": code}

    def _code(self, label: str, text: str, line: int, column: Placed) -> str:
        """The code of a row's area; an unknown one is a mistake where the column holds areas, else a name."""
        code = area_code(label)
        if code is None and means_county(label):
            code = self.county or label
        if code is None and text and (column.index in self.strict or (text.isascii() and text.isdigit())):
            self._unknown_area(label, line, column)
        return label if code is None else code

    def _unknown_area(self, label: str, line: int, column: Placed) -> None:
        names = [one.name for one in areas().values()]
        near = difflib.get_close_matches(label, names, 1) or difflib.get_close_matches(label.zfill(4), areas(), 1)
        hint_sv, hint_en = (f" Menades {near[0]}?", f" Was {near[0]} meant?") if near else ("", "")
        self.note(
            "area",
            Text(f"{label!r} är ingen kommun och inget län.{hint_sv}",
                 f"{label!r} is no municipality and no county.{hint_en}"),
            Text("Skriv koden med inledande nolla: 00 riket, två siffror län, fyra siffror kommun.",
                 "Write the code with its leading zero: 00 the nation, two digits a county, four a municipality."),
            line=line, column=column,
        )  # fmt: skip

    def _period(self, text: str, line: int, column: Placed) -> str:
        try:
            Span.parse(text)
        except UnknownPeriod:
            self.note(
                "period", Text(f"{text!r} är ingen period.", f"{text!r} is no period."),
                Text("Skriv år (2018), tertial (2018-T1), kvartal (2018-Q3), månad (2018-09), läsår (2017/18) eller "
                     "ett "
                     "spann (2014-2018).",
                     "Write a year (2018), tertial (2018-T1), quarter (2018-Q3), month (2018-09), school year "
                     "(2017/18) "
                     "or a span (2014-2018)."),
                line=line, column=column,
            )  # fmt: skip
        return text
