"""Equations: which measures of a table are the sum or difference of others."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.checks.tables.grid import Grid
from malbild.analysis.checks.tables.rounding import sum_allowance
from malbild.vocabulary.relation import Sum

FLOWING = frozenset({"count", "amount", "change"})
Values = NDArray[np.float64]
_AGREE = 0.75
_MOST_MEASURES = 14
# (balance, what adds to it, what takes from it), each as the whole name of a measure
_BALANCES = (
    (
        r"(birth_surplus|natural_(increase|change|growth)|födelse ?överskott|födelsenetto)",
        r"((live_)?births|(levande )?födda|födslar)",
        r"(deaths|döda|avlidna|dödsfall)",
    ),
    (
        r"(net(_migration)?(_total)?|migration_net|flytt(nings)?(netto|överskott)( totalt)?)",
        r"(in_migration(_total)?|moves_in|immigrants|inflytt(ade|ning|ningar)|inflyttade totalt)",
        r"(out_migration(_total)?|moves_out|emigrants|utflytt(ade|ning|ningar)|utflyttade totalt)",
    ),
    (
        r"(invandrings(netto|överskott)|nettoinvandring)",
        r"(invandrade|invandring|invandrare)",
        r"(utvandrade|utvandring|utvandrare)",
    ),
)


def sums(grid: Grid) -> Iterator[Sum]:
    """Measures that are the sum or difference of others: by telling names, or in nearly every row."""
    names = [name for name in grid.measures if grid.measures[name].kind in FLOWING][:_MOST_MEASURES]
    rows = _rows(grid, names)
    found: set[str] = set()
    for named in _named(names):
        if _near(rows, named):
            found.add(named.total)
            yield named
    for total in names:
        for parts in _possible_parts(total, names):
            if total not in found and _holds(grid, rows, total, parts) and not _repeats(found, parts):
                found.add(total)
                yield Sum(total, parts, inferred=True)


def _named(names: list[str]) -> Iterator[Sum]:
    """Births less deaths, and moves in less moves out, where there is one measure of each."""
    for total, plus, minus in _BALANCES:
        groups = [
            [name for name in names if re.fullmatch(pattern, name, re.IGNORECASE)] for pattern in (total, plus, minus)
        ]
        if all(len(group) == 1 for group in groups):
            (whole,), (gain,), (loss,) = groups
            yield Sum(whole, ((1, gain), (-1, loss)), inferred=True)


def _near(rows: Mapping[str, Values], named: Sum) -> bool:
    """Whether the names mean what they seem to: the difference comes near the balance in most rows."""
    made = np.sum([sign * rows[name] for sign, name in named.parts], axis=0)
    moved = np.sum([np.abs(rows[name]) for _, name in named.parts], axis=0)
    known = ~np.isnan(made) & ~np.isnan(rows[named.total])
    gaps = np.abs(made - rows[named.total])[known]
    return bool(known.any()) and float(np.median(gaps)) <= 0.15 * float(np.median(moved[known]))


def _repeats(found: set[str], parts: tuple[tuple[int, str], ...]) -> bool:
    """Whether the equation is one already found, turned round."""
    return any(name in found for _, name in parts) and len(parts) == 2 and any(sign < 0 for sign, _ in parts)


def _possible_parts(total: str, names: list[str]) -> Iterator[tuple[tuple[int, str], ...]]:
    others = [name for name in names if name != total]
    stem = re.sub(r"[_\s]?(total|totalt|summa|all)$", "", total)
    family = [name for name in others if stem != total and name.startswith(stem)]
    if len(family) >= 2:
        yield tuple((1, name) for name in family)
    for one, other in itertools.combinations(others, 2):
        yield ((1, one), (1, other))
    for one, other in itertools.permutations(others, 2):
        yield ((1, one), (-1, other))
    for three in itertools.combinations(others, 3):
        yield tuple((1, name) for name in three)


def _rows(grid: Grid, names: list[str]) -> dict[str, Values]:
    """Measure → its values by row, NaN where a row lacks it."""
    place = grid.dimensions.index("measure")
    order: dict[tuple[str, ...], int] = {}
    for key in grid.keys:
        order.setdefault((*key[:place], *key[place + 1 :]), len(order))
    rows = {name: np.full(len(order), math.nan) for name in names}
    for key, cell in grid.cells.items():
        if key[place] in rows:
            rows[key[place]][order[(*key[:place], *key[place + 1 :])]] = grid.value(cell)
    return rows


def _holds(grid: Grid, rows: Mapping[str, Values], total: str, parts: tuple[tuple[int, str], ...]) -> bool:
    made = np.sum([sign * rows[name] for sign, name in parts], axis=0)
    gaps = np.abs(made - rows[total])
    known = ~np.isnan(gaps)
    telling = known & (np.abs(rows[total]) > 0) & np.all([np.abs(rows[name]) > 0 for _, name in parts], axis=0)
    enough = 6 if len(parts) == 2 else 8
    if known.sum() < enough or telling.sum() < enough:
        return False
    allowance = sum_allowance(len(parts), grid.unit(total))
    spread = float(np.nanmax(np.abs(rows[total][telling]))) > 20 * allowance
    return spread and float(np.mean(gaps[known] <= allowance)) >= _AGREE
