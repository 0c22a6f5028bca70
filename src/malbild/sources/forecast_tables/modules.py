"""The tables of the modules that stand on the population: read whole, or refused with everything that is wrong.

A module's tables lie in a folder of its name (`forecast/labour/participation.csv`). Which there are, their columns and
their limits is written in `vocabulary.assumptions`, and told in docs/reference/forecast-tables.md.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from malbild.sources.forecast_tables.cells import EVERY, Floats, Known, filled
from malbild.sources.forecast_tables.problems import Problems
from malbild.sources.forecast_tables.rows import lines
from malbild.vocabulary.assumptions import INPUTS, OUTSIDE, Assumptions, InputTable, Listing
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

TOLERANCE = 1e-6
TOTAL = "total"


@dataclass(frozen=True)
class Frame:
    """What the population tables say of the axes they share with a module: areas, ages, and the years reckoned.

    years   the origin and the years ahead
    """

    areas: tuple[str, ...]
    ages: int
    years: tuple[int, ...]


def read_module(module: str, folder: Path, frame: Frame) -> Assumptions:
    """A module's assumptions from the tables in its folder. Raises Refused with every problem of all of them."""
    problems = Problems()
    reading = _Reading(module, folder, frame, problems)
    given = reading.everything()
    problems.refuse()
    return given


class _Reading:
    """One folder on its way to be assumptions: first what names axes, then the figures on them."""

    def __init__(self, module: str, folder: Path, frame: Frame, problems: Problems) -> None:
        self.module, self.folder, self.frame, self.problems = module, folder, frame, problems
        self.inputs = INPUTS[module]
        self.members: dict[str, tuple[str, ...]] = {
            "area": frame.areas,
            "home": frame.areas,
            "work": (*frame.areas, OUTSIDE),
            "sex": ("women", "men"),
            "age": tuple(map(str, range(frame.ages))),
        }
        self.words: dict[str, tuple[str, ...]] = {}

    def everything(self) -> Assumptions:
        raw = {one.name: self._lines(one) for one in self.inputs.tables}
        for table in self.inputs.tables:
            if table.defines:
                self._name(table.defines, self._path(table.name), _named(raw[table.name], table.defines))
        for listing in self.inputs.listings:
            self._list(listing)
        grids = {one.name: self._grid(one, raw[one.name]) for one in self.inputs.tables}
        return Assumptions(self.module, self.frame.years, self.members, grids, self.words)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.csv"

    def _lines(self, table: InputTable) -> list[tuple[int, dict[str, str]]]:
        path = self._path(table.name)
        left_out = not path.exists() and (table.default is not None or self._without_programmes(table))
        return [] if left_out else list(lines(path, (*table.axes, "value"), self.problems))

    def _without_programmes(self, table: InputTable) -> bool:
        """Whether a table is of the members of a listing that may be left out, and is."""
        optional = {one.axis for one in self.inputs.listings if not one.needed and not self._path(one.name).exists()}
        return bool(optional & set(table.axes))

    def _list(self, listing: Listing) -> None:
        path = self._path(listing.name)
        found: dict[str, dict[str, str]] = {}
        if listing.needed or path.exists():
            for line, raw in lines(path, (listing.axis, *listing.columns), self.problems):
                name = (raw[listing.axis] or "").strip()
                if not name or name in found:
                    self._problem("duplicate" if name else "name", path, line, name, Text(
                        "Namnet är tomt eller finns redan.", "The name is empty or is there already."), Text(
                        "Ge varje rad ett eget namn.", "Give each row a name of its own."))  # fmt: skip
                found[name] = {
                    column: self._word(path, line, column, raw[column], allowed)
                    for column, allowed in listing.columns.items()
                }
        if listing.needed or path.exists():
            self._name(listing.axis, path, tuple(found))
        self.members.setdefault(listing.axis, ())
        for column in listing.columns:
            self.words[column] = tuple(one[column] for one in found.values())

    def _name(self, axis: str, path: Path, names: tuple[str, ...]) -> None:
        """The members of an axis; there must be some, and none may have the name of their sum."""
        self.members[axis] = names
        if TOTAL in names or not (names or self.problems.of(str(path))):
            self._problem("name", path, None, axis, Text(
                f"{axis} heter {TOTAL}, som summan." if names else f"Tabellen nämner ingen {axis}.",
                f"{axis} is called {TOTAL}, as the sum is." if names else f"The table names no {axis}."), Text(
                "Ge den ett annat namn." if names else "Skriv minst en; * nämner ingen.",
                "Give it another name." if names else "Write at least one; * names none."))  # fmt: skip

    def _word(self, path: Path, line: int, column: str, written: str, allowed: "tuple[str, ...] | str | None") -> str:
        word = (written or "").strip()
        known = self.members.get(allowed, ()) if isinstance(allowed, str) else allowed
        right = word.isascii() and word.isdigit() if known is None else word in known
        if not right:
            wanted = Text("ett helt tal", "a whole number") if known is None else Text(*(", ".join(known),) * 2)
            self._problem("word", path, line, column, Text(
                f"{word!r} går inte här.", f"{word!r} cannot be here."), Text(
                f"Skriv något av: {wanted.sv}.", f"Write one of: {wanted.en}."))  # fmt: skip
            return "0"
        return word

    def _grid(self, table: InputTable, raw: list[tuple[int, dict[str, str]]]) -> Floats:
        path = self._path(table.name)
        known = Known(self.members, self.frame.years)
        values = filled(table, path, raw, known, self.problems)
        if self.problems.of(str(path)):
            return values
        return self._shares(table, path, values)

    def _shares(self, table: InputTable, path: Path, values: Floats) -> Floats:
        over = table.shares_of or table.sums_over
        if over is None:
            return values
        axis = table.axes.index(over)
        if table.shares_of == "work" and not path.exists():  # nobody wrote who commutes: everybody works at home
            return np.eye(len(self.frame.areas), len(self.frame.areas) + 1)
        sums = values.sum(axis, keepdims=True)
        wrong = sums <= 0 if table.shares_of else np.abs(sums - 1) > TOLERANCE
        first = {tuple(cell[table.axes[0] == "year" :]): cell for cell in np.argwhere(wrong)[::-1].tolist()}
        for cell in reversed(first.values()):  # told once, with its first year
            self._wrong_sum(table, path, axis, cell, float(sums[tuple(cell)]))
        return np.asarray(values / np.where(wrong, 1, sums))

    def _wrong_sum(self, table: InputTable, path: Path, axis: int, cell: list[int], total: float) -> None:
        known = Known(self.members, self.frame.years)
        over = table.axes[axis]
        where = ", ".join(known.names(one)[at] for one, at in zip(table.axes, cell, strict=True) if one != over)
        goal = Text("mer än noll", "more than zero") if table.shares_of else Text("ett", "one")
        self._problem("shares", path, None, where, Text(
            f"Andelarna över {over} blir tillsammans {total:g}; de ska bli {goal.sv}.",
            f"The shares over {over} sum to {total:g}; they must be {goal.en}."), Text(
            "Lägg till det som saknas, eller rätta andelarna.",
            "Add what is missing, or correct the shares."))  # fmt: skip

    def _problem(self, rule: str, path: Path, line: int | None, cell: str, message: Text, remedy: Text) -> None:
        self.problems.add(rule, Place(str(path), line, cell), message, remedy)


def _named(raw: list[tuple[int, dict[str, str]]], axis: str) -> tuple[str, ...]:
    """The members a table names, in the order it names them."""
    found = ((one[axis] or "").strip() for _, one in raw)
    return tuple(dict.fromkeys(one for one in found if one not in ("", EVERY)))
