"""Keep every projection as it was made, and score it, and what others printed, when the outcomes have come."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import tomli_w

from malbild import __version__
from malbild.analysis.forecast import track_record as scoring
from malbild.pipeline.project import TOTAL, Asked, Projected
from malbild.sources import region
from malbild.sources.forecast_tables import yearly_totals
from malbild.sources.forecast_tables.scenarios import scenario as scenario_named
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.period import Period
from malbild.vocabulary.text import Text
from malbild.vocabulary.track_record import KeptForecast, KeptInput, Said, TrackRecord

POPULATION = "population"
"""The indicator our own projections are scored by: inhabitants at the year's end."""
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
_LEFT_OUT: tuple[object, ...] = (None, "", (), [], {"sv": "", "en": ""})


def keep(projected: Projected, asked: Asked, *, made: date) -> Path:
    """Write what a projection says of the areas' totals into `forecasts/` of the working folder; gives the file.

    The same projection of the same tables is the same file, which is never overwritten.
    """
    forecast = _as_kept(projected, asked, made)
    path = asked.folder / "forecasts" / f"{forecast.id}.toml"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.part")
        unfinished.write_text(tomli_w.dumps(_plain(forecast)), encoding="utf-8")
        os.replace(unfinished, path)
    return path


def track_record(folder: Path, cubes: Mapping[str, Cube]) -> TrackRecord:
    """How the forecasts of a working folder have done: its own, and those printed by others in the region's files.

    folder   the working folder
    cubes    the figures known, by indicator id
    """
    published = region.forecasts(folder / "region", cubes or None)
    own = region.forecasts(folder)
    series = _from_cubes([*published, *own], cubes)
    if own:
        series |= _from_tables(folder / "forecast" / "population.csv")
    return scoring.track_record([*published, *own], series)


def _as_kept(projected: Projected, asked: Asked, made: date) -> KeptForecast:
    figures = _totals(projected)
    origin = Period(min(said.period.year for said in figures) - 1)
    inputs = _inputs(asked, origin)
    settings = f"{asked.scenario} {asked.seed} {asked.draws} {asked.to} {asked.engine} {__version__}"
    digest = sha256("\n".join([settings, *(one.digest for one in inputs)]).encode()).hexdigest()
    name = Path(asked.scenario).stem if asked.scenario else ""
    chosen = scenario_named(asked.scenario, asked.folder).name if asked.scenario else Text("utan scenario", "baseline")
    return KeptForecast(
        id=f"population-{origin}-{name + '-' if name else ''}{digest[:8]}",
        name=Text(f"Folkmängd från {origin}: {chosen.sv}", f"Population from {origin}: {chosen.en}"),
        publisher="malbild project",
        origin=origin,
        made=made,
        scenario=asked.scenario or "",
        seed=asked.seed,
        draws=asked.draws,
        code=__version__,
        inputs=inputs,
        figures=figures,
    )


def _totals(projected: Projected) -> tuple[Said, ...]:
    """Each area's total: the median with its 80 per cent interval, or the middle path alone."""
    whole = (np.asarray(projected.sex) == TOTAL) & (np.asarray(projected.age) == TOTAL)
    found: dict[tuple[str, int], dict[float, float]] = defaultdict(dict)
    for place in np.flatnonzero(whole).tolist():
        level = float(projected.quantile[place])
        cell = (projected.area[place], int(projected.year[place]))
        found[cell][MIDDLE if np.isnan(level) else level] = round(float(projected.value[place]), 3)
    what = Text("folkmängd", "population")
    return tuple(
        Said(what, area, Period(year), said[MIDDLE], POPULATION, low=said.get(LOW), high=said.get(HIGH))
        for (area, year), said in sorted(found.items())
    )


def _inputs(asked: Asked, origin: Period) -> tuple[KeptInput, ...]:
    """Every table beside the population's that a projection reads, and the scenario's file where it is one's own."""
    population = asked.population or asked.folder / "forecast" / "population.csv"
    own = [asked.folder / "scenarios" / f"{asked.scenario}.toml", Path(asked.scenario or "")]
    scenario = [one for one in own if asked.scenario and one.is_file()][:1]
    tables = sorted(population.parent.glob("*.csv"))
    scenario += [asked.national] if asked.national else []
    return tuple(
        KeptInput(one.name, sha256(one.read_bytes()).hexdigest(), origin if one in tables else None)
        for one in (*tables, *scenario)
    )


def _plain(forecast: KeptForecast) -> dict[str, object]:
    """A forecast as TOML has it: nothing that is empty, periods as words."""
    found: dict[str, object] = _without_empty(asdict(forecast))
    found["inputs"] = [_plain_input(one) for one in forecast.inputs]
    found["origin"] = str(forecast.origin)
    found["figures"] = [
        _without_empty(asdict(one)) | {"period": str(one.period)} | ({"since": str(one.since)} if one.since else {})
        for one in forecast.figures
    ]
    return found


def _plain_input(one: KeptInput) -> dict[str, object]:
    last: dict[str, object] = {"last": str(one.last)} if one.last else {}
    return {"file": one.file, "digest": one.digest} | last


def _without_empty(written: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in written.items() if value not in _LEFT_OUT}


def _from_cubes(
    forecasts: Iterable[KeptForecast], cubes: Mapping[str, Cube]
) -> dict[tuple[str, str, str], dict[Period, float]]:
    """The series that the forecasts are scored by, as far as the figures know them."""
    wanted = {(said.indicator, said.area, said.group) for one in forecasts for said in one.figures}
    found = {}
    for indicator, area, group in wanted:
        cube = cubes.get(indicator)
        if cube and area in cube.areas and group in cube.groups:
            known = cube.series(area, group).known()
            found[indicator, area, group] = dict(zip(known.periods, known.values.tolist(), strict=True))
    return found


def _from_tables(population: Path) -> dict[tuple[str, str, str], dict[Period, float]]:
    if not population.is_file():
        return {}
    totals = _yearly_totals(population, population.stat().st_mtime_ns)
    return {
        (POPULATION, area, "total"): {Period(year): value for year, value in known.items()}
        for area, known in totals.items()
    }


@lru_cache(maxsize=1)
def _yearly_totals(population: Path, written: int) -> dict[str, dict[int, float]]:
    """The table's totals; `written` tells when it must be read again."""
    return yearly_totals(population)
