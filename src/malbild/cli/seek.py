"""`malbild seek`: what it would take for a goal to be likely."""

import json
import re
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from malbild.cli import language
from malbild.pipeline.seek import Answer, Asked, as_json, ask
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_BOUNDS = re.compile(r"([+\-−]?\d+(?:\.\d+)?)\.\.([+\-−]?\d+(?:\.\d+)?)")


def seek(
    goal: str,
    *,
    lever: Annotated[tuple[str, ...], Parameter(name="--lever", negative="")],
    probability: float,
    data: Path = Path(".malbild"),
    population: Path | None = None,
    bounds: Annotated[tuple[str, ...], Parameter(name="--bounds", negative="", allow_leading_hyphen=True)] = (),
    weight: Annotated[tuple[float, ...], Parameter(name="--weight", negative="")] = (),
    operation: Literal["multiply", "add"] = "multiply",
    ramp: int = 0,
    draws: int = 500,
    seed: int = 1,
    format: Literal["text", "json"] = "text",
) -> None:
    """Ask what it would take for a goal to have a probability: the change of a lever, or the least of several.

    Parameters
    ----------
    goal
        The id of a goal or target of the plan, or an aim in quotation marks: "population:1880:20-64>=95000@2035".
    lever
        What may change: a path, with selectors if you like, as migration/in:age=20-64. May be given several times.
    probability
        How likely the goal shall be, between 0 and 1.
    data
        A working folder or a region's folder; its folder forecast/ holds the tables.
    population
        The population table, when it lies elsewhere; births.csv and deaths.csv lie beside it.
    bounds
        The lowest and highest value of a lever, as 0.8..1.5; one for each lever or one for all. 0.5..2 when not given.
    weight
        How dear each lever is beside the others; 1 when not given.
    operation
        multiply: levers are factors. add: they are added to the rates.
    ramp
        Years until the change holds fully.
    draws
        How many possible futures to draw.
    seed
        The same seed gives the same futures.
    format
        text for people, json for programs.
    """
    limits = tuple(_limits(one) for one in bounds)
    found = ask(Asked(data, goal, lever, probability, population, limits, weight, operation, ramp, draws, seed))
    if format == "json":
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        _tell(found)


def _limits(written: str) -> tuple[float, float]:
    form = _BOUNDS.fullmatch(written.strip())
    if form is None:
        raise Refused([Finding("input.seek", Severity.ERROR, Place("--bounds"), Text(
            f"{written} är inga gränser.", f"{written} are no bounds."), Text(
            "Skriv den lägsta, två punkter och den högsta: 0.8..1.5.",
            "Write the lowest, two dots and the highest: 0.8..1.5."))])  # fmt: skip
    low, high = (float(one.replace("−", "-")) for one in form.groups())
    return low, high


def _tell(found: Answer) -> None:
    console, spoken = Console(highlight=False, soft_wrap=True), language()
    console.print(found.sentence.in_(spoken), markup=False)
    if found.frontier:
        table = Table(*(one.path for one in found.levers))
        for pair in found.frontier:
            table.add_row(*(f"{one:.4g}" for one in pair))
        console.print(table)
    console.print(
        {
            "sv": f"Framskrivet från {found.origin} till {found.aim.year}, {found.draws} dragningar, frö {found.seed}.",
            "en": f"Projected from {found.origin} to {found.aim.year}, {found.draws} draws, seed {found.seed}.",
        }[spoken],
        markup=False,
    )
