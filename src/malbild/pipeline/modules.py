"""Project what stands on the population: labour, households, money, emissions, each in every draw of its futures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.assumed import check, of_module
from malbild.analysis.forecast.futures import Outlook, central, drawn
from malbild.analysis.forecast.labour.market import Closure
from malbild.analysis.forecast.levers import check as check_levers
from malbild.analysis.forecast.levers import of_population
from malbild.analysis.forecast.measures import MEASURES, RATES, Measure
from malbild.pipeline.columns import Columns
from malbild.pipeline.module_runs import RUNS, Run, Told
from malbild.pipeline.project import QUANTILES, TOTAL, Asked, population_file, prepared, record_of
from malbild.pipeline.workers import backend
from malbild.sources.forecast_tables.equalisation import rules
from malbild.sources.forecast_tables.modules import Frame, read_module
from malbild.vocabulary.assumptions import INPUTS
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Scenario
from malbild.vocabulary.text import Text

Floats = NDArray[np.floating]
COLUMNS = ("module", "area", "measure", "group", "year", "quantile", "value")
FEWEST_DRAWS = 20
"""Draws that are reckoned together however many areas there are: what they have in common is reckoned once for them."""
CELLS_AT_ONCE = 100_000
"""Persons' cells (draw, area, sex, age) that are reckoned together, so that a block stays in the cache."""


@dataclass(frozen=True)
class Reckoned:
    """What modules give, draw by draw.

    figures   module → measure → (draw, year, area and total, groups and total), or without groups
    groups    axis → its members
    """

    years: tuple[int, ...]
    areas: tuple[str, ...]
    figures: Mapping[str, Mapping[str, Floats]]
    groups: Mapping[str, Mapping[str, Sequence[str]]]
    record: dict[str, object]


def reckon(asked: Asked, modules: Sequence[str], closure: Closure = "balanced") -> Reckoned:
    """Every measure of some modules in every draw. Raises Refused with everything that is wrong.

    Modules that others need are reckoned with them and not told: emissions that follow households need households.
    """
    _refuse_cluster(asked)
    ahead, scenario = prepared(asked)
    if scenario is not None:
        check_levers(scenario, ahead.cells)
    told = _told(asked, ahead, modules, scenario, closure)
    _refuse_idle(scenario, told, modules)
    figures = _figures(ahead, asked, scenario, told, modules)
    _refuse_unwritten(figures)
    members = {one: told[one].given.members for one in modules}
    record = {**record_of(ahead, asked), "modules": list(modules), "closure": closure}
    return Reckoned(ahead.years, (*ahead.history.areas, TOTAL), figures, members, record)


def _figures(
    ahead: Outlook, asked: Asked, scenario: Scenario | None, told: Mapping[str, Told], modules: Sequence[str]
) -> dict[str, dict[str, Floats]]:
    """Module → measure → (draw, year, area and total, groups and total)."""
    start = ahead.history.population[-1].astype(np.float64)
    parts = -(-max(asked.draws, 1) // max(FEWEST_DRAWS, CELLS_AT_ONCE // start.size))
    blocks = [_Block(start, len(one), told) for one in np.array_split(np.arange(max(asked.draws, 1)), parts)]
    years: dict[str, list[Floats]] = {}
    for year, population in enumerate(_populations(ahead, asked, scenario), 1):
        split = np.array_split(population, parts)
        each = [block.year(year, people, modules) for block, people in zip(blocks, split, strict=True)]
        for name in each[0]:
            years.setdefault(name, []).append(np.concatenate([one[name] for one in each]))
    found: dict[str, dict[str, Floats]] = {one: {} for one in modules}
    for name, values in years.items():
        module, _, measure = name.partition("/")
        found[module][measure] = np.stack(values, axis=1)
    return found


def project_modules(asked: Asked, modules: Sequence[str], closure: Closure = "balanced") -> Columns:
    """The same as a table of quantiles, or of the middle path alone when no draws are asked for."""
    found = reckon(asked, modules, closure)
    levels = QUANTILES if asked.draws else (np.nan,)
    cells: list[tuple[str, str, str, str, int, float]] = []
    values = []
    for module, name, measure, each in _measures(found):
        groups = (*found.groups[module][measure.by], *([TOTAL] * measure.adds)) if measure.by else (TOTAL,)
        values.append((np.quantile(each, levels, axis=0) if asked.draws else each).ravel())
        cells += (
            (module, area, name, group, year, level)
            for level, year, area, group in product(levels, found.years, found.areas, groups)
        )
    *words, year, level = zip(*cells, strict=True)
    numbers = (
        np.array(year, dtype=np.int64),
        np.array(level, dtype=np.float64),
        np.concatenate(values, dtype=np.float64),
    )
    return Columns(dict(zip(COLUMNS, (*words, *numbers), strict=True)), found.record)


def yearly_change(asked: Asked, measure: str, area: str) -> dict[str, Floats]:
    """How much a figure of the labour market changes a year from now to the last year, group → draws.

    What the skills chapter stands on: `jobs_by_occupation` for how many more work in an occupation.
    """
    found = reckon(asked, ["labour"])
    values = found.figures["labour"][f"new_{measure}"][:, :, found.areas.index(area)]
    axis = MEASURES["labour"][measure].by or ""
    return dict(zip(found.groups["labour"][axis], values.mean(axis=1).T, strict=False))


def _measures(found: Reckoned) -> Iterator[tuple[str, str, Measure, Floats]]:
    for module, figures in found.figures.items():
        for name, measure in MEASURES[module].items():
            yield module, name, measure, figures[name]


def _populations(ahead: Outlook, asked: Asked, scenario: Scenario | None) -> Iterator[Floats]:
    if not asked.draws:
        yield from central(ahead, scenario)[:, None]
    else:
        yield from drawn(ahead, draws=asked.draws, seed=asked.seed).futures(scenario, backend(asked.backend))


class _Block:
    """Some draws on their way through the years, and the modules that stand on them."""

    def __init__(self, start: Floats, draws: int, told: Mapping[str, Told]) -> None:
        population = np.broadcast_to(start, (draws, *start.shape))
        self.runs: dict[str, Run] = {name: RUNS[name](one, population) for name, one in told.items()}

    def year(self, year: int, population: Floats, modules: Sequence[str]) -> dict[str, Floats]:
        """The year's measures with their sums over areas and groups, as `module/measure`."""
        beside: dict[str, Floats] = {}
        for module, run in self.runs.items():
            figures = run.year(year, population.astype(np.float64), beside)
            beside |= {f"{module}/{name}": one for name, one in figures.items()}
        return {f"{module}/{name}": one for module in modules for name, one in _summed(module, beside)}


def _summed(module: str, beside: Mapping[str, Floats]) -> Iterator[tuple[str, Floats]]:
    """Measures with their totals, made in each draw before any quantile; then rates, of the totals too."""
    sums = {}
    for name, measure in MEASURES[module].items():
        for part in (RATES.get(name, name), *([measure.over] if measure.over else [])):
            sums[part] = _with_totals(beside[f"{module}/{part}"], measure)
    for name, measure in MEASURES[module].items():
        if measure.over is None:
            yield name, sums[name]
        else:
            of = sums[measure.over]
            yield name, sums[RATES[name]] / np.where(of > 0, of, 1)


def _with_totals(values: Floats, measure: Measure) -> Floats:
    """(draw, area, …) with the sum of all areas last, and the sum of all groups where they add up."""
    if measure.by is None:
        return np.concatenate([values, values.sum(1, keepdims=True)], axis=1)[..., None]
    wide = np.concatenate([values, values.sum(1, keepdims=True)], axis=1)
    return np.concatenate([wide, wide.sum(2, keepdims=True)], axis=2) if measure.adds else wide


def _told(
    asked: Asked, ahead: Outlook, modules: Sequence[str], scenario: Scenario | None, closure: Closure
) -> dict[str, Told]:
    """What each module is told, with the modules they need, in the order they are reckoned."""
    history = ahead.history
    frame = Frame(history.areas, history.population.shape[-1], (history.years[-1], *ahead.years))
    folder = population_file(asked.folder, asked.population).parent
    found: dict[str, Told] = {}
    wrong: list[Finding] = []
    beside = _with_needed(modules, folder)
    for module in (one for one in INPUTS if one in beside):
        try:
            given = read_module(module, folder / module, frame)
            if scenario is not None:
                check(scenario, given)
            dated = rules(folder / module, frame.years) if module == "money" else ()
            found[module] = Told(given, scenario, closure, dated, history.areas, beside)
        except Refused as refused:
            wrong += refused.findings
    if wrong:
        raise Refused(wrong)
    return found


def _with_needed(modules: Sequence[str], folder: Path) -> frozenset[str]:
    """The modules asked for; money and emissions also stand on those of the others that have tables."""
    standing = {"money": {"labour"}, "emissions": {"labour", "households"}}
    needed = {other for one in modules for other in standing.get(one, ()) if (folder / other).is_dir()}
    return frozenset({*modules, *needed})


def _refuse_idle(scenario: Scenario | None, told: Mapping[str, Told], modules: Sequence[str]) -> None:
    """Refuse a scenario that touches nothing that is reckoned: it would look as if its assumptions did not matter."""
    if scenario is None or of_population(scenario) or any(of_module(one, scenario) for one in told):
        return
    raise Refused([Finding("input.lever-idle", Severity.ERROR, Place(scenario.id, cell=one.path), Text(
        f"Antagandet gäller inget av det som räknas ({', '.join(modules)}).",
        f"The assumption is of nothing that is reckoned ({', '.join(modules)})."), Text(
        f"Lägg till --module {one.path.partition('/')[0]}.", f"Add --module {one.path.partition('/')[0]}."))
        for one in scenario.levers])  # fmt: skip


def _refuse_cluster(asked: Asked) -> None:
    """Refuse to share modules out: a cluster's workers have areas each, and commuters cross them."""
    if asked.cluster:
        raise Refused([Finding("input.cluster", Severity.ERROR, Place(asked.cluster), Text(
            "Det som står på befolkningen räknas här och inte på ett kluster.",
            "What stands on the population is reckoned here and not on a cluster."), Text(
            "Ta bort --cluster.", "Leave out --cluster."))])  # fmt: skip


def _refuse_unwritten(figures: Mapping[str, Mapping[str, Floats]]) -> None:
    """Refuse figures that rest on a rule's rate that nobody has written."""
    paid = figures.get("money", {}).get("income_equalisation")
    if paid is not None and np.isnan(paid).any():
        raise Refused([Finding("input.rule", Severity.ERROR, Place("money/equalisation.toml", cell="rates"), Text(
            "Ett område skulle få bidrag eller betala avgift efter en länsvis skattesats som inte är inskriven.",
            "An area would receive a grant or pay a fee by a rate of its county that nobody has written."), Text(
            "Skriv grant_rate och fee_rate för områdenas koder i forecast/money/equalisation.toml.",
            "Write grant_rate and fee_rate for the areas' codes in forecast/money/equalisation.toml."))])  # fmt: skip
