"""The possible futures of some areas: what they are made of, and how they are drawn, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.calibration import calibrate
from malbild.analysis.forecast.central import Ahead, ahead_of, chances_of, cohorts, led, yearly_chances
from malbild.analysis.forecast.chance import Purpose, blocks, stream
from malbild.analysis.forecast.flows import Engine
from malbild.analysis.forecast.forms import WINDOWS, Record, record, totals
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.learning import blend, blended, weights
from malbild.analysis.forecast.levers import Cells, check, refuse_idle
from malbild.analysis.forecast.spread import (
    LOCAL_WALK,
    NATIONAL_WALK,
    Spread,
    factors,
    raw,
    spread,
    yearly_chance,
)
from malbild.analysis.forecast.steering import Movers, steered
from malbild.analysis.forecast.step import step
from malbild.vocabulary.scenario import Scenario

CENTRAL_WINDOW = 10
MORTALITY_LEVEL = 0.03
"""How far the level of mortality may be off, as a relative standard deviation."""
SINGLE = np.float32


@dataclass(frozen=True)
class Outlook:
    """All that a forecast from one origin is made of, before any chance: what is known at the origin, and no more.

    said      (form, year, area): totals by each form
    centre    (year, area): the learned blend
    spread    how wide the futures lie about it
    engine    how moves are told: by their net, or by who leaves and whither
    """

    history: History
    years: tuple[int, ...]
    said: Floats
    centre: Floats
    spread: Spread
    fertility_walk: float
    engine: Engine = "net"

    @property
    def cells(self) -> Cells:
        """Areas and ages."""
        return Cells(self.history.areas, self.history.population.shape[-1])


def outlook(history: History, to: int, past: Record | None = None, engine: Engine = "net") -> Outlook:
    """What a forecast to a year is made of.

    past   the record of earlier origins where it has been made already; only what was known at the origin is used
    engine how moves are told; others than net need a history of counted moves
    """
    origin = history.years[-1]
    known = (record(history) if past is None else past).known_at(origin)
    years = tuple(range(origin + 1, to + 1))
    said = totals(history, len(years))
    by_class = _record_factors(known)
    return Outlook(
        history,
        years,
        said,
        blend(said, weights(known)),
        spread(said, history.totals[-1], by_class),
        _fertility_walk(history),
        engine,
    )


def _record_factors(known: Record) -> NDArray[np.floating]:
    misses = np.log(known.came / np.maximum(blended(known), 1))
    return factors(misses, raw(known.said), known.started)


def _fertility_walk(history: History) -> float:
    """The yearly change of children per woman, all areas together, as a relative standard deviation."""
    known = history.lasting(20)
    women = known.exposed[:, :, 0, 15:50].sum((1, 2))
    levels = np.log(np.maximum(known.births[1:].sum((1, 2)), 1) / np.maximum(women, 1))
    return float(np.diff(levels).std()) if len(levels) > 2 else 0.0


def central(ahead: Outlook, scenario: Scenario | None = None) -> Floats:
    """The middle path, without chance: (year, area, sex, age)."""
    totals_then = ahead.centre * effect(ahead, scenario)  # first, for it refuses levers that cannot be pulled
    believed = _believed(ahead, CENTRAL_WINDOW)
    given = yearly_chances(believed, scenario, ahead.cells)
    return led(ahead.history.population[-1], given, totals_then, believed.known.movers)


def _believed(ahead: Outlook, window: int) -> Ahead:
    return ahead_of(calibrate(ahead.history, window=window, engine=ahead.engine), len(ahead.years))


def effect(ahead: Outlook, scenario: Scenario | None) -> Floats:
    """What a scenario does to the totals, as a factor (year, area): cohorts with its levers beside cohorts without."""
    if scenario is None:
        return np.ones_like(ahead.centre)
    check(scenario, ahead.cells)
    believed = _believed(ahead, CENTRAL_WINDOW)
    refuse_idle(believed.known.rates, scenario, ahead.cells)
    start = ahead.history.population[-1]
    with_levers, without = (
        cohorts(start, yearly_chances(believed, one, ahead.cells)).sum((-2, -1)) for one in (scenario, None)
    )
    return np.asarray(with_levers / np.maximum(without, 1))


def futures(ahead: Outlook, *, draws: int, seed: int, scenario: Scenario | None = None) -> Iterator[Floats]:
    """Year by year, the population of every draw: (draw, area, sex, age) in single precision."""
    factor = effect(ahead, scenario)
    believed = {window: _believed(ahead, window) for window in WINDOWS}
    runs = [_Run(ahead, believed, scenario, factor, seed, number, len(one)) for number, one in enumerate(blocks(draws))]
    for year in range(len(ahead.years)):
        yield np.concatenate([run.next(year) for run in runs])


class _Run:
    """One block of draws on its way: they share a calibration window and a level of mortality."""

    def __init__(
        self,
        ahead: Outlook,
        believed: dict[int, Ahead],
        scenario: Scenario | None,
        effect: Floats,
        seed: int,
        block: int,
        draws: int,
    ) -> None:
        window = WINDOWS[stream(seed, Purpose.WINDOW, block).integers(len(WINDOWS))]
        self.mortality = float(np.exp(MORTALITY_LEVEL * stream(seed, Purpose.MORTALITY, block).normal()))
        self.believed, self.scenario, self.cells = believed[window], scenario, ahead.cells
        self.totals = _drawn_totals(ahead, effect, seed, block, draws)
        walk = stream(seed, Purpose.FERTILITY, block).normal(size=(draws, len(ahead.years))).cumsum(1)
        self.births = np.exp(ahead.fertility_walk * walk).astype(SINGLE)
        movers = self.believed.known.movers
        self.movers = Movers(movers.coming.astype(SINGLE), movers.leaving.astype(SINGLE))
        start = ahead.history.population[-1].astype(SINGLE)
        self.population = np.broadcast_to(start, (draws, *start.shape))

    def next(self, year: int) -> Floats:
        given = chances_of(self.believed, year + 1, self.scenario, self.cells, self.mortality).astype(SINGLE)
        after = step(self.population, given, births=self.births[:, year, None])
        self.population, _, _ = steered(after.population, self.totals[:, year], self.movers)
        return self.population


def _drawn_totals(ahead: Outlook, effect: Floats, seed: int, block: int, draws: int) -> Floats:
    """Totals each draw is led to, (draw, year, area): a drawn mixture of forms and two walks, rescaled."""
    forms, years, areas = ahead.said.shape
    logs = np.log(np.maximum(ahead.said, 1))
    apart = (logs - logs.mean(0)).reshape(forms, -1)
    mixed = (stream(seed, Purpose.FORMS, block).normal(size=(draws, forms)) @ apart) / np.sqrt(forms)
    national = stream(seed, Purpose.NATIONAL, block).normal(size=(draws, years, 1)).cumsum(1) * NATIONAL_WALK
    local, lives = (
        stream(seed, purpose, block).normal(size=(draws, years, areas)).cumsum(1)
        for purpose in (Purpose.LOCAL, Purpose.LIVES)
    )
    away = (mixed.reshape(draws, years, areas) + national + local * LOCAL_WALK) * ahead.spread.factor
    away += lives * yearly_chance(ahead.history.totals[-1])
    return np.asarray(ahead.centre * effect * np.exp(away), dtype=SINGLE)
