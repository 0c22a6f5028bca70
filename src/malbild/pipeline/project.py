"""Project the population: tables in, possible futures out, with what they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild import __version__
from malbild.analysis.forecast.arrays import SEXES
from malbild.analysis.forecast.flows import ENGINES, FEWEST_YEARS, Engine, Flows
from malbild.analysis.forecast.futures import Drawn, Outlook, central, drawn, outlook
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.levers import MODULE_PATHS
from malbild.analysis.forecast.reconciliation import reconciled
from malbild.pipeline.columns import Columns
from malbild.pipeline.workers import backend, shared_out
from malbild.sources.forecast_tables import Tables, read
from malbild.sources.forecast_tables.national import national
from malbild.sources.forecast_tables.scenarios import scenario as scenario_named
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Scenario
from malbild.vocabulary.text import Text

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
TOTAL = "total"
LONGEST_YEARS = 60
SAME_COUNTRY = 0.02
"""How far the areas may be from the country they are to come to: counts of different days, and noise put in."""
COLUMNS = ("area", "sex", "age", "year", "quantile", "value")


@dataclass(frozen=True)
class Asked:
    """What is asked of a projection."""

    folder: Path
    population: Path | None
    scenario: str | None
    draws: int
    to: int
    seed: int
    backend: str = "numpy"
    cluster: str = ""
    noise: int = 0
    engine: Engine = "net"
    national: Path | None = None


@dataclass(frozen=True)
class Projected:
    """A projection as columns, ready to be written, and what it rests on.

    quantile is NaN for the central path, when no draws were asked for.
    """

    area: Sequence[str]
    sex: Sequence[str]
    age: Sequence[str]
    year: NDArray[np.int64]
    quantile: NDArray[np.float64]
    value: NDArray[np.float64]
    record: dict[str, object]

    def columns(self) -> Columns:
        """The columns by name, as they are written."""
        return Columns({name: getattr(self, name) for name in COLUMNS}, self.record)


def project(asked: Asked) -> Projected:
    """The futures of the areas of the tables. Raises Refused with everything that is wrong."""
    ahead, scenario = prepared(asked)
    if scenario is not None and all(one.path in MODULE_PATHS for one in scenario.levers):
        raise Refused([_finding(
            "scenario-of-modules", Path(scenario.id),
            "Scenariot ändrar inget i befolkningen.", "The scenario changes nothing in the population.",
            f"Lägg till --module {_modules(scenario)}.", f"Add --module {_modules(scenario)}.")])  # fmt: skip
    return _columns(ahead, asked, _quantiles(ahead, asked, scenario))


def _modules(scenario: Scenario) -> str:
    return " --module ".join(sorted({one.path.partition("/")[0] for one in scenario.levers}))


def prepared(asked: Asked) -> tuple[Outlook, Scenario | None]:
    """What the futures are drawn from, and the scenario that was asked for."""
    population = population_file(asked.folder, asked.population)
    tables = tables_of(asked.folder, asked.population)
    _refuse_what_cannot_be(asked, tables, population)
    scenario = scenario_named(asked.scenario, asked.folder) if asked.scenario else None
    ahead = outlook(history_of(tables), asked.to, engine=asked.engine)
    return (reconciled(ahead, _country(asked.national, ahead)) if asked.national else ahead), scenario


def _country(file: Path, ahead: Outlook) -> float:
    """What a projection of the country says of the end year; refused where the areas are not the country."""
    told, origin, last = national(file), ahead.history.years[-1], ahead.years[-1]
    missing = [str(year) for year in (origin, last) if year not in told]
    if missing:
        years = ", ".join(missing)
        raise Refused([_finding(
            "national", file, f"Framskrivningen för landet saknar {years}.", f"The country's projection lacks {years}.",
            "Lägg till årets folkmängd; ursprungsåret behövs för att se att områdena är hela landet.",
            "Add that year's population; the origin is needed to see that the areas are the whole country.")],
        )  # fmt: skip
    areas = float(ahead.history.totals[-1].sum())
    if abs(areas / max(told[origin], 1) - 1) > SAME_COUNTRY:
        raise Refused([_finding(
            "national", file, f"Områdena har {areas:.0f} invånare {origin}, landet {told[origin]:.0f}.",
            f"The areas have {areas:.0f} inhabitants in {origin}, the country {told[origin]:.0f}.",
            "Ta med landets alla områden, eller utelämna --national.",
            "Take in all areas of the country, or leave out --national.")])  # fmt: skip
    return told[last]


def population_file(folder: Path, population: Path | None = None) -> Path:
    """The population table: the one that is named, else the folder's `forecast/`, else the folder itself."""
    inside = folder / "forecast" / "population.csv"
    alone = folder / "population.csv"
    return population or (alone if alone.is_file() and not inside.is_file() else inside)


def tables_of(folder: Path, population: Path | None = None) -> Tables:
    """The three tables of a folder. Raises Refused with everything that is wrong with them."""
    people = population_file(folder, population)
    return read(people, people.with_name("births.csv"), people.with_name("deaths.csv"))


def history_of(tables: Tables) -> History:
    """What the forecast learns from, as the tables have it."""
    told = tables.flows
    flows = None if told is None else Flows(
        told.departures, told.arrivals, told.between, told.starts, told.immigration, told.emigration
    )  # fmt: skip
    return History(tables.areas, tables.years, tables.population, tables.births, tables.deaths, flows)


def _refuse_what_cannot_be(asked: Asked, tables: Tables, file: Path) -> None:
    last = tables.years[-1]
    found = []
    if not last < asked.to <= last + LONGEST_YEARS:
        found.append(
            _finding(
                "to",
                file,
                f"Framskrivningen ska gå till {asked.to}, men tabellen slutar {last}.",
                f"The projection is to go to {asked.to}, but the table ends in {last}.",
                f"Ange ett år från {last + 1} till {last + LONGEST_YEARS}.",
                f"Give a year from {last + 1} to {last + LONGEST_YEARS}.",
            )
        )
    if not 0 <= asked.draws <= 100_000:
        found.append(
            _finding(
                "draws",
                file,
                f"{asked.draws} dragningar går inte.",
                f"{asked.draws} draws cannot be.",
                "Ange 0 (bara mittvägen) till 100 000.",
                "Give 0 (the middle path only) to 100,000.",
            )
        )
    if not 0 <= asked.noise <= 100:
        found.append(
            _finding(
                "count-noise",
                file,
                f"Räkningen kan inte vara osäker på {asked.noise} personer i varje cell.",
                f"Counts cannot be off by {asked.noise} persons in every cell.",
                "Ange 0 till 100; 3 för SCB:s röjandekontroll från 2025.",
                "Give 0 to 100; 3 for Statistics Sweden's disclosure control from 2025.",
            )
        )
    if not 0 <= asked.seed < 2**63:
        found.append(
            _finding(
                "seed",
                file,
                f"Fröet {asked.seed} går inte.",
                f"The seed {asked.seed} cannot be.",
                "Ange ett helt tal från 0.",
                "Give a whole number from 0.",
            )
        )
    flows = history_of(tables).flows
    if asked.engine not in (flows.engines if flows else ENGINES[:1]):
        found.append(_no_moves(asked.engine, tables, file))
    if asked.engine != "net" and asked.cluster:
        found.append(
            _finding(
                "engine",
                file.parent,
                f"Med motorn {asked.engine} hänger områdena ihop och kan inte delas på flera datorer.",
                f"With the engine {asked.engine} the areas hang together and cannot be shared by several computers.",
                "Ta bort --cluster, eller välj --engine net.",
                "Leave out --cluster, or choose --engine net.",
            )
        )
    if found:
        raise Refused(found)


def _no_moves(engine: Engine, tables: Tables, file: Path) -> Finding:
    needed = "moves.csv" if engine == "origin-destination" else "departures.csv, arrivals.csv / moves.csv"
    return _finding(
        "engine",
        file.parent,
        f"Motorn {engine} behöver minst {FEWEST_YEARS} år av räknade flyttningar ({needed}); de saknas.",
        f"The engine {engine} needs at least {FEWEST_YEARS} years of counted moves ({needed}); they are missing.",
        "Lägg till tabellen bredvid befolkningen, eller välj --engine net.",
        "Add the table beside the population, or choose --engine net.",
    )


def _finding(what: str, file: Path, sv: str, en: str, do_sv: str, do_en: str) -> Finding:
    return Finding(f"input.{what}", Severity.ERROR, Place(str(file)), Text(sv, en), Text(do_sv, do_en))


def _quantiles(ahead: Outlook, asked: Asked, scenario: Scenario | None) -> NDArray[np.float64]:
    """(quantile, year, area, sex, age) with the totals over sexes and ages as a further sex and age at the end."""
    if not asked.draws:
        return np.stack([_with_totals(year) for year in central(ahead, scenario)])[None]
    everything = drawn(ahead, draws=asked.draws, seed=asked.seed, noise=asked.noise)
    work = partial(_quantiles_of, scenario=scenario, by=asked.backend)
    return shared_out(asked.cluster, everything, work) if asked.cluster else work(everything)


def _quantiles_of(futures: Drawn, scenario: Scenario | None, by: str) -> NDArray[np.float64]:
    each = futures.futures(scenario, backend(by))
    return np.stack([np.quantile(_with_totals(year), QUANTILES, axis=0) for year in each], axis=1)


def _with_totals(population: NDArray[np.floating]) -> NDArray[np.float64]:
    """Sums of a draw before its quantiles: quantiles of parts do not add up to the quantile of the whole."""
    wide = np.concatenate([population, population.sum(-2, keepdims=True)], axis=-2, dtype=np.float64)
    return np.concatenate([wide, wide.sum(-1, keepdims=True)], axis=-1)


def _columns(ahead: Outlook, asked: Asked, values: NDArray[np.float64]) -> Projected:
    oldest = values.shape[-1] - 2
    ages = [*map(str, range(oldest)), f"{oldest}+", TOTAL]
    levels = QUANTILES if asked.draws else (np.nan,)
    cells = list(product(levels, ahead.years, ahead.history.areas, (*SEXES, TOTAL), ages))
    quantile, year, area, sex, age = zip(*cells, strict=True)
    return Projected(
        area, sex, age, np.array(year), np.array(quantile, dtype=np.float64), values.ravel(), record_of(ahead, asked)
    )


def record_of(ahead: Outlook, asked: Asked) -> dict[str, object]:
    """What the projection rests on, to be kept beside it."""
    return {
        "origin": ahead.history.years[-1],
        "first_year": ahead.history.years[0],
        "scenario": asked.scenario or "",
        "draws": asked.draws,
        "seed": asked.seed,
        "code": __version__,
        "backend": asked.backend,
        "count_noise": asked.noise,
        "engine": asked.engine,
        "national": asked.national.name if asked.national else "",
        "moves": "residual of population, births and deaths" if asked.engine == "net" else "counted moves",
    }
