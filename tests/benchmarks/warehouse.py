"""How fast the warehouse loads and answers, beside a bare read of the same Parquet files by DuckDB."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np

from malbild.vocabulary.area import municipalities_of
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.table import Declaration, Measure, Table
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit
from malbild.warehouse import Warehouse

TODAY = date(2026, 11, 23)
POPULATION = Indicator("population", Text("Folkmängd", "Population"), Text("…", "…"), Unit.parse("person"))
INDICATORS = {POPULATION.id: POPULATION}
MUNICIPALITIES = [one.code_scb for one in municipalities_of("00")]
REPEATS = 5


def main() -> None:
    """Print one JSON line per measurement: seconds, the best of some runs, and the ratio to the bare read."""
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        large = table("large", MUNICIPALITIES, range(1990, 2025), groups=10)
        report(
            "load 290 × 35 × 10", _seconds(lambda: warehouse.load(large, INDICATORS, today=TODAY), 1), cells=len(large)
        )
        _cubes(warehouse, Path(folder), "one table")
        warehouse.load(table("later", MUNICIPALITIES, range(2023, 2025), groups=10), INDICATORS, today=TODAY)
        _cubes(warehouse, Path(folder), "two tables")
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        small = [table(f"small-{number}", MUNICIPALITIES[:12], range(2000, 2020), groups=1) for number in range(40)]
        report(
            "load 40 small tables", _seconds(lambda: [warehouse.load(one, INDICATORS, today=TODAY) for one in small], 1)
        )
        _cubes(warehouse, Path(folder), "40 small tables")


def table(id_: str, areas: list[str], years: range, *, groups: int) -> Table:
    """A table of made-up counts, every cell filled."""
    ages = ["total", *(f"age-{number}" for number in range(1, groups))]
    area, year, age = (one.ravel() for one in np.meshgrid(areas, [str(one) for one in years], ages, indexing="ij"))
    provenance = Provenance("made up", "benchmark", "", read=TODAY)
    return Table(
        Declaration(id_, provenance, (Measure("persons", "person", indicator=POPULATION.id),)),
        {"area": area, "period": year, "age": age, "measure": np.full(area.size, "persons")},
        np.random.default_rng(1).integers(1_000, 9_000, area.size).astype(np.float64),
        np.full(area.size, ""), np.arange(area.size), np.full(area.size, "value"), "made-up.csv",
    )  # fmt: skip


def _cubes(warehouse: Warehouse, folder: Path, what: str) -> None:
    files = [str(path) for path in folder.glob("vintages/*/*.parquet")]
    with duckdb.connect(":memory:") as connection:
        columns = "area_code_scb, period, group_code, value, status"
        bare = _seconds(lambda: connection.execute(f"SELECT {columns} FROM read_parquet($1)", [files]).fetchnumpy())
    ours = _seconds(lambda: warehouse.cube(POPULATION))
    report(f"cube from {what}", ours, bare_read_s=round(bare, 4), ratio=round(ours / bare, 2))


def _seconds(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """The best of some runs."""
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        call()
        taken.append(time.perf_counter() - started)
    return min(taken)


def report(what: str, seconds: float, **more: float) -> None:
    """One measurement as a JSON line."""
    print(json.dumps({"what": what, "seconds": round(seconds, 4), **more}, ensure_ascii=False))


if __name__ == "__main__":
    main()
