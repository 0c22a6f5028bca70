"""`malbild backtest`: how the forecast would have done."""

import json
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from malbild.analysis.forecast.backtest import HORIZONS, TOTALS, Trial
from malbild.pipeline.backtest import as_json, run_backtest

BESIDE = Path("../shared/data")


def backtest(
    name: str,
    *,
    format: Literal["text", "json"] = "text",
    published: Annotated[Path, Parameter(name="--from")] = BESIDE,
    first: int | None = None,
    last: int | None = None,
) -> None:
    """Try the forecast at earlier years, on only what was known then, beside simple rules.

    Parameters
    ----------
    name
        swedish-counties, finnish-regions, or a folder with population.csv, births.csv and deaths.csv.
    format
        text for people, json for programs.
    published
        The folder where published data lie.
    first
        The first year to forecast from; the eleventh of the table when not given.
    last
        The last year to forecast from.
    """
    trial = run_backtest(name, published, first=first, last=last)
    if format == "json":
        print(json.dumps(as_json(name, trial), ensure_ascii=False, indent=1))
    else:
        _tell(trial)


def _tell(trial: Trial) -> None:
    console = Console(highlight=False)
    console.print(f"{trial.origins[0]}–{trial.origins[-1]}")
    table = Table("MAPE, %", *(str(one) for one in HORIZONS))
    for candidate in dict.fromkeys(one.candidate for one in trial.scores):
        own = {one.horizon: one.mape_pct for one in trial.scores if (one.candidate, one.ages) == (candidate, TOTALS)}
        table.add_row(candidate, *(f"{own[one]:.2f}" if one in own else "" for one in HORIZONS))
    console.print(table)
    for bar in trial.bars:
        console.print(f"{'met   ' if bar.met else 'MISSED'} {bar.horizon:2} {bar.bar}: {bar.value} ({bar.limit})")
