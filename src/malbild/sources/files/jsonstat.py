"""JSON-stat 2.0 datasets, the form in which SCB, Eurostat and many others answer.

Every form the standard allows is read: values as a list or sparse, status as a list, an object or one text for all,
categories as a list or an object, or a single one without an index. Collections and bare dimensions are refused: they
hold no figures.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from malbild.sources.files.content import content_of
from malbild.sources.files.grid import Dimension, coordinates, is_area, is_time, refuse_giant
from malbild.sources.files.measures import kind_of
from malbild.sources.problems import error, excerpt, raise_any, refuse
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.table import (
    ESTIMATED,
    MISSING,
    PRELIMINARY,
    PUBLISHED,
    SUPPRESSED,
    Codes,
    Declaration,
    Measure,
    Table,
)
from malbild.vocabulary.text import Text

_ROLES = {"geo": "area", "time": "period", "metric": "measure"}
# What offices write as status: SCB's dots, Eurostat's letters.
_STATUS = {
    "": PUBLISHED, "..": SUPPRESSED, "c": SUPPRESSED, "p": PRELIMINARY, "e": ESTIMATED, "ep": ESTIMATED, "f": ESTIMATED,
    "s": ESTIMATED, "n": MISSING, ":": MISSING, "z": MISSING,
    ".": MISSING, "...": MISSING, "....": MISSING, ".....": MISSING, "......": MISSING,
}  # fmt: skip
_NIL = "-"
_TOLD_AT_MOST = 20


def read_jsonstat(source: Path | bytes, *, file: str = "") -> Table:
    """Read a JSON-stat 2.0 dataset into a table.

    source   a path, or the bytes themselves; `file` is then the name used in messages
    Raises Refused with all problems of the dataset.
    """
    content, file = content_of(source, file)
    dataset = Dataset(_decoded(content, file), file)
    values, status = dataset.cells()
    found = coordinates(dataset.dimensions, dataset.measures[0].name if dataset.measures else "")
    return Table(
        dataset.declaration(hashlib.sha256(content).hexdigest()), found, values, status,
        np.zeros(len(values), dtype=np.int64), found["measure"], file=file, extra={"dimensions": dataset.dimensions},
    )  # fmt: skip


def read_structure(content: bytes, *, file: str = "") -> "Dataset":
    """Read the dimensions, measures and texts of a dataset that comes without figures, as metadata do.

    Raises Refused with all problems.
    """
    return Dataset(_decoded(content, file), file, filled=False)


def _decoded(content: bytes, file: str) -> Mapping[str, Any]:
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error_:
        raise refuse(
            "input.jsonstat-syntax", Place(file),
            Text(f"Filen är inte hel JSON ({excerpt(str(error_), 80)}).",
                 f"The file is not whole JSON ({excerpt(str(error_), 80)})."),
            Text("Hämta den på nytt; den kan vara avkortad.", "Fetch it again; it may be cut short."),
        ) from error_  # fmt: skip
    kind = found.get("class", "dataset") if isinstance(found, dict) else type(found).__name__
    if isinstance(found, dict) and kind == "dataset" and "dimension" in found:
        return found
    raise refuse(
        "input.jsonstat-class", Place(file),
        Text(f"Filen är ingen JSON-stat-datamängd utan ”{excerpt(str(kind), 40)}”.",
             f"The file is no JSON-stat dataset but “{excerpt(str(kind), 40)}”."),
        Text("Hämta en av samlingens datamängder i sig.", "Fetch one of the collection's datasets by itself."),
    )  # fmt: skip


@dataclass
class Dataset:
    """One dataset, its structure checked; what is wrong is raised all at once."""

    raw: Mapping[str, Any]
    file: str
    filled: bool = True

    def __post_init__(self) -> None:
        self.problems: list[Finding] = []
        names, sizes = self._ids(), self._sizes()
        if len(names) != len(sizes) or not names:
            sv, en = f"id har {len(names)} dimensioner men size", f"id has {len(names)} dimensions but size"
            self._wrong("size", f"{sv} {len(sizes)}", f"{en} {len(sizes)}")
        raise_any(self.problems)
        self.sizes = sizes
        self.dimensions = self._roles([self._dimension(name, size) for name, size in zip(names, sizes, strict=True)])
        raise_any(self.problems)
        if self.filled:
            refuse_giant(sizes, self.dimensions, Place(self.file, None, "size"))
        self.measures = self._measures()

    def cells(self) -> tuple[NDArray[np.float64], Codes]:
        """Value and status of every cell, the last dimension changing fastest."""
        count = math.prod(self.sizes)
        given = self._spread(self.raw.get("value"), count, "value")
        marks = self._spread(self._statuses(count), count, "status")
        raise_any(self.problems)
        values = np.array([self._value(place, one) for place, one in enumerate(given)], dtype=np.float64)
        status = np.array([_STATUS.get(str(mark or "").strip().lower(), PUBLISHED) for mark in marks], dtype="<U11")
        nil = np.array([mark == _NIL for mark in marks], dtype=np.bool_) & np.isnan(values)
        values[nil] = 0.0
        status[np.isnan(values) & ~np.isin(status, (SUPPRESSED, MISSING))] = MISSING
        values[np.isin(status, (SUPPRESSED, MISSING))] = np.nan
        raise_any(self.problems)
        return values, status

    def text(self, key: str) -> str:
        """One of the dataset's own texts: "label", "source" …; empty when it is not there."""
        return _text(self.raw.get(key))

    def updated(self) -> date | None:
        """The day the source says it was updated."""
        return _day(self.text("updated"))

    def may_be_left_out(self) -> frozenset[str]:
        """Ids of the dimensions that the source sums away when nothing is asked of them."""
        raw = _mapping(self.raw["dimension"])
        return frozenset(
            one.id for one in self.dimensions
            if _mapping(_mapping(raw.get(one.id)).get("extension")).get("elimination") is True
        )  # fmt: skip

    def declaration(self, digest: str) -> Declaration:
        """What the dataset says of itself."""
        raw = self.raw
        provenance = Provenance(
            self.text("source"), self.text("label"), self.text("href") or self.file, self.updated(), digest=digest,
        )  # fmt: skip
        notes = raw.get("note", [])
        told = "\n".join(_text(note) for note in notes) if isinstance(notes, list) else _text(notes)
        return Declaration(self._id(), provenance, self.measures, notes=told)

    def _id(self) -> str:
        px = _mapping(_mapping(self.raw.get("extension")).get("px"))
        return _text(px.get("tableid")) or _text(px.get("matrix")) or Path(self.file).stem

    def _ids(self) -> list[str]:
        names = self.raw.get("id")
        if isinstance(names, list) and all(isinstance(one, str) for one in names) and len(set(names)) == len(names):
            return names
        self._wrong("id", "id är inte en lista med olika namn", "id is not a list of different names")
        return []

    def _sizes(self) -> list[int]:
        sizes = self.raw.get("size")
        if isinstance(sizes, list) and all(type(one) is int and one >= 0 for one in sizes):
            return sizes
        self._wrong("size", "size är inte en lista med heltal", "size is not a list of whole numbers")
        return []

    def _dimension(self, name: str, size: int) -> Dimension:
        raw = _mapping(_mapping(self.raw["dimension"]).get(name))
        category = _mapping(raw.get("category"))
        labels = _mapping(category.get("label"))
        codes = _codes(category.get("index"), labels)
        if codes is None or len(codes) != size:
            count = "?" if codes is None else len(codes)
            sv, en = f"dimensionen har {count} värden men size säger", f"the dimension has {count} values but size says"
            self._wrong(f"dimension.{excerpt(name, 30)}", f"{sv} {size}", f"{en} {size}")
            return Dimension(name, name, (), ())
        printed = tuple(_text(labels.get(code)) or code for code in codes)
        return Dimension(name, _text(raw.get("label")) or name, codes, printed)

    def _roles(self, dimensions: Sequence[Dimension]) -> tuple[Dimension, ...]:
        """Roles as the dataset tells them; an area or a time that is not told is known by its name."""
        told = _mapping(self.raw.get("role"))
        roles: dict[str, str] = {}
        for role, ours in _ROLES.items():
            names = told.get(role)
            if isinstance(names, list) and names and isinstance(names[0], str):
                roles[names[0]] = ours
        for one in dimensions:
            if one.id in roles:
                continue
            if "area" not in roles.values() and is_area(one.id, one.label):
                roles[one.id] = "area"
            elif "period" not in roles.values() and is_time(one, one.id, one.label):
                roles[one.id] = "period"
        return tuple(replace(one, role=roles.get(one.id, "")) for one in dimensions)

    def _measures(self) -> tuple[Measure, ...]:
        of = next((one for one in self.dimensions if one.role == "measure"), None)
        px = _mapping(_mapping(self.raw.get("extension")).get("px"))
        usual = _whole(px.get("decimals"))
        if of is None:
            title = _text(px.get("contents")) or _text(self.raw.get("label"))
            return (Measure("value", "", decimals=usual, title=title),)
        units = _mapping(_mapping(_mapping(_mapping(self.raw["dimension"]).get(of.id)).get("category")).get("unit"))
        printed = zip(of.codes, of.labels, strict=True)
        return tuple(self._measure(code, label, _mapping(units.get(code)), usual) for code, label in printed)

    def _measure(self, code: str, label: str, unit: Mapping[str, Any], usual: int) -> Measure:
        base = _text(unit.get("base")) or _text(unit.get("label"))
        decimals = _whole(unit.get("decimals")) if "decimals" in unit else usual
        return Measure(code, base, kind_of(label, base), decimals, title=label)

    def _statuses(self, count: int) -> Any:
        status = self.raw.get("status")
        return [status] * count if isinstance(status, str) else ({} if status is None else status)

    def _spread(self, given: Any, count: int, key: str) -> list[Any]:
        """One entry per cell, from a list of as many (or of one status for all) or an object of those that have one."""
        if isinstance(given, list) and len(given) == count:
            return given
        if isinstance(given, list) and key == "status" and len(given) == 1:
            return given * count
        if isinstance(given, dict):
            spread: list[Any] = [None] * count
            for place, one in given.items():
                if place.isascii() and place.isdigit() and len(place) < 10 and int(place) < count:
                    spread[int(place)] = one
                else:
                    seen = excerpt(place, 20)
                    self._wrong(key, f"{key} nämner cell {seen} av {count}", f"{key} names cell {seen} of {count}")
            return spread
        found = len(given) if isinstance(given, list) else type(given).__name__
        sv, en = f"{key} har {found} värden men size ger {count} celler", f"{key} has {found} values but size makes"
        self._wrong(key, sv, f"{en} {count} cells")
        return []

    def _value(self, place: int, one: Any) -> float:
        if one is None:
            return math.nan
        if type(one) in (int, float):
            try:
                return float(one)
            except OverflowError:
                pass
        seen = excerpt(str(one), 30)
        self._wrong("value", f"cell {place} är ”{seen}”, inget tal", f"cell {place} is “{seen}”, no number")
        return math.nan

    def _wrong(self, where: str, sv: str, en: str) -> None:
        if len(self.problems) >= _TOLD_AT_MOST:
            return
        self.problems.append(error(
            "input.jsonstat", Place(self.file, None, where), Text(f"{sv[0].upper()}{sv[1:]}.",
                                                                  f"{en[0].upper()}{en[1:]}."),
            Text("Hämta datamängden på nytt; den kan vara avkortad eller ändrad.",
                 "Fetch the dataset again; it may be cut short or changed."),
        ))  # fmt: skip


def _codes(index: Any, labels: Mapping[str, Any]) -> tuple[str, ...] | None:
    """A category's codes in order; None when it does not tell them."""
    if index is None:
        return tuple(labels) if len(labels) == 1 else None
    if isinstance(index, list) and all(isinstance(one, str) for one in index) and len(set(index)) == len(index):
        return tuple(index)
    if isinstance(index, dict) and all(type(place) is int for place in index.values()):
        ordered = sorted(index, key=lambda code: index[code])
        return tuple(ordered) if [index[code] for code in ordered] == list(range(len(ordered))) else None
    return None


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}


def _text(found: Any) -> str:
    return found if isinstance(found, str) else ""


def _whole(found: Any) -> int:
    return found if type(found) is int and 0 <= found <= 15 else 0


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
