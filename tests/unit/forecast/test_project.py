"""Does `malbild project` give the futures that were asked for, and refuse what cannot be?"""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from arro3.io import read_parquet

from malbild.pipeline.backtest import run_backtest
from malbild.pipeline.columns import write
from malbild.pipeline.project import COLUMNS, QUANTILES, Asked, Projected, project
from malbild.sources.forecast_tables.scenarios import packs, scenario
from malbild.vocabulary.problem import Refused
from tests.forecast_cases import history, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "forecast").mkdir()
    written(tmp_path / "forecast", history())
    return tmp_path


def asked(folder: Path, *, scenario: str | None = None, draws: int = 40, to: int = 2020, seed: int = 1) -> Projected:
    return project(Asked(folder, None, scenario, draws, to, seed))


def refused(folder: Path, **wrong: object) -> set[str]:
    with pytest.raises(Refused) as found:
        asked(folder, **wrong)  # type: ignore[arg-type]
    return {one.rule for one in found.value.findings}


def test_every_cell_and_total_has_its_quantiles(folder: Path) -> None:
    found = asked(folder)
    values = found.value.reshape(len(QUANTILES), 5, 3, 3, 71)
    assert (np.diff(values, axis=0) >= 0).all()
    assert (values >= 0).all()


def test_the_same_seed_gives_the_same_file_and_another_does_not(folder: Path) -> None:
    one, same, other = asked(folder), asked(folder), asked(folder, seed=2)
    np.testing.assert_array_equal(one.value, same.value)
    assert not np.array_equal(one.value, other.value)


def test_parts_of_the_middle_path_add_up(folder: Path) -> None:
    values = asked(folder, draws=0).value.reshape(5, 3, 3, 71)
    np.testing.assert_allclose(values[..., :2, :70].sum((-2, -1)), values[..., 2, 70], rtol=1e-9)


def test_csv_and_parquet_hold_the_same(folder: Path) -> None:
    found = asked(folder)
    for name in ("out.csv", "out.parquet"):
        write(found.columns(), folder / name)
    with (folder / "out.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    table = read_parquet(folder / "out.parquet").read_all()
    assert tuple(rows[0]) == COLUMNS == tuple(table.column_names)
    np.testing.assert_allclose([float(row["value"]) for row in rows], table["value"].to_numpy(), atol=5e-4)
    assert json.loads((folder / "out.csv.json").read_text())["seed"] == 1


OF_MODULES = ("electrification", "later-retirement", "programme-places")


@pytest.mark.parametrize("name", sorted(set(packs()) - set(OF_MODULES)))
def test_every_ready_scenario_moves_the_future(folder: Path, name: str) -> None:
    assert not np.array_equal(asked(folder, draws=0).value, asked(folder, draws=0, scenario=name).value)


@pytest.mark.parametrize("name", OF_MODULES)
def test_a_scenario_of_what_stands_on_the_population_says_what_to_ask_for(folder: Path, name: str) -> None:
    assert refused(folder, scenario=name, draws=0) == {"input.scenario-of-modules"}


def test_every_ready_scenario_says_who_assumes_what(folder: Path) -> None:
    for name in packs():
        one = scenario(name, folder)
        assert one.name.sv
        assert one.explanation.en
        assert all(lever.source for lever in one.levers)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"to": 2015}, "input.to"),
        ({"to": 2400}, "input.to"),
        ({"draws": -1}, "input.draws"),
        ({"seed": -1}, "input.seed"),
        ({"scenario": "no-such"}, "input.scenario"),
    ],
)
def test_what_cannot_be_is_refused(folder: Path, wrong: dict[str, object], rule: str) -> None:
    assert refused(folder, **wrong) == {rule}


LEVERS = {
    'path = "jobs"\noperation = "multiply"\nvalue = 2': "input.lever-path",
    'path = "fertility"\noperation = "multiply"\nvalue = 2\nselector = { area = "99" }': "input.lever-selector",
    'path = "fertility"\noperation = "multiply"\nvalue = 2\nselector = { sex = "women" }': "input.lever-selector",
    'path = "mortality"\noperation = "multiply"\nvalue = 2\nselector = { age = "7-300" }': "input.lever-selector",
    'path = "mortality"\noperation = "multiply"\nvalue = 2\nselector = { colour = "red" }': "input.lever-selector",
    'path = "mortality"\noperation = "multiply"\nvalue = -1': "input.lever-value",
    'path = "migration/out"\noperation = "set"\nvalue = 3': "input.lever-value",
    'path = "moves/out"\noperation = "multiply"\nvalue = 2': "input.lever-idle",
    'path = "fertility"\noperation = "multiply"\nvalue = 2\nselector = { age = "60-65" }': "input.lever-idle",
    'path = "migration/in"\noperation = "add"\nvalue = -1000000': "input.scenario-negative",
    'path = "fertility"\noperation = "divide"\nvalue = 2': "input.lever",
    'path = "fertility"\noperation = "multiply"\nvalue = "much"': "input.lever",
}


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_that_cannot_be_pulled_is_refused(folder: Path, lever: str) -> None:
    texts = 'name = { sv = "a", en = "b" }\nexplanation = { sv = "a", en = "b" }\n[[levers]]\nsource = "test"\n'
    (folder / "own.toml").write_text(texts + lever, encoding="utf-8")
    for draws in (0, 20):
        assert refused(folder, scenario=str(folder / "own.toml"), draws=draws) == {LEVERS[lever]}


def test_another_kind_of_file_is_refused_and_nothing_written(folder: Path) -> None:
    with pytest.raises(Refused):
        write(asked(folder, draws=0).columns(), folder / "new" / "out.xls")
    assert not (folder / "new").exists()


def test_own_tables_can_be_tried_backwards(folder: Path) -> None:
    trial = run_backtest(str(folder / "forecast"), folder)
    assert trial.origins == (2010, 2011, 2012, 2013, 2014)
    assert {one.horizon for one in trial.scores} == {1, 3, 5}


def test_a_back_test_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="swedish-counties"):
        run_backtest("no-such", folder)


def test_the_shortest_history_there_may_be_is_enough(folder: Path) -> None:
    written(folder / "forecast", history(years=11))
    assert np.isfinite(asked(folder, to=2015).value).all()
