"""Made-up regions for the modules that stand on the population: any size, some of them cruel."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.emissions import Emissions
from malbild.analysis.forecast.households import Households
from malbild.analysis.forecast.labour.model import Labour
from malbild.analysis.forecast.money import Equalisation, Money

AGES, DRAWS, YEARS = 70, 2, 3
RULES = ("traded", "local", "public", "traded")
PROGRAMMES = [(0, 1, 19, 2), (1, 0, 24, 1)]
CARRIERS = ("energy", "other", "energy")
DRIVERS = ("persons", "none", "jobs", "households")


class Case(tuple):  # type: ignore[type-arg]
    """A made-up case; not told, for its arrays would fill the screen."""

    def __repr__(self) -> str:
        return "<a made-up case>"


def chances(draw: st.DrawFn) -> np.random.Generator:
    return np.random.default_rng(draw(st.integers(0, 2**32 - 1)))


def populations(chance: np.random.Generator, areas: int) -> tuple[Floats, list[Floats]]:
    """The origin (area, sex, age) and the years ahead (draw, area, sex, age), empty cells included."""
    start = chance.gamma(0.7, 60, (areas, 2, AGES)) * (chance.random((areas, 2, AGES)) > 0.05)
    ahead = [start * chance.uniform(0.8, 1.2, (DRAWS, areas, 2, AGES)) for _ in range(YEARS)]
    return start, ahead


def shares(chance: np.random.Generator, *shape: int) -> Floats:
    weights = chance.gamma(0.6, 1, shape) + 1e-3
    return np.asarray(weights / weights.sum(-1, keepdims=True))


@st.composite
def labour_markets(draw: st.DrawFn) -> tuple[Floats, list[Floats], list[Labour]]:
    """Populations, and the labour market's assumptions of the origin and each year."""
    chance, areas = chances(draw), draw(st.integers(1, 3))
    groups, industries, occupations = draw(st.integers(2, 4)), len(RULES), 2
    start, ahead = populations(chance, areas)
    part = chance.uniform(0, 1, (areas, 2, AGES, groups)) * (np.arange(AGES) > 15)[:, None]
    part[:, :, -3:] = 0
    first = Labour(
        education=shares(chance, areas, 2, AGES, groups),
        participation=part,
        retirement_delay=np.zeros((areas, 2, groups)),
        unemployment=chance.uniform(0, 0.3, (areas, groups)),
        frictional=chance.uniform(0, 0.1, areas),
        substitution=chance.uniform(0, 1, areas),
        jobs=chance.uniform(1, 500, (areas, industries)),
        growth=np.zeros(industries),
        announced=np.zeros((areas, industries)),
        staffing=np.ones((areas, industries)),
        income_share=chance.uniform(0, 1, industries),
        use=chance.uniform(0, 1, (industries, 2, AGES)),
        occupations=shares(chance, industries, occupations),
        requirements=shares(chance, occupations, groups),
        commuting=shares(chance, areas, areas + 1),
        incoming=chance.uniform(0, 50, areas),
        places=chance.uniform(0, 40, (areas, len(PROGRAMMES))),
        completion=chance.uniform(0, 1, len(PROGRAMMES)),
        retention=chance.uniform(0, 1, (areas, len(PROGRAMMES))),
    )
    wild = draw(st.booleans())
    years = [
        replace(
            first,
            growth=chance.uniform(-0.2, 0.2, industries),
            retirement_delay=chance.uniform(0, 4, (areas, 2, groups)) * wild,
            announced=chance.uniform(-600, 600, (areas, industries)) * wild,
            places=chance.uniform(0, 300, first.places.shape) * wild,
            staffing=chance.uniform(0.5, 1.5, (areas, industries)),
        )
        for _ in range(YEARS)
    ]
    return Case((start, ahead, [first, *years]))


@st.composite
def housing_markets(draw: st.DrawFn) -> tuple[Floats, list[Floats], list[Households]]:
    chance, areas = chances(draw), draw(st.integers(1, 4))
    start, ahead = populations(chance, areas)
    first = Households(
        headship=chance.uniform(0, 1, (areas, 2, AGES)),
        dwellings=chance.uniform(100, 4000, areas),
        losses=chance.uniform(0, 0.05, areas),
        vacancy=chance.uniform(0, 0.3, areas),
        deficit=chance.uniform(0, 100, areas),
        built=np.zeros(areas),
    )
    return Case((start, ahead, [first, *(replace(first, built=chance.uniform(0, 200, areas)) for _ in ahead)]))


@st.composite
def purses(draw: st.DrawFn) -> tuple[list[Floats], list[Floats], list[Money], Equalisation]:
    """Populations and who works in each year (draw, area, sex, age), assumptions, and the rule."""
    chance, areas, services = chances(draw), draw(st.integers(1, 3)), 3
    _, ahead = populations(chance, areas)
    work = [chance.uniform(0.5, 1.5, one.shape) for one in ahead]
    shape = (areas, 2, AGES)
    given = [
        Money(
            use=chance.uniform(0, 1, (services, 2, AGES)),
            unit_cost=chance.uniform(0, 3e5, (areas, services)),
            cost_growth=chance.uniform(-0.05, 0.05, services),
            earnings=chance.uniform(0, 5e5, shape),
            other_income=chance.uniform(0, 3e5, shape),
            income_growth=np.array(chance.uniform(-0.05, 0.05)),
            tax_rate=chance.uniform(0.2, 0.35, areas),
            mean_income=np.array(chance.uniform(1e5, 6e5)),
            standard_cost=chance.uniform(0, 1e5, (2, AGES)),
            structure=chance.normal(0, 3e3, areas),
            national_standard_cost=np.array(4e4),
            adjustment=chance.normal(0, 3e3, areas),
            other_revenue=chance.uniform(0, 1e6, areas),
        )
        for _ in ahead
    ]
    rule = Equalisation(1.15, chance.uniform(0.1, 0.3, areas), chance.uniform(0.1, 0.3, areas))
    return Case((ahead, work, given, rule))


@st.composite
def climates(draw: st.DrawFn) -> tuple[Emissions, dict[str, Floats], dict[str, Floats]]:
    """Assumptions, and what activities follow at the origin (area) and now (draw, area); nobody at all included."""
    chance, areas = chances(draw), draw(st.integers(1, 4))
    sectors, carriers = len(DRIVERS), len(CARRIERS)
    a = Emissions(
        activity=chance.uniform(0, 1e4, (areas, sectors)),
        volume=chance.uniform(0, 2, (areas, sectors)),
        intensity=chance.uniform(0, 10, (areas, sectors)),
        shares=shares(chance, areas, sectors, carriers),
        factors=chance.uniform(0, 1, carriers),
    )
    words = ("persons", "households", "jobs")
    then = {word: chance.uniform(0, 1e3, areas) * (chance.random(areas) > 0.1) for word in words}
    return Case((a, then, {word: chance.uniform(0, 1e3, (DRAWS, areas)) for word in words}))
