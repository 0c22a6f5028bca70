"""The rows of one module table as a dense array: `*` for all, spans of ages, years with a straight line between."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.sources.forecast_tables.problems import Problems
from malbild.sources.forecast_tables.rows import SEX_WORDS
from malbild.vocabulary.assumptions import InputTable
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

Floats = NDArray[np.float64]
EVERY = "*"
Raw = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True)
class Known:
    """The members of every axis, and the years that are reckoned."""

    members: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]

    def names(self, axis: str) -> tuple[str, ...]:
        """The members of an axis as they are written."""
        return tuple(map(str, self.years)) if axis == "year" else self.members.get(axis, ())

    def at(self, axis: str, written: str) -> list[int] | None:
        """The places a field stands for; None when it names nothing."""
        names = self.names(axis)
        if written == EVERY:
            return list(range(len(names)))
        if axis == "age":
            return _ages(written, len(names))
        if axis == "sex":
            sex = SEX_WORDS.get(written.lower())
            return None if sex is None else [sex]
        return [names.index(written)] if written in names else None


def _ages(written: str, ages: int) -> list[int] | None:
    """The ages of "20-64", "80+" or "19"; those above the open age belong to it."""
    first, _, last = written.removesuffix("+").partition("-")
    if not (first.isascii() and first.isdigit()) or (last and not (last.isascii() and last.isdigit())):
        return None
    end = ages - 1 if written.endswith("+") else int(last or first)
    found = list(range(min(int(first), ages - 1), min(end, ages - 1) + 1))
    return found if int(first) <= end else None


def filled(table: InputTable, path: Path, raw: Raw, known: Known, problems: Problems) -> Floats:
    """A table's figures on its axes; a row that names a member goes before one that says `*`."""
    steady = tuple(one for one in table.axes if one != "year")
    years = _years(table, path, raw, problems)
    shape = (len(years), *(len(known.names(one)) for one in steady))
    values, rank = np.full(shape, np.nan), np.full(shape, -1)
    for line, row in raw:
        _put(table, steady, years, (path, line, row), known, values, rank, problems)
    _tell_gaps(table, steady, path, rank.max(axis=0), known, problems)
    if table.nearest_age:
        values = _nearest(values, 1 + steady.index("age"))
    values = np.where(np.isnan(values).all(0), np.nan if table.default is None else table.default, values)
    _tell_missing(steady, path, values, known, problems)
    if "year" not in table.axes:
        return np.asarray(values[0])
    return _between(values, years, known.years)


def _years(table: InputTable, path: Path, raw: Raw, problems: Problems) -> list[int]:
    if "year" not in table.axes:
        return [0]
    found = set()
    for line, row in raw:
        written = (row["year"] or "").strip()
        if written.isascii() and written.isdigit() and len(written) == 4:
            found.add(int(written))
        elif written != EVERY:
            problems.add("year", Place(str(path), line, "year"), Text(
                f"{written!r} är inget år.", f"{written!r} is no year."), Text(
                "Skriv året med fyra siffror, eller * för alla år.",
                "Write the year in four digits, or * for all years."))  # fmt: skip
    return sorted(found) or [0]


def _put(
    table: InputTable,
    steady: tuple[str, ...],
    years: list[int],
    where: tuple[Path, int, dict[str, str]],
    known: Known,
    values: Floats,
    rank: NDArray[np.int_],
    problems: Problems,
) -> None:
    path, line, row = where
    value = _figure(table, where, problems)
    cells = [_of_years(row, years), *(_cells(axis, where, known, problems) for axis in steady)]
    if value is None or any(one is None for one in cells):
        return
    own = sum((row[axis] or "").strip() != EVERY for axis in table.axes)
    block = np.ix_(*(one for one in cells if one is not None))
    if (rank[block] == own).any():
        problems.add("duplicate", Place(str(path), line), Text(
            "Cellen finns redan på en tidigare rad.", "The cell is there on an earlier line already."), Text(
            "Behåll en av dem.", "Keep one of them."))  # fmt: skip
    values[block] = np.where(rank[block] < own, value, values[block])
    rank[block] = np.maximum(rank[block], own)


def _of_years(row: dict[str, str], years: list[int]) -> list[int] | None:
    written = (row.get("year") or EVERY).strip()
    if written == EVERY:
        return list(range(len(years)))
    return [years.index(int(written))] if written.isascii() and written.isdigit() and int(written) in years else None


def _cells(axis: str, where: tuple[Path, int, dict[str, str]], known: Known, problems: Problems) -> list[int] | None:
    path, line, row = where
    written = (row[axis] or "").strip()
    found = known.at(axis, written)
    if found is None:
        names = known.names(axis)
        some = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
        problems.add("member", Place(str(path), line, axis), Text(
            f"{axis} = {written!r} finns inte.", f"There is no {axis} = {written!r}."), Text(
            f"Skriv {'en ålder (19, 20-64, 80+)' if axis == 'age' else some or 'inget'}, eller * för alla.",
            f"Write {'an age (19, 20-64, 80+)' if axis == 'age' else some or 'none'}, or * for all."))  # fmt: skip
    return found


def _figure(table: InputTable, where: tuple[Path, int, dict[str, str]], problems: Problems) -> float | None:
    path, line, row = where
    written = (row["value"] or "").strip()
    try:
        value = float(written)
    except ValueError:
        value = np.nan
    if np.isfinite(value) and table.low <= value <= table.high:
        return value
    above = value > table.high
    problems.add("rate-above-one" if above and table.high == 1 else "number", Place(str(path), line, "value"), Text(
        f"{written!r} går inte: {table.meaning.sv}.", f"{written!r} cannot be: {table.meaning.en}."), Text(
        f"Skriv ett tal från {table.low:g} till {table.high:g} med decimalpunkt; procent delas med hundra.",
        f"Write a number from {table.low:g} to {table.high:g} with a decimal point; divide per cent by a hundred.",
    ))  # fmt: skip
    return None


def _tell_gaps(
    table: InputTable,
    steady: tuple[str, ...],
    path: Path,
    rank: NDArray[np.int_],
    known: Known,
    problems: Problems,
) -> None:
    """One problem for each member whose ages have a gap: an age left out must not look like a zero."""
    if "age" not in steady or problems.of(str(path)):
        return
    axis = steady.index("age")
    others = [one for one in steady if one != "age"]
    by_member = np.moveaxis(rank >= 0, axis, -1)
    for cell in np.ndindex(*by_member.shape[:-1]):
        ages = np.flatnonzero(by_member[cell])
        last = by_member.shape[-1] if table.to_the_last else ages.max(initial=-1) + 1
        missing = sorted(set(range(ages.min(initial=last), last)) - set(ages.tolist()))
        if missing:
            where = ", ".join(f"{name} {known.names(name)[at]}" for name, at in zip(others, cell, strict=True))
            told = f"{missing[0]}–{missing[-1]}" if len(missing) > 1 else str(missing[0])
            problems.add("missing-age", Place(str(path), cell=where), Text(
                f"Åldrar saknas: {told}.", f"Ages are missing: {told}."), Text(
                "Lägg till dem; skriv 0 där det är noll.", "Add them; write 0 where it is zero."))  # fmt: skip


def _nearest(values: Floats, axis: int) -> Floats:
    """Each age without figures takes those of the nearest age that has them, the younger of two."""
    ages = np.moveaxis(values, axis, 0)
    flat = ages.reshape(len(ages), -1).copy()
    known = np.argwhere(~np.isnan(flat).all(1))[:, 0]
    if len(known):
        for age in range(len(flat)):
            flat[age] = np.where(np.isnan(flat[age]).all(), flat[known[np.abs(known - age).argmin()]], flat[age])
        flat = np.where(np.isnan(flat), 0.0, flat)
    return np.moveaxis(flat.reshape(ages.shape), 0, axis)


def _tell_missing(steady: tuple[str, ...], path: Path, values: Floats, known: Known, problems: Problems) -> None:
    """One problem for each member whose cells are not all there, by the first axis, naming what misses."""
    if problems.of(str(path)):
        return
    missing = np.argwhere(np.isnan(values).all(0))
    if values.ndim == 1 and np.isnan(values).all():
        missing = np.zeros((1, 0), dtype=int)
    for cell in missing:
        where = ", ".join(f"{axis} {known.names(axis)[at]}" for axis, at in zip(steady, cell.tolist(), strict=True))
        problems.add("missing-cell", Place(str(path), cell=where), Text(
            "Raden saknas.", "The row is missing."), Text(
            "Lägg till den, eller en rad med * för alla som är lika.",
            "Add it, or a row with * for all that are alike."))  # fmt: skip


def _between(values: Floats, given: list[int], wanted: tuple[int, ...]) -> Floats:
    """A straight line between the years a cell has, level before the first and after the last."""
    columns = values.reshape(len(given), -1).T
    found = np.array([_line(column, np.array(given), wanted) for column in columns])
    return found.T.reshape(len(wanted), *values.shape[1:])


def _line(column: Floats, given: NDArray[np.int_], wanted: tuple[int, ...]) -> Floats:
    there = ~np.isnan(column)
    if not there.any():
        return np.full(len(wanted), np.nan)
    return np.asarray(np.interp(wanted, given[there], column[there]), dtype=np.float64)
