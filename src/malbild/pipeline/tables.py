"""Tables: bring a published collection into the working folder, as the tables its forecast reads."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import tomli_w

from malbild.sources.forecast_tables.collections import COLLECTIONS, collection
from malbild.sources.forecast_tables.collections import COUNTIES as COUNTIES_FOLDER
from malbild.sources.forecast_tables.writing import write
from malbild.vocabulary.area import counties
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

COUNTIES = COLLECTIONS[0]
_SOURCE = Text(
    "SCB: folkmängd, födda och döda i 21 län efter kön och ettårsklass, {years}, ur den öppna samlingen demdata",
    "Statistics Sweden: population, births and deaths of 21 counties by sex and single year of age, {years}, "
    "from the open collection demdata",
)


def has_counties(published: Path) -> bool:
    """Whether the counties' collection lies in a folder of published data."""
    return (published / COUNTIES_FOLDER).is_dir()


def bring(published: Path, data: Path) -> Path:
    """Write the counties' tables into `forecast/` of a working folder, whole or not at all; gives that folder.

    published   the folder where published data lie
    """
    target = data / "forecast"
    if (target / "population.csv").exists():
        raise Refused([_already(target)])
    found = collection(COUNTIES, published)
    # The collection names its counties in the order of their codes, without their codes.
    tables = replace(found, areas=tuple(one.code_scb for one in counties(found.years[-1])))
    assert len(tables.areas) == tables.population.shape[1], "one code a county"
    data.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".forecast-", dir=data))
    try:
        write(tables, made)
        years = f"{tables.years[0]}–{tables.years[-1]}"
        said = {"sv": _SOURCE.sv.format(years=years), "en": _SOURCE.en.format(years=years)}
        (made / "source.toml").write_text(tomli_w.dumps({"source": said}), encoding="utf-8")
        target.mkdir(exist_ok=True)
        for one in made.iterdir():
            os.replace(one, target / one.name)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


def _already(folder: Path) -> Finding:
    return Finding(
        "input.tables", Severity.ERROR, Place(str(folder)),
        Text("Här ligger redan tabeller för framskrivningen.", "The forecast's tables lie here already."),
        Text("Flytta undan dem, eller ange en annan arbetsmapp med --data.",
             "Move them away, or name another working folder with --data."),
    )  # fmt: skip
