"""Do the modules on the population keep their accounts to the last decimal, and agree with the plain loops?"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.analysis.forecast import emissions, households, money
from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.emissions import Emissions
from malbild.analysis.forecast.households import Households
from malbild.analysis.forecast.labour import model as labour
from malbild.analysis.forecast.labour.jobs import Rules
from malbild.analysis.forecast.labour.market import CLOSURES, Closure
from malbild.analysis.forecast.labour.model import Labour
from malbild.analysis.forecast.labour.schooling import Programmes, older, transitions
from malbild.analysis.forecast.money import Equalisation, Money
from malbild.analysis.forecast.plain import emissions as plain_emissions
from malbild.analysis.forecast.plain import households as plain_households
from malbild.analysis.forecast.plain import money as plain_money
from malbild.analysis.forecast.plain.labour import Region
from tests.module_cases import (
    CARRIERS,
    DRAWS,
    DRIVERS,
    PROGRAMMES,
    RULES,
    climates,
    housing_markets,
    labour_markets,
    purses,
)

EXACT = {"rtol": 1e-9, "atol": 1e-7}
Market = tuple[Floats, list[Floats], list[Labour]]
Figures = dict[str, Floats]


def reckoned(market: Market, closure: Closure) -> list[tuple[labour.Carried, Figures]]:
    """The origin, and each year with its figures."""
    start, ahead, assumed = market
    programmes = Programmes(*(tuple(one[at] for one in PROGRAMMES) for at in range(4)))
    state = labour.begin(
        assumed[0], Rules.of(RULES), programmes, closure, np.broadcast_to(start, (DRAWS, *start.shape))
    )
    told: list[tuple[labour.Carried, Figures]] = [(state, {})]
    for population, a in zip(ahead, assumed[1:], strict=True):
        state, figures = labour.follow(state, a, population)
        told.append((state, figures))
    return told


closures = st.sampled_from(CLOSURES)


@settings(max_examples=25, deadline=None)
@given(labour_markets(), closures)
def test_the_labour_market_is_that_of_plain_loops(market: Market, closure: Closure) -> None:
    start, ahead, assumed = market
    fast = reckoned(market, closure)[1:]
    for draw in range(DRAWS):
        plain = Region(RULES, list(PROGRAMMES), closure).year_by_year(start, [one[draw] for one in ahead], assumed)
        for (_, figures), slow in zip(fast, plain, strict=True):
            for name, values in slow.items():
                np.testing.assert_allclose(figures[name][draw], values, **EXACT, err_msg=name)


@settings(max_examples=40, deadline=None)
@given(labour_markets(), closures)
def test_every_change_of_the_labour_force_has_its_name(market: Market, closure: Closure) -> None:
    told = reckoned(market, closure)
    for (before, _), (after, of) in pairwise(told):
        flows = of["came"] - of["gone"] + of["trained"] + of["entered"] - of["withdrew"] - of["retired"]
        then, now = (one.people.force for one in (before, after))
        np.testing.assert_allclose(now, then + flows, **EXACT)
        np.testing.assert_allclose(of["labour_force"], now, **EXACT)


@settings(max_examples=40, deadline=None)
@given(labour_markets(), closures)
def test_people_at_work_and_jobs_add_up(market: Market, closure: Closure) -> None:
    for state, of in reckoned(market, closure)[1:]:
        per_job = state.fixed.persons_per_job
        jobs = of["jobs"].sum(-1) * per_job
        np.testing.assert_allclose(of["jobs_by_occupation"].sum(-1), of["jobs"].sum(-1), **EXACT)
        np.testing.assert_allclose(of["recruitment"] - of["surplus"], of["expansion"] + of["replacement"], **EXACT)
        np.testing.assert_allclose(of["employed_residents"] + of["unemployed"], of["labour_force"], **EXACT)
        np.testing.assert_allclose(state.employed_home, of["employed_residents"].sum(-1), **EXACT)
        np.testing.assert_allclose(of["demand"].sum(-1) - of["unfilled"].sum(-1), of["employed"].sum(-1), **EXACT)
        np.testing.assert_allclose(jobs, of["demand" if closure == "demand" else "employed"].sum(-1), **EXACT)
        assert (of["employed"] <= of["supply"] * (1 + 1e-12) + 1e-9).all()
        for name in ("labour_force", "unemployed", "jobs", "unfilled", "recruitment", "unfilled_places"):
            assert (of[name] >= -1e-7).all(), name


@settings(max_examples=30, deadline=None)
@given(labour_markets())
def test_shares_of_education_stay_shares(market: Market) -> None:
    for state, _ in reckoned(market, "balanced"):
        assert (state.people.share >= -1e-12).all()
        np.testing.assert_allclose(state.people.share.sum(-1), 1, rtol=1e-9)


@settings(max_examples=30, deadline=None)
@given(labour_markets())
def test_the_young_learn_as_those_before_them(market: Market) -> None:
    education = market[2][0].education
    np.testing.assert_allclose(older(education, transitions(education))[:, :, 1:35], education[:, :, 1:35], atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(labour_markets())
def test_at_the_origin_the_wanted_are_the_employed(market: Market) -> None:
    start, _, assumed = market
    state, _ = reckoned(market, "balanced")[0]
    _, of = labour.follow(state, assumed[0], np.broadcast_to(start, (DRAWS, *start.shape)))
    np.testing.assert_allclose(of["demand"], state.market.employed, **EXACT)
    np.testing.assert_allclose(labour.employment(state), 1, rtol=1e-12)


@settings(max_examples=60, deadline=None)
@given(housing_markets())
def test_housing_need_is_that_of_plain_loops_and_adds_up(case: tuple[Floats, list[Floats], list[Households]]) -> None:
    start, ahead, assumed = case
    stock = households.begin(assumed[0], np.broadcast_to(start, (DRAWS, *start.shape)))
    plain = [plain_households.need(start, [one[draw] for one in ahead], assumed) for draw in range(DRAWS)]
    for year, (population, a) in enumerate(zip(ahead, assumed[1:], strict=True)):
        stock, of = households.follow(stock, a, population)
        parts = of["household_change"] + of["lost"] + of["buffer_shortfall"] + of["deficit"]
        np.testing.assert_allclose(of["need"] - of["spare"], parts, **EXACT)
        np.testing.assert_allclose(of["dwellings"], assumed[0].dwellings - of["lost"] + of["built"], **EXACT)
        assert (of["need"] * of["spare"] == 0).all()
        for draw in range(DRAWS):
            for area, slow in enumerate(plain[draw][year]):
                for name, value in slow.items():
                    assert of[name][draw, area] == pytest.approx(value, rel=1e-9, abs=1e-7), name


@settings(max_examples=20, deadline=None)
@given(housing_markets(), st.floats(0.1, 50))
def test_twice_the_people_make_twice_the_households(
    case: tuple[Floats, list[Floats], list[Households]], times: float
) -> None:
    start, _, assumed = case
    np.testing.assert_allclose(
        households.households(start * times, assumed[0]), households.households(start, assumed[0]) * times, **EXACT
    )


@settings(max_examples=30, deadline=None)
@given(purses())
def test_money_is_that_of_plain_loops_and_balances(
    case: tuple[list[Floats], list[Floats], list[Money], Equalisation],
) -> None:
    ahead, work, assumed, rule = case
    grown = money.begin(assumed[0])
    rules = [rule] * len(ahead)
    plain = [
        plain_money.balance([one[draw] for one in ahead], [one[draw] for one in work], assumed, rules)
        for draw in range(DRAWS)
    ]
    for year, (population, employment, a) in enumerate(zip(ahead, work, assumed, strict=True)):
        grown, of = money.follow(grown, a, rule, population, employment)
        names = ("tax", "income_equalisation", "cost_equalisation", "adjustment", "other_revenue")
        parts = sum(of[name] for name in names) - of["cost"].sum(-1)
        np.testing.assert_allclose(of["balance"], parts, **EXACT)
        for draw in range(DRAWS):
            for area, slow in enumerate(plain[draw][year]):
                for name, value in slow.items():
                    assert of[name][draw, area] == pytest.approx(value, rel=1e-9, abs=1e-3), name


@settings(max_examples=30, deadline=None)
@given(purses())
def test_no_inhabitant_is_an_average_one(case: tuple[list[Floats], list[Floats], list[Money], Equalisation]) -> None:
    """One more of an age brings and costs what that age does: the balance moves by nothing else."""
    ahead, work, assumed, rule = case
    a, population = assumed[0], ahead[0]
    grown = money.begin(a)
    before = money.follow(grown, a, rule, population, work[0])[1]
    one_more = population.copy()
    one_more[:, 0, 1, 7] += 1
    after = money.follow(grown, a, rule, one_more, work[0])[1]
    cost = (a.use[:, 1, 7] * a.unit_cost[0] * (1 + a.cost_growth)).sum()
    np.testing.assert_allclose((after["cost"] - before["cost"]).sum(-1)[:, 0], cost, rtol=1e-5, atol=1e-2)
    earned = (a.earnings[0, 1, 7] * work[0][:, 0, 1, 7] + a.other_income[0, 1, 7]) * (1 + a.income_growth)
    np.testing.assert_allclose((after["income"] - before["income"])[:, 0], earned, rtol=1e-5, atol=1e-2)


@settings(max_examples=60, deadline=None)
@given(climates())
def test_emissions_are_those_of_plain_loops_and_parts_make_the_whole(
    case: tuple[Emissions, dict[str, Floats], dict[str, Floats]],
) -> None:
    a, then, now = case
    wide = {word: np.broadcast_to(one, (DRAWS, *one.shape)) for word, one in then.items()}
    of = emissions.follow(emissions.begin(DRIVERS, CARRIERS, wide), a, now)
    np.testing.assert_allclose(of["emissions"].sum(-1), of["emissions_by_carrier"].sum(-1), **EXACT)
    np.testing.assert_allclose(of["energy"].sum(-1), of["energy_by_sector"].sum(-1), **EXACT)
    for draw in range(DRAWS):
        slow = plain_emissions.emitted(DRIVERS, CARRIERS, a, then, {word: one[draw] for word, one in now.items()})
        for area, one in enumerate(slow):
            assert of["energy"][draw, area].sum() == pytest.approx(one["energy"], rel=1e-9)
            assert of["emissions"][draw, area].sum() == pytest.approx(one["emissions"], rel=1e-9)
