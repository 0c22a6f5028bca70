"""What holds for every year of every region, to the last person?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from malbild.analysis.forecast import reference
from malbild.analysis.forecast.arrays import Floats, aged
from malbild.analysis.forecast.rates import Rates, chances
from malbild.analysis.forecast.steering import Movers, steered
from malbild.analysis.forecast.step import Year, step
from tests.forecast_cases import regions

EXACT = 1e-9


def close(one: Floats, other: Floats) -> bool:
    return bool(np.allclose(one, other, rtol=EXACT, atol=EXACT * max(1.0, float(np.abs(other).max(initial=0)))))


def year_of(region: tuple[Floats, Rates]) -> Year:
    population, rates = region
    return step(population, chances(rates))


@given(regions())
def test_the_loops_say_the_same(region: tuple[Floats, Rates]) -> None:
    assert close(year_of(region).population, reference.step(*region))


@given(regions())
def test_every_cell_is_accounted_for(region: tuple[Floats, Rates]) -> None:
    year = year_of(region)
    start = aged(region[0], year.born)
    events = year.arrived + year.immigrated - year.died - year.departed - year.emigrated
    assert close(year.population, start + events)


@given(regions())
def test_the_open_last_age_leaks_nobody(region: tuple[Floats, Rates]) -> None:
    population, _ = region
    year = year_of(region)
    before = population[..., -2].sum() + population[..., -1].sum()
    left = year.died + year.departed + year.emigrated - year.arrived - year.immigrated
    assert close(np.array(before), year.population[..., -1].sum() + left[..., -1].sum())


@given(regions())
def test_moves_between_the_areas_sum_to_zero(region: tuple[Floats, Rates]) -> None:
    year = year_of(region)
    assert close(year.arrived.sum(0), year.departed.sum(0))


@given(regions())
def test_the_whole_is_the_sum_of_its_parts(region: tuple[Floats, Rates]) -> None:
    population, _ = region
    year = year_of(region)
    change = year.born.sum() + year.immigrated.sum() - year.died.sum() - year.emigrated.sum()
    assert close(np.array(year.population.sum()), population.sum() + change)


@given(regions())
def test_no_cell_is_negative(region: tuple[Floats, Rates]) -> None:
    year = year_of(region)
    parts = (year.population, year.died, year.departed, year.arrived, year.emigrated, year.immigrated)
    assert all((part >= 0).all() for part in parts)


@given(regions(), st.integers(1, 4))
def test_draws_are_an_axis_like_any_other(region: tuple[Floats, Rates], draws: int) -> None:
    population, rates = region
    factors = np.linspace(0.5, 1.5, draws)
    together = step(np.stack([population] * draws), chances(rates), births=factors[:, None]).population
    alone = [step(population, chances(rates), births=factor).population for factor in factors]
    assert close(together, np.stack(alone))


@given(regions(), st.floats(0.0, 2.0), st.integers(0, 2**32 - 1))
def test_steering_meets_the_total_and_tells_who_moved(
    region: tuple[Floats, Rates], factor: float, seed: int
) -> None:  # fmt: skip
    population, _ = region
    chance = np.random.default_rng(seed)
    leaving = chance.uniform(0.5, 1, population.shape)
    movers = Movers(leaving / leaving.sum((1, 2), keepdims=True), leaving)
    totals = population.sum((1, 2)) * factor
    led, come, gone = steered(population, totals, movers)
    assert (led >= -EXACT).all()
    assert close(led, population + come - gone)
    assert (led.sum((1, 2)) >= totals * (1 - EXACT)).all()
    if factor >= 0.5:  # half of each cell can leave before the most movable cell is empty
        assert close(led.sum((1, 2)), totals)
