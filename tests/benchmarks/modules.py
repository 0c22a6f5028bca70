"""How long labour, households, money and emissions take on the population's draws, beside the draws and plain loops.

JSON lines: name, value, unit, peer, ratio. Processor seconds of this process, so that other load hardly matters. A
made-up region of 12 areas and 101 ages, 200 draws, 10 years. Ratio: the peer's time over ours.
"""

from dataclasses import replace

import numpy as np

from malbild.analysis.forecast import emissions, households, money
from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.emissions import Emissions
from malbild.analysis.forecast.futures import futures, outlook
from malbild.analysis.forecast.households import Households
from malbild.analysis.forecast.labour import model as labour
from malbild.analysis.forecast.labour.jobs import Rules
from malbild.analysis.forecast.labour.model import Labour
from malbild.analysis.forecast.labour.schooling import Programmes
from malbild.analysis.forecast.money import Equalisation, Money
from malbild.analysis.forecast.plain.labour import Region
from tests.benchmarks.forecast import report, seconds
from tests.forecast_cases import history

AREAS, AGES, DRAWS, YEARS, GROUPS, INDUSTRIES, AT_ONCE = 12, 101, 200, 10, 8, 15, 40
RULES = ("traded", "local", "public") * 5


def labour_market(chance: np.random.Generator) -> Labour:
    """A labour market of 8 education groups and 15 industries."""

    def shares(*shape: int) -> Floats:
        weights = chance.gamma(1, 1, shape)
        return np.asarray(weights / weights.sum(-1, keepdims=True))

    working = ((np.arange(AGES) > 15) & (np.arange(AGES) < 75))[:, None]
    return Labour(
        education=shares(AREAS, 2, AGES, GROUPS),
        participation=chance.uniform(0.5, 1, (AREAS, 2, AGES, GROUPS)) * working,
        retirement_delay=np.zeros((AREAS, 2, GROUPS)),
        unemployment=np.full((AREAS, GROUPS), 0.07),
        frictional=np.full(AREAS, 0.02),
        substitution=np.full(AREAS, 0.3),
        jobs=chance.uniform(100, 900, (AREAS, INDUSTRIES)),
        growth=np.full(INDUSTRIES, 0.01),
        announced=np.zeros((AREAS, INDUSTRIES)),
        staffing=np.ones((AREAS, INDUSTRIES)),
        income_share=np.full(INDUSTRIES, 0.5),
        use=chance.uniform(0, 1, (INDUSTRIES, 2, AGES)),
        occupations=shares(INDUSTRIES, 46),
        requirements=shares(46, GROUPS),
        commuting=shares(AREAS, AREAS + 1),
        incoming=np.full(AREAS, 50.0),
        places=chance.uniform(0, 30, (AREAS, 2)),
        completion=np.array([0.8, 0.7]),
        retention=np.full((AREAS, 2), 0.9),
    )


def in_blocks(populations: list[Floats], start: Floats, a: Labour) -> None:
    """The labour market of every draw, block by block."""
    programmes = Programmes((0, 1), (1, 2), (19, 24), (3, 2))
    for first in range(0, DRAWS, AT_ONCE):
        block = slice(first, first + AT_ONCE)
        wide = np.broadcast_to(start, (AT_ONCE, *start.shape))
        state = labour.begin(a, Rules.of(RULES), programmes, "balanced", wide)
        for population in populations:
            state, _ = labour.follow(state, a, population[block].astype(np.float64))


def others(populations: list[Floats], start: Floats, chance: np.random.Generator) -> dict[str, float]:
    """Seconds of households, money and emissions."""
    flat = np.full(AREAS, 0.01)
    h = Households(chance.uniform(0, 1, (AREAS, 2, AGES)), np.full(AREAS, 9e3), flat, flat, flat, flat)
    m = Money(
        chance.uniform(0, 1, (8, 2, AGES)), np.full((AREAS, 8), 1e5), np.full(8, 0.01),
        np.full((AREAS, 2, AGES), 2e5), np.full((AREAS, 2, AGES), 1e5), np.array(0.01), np.full(AREAS, 0.3),
        np.array(2e5), np.full((2, AGES), 1e4), flat, np.array(3e4), flat, flat,
    )  # fmt: skip
    e = Emissions(
        np.ones((AREAS, 9)), np.ones((AREAS, 9)), np.ones((AREAS, 9)), np.full((AREAS, 9, 8), 1 / 8), np.ones(8)
    )
    follows = emissions.begin(("persons",) * 9, ("energy",) * 8, {"persons": start.sum((-2, -1))})

    def housing() -> None:
        stock = households.begin(h, start)
        for population in populations:
            stock, _ = households.follow(stock, h, population)

    def purse() -> None:
        grown = money.begin(m)
        for population in populations:
            grown, _ = money.follow(grown, m, Equalisation(1.15, flat, flat), population, np.ones(1))

    def climate() -> None:
        for population in populations:
            emissions.follow(follows, e, {"persons": population.sum((-2, -1))})

    return {one.__name__: seconds(one, 1) for one in (housing, purse, climate)}


def main() -> None:
    """Print one JSON line per measurement."""
    ahead = outlook(history(areas=AREAS, ages=AGES), 2015 + YEARS)
    start = ahead.history.population[-1]
    populations = list(futures(ahead, draws=DRAWS, seed=1))
    drawn = seconds(lambda: list(futures(ahead, draws=DRAWS, seed=1)), 1)
    what = f"{AREAS} areas × {DRAWS} draws × {YEARS} years"
    report(f"population, {what}", drawn, "s")
    chance = np.random.default_rng(1)
    a = labour_market(chance)
    taken = seconds(lambda: in_blocks(populations, start, a), 1)
    report(f"labour, {what}", taken, "s", "population alone", drawn / taken)
    small = replace(a)
    loops = seconds(
        lambda: Region(RULES, [(0, 1, 19, 3), (1, 2, 24, 2)], "balanced").year_by_year(
            start, [populations[0][0]], [small, small]
        ),
        1,
    )
    report(f"labour, {what}", taken, "s", "plain loops", loops * DRAWS * YEARS / taken)
    for name, each in others(populations, start, chance).items():
        report(f"{name}, {what}", each, "s", "population alone", drawn / each)


if __name__ == "__main__":
    main()
