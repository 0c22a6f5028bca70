"""Sidecar: the small file beside a table that declares its columns, units, period and arithmetic.

The format is a public interface: docs/reference/sidecar.md. Everything in it is optional.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from malbild.sources.files.sheet import Problems
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.relation import Change, Flow, Index, Relation, Share, Sum, Total
from malbild.vocabulary.table import Suppression
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit, UnknownUnit

ROLES = ("area", "period", "group", "measure", "value", "status", "name", "ignore")
KINDS = ("count", "amount", "share", "rate", "mean", "index", "change")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STAMPED = re.compile(r"uppdaterad|updated|publicerad|published", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is written, where it cannot or should not be found out."""

    delimiter: str = ""
    decimal: str = ""
    encoding: str = ""
    sheet: str = ""
    header_row: int | None = None
    header_rows: int = 1
    suppressed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds: its role, and for figures what they count."""

    role: str = ""
    unit: str = ""
    kind: str = ""
    decimals: int | None = None
    indicator: str = ""
    title: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns that are places in a dimension: one a year, or one a municipality."""

    dimension: str
    columns: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Sidecar:
    """A sidecar as read; the empty one stands for a file without a sidecar."""

    file: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    published: date | None = None
    read: date | None = None
    layout: Layout = Layout()
    columns: Mapping[str, Column] = field(default_factory=dict)
    measures: Mapping[str, Column] = field(default_factory=dict)
    wide: Wide | None = None
    relations: tuple[Relation, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def provenance(self, digest: str, said: str = "") -> Provenance:
        """Where the table was read, for its lineage; `said` is what stands around the figures, perhaps with a stamp."""
        text = self.texts.get
        published = self.published or (_stamp(said) if _STAMPED.search(said) else None)
        return Provenance(
            publisher=text("source", ""), title=text("title", ""), address=text("page", ""), published=published,
            read=self.read, licence=text("licence", ""), digest=digest,
        )  # fmt: skip


_TEXTS = (
    "title", "heading", "source", "page", "page_updated", "read", "licence", "unit", "measured", "notes", "total_rows",
    "period", "area", "check",
)  # fmt: skip
_TABLES = ("file", "columns", "measures", "wide")
_LISTS = ("totals", "sums", "indices", "shares", "changes", "flows", "suppress")


def read_sidecar(name: str, content: bytes, problems: Problems) -> Sidecar:
    """Read a sidecar; whatever is wrong with it is added to the problems, each with its line."""
    try:
        text = content.decode("utf-8-sig")
        data = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        problems.add(
            "sidecar",
            Text(f"Sidofilen är ingen riktig TOML-fil: {error}.", f"The sidecar is no valid TOML file: {error}."),
            Text("Rätta raden; docs/reference/sidecar.md visar formatet.",
                 "Correct the line; docs/reference/sidecar.md shows the format."),
            file=name, line=_line_in(str(error)),
        )  # fmt: skip
        return Sidecar(name)
    return _Reader(name, text, data, problems).sidecar()


def _line_in(message: str) -> int | None:
    match = re.search(r"line (\d+)", message)
    return int(match[1]) if match else None


@dataclass
class _Reader:
    """Reads one sidecar's tables, and remembers what is wrong."""

    name: str
    text: str
    data: dict[str, Any]
    problems: Problems

    def sidecar(self) -> Sidecar:
        self._known("", self.data, (*_TEXTS, *_TABLES, *_LISTS))
        texts = {key: self._string(self.data, key) for key in _TEXTS if key in self.data}
        return Sidecar(
            self.name, texts, _stamp(texts.get("page_updated", "")), _stamp(texts.get("read", "")), self._layout(),
            self._columns("columns"), self._columns("measures"), self._wide(), tuple(self._relations()),
            tuple(self._suppressions()),
        )  # fmt: skip

    def _layout(self) -> Layout:
        table = self._table("file")
        self._known("file", table, tuple(Layout.__dataclass_fields__))
        layout = Layout(
            delimiter=self._string(table, "delimiter"), decimal=self._string(table, "decimal"),
            encoding=self._string(table, "encoding"), sheet=self._string(table, "sheet"),
            header_row=self._whole(table, "header_row"), header_rows=self._whole(table, "header_rows") or 1,
            suppressed=self._strings(table, "suppressed"), missing=self._strings(table, "missing"),
        )  # fmt: skip
        if layout.decimal not in ("", ",", "."):
            self._wrong("decimal", layout.decimal, '"," eller "."', '"," or "."')
        if len(layout.delimiter) > 1:
            self._wrong("delimiter", layout.delimiter, "ett enda tecken", "a single character")
            return Layout()
        return layout

    def _columns(self, section: str) -> dict[str, Column]:
        found = {}
        for name, table in self._table(section).items():
            if not isinstance(table, dict):
                self._wrong(name, table, "en tabell, { role = … }", "a table, { role = … }")
                continue
            self._known(f"{section}.{name}", table, tuple(Column.__dataclass_fields__))
            words = {key: self._string(table, key) for key in Column.__dataclass_fields__ if key != "decimals"}
            column = Column(**words, decimals=self._whole(table, "decimals"))
            self._check_column(name, column)
            found[name] = column
        return found

    def _check_column(self, name: str, column: Column) -> None:
        if column.role and column.role not in ROLES:
            self._wrong("role", column.role, " | ".join(ROLES), " | ".join(ROLES))
        if column.kind and column.kind not in KINDS:
            self._wrong("kind", column.kind, " | ".join(KINDS), " | ".join(KINDS))
        try:
            if column.unit:
                Unit.parse(column.unit)
        except UnknownUnit:
            self.problems.add(
                "unit",
                Text(f"Kolumnen {name} har enheten {column.unit!r}, som inte är känd och inte kan räknas om.",
                     f"Column {name} has the unit {column.unit!r}, which is not known and cannot be converted."),
                Text("Skriv till exempel person, percent, SEK, tkr, t CO2e eller 'person / 1000 person'.",
                     "Write for instance person, percent, SEK, tkr, t CO2e or 'person / 1000 person'."),
                file=self.name, line=self._line(column.unit), cell=name,
            )  # fmt: skip

    def _wide(self) -> Wide | None:
        table = self._table("wide")
        if not table:
            return None
        self._known("wide", table, ("dimension", "columns", "measure"))
        return Wide(self._string(table, "dimension") or "period", self._strings(table, "columns"),
                    self._string(table, "measure"))  # fmt: skip

    def _relations(self) -> Iterator[Relation]:
        for section, make in _MAKERS.items():
            for table in self._list(section):
                try:
                    yield make(self, table)
                except _Left:
                    continue

    def _suppressions(self) -> Iterator[Suppression]:
        for table in self._list("suppress"):
            self._known("suppress", table, ("rule", "reason", "until"))
            until = table.get("until")
            if isinstance(until, str):
                until = _stamp(until)
            if isinstance(until, datetime):
                until = until.date()
            rule = self._string(table, "rule")
            if not rule:
                self._wrong("rule", "", "en regels id", "the id of a rule")
                continue
            yield Suppression(rule, self._string(table, "reason"), until if isinstance(until, date) else None)

    # ---- values of one type

    def need(self, table: Mapping[str, Any], section: str, key: str) -> str:
        """A text that must be there."""
        value = self._string(table, key)
        if not value:
            self.problems.add(
                "sidecar",
                Text(f"[[{section}]] saknar {key}.", f"[[{section}]] lacks {key}."),
                Text("Lägg till det; docs/reference/sidecar.md visar hur.", "Add it; docs/reference/sidecar.md shows "
                                                                            "how."),
                file=self.name, line=self._line(f"[[{section}]]"),
            )  # fmt: skip
            raise _Left
        return value

    def place(self, table: Mapping[str, Any], key: str) -> dict[str, str]:
        """Coordinates: { period = "2008" }."""
        value = table.get(key, {})
        if isinstance(value, dict):
            return {str(name): str(code) for name, code in value.items()}
        self._wrong(key, value, 'en plats, { period = "2008" }', 'a place, { period = "2008" }')
        return {}

    def known(self, section: str, table: Mapping[str, Any], *keys: str) -> None:
        """Refuse keys that the section does not have."""
        self._known(section, table, keys)

    def strings(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """A list of texts."""
        return self._strings(table, key)

    def string(self, table: Mapping[str, Any], key: str) -> str:
        """A text, empty when absent."""
        return self._string(table, key)

    def _known(self, section: str, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                where = f"[{section}] " if section else ""
                self.problems.add(
                    "sidecar",
                    Text(f"Sidofilen har {where}{key}, som formatet inte känner.",
                         f"The sidecar has {where}{key}, which the format does not know."),
                    Text(f"Tillåtet här: {', '.join(keys)}.", f"Allowed here: {', '.join(keys)}."),
                    file=self.name, line=self._line(key),
                )  # fmt: skip

    def _table(self, key: str) -> dict[str, Any]:
        value = self.data.get(key, {})
        if isinstance(value, dict):
            return value
        self._wrong(key, value, f"en tabell, [{key}]", f"a table, [{key}]")
        return {}

    def _list(self, key: str) -> list[dict[str, Any]]:
        value = self.data.get(key, [])
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        self._wrong(key, value, f"en lista, [[{key}]]", f"a list, [[{key}]]")
        return []

    def _string(self, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if isinstance(value, date | int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            return value
        self._wrong(key, value, "en text", "a text")
        return ""

    def _strings(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._wrong(key, value, "en lista av texter", "a list of texts")
        return ()

    def _whole(self, table: Mapping[str, Any], key: str) -> int | None:
        value = table.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000):
            return value
        self._wrong(key, value, "ett helt tal", "a whole number")
        return None

    def _wrong(self, key: str, value: object, wanted_sv: str, wanted_en: str) -> None:
        self.problems.add(
            "sidecar",
            Text(f"Sidofilens {key} är {value!r}.", f"The sidecar's {key} is {value!r}."),
            Text(f"Det ska vara {wanted_sv}.", f"It must be {wanted_en}."),
            file=self.name, line=self._line(key),
        )  # fmt: skip

    def _line(self, key: str) -> int | None:
        for number, line in enumerate(self.text.splitlines(), start=1):
            if key and key in line:
                return number
        return None


class _Left(Exception):
    """A section is left out: what is wrong with it has been noted."""


def _total(reader: _Reader, table: dict[str, Any]) -> Relation:
    reader.known("totals", table, "dimension", "total", "parts", "measures")
    return Total(
        reader.need(table, "totals", "dimension"),
        reader.need(table, "totals", "total"),
        reader.strings(table, "parts"),
        reader.strings(table, "measures"),
    )


def _sum(reader: _Reader, table: dict[str, Any]) -> Relation:
    reader.known("sums", table, "total", "parts")
    signed = tuple(_signed(part) for part in reader.strings(table, "parts"))
    return Sum(reader.need(table, "sums", "total"), signed)


def _signed(part: str) -> tuple[int, str]:
    stripped = part.strip()
    return (-1, stripped[1:].strip()) if stripped[:1] in {"-", "−"} else (1, stripped.lstrip("+").strip())


def _index(reader: _Reader, table: dict[str, Any]) -> Relation:
    reader.known("indices", table, "measure", "of", "base")
    return Index(
        reader.need(table, "indices", "measure"), reader.need(table, "indices", "of"), reader.place(table, "base")
    )


def _share(reader: _Reader, table: dict[str, Any]) -> Relation:
    reader.known("shares", table, "measure", "of", "whole", "whole_at", "of_at", "per")
    per = table.get("per", 100)
    return Share(
        reader.need(table, "shares", "measure"), reader.need(table, "shares", "of"), reader.string(table, "whole"),
        reader.place(table, "whole_at"), reader.place(table, "of_at"),
        float(per) if isinstance(per, int | float) and per > 0 else 100.0,
    )  # fmt: skip


def _change(reader: _Reader, table: dict[str, Any]) -> Relation:
    reader.known("changes", table, "measure", "of", "since", "as")
    return Change(
        reader.need(table, "changes", "measure"), reader.need(table, "changes", "of"), reader.string(table, "since"),
        reader.string(table, "as") == "percent",
    )  # fmt: skip


def _flow(reader: _Reader, table: dict[str, Any]) -> Relation:
    reader.known("flows", table, "in", "out", "internal")
    return Flow(reader.need(table, "flows", "in"), reader.need(table, "flows", "out"), reader.string(table, "internal"))


_MAKERS: dict[str, Callable[[_Reader, dict[str, Any]], Relation]] = {
    "totals": _total, "sums": _sum, "indices": _index, "shares": _share, "changes": _change, "flows": _flow,
}  # fmt: skip


def _stamp(text: str) -> date | None:
    """The latest whole date in a free text; a lone year or month is no stamp."""
    found = []
    for written in _DAY.findall(text):
        try:
            found.append(date.fromisoformat(written))
        except ValueError:
            continue
    return max(found, default=None)
