"""TOML values as the fields of a summary, strictly: what has no place or another type is told, never guessed."""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from malbild.register.validity import Path
from malbild.vocabulary.period import Period, UnknownPeriod
from malbild.vocabulary.text import Text

_KINDS = {
    str: Text("en text inom citattecken", "a text in quotation marks"),
    int: Text("ett heltal", "a whole number"),
    float: Text("ett tal", "a number"),
    bool: Text("true eller false", "true or false"),
    date: Text("ett datum, som 2026-11-23, utan citattecken", "a date, as 2026-11-23, without quotation marks"),
    Period: Text(
        "en period inom citattecken, som ”2030” eller ”2018-Q3”", "a period in quotation marks, as “2030” or “2018-Q3”"
    ),
    tuple: Text("en lista", "a list"),
    dict: Text("en tabell", "a table"),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit: where in the file's front matter, why, and what to do."""

    rule: str
    path: Path
    message: Text
    remedy: Text


class _Misfitting(Exception):
    """A value cannot be read; its misfit has been noted."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a table of TOML as a dataclass and notes all that does not fit."""

    note: Callable[[Misfit], None]

    def record(self, kind: type[Any], table: dict[str, Any], path: Path = ()) -> Any | None:
        """An instance of a dataclass, or None when something in the table does not fit."""
        hints = get_type_hints(kind)
        known = {one.name: one for one in fields(kind)}
        fits = not [self._unknown(key, known, path) for key in table if key not in known]
        values: dict[str, Any] = {}
        for name, one in known.items():
            if name in table:
                try:
                    values[name] = self._value(hints[name], table[name], (*path, name))
                except _Misfitting:
                    fits = False
            elif _required(one):
                self.note(_missing((*path, name)))
                fits = False
        return kind(**values) if fits else None

    def _value(self, kind: Any, value: Any, path: Path) -> Any:
        if isinstance(kind, UnionType):
            kind = next(one for one in get_args(kind) if one is not NoneType)
        if get_origin(kind) is tuple:
            return self._tuple(get_args(kind)[0], value, path)
        if is_dataclass(kind) and kind is not Period:
            return self._table(kind, value, path)
        if issubclass(kind, StrEnum):
            return self._word(kind, value, path)
        if kind is Period:
            return self._period(value, path)
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise self._misfit(kind, value, path)
        return value

    def _tuple(self, kind: Any, value: Any, path: Path) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise self._misfit(tuple, value, path)
        found, fits = [], True
        for place, one in enumerate(value):
            try:
                found.append(self._value(kind, one, (*path, place)))
            except _Misfitting:
                fits = False
        if not fits:
            raise _Misfitting
        return tuple(found)

    def _table(self, kind: Any, value: Any, path: Path) -> Any:
        if not isinstance(value, dict):
            raise self._misfit(dict, value, path)
        found = self.record(kind, value, path)
        if found is None:
            raise _Misfitting
        return found

    def _word(self, kind: type[StrEnum], value: Any, path: Path) -> StrEnum:
        words = [one.value for one in kind]
        if value in words:
            return kind(value)
        choice = ", ".join(words)
        message = Text(
            f"”{value}” är inget av de ord som kan stå här.", f"“{value}” is none of the words that may stand here."
        )
        self.note(Misfit("input.word", path, message, Text(f"Skriv ett av: {choice}.", f"Write one of: {choice}.")))
        raise _Misfitting

    def _period(self, value: Any, path: Path) -> Period:
        try:
            return Period.parse(value)
        except (UnknownPeriod, TypeError, AttributeError):
            raise self._misfit(Period, value, path) from None

    def _misfit(self, kind: Any, value: Any, path: Path) -> _Misfitting:
        wanted = _KINDS[kind]
        message = Text(f"{value!r} är inte {wanted.sv}.", f"{value!r} is not {wanted.en}.")
        self.note(Misfit("input.type", path, message, Text(f"Skriv {wanted.sv}.", f"Write {wanted.en}.")))
        return _Misfitting()

    def _unknown(self, key: str, known: dict[str, Field[Any]], path: Path) -> str:
        near = get_close_matches(key, known, 1)
        remedy = (
            Text(f"Menades ”{near[0]}”?", f"Was “{near[0]}” meant?") if near else Text("Ta bort den.", "Remove it.")
        )
        message = Text(f"Nyckeln ”{key}” finns inte här.", f"There is no key “{key}” here.")
        self.note(Misfit("input.key", (*path, key), message, remedy))
        return key


def _required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _missing(path: Path) -> Misfit:
    name = path[-1]
    message = Text(f"Nyckeln ”{name}” saknas.", f"The key “{name}” is missing.")
    return Misfit("input.missing", path[:-1], message, Text("Lägg till den.", "Add it."))
