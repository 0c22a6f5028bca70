"""The possible futures of some areas: what they are made of, and how they are drawn, year by year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

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
from malbild.analysis.forecast.rates import Chances, Rates
from malbild.analysis.forecast.spread import (
    LOCAL_WALK,
    NATIONAL_WALK,
    Spread,
    factors,
    raw,
    spread,
    yearly_chance,
)
from malbild.analysis.forecast.steering import Movers, led_in_pieces
from malbild.vocabulary.scenario import Scenario

CENTRAL_WINDOW = 10
MORTALITY_LEVEL = 0.03
"""How far the level of mortality may be off, as a relative standard deviation."""
SINGLE = np.float32
LedYear = Callable[[Floats, Chances, Floats, Floats, Movers], Floats]
"""A year of a block of draws, as `steering.led_year` has it."""


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

    def of(self, at: list[int]) -> Self:
        """The outlook of some areas alone, by their places; what was learnt from all of them stays learnt."""
        return replace(
            self,
            history=self.history.of(at),
            said=self.said[..., at],
            centre=self.centre[:, at],
            spread=Spread(self.spread.raw[:, at], self.spread.factor[:, at], self.spread.chance[:, at]),
        )


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
    return drawn(ahead, draws=0, seed=0).central(scenario)


def effect(ahead: Outlook, scenario: Scenario | None) -> Floats:
    """What a scenario does to the totals, as a factor (year, area)."""
    return drawn(ahead, draws=0, seed=0).effect(scenario)


def _believed(ahead: Outlook, window: int) -> Ahead:
    return ahead_of(calibrate(ahead.history, window=window, engine=ahead.engine), len(ahead.years))


def futures(ahead: Outlook, *, draws: int, seed: int, scenario: Scenario | None = None) -> Iterator[Floats]:
    """Year by year, the population of every draw: (draw, area, sex, age) in single precision."""
    return drawn(ahead, draws=draws, seed=seed).futures(scenario)


@dataclass(frozen=True)
class Luck:
    """What chance gives one block of draws, drawn before any scenario and the same for all of them.

    window      calibration window of the ages, in years
    mortality   factor on the level of mortality
    away        (draw, year, area): log of the totals the draws are led to, over the centre
    births      (draw, year): factor on fertility
    counted     (draw, area, sex, age): persons by which the published count may be off; None where it is taken as true
    """

    window: int
    mortality: float
    away: Floats
    births: Floats
    counted: NDArray[np.int8] | None = None

    def of(self, at: list[int]) -> Self:
        """The luck of some areas alone, by their places."""
        counted = None if self.counted is None else self.counted[:, at]
        return replace(self, away=self.away[..., at], counted=counted)

    def start(self, counted: Floats) -> Floats:
        """The population each draw starts from: as counted, or off by its noise where anybody was counted at all."""
        if self.counted is None:
            return np.broadcast_to(counted, (len(self.births), *counted.shape))
        return np.asarray(np.maximum(counted + self.counted * (counted > 0), 0), dtype=counted.dtype)


@dataclass(frozen=True)
class Drawn:
    """Futures whose luck is drawn and whose rates are learnt: any scenario can be asked of them, at once and again.

    everywhere   areas and ages of the whole forecast, and its rates: what levers are checked against
    without      (year, area): totals of the cohorts without levers
    begins       how many of the projected years lie behind us: levers take hold after them
    """

    ahead: Outlook
    everywhere: tuple[Cells, Rates]
    believed: dict[int, Ahead]
    without: Floats
    luck: tuple[Luck, ...]
    begins: int = 0

    def within(self, areas: Sequence[str]) -> Self:
        """The same futures of some of the areas alone, to the bit, for a question that concerns no others.

        Raises ValueError where people move between the areas: then no area's future is its own.
        """
        if any(one.known.rates.departure.any() for one in self.believed.values()):
            raise ValueError("people move between the areas; ask of all of them")
        at = [self.ahead.history.areas.index(one) for one in areas]
        return replace(
            self,
            ahead=self.ahead.of(at),
            believed={window: one.of(at) for window, one in self.believed.items()},
            without=self.without[:, at],
            luck=tuple(one.of(at) for one in self.luck),
        )

    def until(self, year: int) -> Self:
        """The same futures, not run longer than to a year."""
        years = self.ahead.years.index(year) + 1
        ahead = replace(self.ahead, years=self.ahead.years[:years], centre=self.ahead.centre[:years])
        return replace(self, ahead=ahead, without=self.without[:years])

    def effect(self, scenario: Scenario | None) -> Floats:
        """What a scenario does to the totals, as a factor (year, area): cohorts with its levers beside cohorts without.

        Raises Refused when a lever names nothing, or none of them moves anything anywhere.
        """
        if scenario is None:
            return np.ones_like(self.ahead.centre)
        return self._effect(self._given(scenario))

    def _begun(self, scenario: Scenario | None) -> Scenario | None:
        return replace(scenario, start=self.begins) if scenario is not None and self.begins else scenario

    def central(self, scenario: Scenario | None = None) -> Floats:
        """The middle path, without chance: (year, area, sex, age)."""
        given = self._given(scenario)
        totals = self.ahead.centre * (self._effect(given) if scenario else 1.0)
        return led(self.ahead.history.population[-1], given, totals, self.believed[CENTRAL_WINDOW].known.movers)

    def _given(self, scenario: Scenario | None) -> list[Chances]:
        """The chances of every year of the middle path; refuses levers that cannot be pulled."""
        if scenario is not None:
            cells, rates = self.everywhere
            check(scenario, cells)
            refuse_idle(rates, scenario, cells)
        begun, years = self._begun(scenario), len(self.ahead.years)
        return yearly_chances(self.believed[CENTRAL_WINDOW], begun, self.ahead.cells, years=years)

    def _effect(self, given: list[Chances]) -> Floats:
        with_levers = cohorts(self.ahead.history.population[-1], given).sum((-2, -1))
        return np.asarray(with_levers / np.maximum(self.without, 1))

    def futures(self, scenario: Scenario | None = None, led: LedYear = led_in_pieces) -> Iterator[Floats]:
        """Year by year, the population of every draw: (draw, area, sex, age) in single precision.

        led   who runs the year: NumPy, or another library from `accelerated`
        """
        totals = self.ahead.centre * self.effect(scenario)
        runs = [_Run(self, one, totals, self._begun(scenario), led) for one in self.luck]
        for year in range(len(self.ahead.years)):
            yield np.concatenate([run.next(year) for run in runs])


def drawn(ahead: Outlook, *, draws: int, seed: int, noise: int = 0) -> Drawn:
    """Draw the luck of an outlook, and learn its rates from every window.

    noise   persons by which each published count of the last year may be off, either way: 3 for the cell-key method of
            Statistics Sweden from 2025 on, 0 for counts as they are
    """
    luck = tuple(_luck(ahead, seed, number, len(one), noise) for number, one in enumerate(blocks(draws)))
    believed = {window: _believed(ahead, window) for window in {CENTRAL_WINDOW, *(one.window for one in luck)}}
    without = cohorts(ahead.history.population[-1], yearly_chances(believed[CENTRAL_WINDOW])).sum((-2, -1))
    return Drawn(ahead, (ahead.cells, believed[CENTRAL_WINDOW].known.rates), believed, without, luck)


def _luck(ahead: Outlook, seed: int, block: int, draws: int, noise: int) -> Luck:
    walk = stream(seed, Purpose.FERTILITY, block).normal(size=(draws, len(ahead.years))).cumsum(1)
    return Luck(
        WINDOWS[stream(seed, Purpose.WINDOW, block).integers(len(WINDOWS))],
        float(np.exp(MORTALITY_LEVEL * stream(seed, Purpose.MORTALITY, block).normal())),
        _away(ahead, seed, block, draws),
        np.exp(ahead.fertility_walk * walk).astype(SINGLE),
        _counted(ahead, seed, block, draws, noise) if noise else None,
    )


def _counted(ahead: Outlook, seed: int, block: int, draws: int, noise: int) -> NDArray[np.int8]:
    """Whole persons from −noise to noise, each as likely: what the method adds to every positive count."""
    shape = (draws, *ahead.history.population.shape[1:])
    return stream(seed, Purpose.COUNTED, block).integers(-noise, noise, shape, dtype=np.int8, endpoint=True)


def _away(ahead: Outlook, seed: int, block: int, draws: int) -> Floats:
    """How far from the centre the totals of each draw lie: a drawn mixture of forms and two walks, rescaled."""
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
    return np.asarray(away + lives * yearly_chance(ahead.history.totals[-1]))


class _Run:
    """One block of draws on its way: they share a calibration window and a level of mortality."""

    def __init__(self, drawn: Drawn, luck: Luck, totals: Floats, scenario: Scenario | None, led: LedYear) -> None:
        self.led = led
        self.luck, self.scenario, self.cells = luck, scenario, drawn.ahead.cells
        self.believed = drawn.believed[luck.window]
        self.totals = np.asarray(totals * np.exp(luck.away[:, : len(totals)]), dtype=SINGLE)
        self.movers = self.believed.known.movers.astype(SINGLE)
        start = drawn.ahead.history.population[-1].astype(SINGLE)
        self.population = luck.start(start)

    def next(self, year: int) -> Floats:
        given = chances_of(self.believed, year + 1, self.scenario, self.cells, self.luck.mortality).astype(SINGLE)
        births = self.luck.births[:, year, None]
        self.population = self.led(self.population, given, births, self.totals[:, year], self.movers)
        return self.population
