"""How fast a country's population is projected, beside straightforward peers and the plain loops, in the same run.

JSON lines: name, value, unit, peer, ratio. Times are processor seconds of this process, so that other load hardly
matters; ratio is the peer's time over ours. A made-up country of 290 areas, 2 sexes, 101 ages.
"""

import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from malbild.analysis.forecast import reference
from malbild.analysis.forecast.aims import Aim, Outcome
from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.chance import BLOCK, pieces
from malbild.analysis.forecast.futures import drawn, outlook
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.rates import Chances, Destinations, Rates, chances
from malbild.analysis.forecast.seeking import Handle, Odds, seek
from malbild.analysis.forecast.sensitivity import LEVERS, sensitivities
from malbild.analysis.forecast.step import step
from malbild.vocabulary.scenario import Lever
from tests.forecast_cases import history

AREAS, AGES, YEARS = 290, 101, 40
GROUPS = (0, 16, 20, 30, 65)
SINGLE = np.float32


def country(areas: int, seed: int = 1) -> tuple[Floats, Rates]:
    """A made-up population and its rates."""
    chance = np.random.default_rng(seed)
    shape = (areas, 2, AGES)
    weights = chance.uniform(0.5, 1.5, shape)
    ages = np.arange(AGES)
    fertility = np.where((ages > 16) & (ages < 46), 0.06, 0.0)
    rates = Rates(
        np.broadcast_to(fertility, (areas, AGES)).copy(),
        np.broadcast_to(0.0001 * np.exp(0.085 * ages), shape).copy(),
        chance.uniform(0.0, 0.1, shape),
        chance.uniform(0.0, 0.01, shape),
        weights / weights.sum(0),
        chance.uniform(0, 3, shape),
    )
    return chance.uniform(10, 300, shape), rates


def with_destinations(rates: Rates) -> Rates:
    """The same country with moves by origin and destination."""
    weights = np.random.default_rng(2).uniform(0.1, 1, (len(GROUPS), AREAS, AREAS))
    return replace(rates, attraction=Destinations(weights / weights.sum(-1, keepdims=True), GROUPS))


def run(population: Floats, given: Chances, years: int) -> Floats:
    """Some years of one future, or of one block of draws, piece by piece as `futures` runs them."""
    parts = [population]
    if population.ndim == 4:
        parts = [population[one] for one in pieces(len(population), population[0].size)]
    for _ in range(years):
        parts = [step(one, given).population for one in parts]
    return np.concatenate(parts)


def draws(population: Floats, rates: Rates, number: int, years: int) -> None:
    """Many draws, block by block, each with a level of mortality of its own; totals by age group are what is kept."""
    start = population.astype(SINGLE)
    for block in range(number // BLOCK):
        given = chances(replace(rates, death=rates.death * (1 + 0.001 * block))).astype(SINGLE)
        run(np.broadcast_to(start, (BLOCK, *start.shape)), given, years).sum(-1)


def loops(population: Floats, rates: Rates, years: int) -> float:
    """Seconds the plain loops would take for a country: measured on a tenth of it, one year."""
    small, given = country(29)
    return seconds(lambda: reference.step(small, given), 1) * 10 * years


def joined(population: Floats, given: Chances, years: int) -> float:
    """Seconds of pandas, written straightforwardly: one table a year, merged and grouped. Measured on two years."""
    try:
        import pandas as pd  # noqa: PLC0415  # a peer, not a part
    except ImportError:
        return float("nan")
    axes = pd.MultiIndex.from_product([range(AREAS), range(2), range(AGES)], names=["area", "sex", "age"])
    columns = {
        "stay": given.stay,
        "depart": given.depart,
        "attraction": given.rates.attraction,
        "immigration": given.rates.immigration,
    }
    table = pd.DataFrame({name: np.asarray(one).ravel() for name, one in columns.items()}, index=axes).reset_index()
    fertility = pd.DataFrame(
        {"fertility": given.rates.fertility.ravel()},
        index=pd.MultiIndex.from_product([range(AREAS), range(AGES)], names=["area", "age"]),
    ).reset_index()
    people = pd.DataFrame({"persons": population.ravel()}, index=axes).reset_index()

    def year(people: "pd.DataFrame") -> "pd.DataFrame":
        older = people.assign(age=(people.age + 1).clip(upper=AGES - 1))
        women = older[older.sex == 0].merge(fertility, on=["area", "age"])
        born = (women.persons * women.fertility).groupby(women.area).sum()
        babies = [
            pd.DataFrame({"area": born.index, "sex": sex, "age": 0, "persons": born.values * share})
            for sex, share in ((0, 0.488), (1, 0.512))
        ]
        everybody = pd.concat([*babies, older]).groupby(["area", "sex", "age"], as_index=False).persons.sum()
        all_of = everybody.merge(table, on=["area", "sex", "age"])
        pool = (all_of.persons * all_of.depart).groupby([all_of.sex, all_of.age]).sum().rename("pool").reset_index()
        all_of = all_of.merge(pool, on=["sex", "age"])
        persons = all_of.persons * all_of.stay + all_of.pool * all_of.attraction + all_of.immigration
        return all_of[["area", "sex", "age"]].assign(persons=persons)

    return seconds(lambda: year(year(people)), 1) / 2 * years


def with_polars(population: Floats, given: Chances, years: int) -> float:
    """Seconds of Polars, written straightforwardly: the same joins. Measured on two years."""
    try:
        import polars as pl  # noqa: PLC0415  # a peer, not a part
    except ImportError:
        return float("nan")
    areas, sexes, ages = (one.ravel() for one in np.indices(population.shape))
    cells = {"area": areas, "sex": sexes, "age": ages}
    rates = {"stay": given.stay, "depart": given.depart, "attraction": given.rates.attraction}
    columns = {name: np.asarray(one).ravel() for name, one in rates.items()}
    table = pl.DataFrame({**cells, **columns, "immigration": given.rates.immigration.ravel()})
    place, old = (one.ravel() for one in np.indices(given.rates.fertility.shape))
    fertility = pl.DataFrame({"area": place, "age": old, "fertility": given.rates.fertility.ravel()})
    people = pl.DataFrame({**cells, "persons": population.ravel()})
    key = ["area", "sex", "age"]

    def year(people: "pl.DataFrame") -> "pl.DataFrame":
        older = people.with_columns(pl.col("age").add(1).clip(upper_bound=AGES - 1))
        women = older.filter(pl.col("sex") == 0).join(fertility, on=["area", "age"])
        born = women.group_by("area").agg((pl.col("persons") * pl.col("fertility")).sum().alias("persons"))
        babies = [
            born.select("area", pl.lit(sex).alias("sex"), pl.lit(0).alias("age"), pl.col("persons") * share)
            for sex, share in ((0, 0.488), (1, 0.512))
        ]
        whole = pl.concat([*babies, older], how="vertical_relaxed").group_by(key).agg(pl.col("persons").sum())
        all_of = whole.join(table, on=key)
        pool = all_of.group_by(["sex", "age"]).agg((pl.col("persons") * pl.col("depart")).sum().alias("pool"))
        after = pl.col("persons") * pl.col("stay") + pl.col("pool") * pl.col("attraction") + pl.col("immigration")
        return all_of.join(pool, on=["sex", "age"]).select(*key, after.alias("persons"))

    return seconds(lambda: year(year(people)), 1) / 2 * years


def labelled(population: Floats, given: Chances, years: int) -> float:
    """Seconds of larray: the same equations on labelled arrays. Measured on four years."""
    try:
        import larray as la  # noqa: PLC0415  # a peer, not a part
    except ImportError:
        return float("nan")
    area, sex, age = la.Axis(AREAS, "area"), la.Axis("sex=women,men"), la.Axis(AGES, "age")
    rates = (given.stay, given.depart, given.rates.attraction, given.rates.immigration, population)
    stay, depart, attraction, immigration, people = (la.Array(one, (area, sex, age)) for one in rates)
    fertility, shares = la.Array(given.rates.fertility, (area, age)), la.Array([0.488, 0.512], sex)
    last = AGES - 1

    def year(people: "la.Array") -> "la.Array":
        everybody = la.zeros((area, sex, age))
        everybody[age[1:last]] = people[age[0 : last - 1]].set_labels(age, range(1, AGES))
        everybody[age[last]] += people[age[last]]
        everybody[age[0]] = (everybody["women"] * fertility).sum(age) * shares
        return everybody * stay + (everybody * depart).sum(area) * attraction + immigration

    return seconds(lambda: year(year(year(year(people)))), 1) / 4 * years


def simulated(population: Floats, given: Chances, years: int) -> float:
    """Seconds of neworder, which follows single persons: who dies, departs or emigrates, and who gives birth.

    Measured on a year of a sample of 200,000 of them, and made as many as the population has.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it runs on one processor only
            import neworder  # noqa: PLC0415  # a peer, not a part
    except ImportError:
        return float("nan")
    chance = np.random.default_rng(3)
    many = 200_000
    where = chance.choice(population.size, many, p=population.ravel() / population.sum())
    area, sex, age = np.unravel_index(where, population.shape)
    stream = neworder.MonteCarlo.deterministic_identical_stream
    random = neworder.Model(neworder.NoTimeline(), stream).mc

    def year() -> None:
        reached = np.minimum(age + 1, AGES - 1)
        for rates in (given.rates.death, given.rates.departure, given.rates.emigration):
            random.hazard(rates[area, sex, reached])
        women = sex == 0
        random.hazard(given.rates.fertility[area[women], reached[women]])

    return seconds(year, 1) * population.sum() / many * years


def counties() -> History:
    """A made-up country of 35 areas with forty years behind it, for questions that are asked while somebody waits."""
    return history(areas=35, years=40, ages=101)


def compiled(block: Floats, given: Chances, years: int) -> None:
    """The same years under JAX, on whatever device it finds: wall time a draw beside NumPy's in this process."""
    try:
        import jax  # noqa: PLC0415  # an extra
    except ImportError:
        return

    def year(population: Floats, _: None) -> tuple[Floats, None]:
        return step(population, given, xp=jax.numpy).population, None

    whole = jax.jit(lambda start: jax.lax.scan(year, start, None, length=years)[0])
    start = jax.device_put(np.array(block))
    whole(start).block_until_ready()
    theirs = _wall(lambda: whole(start).block_until_ready()) / len(block)
    ours = _wall(lambda: run(block, given, years)) / len(block)
    device = jax.devices()[0].device_kind
    report(
        f"290 areas × 40 years, a draw of a block, JAX on {device}", 1000 * theirs, "ms wall", "NumPy", ours / theirs
    )


def _wall(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def answers() -> None:
    """How long a goal's search and the sensitivities take, of futures that are drawn already."""
    futures = drawn(outlook(counties(), 2049), draws=500, seed=1)
    areas = futures.ahead.history.areas
    for who, where in (("one area", areas[:1]), ("35 areas", areas)):
        outcome = Outcome("population", where, "20-64")
        *_, last = futures.futures()
        value = float(np.quantile(outcome.in_(last, futures.ahead.cells), 0.6))
        aim = Aim("a", outcome, "at_least", value, 2049)
        handle = Handle(Lever("mortality", "multiply", 1.0, {}, 0, ""), 0.2, 5.0)
        asked = seconds(lambda: seek(Odds(futures.within(where), aim, [handle]), 0.6), 1)  # noqa: B023
        report(f"a goal search of 500 draws × 10 years, {who}", asked, "s")
        ranked = seconds(lambda: sensitivities(futures, [aim]))  # noqa: B023
        report(f"{len(LEVERS)} sensitivities, {who}", ranked, "s")


def seconds(call: Callable[[], object], repeats: int = 3) -> float:
    """Processor seconds, the best of some runs."""
    taken = []
    for _ in range(repeats):
        started = time.process_time()
        call()
        taken.append(time.process_time() - started)
    return min(taken)


def report(name: str, value: float, unit: str, peer: str = "", ratio: float | None = None) -> None:
    """One measurement as a JSON line."""
    found = None if ratio is None or np.isnan(ratio) else round(ratio, 1)
    print(json.dumps({"name": name, "value": round(value, 4), "unit": unit, "peer": peer, "ratio": found}), flush=True)


def main() -> None:
    """Print one JSON line per measurement."""
    population, rates = country(AREAS)
    given = chances(rates)
    ours = seconds(lambda: run(population, given, YEARS))
    report("290 areas × 40 years, one draw", 1000 * ours, "ms", "plain loops", loops(population, rates, YEARS) / ours)
    peers = {"pandas": joined, "polars": with_polars, "larray": labelled, "neworder": simulated}
    for name, peer in peers.items():
        theirs = peer(population, given, YEARS)
        report("290 areas × 40 years, one draw", 1000 * ours, "ms", name, theirs / ours)
    single = given.astype(SINGLE)
    block = np.broadcast_to(population.astype(SINGLE), (BLOCK, *population.shape))
    report(
        "290 areas × 40 years, a draw of a block", 1000 * seconds(lambda: run(block, single, YEARS), 1) / BLOCK, "ms"
    )
    compiled(block, single, YEARS)
    report("1,000 national draws, pool", seconds(lambda: draws(population, rates, 100, YEARS), 1) * 10, "s (100 × 10)")
    moves = with_destinations(rates)
    report(
        "1,000 national draws, origin–destination",
        seconds(lambda: draws(population, moves, 40, YEARS), 1) * 25,
        "s (40 × 25)",
    )
    few, their_rates = country(35)
    report("35 areas × 1,000 draws × 10 years", seconds(lambda: draws(few, their_rates, 1000, 10)), "s")
    answers()
    report("import", _import_seconds(), "s", "numpy alone", _import_seconds() / _import_seconds("numpy"))
    report("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB")


def _import_seconds(module: str = "malbild.analysis.forecast.futures") -> float:
    program = f"import time; s = time.perf_counter(); import {module}; print(time.perf_counter() - s)"
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    return min(float(one.stdout) for one in runs)


if __name__ == "__main__":
    main()
