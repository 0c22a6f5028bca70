"""`malbild project`: the possible futures of a population, and of what stands on it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from malbild.analysis.forecast.labour.market import Closure
from malbild.pipeline.columns import Columns, write
from malbild.pipeline.modules import project_modules
from malbild.pipeline.project import Asked
from malbild.pipeline.project import project as project_population
from malbild.pipeline.track_record import keep as keep_forecast
from malbild.pipeline.workspace import Workspace

Module = Literal["labour", "households", "money", "emissions"]


def project(
    *,
    data: Path = Path(".malbild"),
    population: Path | None = None,
    scenario: str | None = None,
    draws: int = 200,
    to: int,
    seed: int = 1,
    engine: Literal["net", "pool", "origin-destination"] = "net",
    national: Path | None = None,
    backend: Literal["numpy", "jax"] = "numpy",
    cluster: str = "",
    count_noise: int = 0,
    module: tuple[Module, ...] = (),
    closure: Closure = "balanced",
    keep: bool | None = None,
    output: Annotated[Path, Parameter(name=["--output", "-o"])],
) -> None:
    """Project the population by area, sex and single year of age, or what stands on it.

    Reads population.csv, births.csv and deaths.csv, and the tables of the modules asked for
    (docs/reference/forecast-tables.md).

    Parameters
    ----------
    data
        The working folder; its folder forecast/ holds the tables, its folder scenarios/ your own scenarios.
    population
        The population table, when it lies elsewhere; births.csv and deaths.csv lie beside it.
    scenario
        The name of a scenario, or its file.
    draws
        How many possible futures to draw; 0 gives the middle path alone.
    to
        The last year to project.
    seed
        The same seed gives the same futures.
    engine
        How moves are told: by their mean net, or by who leaves and where to; the latter two read tables of moves.
    national
        A projection of the whole country (year,value) that the areas shall come to in the last year.
    backend
        numpy, or jax (extra "accelerated"): the same equations, on a graphics card where there is one.
    cluster
        The address of a Dask scheduler (extra "cluster") whose workers share the areas: tcp://name:8786.
    count_noise
        Persons by which each published count may be off: 3 for Statistics Sweden's figures from 2025.
    module
        Give labour, households, money or emissions instead of the population; may be repeated.
    closure
        How the labour market closes: jobs follow supply, or demand, or what is met of both.
    keep
        Keep what is said of the areas' totals in forecasts/ of the working folder, to be scored when outcomes come
        (malbild backtest kept); where the working folder holds a region it is kept unless --no-keep is given.
    output
        A file ending in .parquet or .csv.
    """
    asked = Asked(data, population, scenario, draws, to, seed, backend, cluster, count_noise, engine, national)
    if module:
        _written(project_modules(asked, module, closure), output)
        return
    projected = project_population(asked)
    _written(projected.columns(), output)
    if Workspace(data).holds_region if keep is None else keep:
        print(keep_forecast(projected, asked, made=date.today()))


def _written(columns: Columns, output: Path) -> None:
    write(columns, output)
    print(f"{output}: {len(columns.values['value'])}")
