"""`malbild project`: the possible futures of a population."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from malbild.pipeline.project import Asked, write
from malbild.pipeline.project import project as project_population
from malbild.pipeline.track_record import keep as keep_forecast


def project(
    *,
    data: Path = Path(".malbild"),
    population: Path | None = None,
    scenario: str | None = None,
    draws: int = 200,
    to: int,
    seed: int = 1,
    engine: Literal["net", "pool", "origin-destination"] = "net",
    keep: bool | None = None,
    output: Annotated[Path, Parameter(name=["--output", "-o"])],
) -> None:
    """Project the population by area, sex and single year of age.

    Reads population.csv, births.csv and deaths.csv (docs/reference/forecast-tables.md).

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
    keep
        Keep what is said of the areas' totals in forecasts/ of the working folder, to be scored when outcomes come
        (malbild backtest kept); where the working folder is there, it is kept unless --no-keep is given.
    output
        A file ending in .parquet or .csv.
    """
    asked = Asked(data, population, scenario, draws, to, seed, engine)
    projected = project_population(asked)
    write(projected, output)
    print(f"{output}: {len(projected.value)}")
    if data.is_dir() if keep is None else keep:
        print(keep_forecast(projected, asked, made=date.today()))
