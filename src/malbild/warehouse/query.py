"""Query: what is known of an indicator, or was known on any date, with the whole way of every number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import isnan
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.cube import TOTAL, Cube
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Lineage, Step
from malbild.vocabulary.table import MISSING, NOT_READ
from malbild.vocabulary.unit import Unit
from malbild.warehouse import engine
from malbild.warehouse.manifest import Manifest, damaged
from malbild.warehouse.steps import converted
from malbild.warehouse.vintages import Vintages, standing

Moment = date | datetime
_T = TypeVar("_T")
Clock = Literal["loaded", "published"]

_CELLS = """
SELECT area_code_scb AS area, period, group_code AS "group", value, status, {more}
    list_position($vintages, vintage) - 1 AS source
FROM read_parquet($files)
WHERE indicator = $indicator {only}
"""


@dataclass(frozen=True)
class Selection:
    """Which cells are asked for; None asks for all there are."""

    areas: Sequence[str] | None = None
    periods: Sequence[Period] | None = None
    groups: Sequence[str] | None = None


@dataclass(frozen=True)
class _Found:
    """What the standing vintages tell, as columns, and the manifests that `source` points into.

    What counts less stands first: whoever lays the rows down in their order is left with those that count.
    """

    cells: engine.Columns
    manifests: tuple[Manifest, ...]


def known(manifests: Sequence[Manifest], as_of: Moment | None, by: Clock) -> tuple[Manifest, ...]:
    """The vintages that were known at a moment: loaded here by then, or published by then; a day counts to its end."""
    if as_of is None:
        return tuple(manifests)
    if by == "published":
        on = as_of.astimezone(UTC).date() if isinstance(as_of, datetime) else as_of
        return tuple(one for one in manifests if one.published <= on)
    moment = as_of if isinstance(as_of, datetime) else datetime.combine(as_of, time.max, UTC)
    return tuple(one for one in manifests if one.vintage.loaded <= moment)


def telling(vintages: Vintages, indicator: str, as_of: Moment | None, by: Clock) -> tuple[Manifest, ...]:
    """The vintages that tell of an indicator: the newest known of each table, the newest last."""
    return tuple(one for one in standing(known(vintages.all(), as_of, by)) if indicator in one.indicators)


def cube(vintages: Vintages, indicator: Indicator, selection: Selection, as_of: Moment | None, by: Clock) -> Cube:
    """The cells asked for as arrays; axes that were asked for are as asked, others hold what there is."""
    found = _find(vintages, indicator.id, selection, telling(vintages, indicator.id, as_of, by))
    cells = found.cells
    periods = _periods(cells["period"]) if selection.periods is None else _once(selection.periods)
    areas = _codes(cells["area"]) if selection.areas is None else _once(selection.areas)
    groups = _groups(cells["group"]) if selection.groups is None else _once(selection.groups)
    at = (
        _positions(cells["area"], areas),
        _positions(cells["period"], tuple(map(str, periods))),
        _positions(cells["group"], groups),
    )
    shape = len(areas), len(periods), len(groups)
    values, status = np.full(shape, np.nan), np.full(shape, MISSING, dtype="<U11")
    vintage = np.full(shape, -1, dtype=np.int64)
    values[at], status[at], vintage[at] = _in_unit(found, indicator), cells["status"].astype("<U11"), cells["source"]
    return Cube(
        indicator, areas, periods, groups, values, status, vintage, tuple(one.vintage for one in found.manifests)
    )


def lineages(
    vintages: Vintages, indicator: Indicator, selection: Selection, as_of: Moment | None, by: Clock
) -> dict[str, Lineage]:
    """The whole way of every number of an indicator, by the address of its cell."""
    return {one.id: one.lineage for one in facts(vintages, indicator, selection, as_of, by)}


def facts(
    vintages: Vintages, indicator: Indicator, selection: Selection, as_of: Moment | None, by: Clock
) -> tuple[Fact, ...]:
    """Every cell asked for that is known, bound to its vintage and its way."""
    found = _find(vintages, indicator.id, selection, telling(vintages, indicator.id, as_of, by), "steps, place,")
    ways = [_Way(one, indicator) for one in found.manifests]
    periods = {str(one): one for one in _periods(found.cells["period"])}
    names = ("area", "period", "group", "status", "source", "steps", "place")
    rows = zip(_in_unit(found, indicator).tolist(), *(found.cells[name].tolist() for name in names), strict=True)
    told: dict[tuple[str, Period, str], Fact] = {}
    for value, area, period, group, status, source, chain, place in rows:
        told[area, periods[period], group] = Fact(
            indicator.id, area, periods[period], group, None if isnan(value) else value, status,
            indicator.unit, indicator.decimals, ways[source].lineage(place, chain),
        )  # fmt: skip
    return tuple(told[cell] for cell in sorted(told))


def lineage(vintages: Vintages, fact_id: str, as_of: Moment | None, by: Clock) -> Lineage:
    """The whole way of one number, found by the address of its cell."""
    indicator, selection = _cell(fact_id)
    manifests = telling(vintages, indicator, as_of, by)
    found = _find(vintages, indicator, selection, manifests, "steps, place,").cells
    if not found["source"].size:
        raise KeyError(fact_id)
    manifest = manifests[int(found["source"][-1])]
    return Lineage(manifest.vintage, str(found["place"][-1]), manifest.steps[int(found["steps"][-1])])


def _cell(fact_id: str) -> tuple[str, Selection]:
    """The indicator and the cell that an address names; KeyError when it names none."""
    try:
        indicator, area, written, group = fact_id.split(".", 3)
        period = Period.parse(written)
    except ValueError as error:
        raise KeyError(fact_id) from error
    if str(period) != written:
        raise KeyError(fact_id)
    return indicator, Selection((area,), (period,), (group,))


class _Way:
    """From one vintage to an indicator as it is now: the steps it was stored with, and a change of unit since."""

    def __init__(self, manifest: Manifest, indicator: Indicator) -> None:
        self.manifest = manifest
        self.since = _unit_step(manifest.indicators[indicator.id].unit, indicator.unit)

    def lineage(self, place: str, chain: int) -> Lineage:
        return Lineage(self.manifest.vintage, place, self.manifest.steps[chain] + self.since)


def _find(
    vintages: Vintages, indicator: str, selection: Selection, manifests: tuple[Manifest, ...], more: str = ""
) -> _Found:
    if not manifests:
        names = ("area", "period", "group", "status", "place", "value", "source", "steps")
        kinds = [object] * 5 + [np.float64, np.int64, np.int64]
        return _Found({name: np.array([], dtype=kind) for name, kind in zip(names, kinds, strict=True)}, ())
    asked = _asked(selection)
    sql = _CELLS.format(
        more=more,
        only="".join(f" AND list_contains(${name}, {column})" for name, column in _COLUMNS.items() if name in asked),
    )
    parameters: dict[str, object] = {
        "files": [str(vintages.parquet(one.vintage)) for one in manifests],
        "vintages": [one.vintage.id for one in manifests],
        "indicator": indicator,
    }
    try:
        cells = engine.query(sql, {**parameters, **asked})
    except engine.Unreadable as error:
        raise Refused([damaged(vintages.folder, str(error))]) from error
    order = _least_first(cells)
    return _Found({name: column[order] for name, column in cells.items()}, manifests)


def _least_first(cells: engine.Columns) -> NDArray[np.int64]:
    """The newest table that tells of a cell counts; a cell that nobody read says nothing."""
    return np.lexsort((cells["source"], cells["status"] != NOT_READ))


_COLUMNS = {"areas": "area_code_scb", "periods": "period", "groups": "group_code"}


def _asked(selection: Selection) -> dict[str, list[str]]:
    given = {"areas": selection.areas, "periods": selection.periods, "groups": selection.groups}
    return {name: [str(one) for one in codes] for name, codes in given.items() if codes is not None}


def _in_unit(found: _Found, indicator: Indicator) -> NDArray[np.float64]:
    """Values in the indicator's unit, also when it was another at the time they were stored."""
    if not found.manifests:
        return found.cells["value"]
    factors = [Unit(one.indicators[indicator.id].unit).factor_to(indicator.unit) for one in found.manifests]
    values: NDArray[np.float64] = found.cells["value"] * np.array(factors)[found.cells["source"]]
    return values


def _unit_step(stored: str, unit: Unit) -> tuple[Step, ...]:
    return () if stored == unit.name else (converted(stored, unit, Unit(stored).factor_to(unit)),)


def _once(asked: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(asked))


def _codes(column: NDArray[Any]) -> tuple[str, ...]:
    return tuple(sorted(set(column.tolist())))


def _groups(column: NDArray[Any]) -> tuple[str, ...]:
    """The total first, then the others by their codes."""
    return tuple(sorted(set(column.tolist()), key=lambda code: (code != TOTAL, code)))


def _periods(column: NDArray[Any]) -> tuple[Period, ...]:
    return tuple(sorted(map(Period.parse, set(column.tolist()))))


def _positions(column: NDArray[Any], axis: Sequence[str]) -> NDArray[np.int64]:
    place = {code: index for index, code in enumerate(axis)}
    return np.fromiter((place[code] for code in column.tolist()), dtype=np.int64, count=len(column))
