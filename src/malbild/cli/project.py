"""`malbild project`: the possible futures of a population, and of what stands on it."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from malbild.analysis.forecast.labour.market import Closure
from malbild.pipeline.columns import write
from malbild.pipeline.modules import project_modules
from malbild.pipeline.project import Asked
from malbild.pipeline.project import project as project_population

Module = Literal["labour", "households", "money", "emissions"]


def project(
    *,
    data: Path = Path(".malbild"),
    population: Path | None = None,
    scenario: str | None = None,
    draws: int = 200,
    to: int,
    seed: int = 1,
    backend: Literal["numpy", "jax"] = "numpy",
    cluster: str = "",
    module: tuple[Module, ...] = (),
    closure: Closure = "balanced",
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
    backend
        numpy, or jax (extra "accelerated"): the same equations, on a graphics card where there is one.
    cluster
        The address of a Dask scheduler (extra "cluster") whose workers share the areas: tcp://name:8786.
    module
        Give labour, households, money or emissions instead of the population; may be repeated.
    closure
        How the labour market closes: jobs follow supply, or demand, or what is met of both.
    output
        A file ending in .parquet or .csv.
    """
    asked = Asked(data, population, scenario, draws, to, seed, backend, cluster)
    columns = project_modules(asked, module, closure) if module else project_population(asked).columns()
    write(columns, output)
    print(f"{output}: {len(columns.values['value'])}")
