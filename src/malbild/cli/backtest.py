"""`malbild backtest`: how the forecast would have done."""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from malbild.analysis.forecast.backtest import HORIZONS, TOTALS, Trial
from malbild.cli import language
from malbild.pipeline.backtest import as_json, run_backtest
from malbild.pipeline.track_record import track_record
from malbild.pipeline.workspace import Workspace
from malbild.vocabulary.period import Period
from malbild.vocabulary.track_record import ForecastScore, TrackRecord

BESIDE = Path("../shared/data")
KEPT = "kept"


def backtest(
    name: str,
    *,
    format: Literal["text", "json"] = "text",
    published: Annotated[Path, Parameter(name="--from")] = BESIDE,
    first: int | None = None,
    last: int | None = None,
    data: Path = Path(".malbild"),
) -> None:
    """Try the forecast at earlier years, on only what was known then, beside simple rules.

    Or score the forecasts that were kept when they were made, and those that others printed (`kept`).

    Parameters
    ----------
    name
        swedish-counties, finnish-regions, a folder with population.csv, births.csv and deaths.csv, or kept.
    format
        text for people, json for programs.
    published
        The folder where published data lie.
    first
        The first year to forecast from; the eleventh of the table when not given.
    last
        The last year to forecast from.
    data
        The working folder, whose forecasts are scored (`kept`).
    """
    if name == KEPT:
        _tell_kept(_kept(data), format)
        return
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


def _kept(data: Path) -> TrackRecord:
    workspace = Workspace(data)
    indicators = workspace.indicators().items() if (workspace.region_folder / "region.toml").is_file() else ()
    return track_record(data, {name: workspace.warehouse.cube(one) for name, one in indicators})


def _tell_kept(record: TrackRecord, format: Literal["text", "json"]) -> None:
    if format == "json":
        print(json.dumps(record, ensure_ascii=False, indent=1, default=_plain))
        return
    console = Console(highlight=False)
    console.print(record.sentence.in_(language()))
    for one in record.forecasts:
        console.print(f"\n{one.forecast.name.in_(language())} ({one.forecast.publisher})")
        console.print(one.sentence.in_(language()))
        for score in one.scores:
            console.print(f"  {_line(score)}")


def _plain(one: Any) -> object:
    """A noun as its fields; a period and a date as they are written."""
    if isinstance(one, Period | date):
        return str(one)
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _line(score: ForecastScore) -> str:
    """A score in one line: what it is of, how far ahead, and its figures."""
    size = f"{score.size_pct:.2f} %" if score.size_pct is not None else f"{score.size:g}"
    covered = f", 80 %: {score.covered:.0%}" if score.covered is not None else ""
    skill = f", {score.naive} {score.skill:+.2f}" if score.skill is not None else ""
    return f"{score.indicator} +{score.years}: n={score.outcomes}, |e| {size}{covered}{skill}"
