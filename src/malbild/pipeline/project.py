"""Project the population: tables in, possible futures out, with what they rest on."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet
from numpy.typing import NDArray

from malbild import __version__
from malbild.analysis.forecast.arrays import SEXES
from malbild.analysis.forecast.flows import ENGINES, FEWEST_YEARS, Engine, Flows
from malbild.analysis.forecast.futures import Outlook, central, futures, outlook
from malbild.analysis.forecast.history import History
from malbild.sources.forecast_tables import Tables, read
from malbild.sources.forecast_tables.scenarios import scenario as scenario_named
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Scenario
from malbild.vocabulary.text import Text

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
TOTAL = "total"
LONGEST_YEARS = 60
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
    engine: Engine = "net"


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


def project(asked: Asked) -> Projected:
    """The futures of the areas of the tables. Raises Refused with everything that is wrong."""
    population = asked.population or asked.folder / "forecast" / "population.csv"
    tables = read(population, population.with_name("births.csv"), population.with_name("deaths.csv"))
    _refuse_what_cannot_be(asked, tables, population)
    scenario = scenario_named(asked.scenario, asked.folder) if asked.scenario else None
    ahead = outlook(history_of(tables), asked.to, engine=asked.engine)
    return _columns(ahead, asked, _quantiles(ahead, asked, scenario))


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
    each = futures(ahead, draws=asked.draws, seed=asked.seed, scenario=scenario)
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
        area, sex, age, np.array(year), np.array(quantile, dtype=np.float64), values.ravel(), _record(ahead, asked)
    )


def _record(ahead: Outlook, asked: Asked) -> dict[str, object]:
    """What the projection rests on, to be kept beside it."""
    return {
        "origin": ahead.history.years[-1],
        "first_year": ahead.history.years[0],
        "scenario": asked.scenario or "",
        "draws": asked.draws,
        "seed": asked.seed,
        "code": __version__,
        "engine": asked.engine,
        "moves": "residual of population, births and deaths" if asked.engine == "net" else "counted moves",
    }


def write(projected: Projected, path: Path) -> None:
    """Write a projection as Parquet or CSV, after the file's name, with `.json` beside it for what it rests on."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise Refused(
            [
                _finding(
                    "format",
                    path,
                    "Filnamnet slutar varken på .csv eller .parquet.",
                    "The file's name ends neither in .csv nor in .parquet.",
                    "Byt ändelse.",
                    "Change the suffix.",
                )
            ]
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    _write_parquet(projected, unfinished) if suffix == ".parquet" else _write_csv(projected, unfinished)
    unfinished.replace(path)
    path.with_name(f"{path.name}.json").write_text(json.dumps(projected.record, indent=2) + "\n", encoding="utf-8")


def _write_csv(projected: Projected, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(_rows(projected))


def _rows(projected: Projected) -> Iterator[tuple[object, ...]]:
    levels = ("" if np.isnan(one) else f"{one:g}" for one in projected.quantile)
    figures = (f"{one:.3f}" for one in projected.value)
    yield from zip(projected.area, projected.sex, projected.age, projected.year, levels, figures, strict=True)


def _write_parquet(projected: Projected, path: Path) -> None:
    text, whole, real = DataType.string(), DataType.int64(), DataType.float64()
    columns = [
        *(Array(list(one), type=text) for one in (projected.area, projected.sex, projected.age)),
        Array(projected.year.tolist(), type=whole),
        Array(projected.quantile.tolist(), type=real),
        Array(projected.value.tolist(), type=real),
    ]
    write_parquet(Table.from_arrays(columns, names=COLUMNS), path)
