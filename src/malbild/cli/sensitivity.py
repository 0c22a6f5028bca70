"""`malbild sensitivity`: which lever matters for which goal."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from malbild.cli import language
from malbild.pipeline.sensitivity import Ranked, rank
from malbild.vocabulary.scenario import lever_name
from malbild.vocabulary.text import number


def sensitivity(
    *goals: Annotated[str, Parameter(negative="")],
    data: Path = Path(".malbild"),
    population: Path | None = None,
    format: Literal["text", "json"] = "text",
) -> None:
    """Rank what moves goals most: how far each goal's middle path moves when a lever is moved by a tenth.

    Parameters
    ----------
    goals
        Goals or targets of the plan, or aims as "population:1880>=165000@2035"; all it reaches when none.
    data
        A working folder or a region's folder; its folder forecast/ holds the tables.
    population
        The population table, when it lies elsewhere; births.csv and deaths.csv lie beside it.
    format
        text for people, json for programs.
    """
    ranked = rank(data, goals, population)
    if format == "json":
        print(json.dumps([asdict(one) for one in ranked.found], ensure_ascii=False, indent=1))
    else:
        _tell(ranked)


def _tell(ranked: Ranked) -> None:
    console, spoken = Console(highlight=False, soft_wrap=True), language()
    heads = {
        "sv": ("Antagande, +10 procent", "Effekt", "Av en vanlig ändring"),
        "en": ("Lever, +10 per cent", "Effect", "Of a usual change"),
    }
    for aim in ranked.aims:
        console.print(aim.told().in_(spoken), markup=False)
        table = Table(*heads[spoken])
        for one in ranked.of(aim):
            decimals = 0 if one.unit == "person" else 2
            usual = "" if one.usual is None else number(one.usual, spoken, decimals)
            table.add_row(lever_name(one.lever).in_(spoken), number(one.effect, spoken, decimals), usual)
        console.print(table)
