"""What holds for every drawn future: the same luck everywhere, no knowledge of what comes, nobody below zero?"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.forms import record
from malbild.analysis.forecast.futures import Outlook, central, effect, futures, outlook
from malbild.analysis.forecast.futures import drawn as drawn_futures
from malbild.analysis.forecast.learning import weights
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import Text
from tests.forecast_cases import history

KNOWN = history()
LAST = KNOWN.years[-1]


@cache
def ahead() -> Outlook:
    return outlook(KNOWN, LAST + 8)


def scenario(path: str, value: float, **selector: str) -> Scenario:
    return Scenario("own", Text("a", "b"), Text("a", "b"), (Lever(path, "multiply", value, selector, 1, "test"),))


def drawn(draws: int, seed: int = 1, one: Scenario | None = None) -> Floats:
    return np.stack(list(futures(ahead(), draws=draws, seed=seed, scenario=one)))


def test_a_scenario_that_changes_nothing_is_the_baseline_to_the_bit() -> None:
    nothing = scenario("fertility", 1.0)
    np.testing.assert_array_equal(drawn(30), drawn(30, one=nothing))
    np.testing.assert_array_equal(central(ahead()), central(ahead(), nothing))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**63 - 1), st.integers(1, 45), st.integers(1, 45))
def test_more_draws_begin_with_the_same_draws(seed: int, one: int, other: int) -> None:
    few, many = sorted((one, other))
    np.testing.assert_allclose(drawn(many, seed)[:, :few], drawn(few, seed), rtol=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**63 - 1), st.sampled_from(["fertility", "mortality", "migration/in"]), st.floats(0, 3))
def test_no_future_has_fewer_than_nobody(seed: int, path: str, value: float) -> None:
    assert (drawn(20, seed, scenario(path, value)) >= 0).all()


def test_scenarios_meet_the_same_luck() -> None:
    more = drawn(60, one=scenario("fertility", 1.2))
    assert (more[..., 0].sum((2, 3)) > drawn(60)[..., 0].sum((2, 3))).all()


def test_a_lever_for_one_area_leaves_the_others_alone() -> None:
    factor = effect(ahead(), scenario("fertility", 1.5, area="01"))
    assert (factor[:, [0, 2]] == 1).all()
    assert (factor[:, 1] > 1).all()


@pytest.mark.parametrize(("path", "more"), [("fertility", True), ("migration/in", True), ("mortality", False)])
def test_levers_pull_the_way_they_say(path: str, more: bool) -> None:
    factor = effect(ahead(), scenario(path, 1.5))
    assert ((factor > 1) if more else (factor < 1)).all()


def test_the_middle_path_has_the_totals_of_the_blend() -> None:
    np.testing.assert_allclose(central(ahead()).sum((2, 3)), ahead().centre, rtol=1e-9)


def test_half_of_the_draws_lie_above_the_middle() -> None:
    above = drawn(600)[-1].sum((2, 3)) > ahead().centre[-1]
    assert np.all(np.abs(above.mean(0) - 0.5) < 0.08)  # four standard errors of 600 draws


def test_the_spread_of_draws_is_the_spread_that_was_scored() -> None:
    logs = np.log(drawn(600).sum((3, 4)) / ahead().centre[:, None])
    promised = ahead().spread.deviation
    np.testing.assert_allclose(logs.std(1) / promised, 1, atol=0.15)


def test_a_forecast_knows_nothing_of_later_years() -> None:
    cut = LAST - 4
    twisted = replace(KNOWN, population=KNOWN.population.copy(), births=KNOWN.births.copy(), deaths=KNOWN.deaths.copy())
    later = KNOWN.years.index(cut) + 1
    for array in (twisted.population, twisted.births, twisted.deaths):
        array[later:] *= 7
    one, other = (outlook(known.until(cut), cut + 5, record(known)) for known in (KNOWN, twisted))
    np.testing.assert_array_equal(one.centre, other.centre)
    np.testing.assert_array_equal(one.spread.factor, other.spread.factor)
    np.testing.assert_array_equal(central(one), central(other))


def test_weights_are_shares() -> None:
    found = weights(record(KNOWN))
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(1), 1)


def test_noise_of_counts_moves_every_draw_and_nobody_where_nobody_was_counted() -> None:
    known = replace(KNOWN, population=KNOWN.population.copy())
    known.population[-1, 0, 0, 60:] = 0
    here = outlook(known, LAST + 1)
    quiet, noisy = (drawn_futures(here, draws=400, seed=1, noise=one) for one in (0, 3))
    counted = known.population[-1].astype(np.float32)
    starts = noisy.luck[0].start(counted)
    assert starts.min() >= 0
    assert not starts[:, 0, 0, 60:].any()
    off = (starts[:, 1] - counted[1]).round()
    assert set(np.unique(off)) == set(range(-3, 4))
    assert off.std() == pytest.approx(2, abs=0.05)
    (before,), (after,) = list(quiet.futures()), list(noisy.futures())
    np.testing.assert_allclose(after.sum((2, 3)), before.sum((2, 3)), rtol=1e-5)  # totals are led where they were
    assert after[:, 1, 0, 40].std() > before[:, 1, 0, 40].std()
    np.testing.assert_array_equal(next(iter(noisy.within(["01"]).futures()))[:, 0], after[:, 1])
