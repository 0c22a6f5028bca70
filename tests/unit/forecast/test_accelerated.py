"""Do the very equations of the year run under JAX, compiled, with the same people at the end?"""

import importlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.futures import drawn, outlook
from malbild.analysis.forecast.rates import Destinations, Rates, chances
from malbild.analysis.forecast.step import step
from malbild.pipeline.project import Asked, project
from tests.forecast_cases import history, written

jax = pytest.importorskip("jax", reason="JAX is not installed (the extra 'accelerated')")

AREAS, AGES = 6, 101


def made_up() -> tuple[Floats, Rates]:
    chance = np.random.default_rng(1)
    shape = (AREAS, 2, AGES)
    weights = chance.uniform(0.1, 1, shape)
    rates = Rates(
        chance.uniform(0, 0.05, (AREAS, AGES)),
        chance.exponential(0.02, shape),
        chance.exponential(0.05, shape),
        chance.exponential(0.01, shape),
        weights / weights.sum(0),
        chance.uniform(0, 5, shape),
    )
    return chance.uniform(0, 500, (4, *shape)), rates


def by_destination(rates: Rates) -> Rates:
    weights = np.random.default_rng(2).uniform(0.1, 1, (2, AREAS, AREAS))
    return replace(rates, attraction=Destinations(weights / weights.sum(-1, keepdims=True), (0, 30)))


@pytest.mark.parametrize("engine", ["pool", "origin and destination"])
def test_ten_years_are_the_same(engine: str) -> None:
    population, pooled = made_up()
    given = chances(pooled if engine == "pool" else by_destination(pooled)).astype(np.float32)
    year = jax.jit(lambda start: step(start, given, xp=jax.numpy).population)
    ours = theirs = population.astype(np.float32)
    for _ in range(10):
        ours, theirs = step(ours, given).population, year(theirs)
    np.testing.assert_allclose(np.asarray(theirs).sum((1, 2, 3)), ours.sum((1, 2, 3)), rtol=1e-6)
    np.testing.assert_allclose(np.asarray(theirs), ours, rtol=1e-5, atol=1e-3)


def test_every_draw_of_a_projection_is_the_same() -> None:
    led = importlib.import_module("malbild.analysis.forecast.accelerated").led
    known = history()
    futures = drawn(outlook(known, known.years[-1] + 10), draws=50, seed=1)
    for ours, theirs in zip(futures.futures(), futures.futures(led=led), strict=True):
        np.testing.assert_allclose(theirs.sum((1, 2, 3)), ours.sum((1, 2, 3)), rtol=1e-6)
        np.testing.assert_allclose(theirs.sum((2, 3)), ours.sum((2, 3)), rtol=2e-6)
        np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize("engine", ["pool", "origin and destination"])
def test_in_double_precision_every_cell_is_the_same(engine: str) -> None:
    population, pooled = made_up()
    given = chances(pooled if engine == "pool" else by_destination(pooled))
    with jax.enable_x64(True):
        year = jax.jit(lambda start: step(start, given, xp=jax.numpy).population)
        ours = theirs = population
        for _ in range(10):
            ours, theirs = step(ours, given).population, year(theirs)
        np.testing.assert_allclose(np.asarray(theirs), ours, rtol=1e-9)


def test_the_command_can_be_asked_for_it(tmp_path: Path) -> None:
    written(tmp_path, history())
    ours, theirs = (
        project(Asked(tmp_path, None, "lower-fertility", 40, 2020, 1, backend=one)).value for one in ("numpy", "jax")
    )
    np.testing.assert_allclose(theirs, ours, rtol=1e-5, atol=1e-3)
