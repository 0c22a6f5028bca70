"""Rates from what has happened: local levels on the shape of the whole, shrunk where an area is too small to speak.

A small area's own death rate at 47 is noise; its *level* beside what the whole's rates would have given is not. So the
age profile is that of all areas together, and each area keeps its ratio of observed to expected, drawn towards one by
`PRIOR_EVENTS` events.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from malbild.analysis.forecast.arrays import BOYS, WOMEN, Floats
from malbild.analysis.forecast.flows import Engine, Moving, moving
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.rates import Rates
from malbild.analysis.forecast.steering import Movers

PRIOR_EVENTS = 100.0
"""Events an area needs before its own level weighs as much as the whole's."""
SMOOTHING = np.array([1.0, 2.0, 3.0, 2.0, 1.0]) / 9
LARGEST_YEARLY_GAIN = 0.03
MORTALITY_WINDOW = 5
LONG_YEARS = 20


@dataclass(frozen=True)
class Calibrated:
    """What a calibration window gives.

    mortality_gain   how fast mortality falls, per year
    movers           of which ages movers are
    start            the last counted population, (area, sex, age)
    long_fertility   mean fertility of the last twenty years, (area, age)
    last_births      children born in the last year, (area)
    """

    rates: Rates
    mortality_gain: float
    movers: Movers
    start: Floats
    long_fertility: Floats
    last_births: Floats

    def of(self, at: list[int]) -> Self:
        """What was learnt of some areas alone, by their places."""
        return replace(
            self,
            rates=self.rates.of(at),
            movers=self.movers.of(at),
            start=self.start[at],
            long_fertility=self.long_fertility[at],
            last_births=self.last_births[at],
        )


def calibrate(history: History, *, window: int, fertility_window: int = 1, engine: Engine = "net") -> Calibrated:
    """Rates as they were on average over the last years of a history.

    window             years for moves
    fertility_window   years for births: fertility has turned too often for an old year to tell more than the last
    engine             how moves are told: as net moves, or, where they were counted, by who leaves and whither
    """
    known = history.lasting(window)
    deadly = history.lasting(MORTALITY_WINDOW)
    gain = mortality_gain(history.lasting(LONG_YEARS))
    level = mortality(deadly.deaths[1:].sum(0), deadly.exposed.sum(0))
    moves = _moving(history, window, engine)
    departure, emigration = _hazards(moves.leaving, moves.outside)
    rates = Rates(
        fertility=fertility(history.lasting(fertility_window)),
        death=level * np.exp(-gain * (len(deadly.years) - 2) / 2),
        departure=departure,
        emigration=emigration,
        attraction=moves.attraction,
        immigration=moves.coming,
        boys=BOYS,
    )
    long = fertility(history.lasting(LONG_YEARS))
    return Calibrated(rates, gain, movers(known), history.population[-1], long, history.births[-1].sum(-1))


def _moving(history: History, window: int, engine: Engine) -> Moving:
    """The migration part of the rates: by counted moves where the engine follows them, else all of it outside."""
    known = history.lasting(window)
    net = smoothed(known.moves.mean(0))
    if engine != "net" and history.flows is not None:
        return moving(history.flows.of(slice(1, None)), engine, history.exposed, window, net)
    leaving = np.maximum(-net, 0) / np.maximum(known.exposed.mean(0), 1)
    return Moving(
        np.zeros_like(net), np.minimum(leaving, 0.9), np.maximum(net, 0), np.full_like(net, 1 / len(known.areas))
    )


def _hazards(leaving: Floats, outside: Floats) -> tuple[Floats, Floats]:
    """Two competing hazards that take these shares in a year."""
    together = np.minimum(leaving + outside, 0.9)
    hazard = -np.log1p(-together)
    per_share = hazard / np.where(together > 0, leaving + outside, 1)
    return leaving * per_share, outside * per_share


def fertility(known: History) -> Floats:
    """Children per woman by the age she reaches, (area, age)."""
    women = known.exposed[:, :, WOMEN].sum(0)
    births = known.births[1:].sum(0)
    profile = births.sum(0) / np.maximum(women.sum(0), 1)
    return np.asarray(_level(births.sum(-1), (women * profile).sum(-1))[:, None] * profile)


def mortality(deaths: Floats, exposed: Floats) -> Floats:
    """Hazards of death, (area, sex, age), from deaths and exposure over the same years."""
    share = np.minimum(deaths.sum(0) / np.maximum(exposed.sum(0), 1), 0.9)
    profile = -np.log1p(-share)
    level = _level(deaths.sum(-1), (exposed * share).sum(-1))
    return np.asarray(profile * level[..., None])


def _level(observed: Floats, expected: Floats) -> Floats:
    return np.asarray((observed + PRIOR_EVENTS) / (expected + PRIOR_EVENTS))


def mortality_gain(known: History) -> float:
    """How much mortality has fallen a year, all areas together: what the older half's rates expect of the later half.

    >>> LARGEST_YEARLY_GAIN
    0.03
    """
    years = len(known.years) - 1
    half = years // 2
    if half < 3:
        return 0.0
    deaths, exposed = known.deaths[1:].sum(1), known.exposed.sum(1)
    earlier = deaths[:half].sum(0) / np.maximum(exposed[:half].sum(0), 1)
    expected = (earlier * exposed[half:].sum(0)).sum()
    fall = -np.log(max(deaths[half:].sum(), 1.0) / max(expected, 1.0)) / (years / 2)
    return float(np.clip(fall, 0, LARGEST_YEARLY_GAIN))


def movers(known: History) -> Movers:
    """Which ages move: the size of net moves by sex and age, all areas together, beside who could move."""
    size = smoothed(np.abs(known.moves).sum((0, 1)))
    people = np.maximum(known.exposed.sum((0, 1)), 1)
    leaving = np.minimum(size / people, 1)
    areas = len(known.areas)
    coming = size / size.sum() if size.sum() > 0 else np.full_like(size, 1 / size.size)
    shape = (areas, *size.shape)
    return Movers(np.broadcast_to(coming, shape).copy(), np.broadcast_to(leaving, shape).copy())


def smoothed(values: Floats) -> Floats:
    """A profile over ages with its noise evened out; totals are kept, and the youngest and the open age left alone."""
    if values.shape[-1] <= 10:
        return values
    inner = values[..., 1:-1]
    padded = np.concatenate([inner[..., 2:0:-1], inner, inner[..., -2:-4:-1]], axis=-1)
    even = sum(weight * padded[..., at : at + inner.shape[-1]] for at, weight in enumerate(SMOOTHING))
    return np.concatenate([values[..., :1], np.asarray(even), values[..., -1:]], axis=-1)
