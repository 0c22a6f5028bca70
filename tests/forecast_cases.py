"""Generated regions: populations and rates of any size, some of them cruel."""

import numpy as np
from hypothesis import strategies as st

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.rates import Destinations, Rates

AGES = 12


@st.composite
def regions(draw: st.DrawFn) -> tuple[Floats, Rates]:
    """A population (area, sex, age) and the rates of one year; empty cells, zero and enormous hazards included."""
    areas = draw(st.integers(1, 5))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (areas, 2, AGES)
    population = chance.gamma(0.5, draw(st.sampled_from([0.0, 1.0, 1e6])), shape)
    rates = Rates(
        fertility=chance.uniform(0, 0.2, (areas, AGES)),
        death=_hazards(draw, chance, shape),
        departure=_hazards(draw, chance, shape),
        emigration=_hazards(draw, chance, shape),
        attraction=_destinations(chance, areas) if draw(st.booleans()) else _attraction(chance, shape),
        immigration=chance.gamma(0.5, 10, shape),
    )
    return population, rates


def _hazards(draw: st.DrawFn, chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return chance.exponential(draw(st.sampled_from([0.0, 0.01, 5.0])), shape)


def _attraction(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    weights = chance.uniform(0.01, 1, shape)
    return weights / weights.sum(0)


def _destinations(chance: np.random.Generator, areas: int) -> Destinations:
    weights = chance.uniform(0.01, 1, (2, areas, areas))
    return Destinations(weights / weights.sum(-1, keepdims=True), (0, 5))
