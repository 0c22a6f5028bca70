"""Does loading remember everything, and only once?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Provenance, Snapshot
from malbild.warehouse import Warehouse
from tests.unit.warehouse.tables import INDICATORS, NAN, POPULATION, TODAY, indicator, row, table


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def snapshot(content: bytes) -> Snapshot:
    return Snapshot("people.csv", content, "text/csv", Provenance("SCB", "", "https://example.org"))


def files(folder: Path) -> dict[str, int]:
    return {str(one): one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()}


def test_raw_bytes_are_kept_under_their_digest(warehouse: Warehouse) -> None:
    kept = warehouse.keep(snapshot(b"a;b"))
    assert warehouse.snapshots.read(kept.provenance.digest) == b"a;b"


def test_keeping_the_same_bytes_again_writes_nothing(warehouse: Warehouse) -> None:
    warehouse.keep(snapshot(b"a;b"))
    before = files(warehouse.folder)
    warehouse.keep(snapshot(b"a;b"))
    assert files(warehouse.folder) == before


def test_a_digest_that_is_a_path_is_not_read(warehouse: Warehouse) -> None:
    with pytest.raises(KeyError):
        warehouse.snapshots.read("../../etc/passwd")


def test_loading_the_same_twice_changes_nothing(warehouse: Warehouse) -> None:
    people = table([row("1881", "2018", 21738)])
    first = warehouse.load(people, INDICATORS, today=TODAY)
    before = files(warehouse.folder)
    origin = replace(people.declaration.provenance, read=TODAY + timedelta(days=9))
    later = replace(people, declaration=replace(people.declaration, provenance=origin))
    second = warehouse.load(later, INDICATORS, today=TODAY)
    assert (first.new, second.new, second.vintage) == (True, False, first.vintage)
    assert files(warehouse.folder) == before


def test_revised_figures_are_a_new_vintage_and_the_old_one_stays(tmp_path: Path) -> None:
    moments = iter([datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)])
    warehouse = Warehouse(tmp_path, clock=lambda: next(moments))
    warehouse.load(table([row("1881", "2018", 21738)]), INDICATORS, today=TODAY)
    warehouse.load(table([row("1881", "2018", 21739)]), INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION).values.item() == 21739
    assert warehouse.cube(POPULATION, as_of=date(2026, 1, 31)).values.item() == 21738
    assert warehouse.cube(POPULATION, as_of=date(2025, 12, 31)).values.size == 0


def test_figures_that_go_back_to_what_they_were_are_a_vintage_of_their_own(warehouse: Warehouse) -> None:
    for value in (1000, 1001, 1000):
        warehouse.load(table([row("1881", "2018", value)]), INDICATORS, today=TODAY)
    assert len(warehouse.vintages("people")) == 3
    assert warehouse.cube(POPULATION).values.item() == 1000


def test_a_clock_that_is_put_back_does_not_bring_old_figures_back(tmp_path: Path) -> None:
    moments = iter([datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)])
    warehouse = Warehouse(tmp_path, clock=lambda: next(moments))
    for value in (1000, 1001):
        warehouse.load(table([row("1881", "2018", value)], published=date(2019, 1, 1)), INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION).values.item() == 1001


def test_an_older_edition_loaded_later_does_not_win(warehouse: Warehouse) -> None:
    for value, published in ((1001, date(2020, 1, 1)), (1000, date(2019, 1, 1))):
        warehouse.load(table([row("1881", "2018", value)], published=published), INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION).values.item() == 1001
    assert warehouse.cube(POPULATION, as_of=date(2019, 6, 1), by="published").values.item() == 1000


@pytest.mark.parametrize("published", [date(2019, 2, 1), date(2011, 9, 7), None, date(2100, 1, 1)])
def test_a_withdrawn_table_tells_nothing_until_it_is_loaded_again(warehouse: Warehouse, published: date | None) -> None:
    people = table([row("1881", "2018", 21738)], published=published)
    loaded = warehouse.load(people, INDICATORS, today=TODAY)
    assert warehouse.withdraw("people") is not None
    assert warehouse.withdraw("people") is None
    assert (warehouse.cube(POPULATION).values.size, warehouse.last_periods()) == (0, {})
    assert warehouse.cube(POPULATION, as_of=loaded.vintage.loaded).values.item() == 21738
    assert warehouse.load(people, INDICATORS, today=TODAY).new
    assert warehouse.cube(POPULATION).values.item() == 21738


def test_nothing_is_withdrawn_from_a_table_nobody_knows(warehouse: Warehouse) -> None:
    assert warehouse.withdraw("nobody") is None


def test_a_stamp_from_before_the_figures_is_not_believed(warehouse: Warehouse) -> None:
    warehouse.load(table([row("1881", "2023", 21738)], published=date(2011, 9, 7)), INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION, as_of=date(2011, 12, 31), by="published").values.size == 0
    assert warehouse.cube(POPULATION, as_of=date(2100, 1, 1), by="published").values.item() == 21738


def test_a_stamp_on_figures_for_years_to_come_is_believed(warehouse: Warehouse) -> None:
    rows = [row("1881", "2020", 21_738), row("1881", "2070", 25_000)]
    warehouse.load(table(rows, published=date(2021, 4, 1)), INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION, as_of=date(2021, 4, 1), by="published").values.size == 2


def test_a_later_years_table_continues_a_series(warehouse: Warehouse) -> None:
    series = [row("1881", str(year), 20_000 + year) for year in (2016, 2017)]
    warehouse.load(table(series, id_="series", published=date(2018, 2, 1)), INDICATORS, today=TODAY)
    year = [row("1881", "2017", 21_000), row("1881", "2018", 21_100)]
    warehouse.load(table(year, id_="year-2018", published=date(2019, 2, 1)), INDICATORS, today=TODAY)
    cube = warehouse.cube(POPULATION)
    assert cube.values.ravel().tolist() == [22_016, 21_000, 21_100]
    assert cube.vintage_of("1881", Period(2016)) == warehouse.vintages("series")[0]
    assert warehouse.last_periods() == {"population": Period(2018)}


def test_a_cell_that_nobody_read_yields_to_one_that_was_read(warehouse: Warehouse) -> None:
    warehouse.load(table([row("1881", "2018", 21738)], id_="read", published=date(2019, 1, 1)), INDICATORS, today=TODAY)
    unread = table([row("1881", "2018", NAN, status="not_read")], id_="part", published=date(2020, 1, 1))
    warehouse.load(unread, INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION).values.item() == 21738


def test_suppressed_is_not_zero_and_hides_what_was_published_before(warehouse: Warehouse) -> None:
    warehouse.load(table([row("1881", "2018", 1234)], published=date(2019, 1, 1)), INDICATORS, today=TODAY)
    suppressed = table([row("1881", "2018", 0, status="suppressed")], published=date(2020, 1, 1))
    warehouse.load(suppressed, INDICATORS, today=TODAY)
    cube = warehouse.cube(POPULATION)
    assert np.isnan(cube.values.item())
    assert cube.status.item() == "suppressed"


def test_axes_that_are_asked_for_are_as_asked(warehouse: Warehouse) -> None:
    warehouse.load(table([row("1881", "2018", 21738)]), INDICATORS, today=TODAY)
    cube = warehouse.cube(POPULATION, areas=["1880", "1881"], periods=[Period(2019), Period(2018)])
    assert (cube.areas, cube.values.shape) == (("1880", "1881"), (2, 2, 1))
    assert cube.status[..., 0].tolist() == [["missing", "missing"], ["missing", ""]]
    assert cube.vintage_of("1880", Period(2018)) is None


def test_an_axis_that_is_asked_for_twice_is_there_once(warehouse: Warehouse) -> None:
    warehouse.load(table([row("1881", "2018", 21738)]), INDICATORS, today=TODAY)
    assert warehouse.cube(POPULATION, areas=["1881", "1881"]).values.ravel().tolist() == [21738]


def test_asking_for_what_was_never_loaded_gives_an_empty_cube(warehouse: Warehouse) -> None:
    cube = warehouse.cube(POPULATION, areas=["1881"])
    assert (cube.values.shape, cube.periods, cube.vintages) == ((1, 0, 0), (), ())
    assert warehouse.last_periods() == {}
    with pytest.raises(KeyError):
        warehouse.lineage("population.1881.2018.total")


def test_an_indicator_whose_unit_was_changed_is_read_in_its_new_unit(warehouse: Warehouse) -> None:
    stored = indicator("wages", "mkr")
    warehouse.load(table([row("1881", "2018", 5)], unit="mkr", indicator_id="wages"), {"wages": stored}, today=TODAY)
    now = indicator("wages", "tkr")
    assert warehouse.cube(now).values.item() == 5000
    assert [step.kind for step in warehouse.lineages(now)["wages.1881.2018.total"].steps] == ["unit"]


def test_every_number_knows_its_vintage_its_place_and_its_steps(warehouse: Warehouse) -> None:
    wages = indicator("wages", "tkr")
    warehouse.load(
        table([row("1881", "2018", 5, "K")], unit="mkr", indicator_id="wages"), {"wages": wages}, today=TODAY
    )
    (fact,) = warehouse.facts(wages)
    assert (fact.id, fact.value) == ("wages.1881.2018.women", 5000)
    assert warehouse.lineage(fact.id) == fact.lineage
    assert fact.lineage.place == "people.csv:2 (1881, 2018, K, value)"
    assert fact.lineage.steps[0].explanation.en == "Converted from mkr to thousand SEK (times 1,000)."


@pytest.mark.parametrize(
    "address",
    ["", "population", "population.1881.2018", "population.1881.soon.total", "population.1881.2018-12-31.total",
     "population.9999.2018.total", "happiness.1881.2018.total", "population.1881.2018.total.more"],
)  # fmt: skip
def test_an_address_of_no_number_is_no_key(warehouse: Warehouse, address: str) -> None:
    warehouse.load(table([row("1881", "2018", 21738)]), INDICATORS, today=TODAY)
    with pytest.raises(KeyError):
        warehouse.lineage(address)


def test_a_figure_that_cannot_be_true_stops_the_load_and_nothing_is_written(warehouse: Warehouse) -> None:
    with pytest.raises(Refused) as refused:
        warehouse.load(table([row("1881", "2018", -1), row("1880", "2018", 500)]), INDICATORS, today=TODAY)
    assert [one.rule for one in refused.value.findings] == ["load.impossible", "load.surprising"]
    assert not list(warehouse.folder.rglob("*.parquet"))


def test_an_unusual_figure_is_loaded_and_told(warehouse: Warehouse) -> None:
    loaded = warehouse.load(table([row("1881", "2018", 500)]), INDICATORS, today=TODAY)
    assert loaded.new
    assert [one.place.line for one in loaded.findings] == [2]


@pytest.mark.parametrize("id_", ["", "../x", ".hidden", "a/b", "a b"])
def test_a_table_whose_name_is_no_file_name_is_refused(warehouse: Warehouse, id_: str) -> None:
    with pytest.raises(Refused, match="cannot be a table's id"):
        warehouse.load(table([row("1881", "2018", 2000)], id_=id_), INDICATORS, today=TODAY)
