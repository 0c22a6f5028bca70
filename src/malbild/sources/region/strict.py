"""Strict: a TOML table read into one of our nouns, with every problem told at once and nothing guessed."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from malbild.sources.region.lines import Path, line_of
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.period import Period, UnknownPeriod
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit, UnknownUnit

_FROM_STRING: dict[Any, Callable[[str], object]] = {Period: Period.parse, Unit: Unit.parse}
_ERROR_LINE = re.compile(r"at line (\d+)")
_WRONG = object()


@dataclass
class Reading:
    """One file being read: its text, and what has been found wrong so far."""

    file: str
    text: str
    findings: list[Finding]

    def problem(self, path: Path, message: Text, remedy: Text, rule: str = "input.field") -> None:
        """Note a problem at a key."""
        name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        place = Place(self.file, line_of(self.text, path), name)
        self.findings.append(Finding(rule, Severity.ERROR, place, message, remedy))

    def parse(self) -> dict[str, Any] | None:
        """The file as TOML; None, and a problem noted, when it is none."""
        try:
            return tomllib.loads(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            match = _ERROR_LINE.search(str(error))
            self.findings.append(_no_toml(Place(self.file, int(match[1]) if match else None), error))
            return None

    def noun(self, data: object, kind: Any, path: Path = ()) -> Any:
        """The data as a noun of the vocabulary; `_WRONG` for what is wrong, which has been noted."""
        if not isinstance(data, dict):
            return self._wrong(path, Text("Här väntas en tabell.", "A table is expected here."))
        known = {field.name: field for field in fields(kind)}
        for key in data.keys() - known.keys():
            self.problem((*path, key), *_unknown_key(key, known))
        for name, field in known.items():
            if name not in data and field.default is MISSING and field.default_factory is MISSING:
                self.problem((*path, name), *_missing_key(name))
        read = {
            name: self.value(data[name], kind_, (*path, name)) for name, kind_ in _hints(kind).items() if name in data
        }
        required = {name for name, one in known.items() if one.default is MISSING and one.default_factory is MISSING}
        return _WRONG if required - read.keys() or _WRONG in read.values() else kind(**read)

    def value(self, data: object, kind: Any, path: Path) -> Any:
        """One value as its kind."""
        kind = _without_none(kind)
        if kind in _FROM_STRING:
            return self._from_string(data, kind, path)
        if is_dataclass(kind):
            return self.noun(data, kind, path)
        if get_origin(kind) is tuple:
            return self._several(data, get_args(kind)[0], path)
        if isinstance(data, float) and not isfinite(data):
            return self._wrong(path, Text("Talet är inte ändligt.", "The number is not finite."))
        try:
            return msgspec.convert(data, kind)
        except msgspec.ValidationError as error:
            return self._wrong(
                path, Text(f"Värdet har fel slag: {error}.", f"The value is of the wrong kind: {error}.")
            )

    def _several(self, data: object, kind: Any, path: Path) -> Any:
        if not isinstance(data, list):
            return self._wrong(path, Text("Här väntas en lista.", "A list is expected here."))
        read = tuple(self.value(one, kind, (*path, index)) for index, one in enumerate(data))
        return _WRONG if _WRONG in read else read

    def _from_string(self, data: object, kind: Any, path: Path) -> Any:
        if not isinstance(data, str):
            return self._wrong(
                path, Text("Här väntas text inom citattecken.", "Text in quotation marks is expected here.")
            )
        try:
            return _FROM_STRING[kind](data)
        except UnknownPeriod as error:
            return self._wrong(path, Text(f"{data!r} är ingen period.", str(error)))
        except UnknownUnit as error:
            return self._wrong(path, Text(f"{data!r} är ingen känd enhet.", str(error)))

    def _wrong(self, path: Path, message: Text) -> Any:
        self.problem(path, message, Text("Rätta värdet.", "Correct the value."))
        return _WRONG


def read_noun(reading: Reading, kind: Any, defaults: Mapping[str, object]) -> Any:
    """The noun a file holds; None when anything in it is wrong."""
    data = reading.parse()
    if data is None:
        return None
    read = reading.noun({**defaults, **data}, kind)
    return None if read is _WRONG else read


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _without_none(kind: Any) -> Any:
    """`date` of `date | None`: TOML has no null, a key that is there has a value."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    return next(one for one in get_args(kind) if one is not NoneType)


def _no_toml(place: Place, error: Exception) -> Finding:
    return Finding(
        "input.toml", Severity.ERROR, place,
        Text(f"Filen är inte giltig TOML: {error}.", f"The file is no valid TOML: {error}."),
        Text(
            "Rätta raden; texter står inom citattecken, listor inom hakparenteser.",
            "Correct the line; texts stand in quotation marks, lists in square brackets.",
        ),
    )  # fmt: skip


def _unknown_key(key: str, known: Mapping[str, object]) -> tuple[Text, Text]:
    names = ", ".join(known)
    return (
        Text(f"Nyckeln {key!r} är okänd.", f"The key {key!r} is unknown."),
        Text(f"Kända nycklar är {names}.", f"Known keys are {names}."),
    )


def _missing_key(key: str) -> tuple[Text, Text]:
    return (
        Text(f"Nyckeln {key!r} saknas.", f"The key {key!r} is missing."),
        Text("Lägg till den.", "Add it."),
    )
