"""Future: the population's possible futures as the pages show them, from the forecast's tables or from totals alone.

Where the working folder has tables by single year of age (`forecast/`), everything comes of one drawing of futures:
the fans, every scenario, the questions and a reader's own levers meet the same luck. Where it has none, the totals that
somebody typed in are projected as any short series is, and the pages say that this is all they rest on.
"""

import tomllib
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild import __version__
from malbild.analysis.forecast.aims import Aim, Outcome
from malbild.analysis.forecast.counted_since import grown
from malbild.analysis.forecast.futures import Drawn, drawn, outlook
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.levers import PATHS, of_population
from malbild.analysis.forecast.seeking import Handle
from malbild.analysis.forecast.sensitivity import sensitivities
from malbild.analysis.judgement import CannotProject, project
from malbild.pipeline.aim import aim_of_target, areas_of
from malbild.pipeline.project import QUANTILES, history_of, population_file, tables_of
from malbild.pipeline.seek import answer
from malbild.pipeline.track_record import POPULATION, track_record
from malbild.pipeline.workspace import Workspace
from malbild.sources.forecast_tables.scenarios import packs
from malbild.sources.forecast_tables.scenarios import scenario as scenario_named
from malbild.vocabulary.area import area, municipalities_of
from malbild.vocabulary.cube import TOTAL, Cube, Series
from malbild.vocabulary.future import Alternative, AskedOf, Basis, Course, FuturePicture, Tried
from malbild.vocabulary.indicator import Additivity, Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import UNSAID, Text
from malbild.vocabulary.track_record import TrackRecord
from malbild.vocabulary.unit import Unit

Floats = NDArray[np.floating]
DRAWS, SEED = 500, 1
YEARS_AHEAD = 10
"""The pages look ten years ahead of today, and never less than ten beyond the tables."""
LIKELY = 0.8
FIRST_SHOWN = 1990

MEASURES = {
    TOTAL: ("", Text("Folkmängd", "Population")),
    "working": ("20-64", Text("Arbetsföra åldrar (20–64 år)", "Working ages (20–64)")),
    "children": ("0-19", Text("Barn och unga (0–19 år)", "Children and young people (0–19)")),
    "oldest": ("80+", Text("80 år och äldre", "Aged 80 and over")),
}
"""What the pages tell of: measure → its ages, and its name."""

HANDLES: Mapping[str, tuple[Lever, float, float]] = {
    "in": (Lever("migration/in", "multiply", 1, {}, 0, ""), -50, 100),
    "out": (Lever("migration/out", "multiply", 1, {}, 0, ""), -50, 100),
    "fertility": (Lever("fertility", "multiply", 1, {}, 0, ""), -50, 50),
    "mortality": (Lever("mortality", "multiply", 1, {}, 0, ""), -30, 30),
}
"""The levers a reader may move: parameter → the lever, and its bounds in per cent."""
_ORDER = ("weaker-labour-market", "lower-fertility", "halved-immigration")


@dataclass(frozen=True, eq=False)
class Ahead:
    """Futures that are drawn already, of one county and those of its municipalities that the tables have.

    drawn     from the tables alone; levers take hold after the last counted year
    counted   year → the county's total, for years after the tables end
    """

    drawn: Drawn
    places: Mapping[str, tuple[str, ...]]
    county: str
    counted: Mapping[int, float]

    @cached_property
    def here(self) -> Drawn:
        """The county alone."""
        return self.drawn.within(self.places[self.county])

    @cached_property
    def baseline(self) -> Floats:
        """(measure, year, draw) of the county, without levers."""
        return self.outcomes(None)

    @property
    def history(self) -> History:
        """What the forecast has learnt from."""
        return self.drawn.ahead.history

    def outcomes(self, scenario: Scenario | None) -> Floats:
        """(measure, year, draw) of the county under a scenario."""
        told = [Outcome("population", self.places[self.county], ages) for ages, _ in MEASURES.values()]
        years = list(self.here.futures(scenario))
        found = np.array([[one.in_(year, self.here.ahead.cells) for year in years] for one in told])
        found[0] = _grown(self, found[0])
        return found


def future(
    workspace: Workspace, register: RegisterSummary, cubes: Mapping[str, Cube], *, today: date
) -> FuturePicture | None:
    """All that the pages tell of the future; None where neither tables nor totals tell anything."""
    ahead = ahead_of(workspace, cubes, today)
    record = track_record(workspace.folder, cubes)
    if ahead is None:
        return _of_totals(workspace, cubes, record, today)
    own = tuple((one, one.stat().st_mtime_ns) for one in sorted((workspace.folder / "scenarios").glob("*.toml")))
    alternatives, idle = _alternatives(ahead, workspace.folder, own)
    courses = {**_courses(ahead), **_short(cubes, ahead.county, ahead.places, today)}
    asked = _questions(ahead, register, workspace.indicators())
    return FuturePicture(_basis(ahead, workspace.folder), courses, record, alternatives, idle, asked)


def _basis(ahead: Ahead, folder: Path) -> Basis:
    known = ahead.history
    return Basis(
        "ages", known.years[-1], known.years[0], len(known.areas), DRAWS, SEED, __version__, _source(folder),
        max(ahead.counted, default=None),
    )  # fmt: skip


# What the futures are drawn from


def ahead_of(workspace: Workspace, cubes: Mapping[str, Cube], today: date) -> Ahead | None:
    """The drawn futures of a working folder, kept until its tables change; None where it has no tables of its county.

    Raises Refused when there are tables, but wrong ones.
    """
    file = population_file(workspace.folder)
    if not file.is_file():
        return None
    written = max(one.stat().st_mtime_ns for one in file.parent.glob("*.csv"))
    county = workspace.region().county
    return _drawn_once(workspace.folder, county, written, today.year, _counted(cubes.get(POPULATION), county))


@lru_cache(maxsize=1)
def _drawn_once(
    folder: Path, county: str, written: int, year: int, counted: tuple[tuple[int, float], ...]
) -> Ahead | None:
    """`written` tells when the tables must be read again."""
    history = history_of(tables_of(folder))
    places = dict(_places(county, history.areas))
    if county not in places:
        return None
    ahead = outlook(history, max(year, history.years[-1]) + YEARS_AHEAD)
    since = {one: persons for one, persons in counted if one in ahead.years}
    begins = ahead.years.index(max(since)) + 1 if since else 0
    return Ahead(replace(drawn(ahead, draws=DRAWS, seed=SEED), begins=begins), places, county, since)


def _counted(cube: Cube | None, area: str) -> tuple[tuple[int, float], ...]:
    """The totals that have been counted of an area, year by year."""
    if cube is None or area not in cube.areas or TOTAL not in cube.groups:
        return ()
    known = cube.series(area).known()
    return tuple((one.year, value) for one, value in zip(known.periods, known.values.tolist(), strict=True))


def _places(county: str, known: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The county and its municipalities, each as areas of the tables."""
    for code in (county, *(one.code_scb for one in municipalities_of(county))):
        with suppress(Refused):
            yield code, areas_of(code, known, code)


def _source(folder: Path) -> Text:
    """Who published the tables, as the file `source.toml` beside them says; unsaid where there is none."""
    file = population_file(folder).with_name("source.toml")
    if not file.is_file():
        return UNSAID
    said = tomllib.loads(file.read_text(encoding="utf-8"))["source"]
    return Text(said["sv"], said["en"])


# Courses


@lru_cache(maxsize=1)
def _courses(ahead: Ahead) -> dict[tuple[str, str], Course]:
    return dict(_each_course(ahead))


def _each_course(ahead: Ahead) -> Iterator[tuple[tuple[str, str], Course]]:
    for code, parts in ahead.places.items():
        here = ahead.drawn.within(parts)
        futures = list(here.futures())
        cells = here.ahead.cells
        for measure, (ages, name) in MEASURES.items():
            told = Outcome("population", parts, ages)
            past = dict(zip(ahead.history.years, told.in_(here.ahead.history.population, cells).tolist(), strict=True))
            since = ahead.counted if (code, measure) == (ahead.county, TOTAL) else {}
            values = np.array([told.in_(one, cells) for one in futures])
            yield (
                (code, measure),
                Course(
                    _series(measure, name, code, {**past, **since}),
                    _projection(ahead, _grown(ahead, values) if since else values, bool(since)),
                    _projection(ahead, values) if since else None,
                ),
            )


def _grown(ahead: Ahead, totals: Floats) -> Floats:
    """The county's totals from the last one counted on, where any was counted after the tables end; (year, draw)."""
    if not ahead.counted:
        return totals
    last = max(ahead.counted)
    return grown(totals, ahead.drawn.ahead.years.index(last), ahead.counted[last])


def _series(measure: str, name: Text, area: str, known: Mapping[int, float]) -> Series:
    first = min(FIRST_SHOWN, max(known) - 10)
    shown = {year: value for year, value in sorted(known.items()) if year >= first}
    indicator = Indicator(f"{POPULATION}-{measure}", name, name, Unit("person"), additivity=Additivity.SUM)
    return Series(
        indicator, area, TOTAL, tuple(map(Period, shown)), np.array([*shown.values()]), np.full(len(shown), "")
    )


def _projection(ahead: Ahead, values: Floats, since: bool = False) -> Projection:
    """What lies ahead of the last figure.

    values   (year, draw)
    since    whether it has been counted after the tables ended
    """
    origin = max(ahead.counted) if since else ahead.history.years[-1]
    after = [place for place, year in enumerate(ahead.drawn.ahead.years) if year > origin]
    periods = tuple(Period(ahead.drawn.ahead.years[place]) for place in after)
    quantiles = np.quantile(values[after].astype(np.float64), QUANTILES, axis=1).T
    return Projection(Period(origin), periods, QUANTILES, quantiles, "cohort-component")


# Scenarios and questions


@lru_cache(maxsize=1)
def _alternatives(
    ahead: Ahead, folder: Path, own: tuple[tuple[Path, int], ...]
) -> tuple[tuple[Alternative, ...], tuple[Scenario, ...]]:
    """The scenarios that change the population, and the ready ones that do not.

    own   the files of the folder's own scenarios, and when each was written
    """
    names = [*_ORDER, *(one for one in (*packs(), *(file.stem for file, _ in own)) if one not in _ORDER)]
    every = [scenario_named(one, folder) for one in dict.fromkeys(names)]
    found = [_alternative(ahead, one) for one in every if of_population(one)]
    return tuple(found), tuple(one for one in every if not of_population(one))


def _alternative(ahead: Ahead, scenario: Scenario) -> Alternative:
    beside = sorted({one.path for one in scenario.levers if one.path not in PATHS})
    return Alternative(scenario, _as_courses(ahead, ahead.outcomes(scenario)), tuple(beside))


def _as_courses(ahead: Ahead, values: Floats) -> dict[str, Projection]:
    return {
        measure: _projection(ahead, one, measure == TOTAL and bool(ahead.counted))
        for measure, one in zip(MEASURES, values, strict=True)
    }


def _questions(ahead: Ahead, register: RegisterSummary, indicators: Mapping[str, Indicator]) -> tuple[AskedOf, ...]:
    asked = [(one, True) for one in _aims_of(ahead, register, indicators)] + [(one, False) for one in _own_aims(ahead)]
    ranked = sensitivities(ahead.drawn, [aim for aim, _ in asked]) if asked else []
    return tuple(
        AskedOf(
            aim.id, aim.told(), _chance(ahead, aim, None), _sought(ahead, aim),
            tuple(one for one in ranked if one.goal == aim.id), ours,
        )
        for aim, ours in asked
    )  # fmt: skip


def _aims_of(ahead: Ahead, register: RegisterSummary, indicators: Mapping[str, Indicator]) -> Iterator[Aim]:
    """The plan's targets that the forecast can tell the probability of."""
    for target in (target for goal in register.goals for target in goal.targets):
        indicator = indicators.get(target.indicator)
        if indicator is not None and indicator.forecast:
            with suppress(Refused):
                aim = aim_of_target(target, indicator, ahead.history)
                if aim.year in ahead.drawn.ahead.years:
                    yield aim


def _own_aims(ahead: Ahead) -> Iterator[Aim]:
    """What the pages ask of any region: whether there will be as many, and as large a part, of working age.

    The total is asked only where the tables are the newest there is: these answers know nothing of later totals.
    """
    parts, cells, last = ahead.places[ahead.county], ahead.drawn.ahead.cells, ahead.drawn.ahead.years[-1]
    ages = MEASURES["working"][0]
    asked = {"working": Outcome("population", parts, ages), "share": Outcome("share", parts, ages)}
    for name, told in asked.items() if ahead.counted else ({TOTAL: Outcome("population", parts)} | asked).items():
        now = float(told.in_(ahead.history.population[-1], cells))
        value = round(now, 1) if name == "share" else round(now)
        yield Aim(name, told, "at_least", value, last, area(ahead.county).name)


def _chance(ahead: Ahead, aim: Aim, scenario: Scenario | None) -> float:
    here = ahead.drawn.within(aim.outcome.areas).until(aim.year)
    *_, last = here.futures(scenario)
    return aim.reached(aim.outcome.in_(last, here.ahead.cells))


def _sought(ahead: Ahead, aim: Aim) -> Text:
    """What it would take in moves in, from half to twice what they are."""
    handle = Handle(HANDLES["in"][0], 0.5, 2.0)
    return answer(ahead.drawn, aim, (handle,), LIKELY, SEED).sentence


# A reader's own levers


def tried(
    ahead: Ahead, asked: Mapping[str, str], register: RegisterSummary, indicators: Mapping[str, Indicator]
) -> Tried:
    """What a reader's levers give beside the baseline; with `problems`, and nothing reckoned, where they cannot be.

    asked   parameter → change in per cent, as written
    """
    levers, problems = _read(asked)
    if problems or not any(levers.values()):
        return Tried(levers, problems=tuple(problems))
    pulled = tuple(
        Lever(lever.path, lever.operation, 1 + levers[name] / 100, {}, 0, "")
        for name, (lever, _, _) in HANDLES.items()
        if levers.get(name)
    )
    scenario = Scenario("own", UNSAID, UNSAID, pulled)
    try:
        values = ahead.outcomes(scenario)
    except Refused as refused:
        return Tried(levers, problems=tuple(one.message for one in refused.findings))
    added = np.quantile(values[:, -1] - ahead.baseline[:, -1], (0.1, 0.5, 0.9), axis=1).T.tolist()
    aims = [*_aims_of(ahead, register, indicators), *_own_aims(ahead)]
    return Tried(
        levers,
        _as_courses(ahead, values),
        {measure: (low, middle, high) for measure, (low, middle, high) in zip(MEASURES, added, strict=True)},
        {aim.id: _chance(ahead, aim, scenario) for aim in aims},
    )


def _read(asked: Mapping[str, str]) -> tuple[dict[str, float], list[Text]]:
    levers, problems = {}, []
    for name, written in asked.items():
        if name not in HANDLES:
            problems.append(_unknown(name))
            continue
        _, low, high = HANDLES[name]
        try:
            value = float(written.strip().replace("−", "-").replace(",", ".") or 0)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            problems.append(_beyond(name, written, low, high))
        else:
            levers[name] = value
    return levers, problems


def _unknown(name: str) -> Text:
    known = ", ".join(HANDLES)
    return Text(
        f"Antagandet {name[:40]} finns inte. De som finns är {known}.",
        f"There is no lever {name[:40]}. There are {known}.",
    )


def _beyond(name: str, written: str, low: float, high: float) -> Text:
    return Text(
        f"{name}: {written[:20]!r} är inget tal från {low:g} till {high:g}. Skriv ändringen i procent, 0 för ingen.",
        f"{name}: {written[:20]!r} is no number from {low:g} to {high:g}. Give the change in per cent, 0 for none.",
    )


# Without tables


def _of_totals(
    workspace: Workspace, cubes: Mapping[str, Cube], record: TrackRecord, today: date
) -> FuturePicture | None:
    """Totals alone, each area's own series projected as any short series is."""
    county = workspace.region().county
    found = _short(cubes, county, {}, today)
    if (county, TOTAL) not in found:
        return None
    own = found[county, TOTAL].series
    basis = Basis("totals", own.periods[-1].year, own.periods[0].year, len(found), 0, 0, __version__)
    return FuturePicture(basis, found, record)


def _short(cubes: Mapping[str, Cube], county: str, told: Container[str], today: date) -> dict[tuple[str, str], Course]:
    """Totals of the county and its municipalities that the tables do not tell of, as short series."""
    found, cube = {}, cubes.get(POPULATION)
    for code in (county, *(one.code_scb for one in municipalities_of(county))):
        if cube is not None and code not in told and code in cube.areas and TOTAL in cube.groups:
            known = cube.series(code).known()
            ahead = project(known, Period(today.year + YEARS_AHEAD)) if len(known.periods) else None
            if ahead is not None and not isinstance(ahead, CannotProject):
                found[code, TOTAL] = Course(known, ahead)
    return found
