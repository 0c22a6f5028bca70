"""A module's assumptions in one year, under a scenario's levers."""

from collections.abc import Mapping
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.levers import ages_of, changed, names_of
from malbild.vocabulary.assumptions import INPUTS, Assumptions, InputTable
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import Text

TOLERANCE = 1e-9


def in_year(given: Assumptions, year: int, scenario: Scenario | None = None) -> Mapping[str, Floats]:
    """Every table's figures in a year, counted from 0, the origin; levers hold from year 1 on.

    Names are those of the tables, with `_` for `-`. A lever that changes shares takes from the others in proportion, so
    that they still sum to one. Raises Refused where a lever leads outside what a figure may be.
    """
    tables: dict[str, Floats] = {}
    since = year - (scenario.start if scenario else 0)
    for table in INPUTS[given.module].tables:
        values: Floats = given.grids[table.name]
        values = values[year] if table.axes[:1] == ("year",) else values
        for lever in _of(given.module, table, scenario) if since > 0 else ():
            values = _pulled(values, table, lever, given, min(1.0, since / max(lever.ramp, 1)), scenario)
        tables[table.name.replace("-", "_")] = values
    return tables


def of_module(module: str, scenario: Scenario | None) -> tuple[Lever, ...]:
    """A scenario's levers on one module."""
    return tuple(one for one in scenario.levers if one.path.startswith(f"{module}/")) if scenario else ()


def _of(module: str, table: InputTable, scenario: Scenario | None) -> tuple[Lever, ...]:
    return tuple(one for one in of_module(module, scenario) if one.path == f"{module}/{table.name}")


def _pulled(
    before: Floats, table: InputTable, lever: Lever, given: Assumptions, share: float, scenario: Scenario | None
) -> Floats:
    chosen = _selected(table, lever, given)
    after = np.where(chosen, changed(before, lever, share), before)
    over = table.shares_of or table.sums_over
    if over is not None:
        after = _shared_again(before, after, chosen, _axes(table).index(over))
    outside = (after < table.low - TOLERANCE) | (after > table.high + TOLERANCE)
    if outside.any() and scenario is not None:
        raise Refused([_outside(table, lever, given, scenario, np.argwhere(outside)[0].tolist(), after)])
    return after


def _shared_again(before: Floats, after: Floats, chosen: NDArray[np.bool_], axis: int) -> Floats:
    """Shares that sum to one again: those that were not chosen give, or get, in proportion to what they have."""
    if (before == after).all():
        return before
    others = np.where(chosen, 0.0, before)
    room = 1 - np.where(chosen, after, 0.0).sum(axis, keepdims=True)
    had = others.sum(axis, keepdims=True)
    moved = (before != after).any(axis, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.where(chosen, after, others * np.where(had > 0, room / had, np.where(np.abs(room) < 1e-12, 0, -1)))
    impossible = moved & (had == 0) & (np.abs(room) > TOLERANCE)
    return np.where(moved, np.where(impossible, -1.0, scaled), before)


def _axes(table: InputTable) -> tuple[str, ...]:
    return tuple(one for one in table.axes if one != "year")


def _selected(table: InputTable, lever: Lever, given: Assumptions) -> NDArray[np.bool_]:
    """Which cells a lever is for, on the table's axes."""
    axes = _axes(table)
    chosen = [_members(axis, lever, given) for axis in axes]
    return np.asarray(reduce(np.logical_and.outer, chosen) if chosen else np.array(True))


def _members(axis: str, lever: Lever, given: Assumptions) -> NDArray[np.bool_]:
    """Which members of an axis a lever is for, by their names and by what kind their listing says they are."""
    names, written = given.members[axis], lever.selector.get(axis, "")
    if axis == "age":
        there = np.zeros(len(names), dtype=bool)
        there[ages_of(written, len(names))] = True
        return there
    chosen = np.isin(names, names_of(written, names))
    for kind in _kinds(given.module, axis) & lever.selector.keys():
        chosen &= np.isin(given.words[kind], names_of(lever.selector[kind], given.words[kind]))
    return chosen


def _kinds(module: str, axis: str) -> set[str]:
    """The columns of a listing that say what kind the members of an axis are, and can be selected by."""
    return {
        column
        for one in INPUTS[module].listings
        if one.axis == axis
        for column, allowed in one.columns.items()
        if isinstance(allowed, tuple)
    }


def check(scenario: Scenario, given: Assumptions) -> None:
    """Refuse a scenario whose levers on a module select nothing or could not change anything, with every problem."""
    found = []
    for lever in of_module(given.module, scenario):
        table = INPUTS[given.module].table(lever.path.partition("/")[2])
        wrong = [key for key in lever.selector if not _selects(key, lever.selector[key], table, given)]
        found += [_finding("lever-selector", scenario, lever, Text(
            f"Urvalet {key} = {lever.selector[key]} träffar ingenting.",
            f"The selector {key} = {lever.selector[key]} selects nothing."), Text(
            f"Välj på {_what(table, given)}.", f"Select by {_what(table, given)}.")) for key in wrong]  # fmt: skip
        if lever.operation == "logit" and table.high != 1:
            found.append(_finding("lever-value", scenario, lever, Text(
                "Operationen logit är för andelar, och tabellen har inga.",
                "The operation logit is for shares, and the table has none."), Text(
                "Skriv multiply, add eller set.", "Write multiply, add or set.")))  # fmt: skip
        elif not np.isfinite(lever.value):
            found.append(_finding("lever-value", scenario, lever, Text(
                f"{lever.value} är inget tal.", f"{lever.value} is no number."), Text(
                "Skriv ett tal.", "Write a number.")))  # fmt: skip
        elif not wrong and lever.operation == "multiply" and not _moves(table, lever, given):
            found.append(_finding("lever-idle", scenario, lever, Text(
                "Tabellen har bara nollor där, så antagandet skulle inte göra någon skillnad.",
                "The table has only zeros there, so the assumption would make no difference."), Text(
                "Fyll i tabellen, eller skriv operation add eller set.",
                "Fill in the table, or write the operation add or set.")))  # fmt: skip
    if found:
        raise Refused(found)


def _selects(key: str, written: str, table: InputTable, given: Assumptions) -> bool:
    if any(key in _kinds(given.module, axis) for axis in _axes(table)):
        return set(names_of(written, given.words[key])) <= set(given.words[key])
    if key not in _axes(table):
        return False
    if key != "age":
        return set(names_of(written, given.members[key])) <= set(given.members[key])
    try:
        ages = ages_of(written, len(given.members[key]))
    except ValueError:
        return False
    return bool(0 <= ages.start < ages.stop <= len(given.members[key]))


def _moves(table: InputTable, lever: Lever, given: Assumptions) -> bool:
    values = given.grids[table.name]
    return bool(np.where(_selected(table, lever, given), values, 0).any())


def _what(table: InputTable, given: Assumptions) -> str:
    axes = [f"{axis} ({', '.join(given.members[axis][:5])})" for axis in _axes(table)]
    kinds = [
        f"{kind} ({', '.join(dict.fromkeys(given.words[kind]))})"
        for axis in _axes(table)
        for kind in sorted(_kinds(given.module, axis))
    ]
    return "; ".join([*axes, *kinds])


def _outside(
    table: InputTable, lever: Lever, given: Assumptions, scenario: Scenario, cell: list[int], values: Floats
) -> Finding:
    where = ", ".join(given.members[axis][at] for axis, at in zip(_axes(table), cell, strict=True))
    value, limits = values[tuple(cell)], f"{table.low:g}–{table.high:g}"
    over = table.shares_of or table.sums_over
    shares = Text(f" Andelarna över {over} ryms inte i ett.", f" The shares over {over} do not fit in one.")
    return _finding("scenario-outside", scenario, lever, Text(
        f"Scenariot gör {where} till {value:g}; {table.meaning.sv} ska vara {limits}.{shares.sv if over else ''}",
        f"The scenario makes {where} {value:g}; {table.meaning.en} must be {limits}.{shares.en if over else ''}"), Text(
        "Ändra mindre, eller för färre.", "Change less, or for fewer."))  # fmt: skip


def _finding(rule: str, scenario: Scenario, lever: Lever, message: Text, remedy: Text) -> Finding:
    return Finding(f"input.{rule}", Severity.ERROR, Place(scenario.id, cell=lever.path), message, remedy)
