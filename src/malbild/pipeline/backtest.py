"""Try the forecast on what has happened already: published collections by name, or anybody's own tables."""

from dataclasses import asdict
from pathlib import Path

from malbild.analysis.forecast.backtest import Trial, backtest, origins
from malbild.pipeline.project import history_of
from malbild.sources.forecast_tables import Tables, read
from malbild.sources.forecast_tables.collections import COLLECTIONS, collection
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


def run_backtest(name: str, folder: Path, *, first: int | None = None, last: int | None = None) -> Trial:
    """Every candidate at every origin between two years (all when not given). Raises Refused when there is none."""
    history = history_of(_tables(name, folder))
    tried = origins(history, first, last)
    if not tried:
        raise Refused(
            [
                _finding(
                    "history",
                    name,
                    "Inget ursprungsår går att pröva.",
                    "There is no origin to try.",
                    "Ge tabeller med minst tolv år, och ursprungsår efter det tionde.",
                    "Give tables of at least twelve years, and origins after the tenth.",
                )
            ]
        )
    return backtest(history, tried)


def _tables(name: str, folder: Path) -> Tables:
    if name in COLLECTIONS:
        return collection(name, folder)
    own = Path(name)
    if not own.is_dir():
        known = ", ".join(COLLECTIONS)
        raise Refused(
            [
                _finding(
                    "collection",
                    name,
                    "Det finns inget sådant backtest.",
                    "There is no such back-test.",
                    f"Ange {known}, eller en mapp med population.csv, births.csv och deaths.csv.",
                    f"Name {known}, or a folder with population.csv, births.csv and deaths.csv.",
                )
            ]
        )
    return read(*(own / f"{one}.csv" for one in ("population", "births", "deaths")))


def as_json(name: str, trial: Trial) -> dict[str, object]:
    """A back-test for programs."""
    return {"name": name, **asdict(trial)}


def _finding(what: str, place: str, sv: str, en: str, do_sv: str, do_en: str) -> Finding:
    return Finding(f"input.{what}", Severity.ERROR, Place(place), Text(sv, en), Text(do_sv, do_en))
