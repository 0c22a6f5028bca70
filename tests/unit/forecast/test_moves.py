"""Do counted moves come in rightly, and do the engines that follow people keep every identity?"""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from malbild.analysis.forecast.backtest import backtest
from malbild.analysis.forecast.calibration import calibrate
from malbild.analysis.forecast.flows import Engine, Flows
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.rates import chances
from malbild.analysis.forecast.reference import step as reference_step
from malbild.analysis.forecast.step import step
from malbild.pipeline.project import Asked, history_of, project
from malbild.sources.forecast_tables import Tables, read
from malbild.vocabulary.problem import Refused
from tests.forecast_cases import history, written

EXACT = 1e-9
FOLLOWING: tuple[Engine, ...] = ("pool", "origin-destination")


def counted(*, years: int = 16, areas: int = 3, aged: bool = True, seed: int = 3) -> History:
    """A made-up region whose moves were counted by origin, destination, sex and age, or by origin and destination."""
    known = history(years=years, areas=areas)
    chance = np.random.default_rng(seed)
    ages = known.population.shape[-1]
    moves = chance.poisson(3, (years, areas, areas, 2, ages)).astype(float) * (1 - np.eye(areas))[:, :, None, None]
    moves[0] = np.nan
    left, came = moves.sum(2), moves.sum(1)
    if not aged:
        left, came = (one.sum((2, 3), keepdims=True) for one in (left, came))
    between = moves.sum((3, 4))[:, None]
    return replace(known, flows=Flows(left, came, between, (0,)))


@pytest.mark.parametrize("aged", [True, False])
@pytest.mark.parametrize("engine", FOLLOWING)
def test_every_identity_holds_for_calibrated_engines(engine: Engine, aged: bool) -> None:
    known = counted(aged=aged)
    given = chances(calibrate(known, window=10, engine=engine).rates)
    year = step(known.population[-1], given)
    assert given.rates.departure.sum() > 0
    internal = (year.arrived - year.departed).sum(0)
    assert np.abs(internal).max() < EXACT * year.departed.sum()
    np.testing.assert_allclose(
        year.everybody - year.died - year.departed - year.emigrated + year.arrived + year.immigrated,
        year.population, rtol=EXACT, atol=EXACT)  # fmt: skip
    np.testing.assert_allclose(year.population, reference_step(known.population[-1], given.rates), rtol=EXACT)
    assert year.population.min() >= 0


@pytest.mark.parametrize("engine", FOLLOWING)
def test_the_first_year_is_that_of_the_mean_net_moves(engine: Engine) -> None:
    known = counted()
    by_net, by_people = (
        step(known.population[-1], chances(calibrate(known, window=10, engine=one).rates)).population.sum((1, 2))
        for one in ("net", engine)
    )
    np.testing.assert_allclose(by_people, by_net, rtol=2e-3)


def test_who_leaves_and_whither_are_as_counted() -> None:
    known = counted()
    assert known.flows is not None
    given = chances(calibrate(known, window=10, engine="origin-destination").rates)
    departed = step(known.population[-1], given).departed.sum((1, 2))
    np.testing.assert_allclose(departed, known.flows.departures[-10:].mean(0).sum((1, 2)), rtol=0.1)


def test_an_area_nobody_left_gets_nobody_lost() -> None:
    known = counted()
    assert known.flows is not None
    known.flows.departures[:, 0], known.flows.between[:, :, 0] = 0, 0  # type: ignore[index]
    year = step(known.population[-1], chances(calibrate(known, window=10, engine="origin-destination").rates))
    assert year.departed[0].sum() == 0
    assert abs((year.arrived - year.departed).sum()) < EXACT * year.departed.sum()


def test_the_back_test_tries_the_engines_where_moves_were_counted() -> None:
    trial = backtest(counted(), [2012])
    names = {one.candidate for one in trial.scores}
    assert {"cohort-10 pool", "cohort-10 origin-destination", "blend-learned pool"} < names


def in_files(folder: Path, known: History, *, aged: bool = False) -> Path:
    """A history with its moves, as tables."""
    written(folder, known)
    assert known.flows is not None
    assert known.flows.between is not None
    with (folder / "moves.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("from", "to", "year", "value"))
        for (year, _, left, came), value in np.ndenumerate(known.flows.between):
            if value > 0:
                writer.writerow((known.areas[left], known.areas[came], known.years[year], value))
    if aged:
        for name in ("departures", "arrivals"):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(("area", "sex", "age", "year", "value"))
                for (year, area, sex, age), value in np.ndenumerate(getattr(known.flows, name)):
                    if value > 0:
                        writer.writerow((known.areas[area], ("women", "men")[sex], age, known.years[year], value))
    return folder / "population.csv"


def tables(folder: Path) -> Tables:
    return read(*(folder / f"{one}.csv" for one in ("population", "births", "deaths")))


def test_moves_that_are_written_are_those_that_are_read(tmp_path: Path) -> None:
    known = counted(areas=2, years=12)
    in_files(tmp_path, known, aged=True)
    found = history_of(tables(tmp_path)).flows
    assert found is not None
    assert known.flows is not None
    for name in ("departures", "arrivals", "between"):
        np.testing.assert_allclose(getattr(found, name)[1:], getattr(known.flows, name)[1:])
    assert found.engines == ("net", "pool", "origin-destination")


def test_a_lever_on_moves_can_be_pulled_when_moves_were_counted(tmp_path: Path) -> None:
    population = in_files(tmp_path, counted(areas=2, years=12, aged=False))
    scenario = tmp_path / "fewer.toml"
    scenario.write_text(
        'name = { sv = "a", en = "b" }\nexplanation = { sv = "a", en = "b" }\n'
        '[[levers]]\npath = "moves/out"\noperation = "multiply"\nvalue = 0.5\n'
        'selector = { area = "00" }\nsource = "test"\n',
        encoding="utf-8",
    )

    def totals(name: str | None, engine: Engine) -> np.ndarray:
        found = project(Asked(tmp_path, population, name, 0, 2014, 1, engine=engine))
        whole = np.array([sex == age == "total" for sex, age in zip(found.sex, found.age, strict=True)])
        return np.asarray(found.value[whole].reshape(-1, 2))

    for engine in FOLLOWING:
        fewer, usual = totals(str(scenario), engine), totals(None, engine)
        assert (fewer[:, 0] > usual[:, 0]).all()
        assert (fewer[:, 1] < usual[:, 1]).all()
    with pytest.raises(Refused, match="nothing there to multiply"):
        totals(str(scenario), "net")


def appended(line: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")

    return change


WRONG: list[tuple[str, Callable[[Path], object], set[str]]] = [
    ("moves", appended("00,77,2005,3"), {"input.area"}),
    ("moves", appended("00,00,2005,3"), {"input.move-within"}),
    ("moves", appended("00,01,2005,3"), {"input.duplicate"}),
    ("moves", appended("00,01,2005"), {"input.number"}),
    ("moves", lambda path: path.write_text("from,to,value\n00,01,2\n"), {"input.columns"}),
    ("departures", lambda path: path.write_text("area,year,value\n00,2005,9\n"), {"input.flows"}),
    ("immigration", lambda path: path.write_text("area,sex,year,value\n00,women,2005,9\n"), {"input.sex"}),
    ("immigration", lambda path: path.write_text("area,age,year,value\n00,99,2005,9\n"), {"input.age"}),
    ("emigration", lambda path: path.write_text("area,year,value\n00,2005,9000000\n"), {"input.rate-above-one"}),
]


@pytest.mark.parametrize(("name", "change", "expected"), WRONG)
def test_what_is_wrong_with_a_table_of_moves_is_told(
    tmp_path: Path, name: str, change: Callable[[Path], object], expected: set[str]
) -> None:
    in_files(tmp_path, counted(areas=2, years=12, aged=False))
    change(tmp_path / f"{name}.csv")
    with pytest.raises(Refused) as refused:
        tables(tmp_path)
    assert {one.rule for one in refused.value.findings} == expected
    assert all(one.remedy.sv and one.remedy.en for one in refused.value.findings)


def test_moves_that_do_not_end_anywhere_are_told(tmp_path: Path) -> None:
    known = counted(areas=2, years=12)
    assert known.flows is not None
    known.flows.arrivals[5, 0] *= 2
    in_files(tmp_path, known, aged=True)
    with pytest.raises(Refused) as refused:
        tables(tmp_path)
    assert {one.rule for one in refused.value.findings} == {"input.flows-open"}


def test_an_engine_without_its_table_is_refused(tmp_path: Path) -> None:
    population = written(tmp_path, history(years=12, areas=2))
    with pytest.raises(Refused, match="origin-destination"):
        project(Asked(tmp_path, population, None, 0, 2014, 1, engine="origin-destination"))
