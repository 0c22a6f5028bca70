"""Does the query answer as the obvious loop over everything that was ever loaded would?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.vocabulary.period import Period
from malbild.warehouse import Warehouse
from tests.unit.warehouse.tables import INDICATORS, NAN, POPULATION, TODAY, Row, row, table

FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
AREAS, YEARS, SEXES = ("18", "1880", "1881"), ("2016", "2017", "2018"), ("total", "K", "M")
GROUP = {"total": "total", "K": "women", "M": "men"}


@dataclass(frozen=True)
class Load:
    table: str
    published: date | None
    days_later: int
    rows: tuple[Row, ...]


def rows() -> st.SearchStrategy[tuple[Row, ...]]:
    cells = st.tuples(st.sampled_from(AREAS), st.sampled_from(YEARS), st.sampled_from(SEXES))
    number = st.integers(1_000, 1_009).map(float)
    told = st.one_of(
        number.map(lambda value: (value, "")), number.map(lambda value: (value, "preliminary")),
        st.sampled_from([(NAN, "suppressed"), (NAN, "missing"), (NAN, "not_read")]),
    )  # fmt: skip
    return st.dictionaries(cells, told, min_size=1, max_size=6).map(
        lambda found: tuple(row(a, p, value, s, status) for (a, p, s), (value, status) in found.items())
    )


def histories() -> st.SearchStrategy[list[Load]]:
    published = st.none() | st.dates(date(2025, 12, 25), date(2026, 1, 25))
    return st.lists(st.builds(Load, st.sampled_from("abc"), published, st.integers(1, 9), rows()), max_size=7)


@dataclass
class Kept:
    """One vintage, as the slow engine remembers it."""

    load: Load
    loaded: datetime

    @property
    def published(self) -> date:
        return self.load.published or self.loaded.date()


def moments(history: list[Load]) -> list[datetime]:
    found, moment = [], FIRST
    for load in history:
        moment += timedelta(days=load.days_later)
        found.append(moment)
    return found


def same(one: Load, other: Load) -> bool:
    return (one.published, sorted(map(repr, one.rows))) == (other.published, sorted(map(repr, other.rows)))


def remembered(history: list[Load]) -> list[Kept]:
    """Every load that changed something."""
    kept: list[Kept] = []
    for load, moment in zip(history, moments(history), strict=True):
        earlier = [one for one in kept if one.load.table == load.table]
        if not earlier or not same(earlier[-1].load, load):
            kept.append(Kept(load, moment))
    return kept


def slow(history: list[Load], as_of: date | None, by: str) -> dict[tuple[str, str, str], tuple[float, str, datetime]]:
    """The obvious engine: the newest known state of each table, then the newest that tells of each cell."""
    standing: dict[str, Kept] = {}
    for one in remembered(history):
        day = one.published if by == "published" else one.loaded.date()
        if as_of is not None and day > as_of:
            continue
        before = standing.get(one.load.table)
        if before is None or (one.published, one.loaded) > (before.published, before.loaded):
            standing[one.load.table] = one
    cells: dict[tuple[str, str, str], tuple[float, str, datetime]] = {}
    oldest_first = sorted(standing.values(), key=lambda one: (one.published, one.loaded))
    for unread_counts in (True, False):
        for one in oldest_first:
            for area, year, sex, value, status in one.load.rows:
                if (status == "not_read") is unread_counts:
                    cells[area, year, GROUP[sex]] = (value, status, one.loaded)
    return cells


def load_all(folder: str, history: list[Load]) -> Warehouse:
    now = [FIRST]
    warehouse = Warehouse(Path(folder), clock=lambda: now[0])
    for load, now[0] in zip(history, moments(history), strict=True):
        warehouse.load(table(load.rows, id_=load.table, published=load.published), INDICATORS, today=TODAY)
    return warehouse


def told(warehouse: Warehouse, as_of: date | None, by: str) -> dict[tuple[str, str, str], tuple[float, str, datetime]]:
    cube = warehouse.cube(POPULATION, as_of=as_of, by=by)  # type: ignore[arg-type]
    return {
        (cube.areas[a], str(cube.periods[p]), cube.groups[g]): (
            float(cube.values[a, p, g]), str(cube.status[a, p, g]), cube.vintages[cube.vintage[a, p, g]].loaded,
        )
        for a, p, g in zip(*np.nonzero(cube.vintage >= 0), strict=True)
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    histories(), st.none() | st.dates(date(2025, 12, 20), date(2026, 2, 20)), st.sampled_from(["loaded", "published"])
)
def test_the_query_agrees_with_the_obvious_engine(history: list[Load], as_of: date | None, by: str) -> None:
    with TemporaryDirectory() as folder:
        warehouse = load_all(folder, history)
        expected = slow(history, as_of, by)
        assert repr(sorted(told(warehouse, as_of, by).items())) == repr(sorted(expected.items()))
        ways = warehouse.lineages(POPULATION, as_of=as_of, by=by)  # type: ignore[arg-type]
        assert {name: way.vintage.loaded for name, way in ways.items()} == {
            f"population.{area}.{year}.{group}": loaded for (area, year, group), (_, _, loaded) in expected.items()
        }


@settings(max_examples=30, deadline=None)
@given(histories())
def test_the_last_period_is_the_last_with_a_number_in_a_standing_table(history: list[Load]) -> None:
    with TemporaryDirectory() as folder:
        standing: dict[str, Kept] = {}
        for one in sorted(remembered(history), key=lambda one: (one.published, one.loaded)):
            standing[one.load.table] = one
        years = [row[1] for one in standing.values() for row in one.load.rows if not np.isnan(row[3])]
        expected = {"population": Period.parse(max(years))} if years else {}
        assert load_all(folder, history).last_periods() == expected


@settings(max_examples=30, deadline=None)
@given(rows(), st.sets(st.sampled_from(AREAS)), st.sets(st.sampled_from(YEARS)))
def test_a_part_of_a_cube_is_the_same_as_the_part_asked_for(
    cells: tuple[Row, ...], areas: set[str], years: set[str]
) -> None:
    with TemporaryDirectory() as folder:
        warehouse = load_all(folder, [Load("a", None, 1, cells)])
        whole = told(warehouse, None, "loaded")
        part = warehouse.cube(POPULATION, sorted(areas), [Period.parse(one) for one in sorted(years)])
        for a, area in enumerate(part.areas):
            for p, period in enumerate(part.periods):
                for g, group in enumerate(part.groups):
                    expected = whole.get((area, str(period), group), (NAN, "missing", None))
                    assert repr((float(part.values[a, p, g]), str(part.status[a, p, g]))) == repr(expected[:2])
