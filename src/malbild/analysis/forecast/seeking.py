"""What it would take: the change of one lever, or the least change of several, that makes an aim as likely as asked.

Every setting of the levers meets the same luck, so the outcome of each draw moves smoothly with a lever, and the aim is
as likely as asked exactly when one certain draw – the one that decides – reaches it. That draw's distance to the aim is
the `margin`: a continuous number whose root a bracket and a secant find in a few runs, where the probability itself
climbs in steps. More of a lever is taken to move an outcome one way only, within its bounds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from malbild.analysis.forecast.aims import Aim
from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.futures import Drawn
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import UNSAID

CLOSE_ENOUGH = 1e-4
"""The search ends when the change is known to a ten-thousandth of what the bounds allow."""
LITTLE = 1e-3
"""… or when the aim is exceeded by a thousandth of what was missing."""
MOST_RUNS = 40
ROUNDS = 4
"""How many times the least change of several levers is reckoned anew from where the last one came."""
NUDGE = 0.02

Settings = tuple[float, ...]
Margin = Callable[[Settings], float]


@dataclass(frozen=True)
class Handle:
    """A lever that may be moved, how far, and how dearly.

    lever       its value is where it rests: 1 for multiply, 0 for add
    low, high   the values it may have
    weight      how dear a change of it is, beside the other levers
    """

    lever: Lever
    low: float
    high: float
    weight: float = 1.0

    @property
    def rest(self) -> float:
        """The value that changes nothing."""
        return 1.0 if self.lever.operation == "multiply" else 0.0

    @property
    def scale(self) -> float:
        """What a change is measured in: the whole of what a factor multiplies, or the widest addition allowed."""
        return 1.0 if self.lever.operation == "multiply" else max(abs(self.low), abs(self.high))

    def at(self, value: float) -> Lever:
        """The lever at a value."""
        return replace(self.lever, value=value)


@dataclass(frozen=True)
class Sought:
    """The answer to what it would take.

    status      already (nothing is needed), found, or out_of_reach within the bounds
    settings    the levers' values; out of reach, those that bring the aim nearest
    reached     the aim's probability with them
    baseline    its probability without
    slack       where nothing is needed and there is one lever: how far it may move before the aim is less likely
                than asked; None where no value within the bounds makes it so
    runs        how many times the futures were run
    """

    status: Literal["already", "found", "out_of_reach"]
    settings: Settings
    reached: float
    baseline: float
    runs: int
    slack: float | None = None


class Odds:
    """What an aim's outcome is in every draw, for any setting of the levers; each setting is run once."""

    def __init__(self, drawn: Drawn, aim: Aim, handles: Sequence[Handle]) -> None:
        self.drawn, self.aim, self.handles = drawn.until(aim.year), aim, tuple(handles)
        self.known: dict[Settings, Floats] = {}

    @property
    def rest(self) -> Settings:
        """The setting that changes nothing."""
        return tuple(one.rest for one in self.handles)

    def outcomes(self, settings: Settings) -> Floats:
        """The outcome in every draw."""
        if settings not in self.known:
            *_, last = self.drawn.futures(self._scenario(settings))
            self.known[settings] = self.aim.outcome.in_(last, self.drawn.ahead.cells)
        return self.known[settings]

    def probability(self, settings: Settings) -> float:
        """The share of draws that reach the aim."""
        return self.aim.reached(self.outcomes(settings))

    def leaning(self, settings: Settings) -> float:
        """How far towards the aim the middle path goes."""
        last = self.drawn.central(self._scenario(settings))[-1]
        return self.aim.sign * float(self.aim.outcome.in_(last, self.drawn.ahead.cells))

    def _scenario(self, settings: Settings) -> Scenario | None:
        if settings == self.rest:
            return None
        levers = tuple(handle.at(value) for handle, value in zip(self.handles, settings, strict=True))
        return Scenario(self.aim.id, UNSAID, UNSAID, levers)


def seek(odds: Odds, probability: float) -> Sought:
    """The least change of the levers that gives an aim a probability."""

    def margin(settings: Settings) -> float:
        return odds.aim.margin(odds.outcomes(settings), probability)

    baseline = odds.probability(odds.rest)
    if baseline >= probability:
        slack = _slack(odds, margin) if len(odds.handles) == 1 else None
        return Sought("already", odds.rest, baseline, baseline, len(odds.known), slack)
    found = _alone(odds, margin) if len(odds.handles) == 1 else _together(odds, margin)
    status: Literal["found", "out_of_reach"] = "out_of_reach" if found is None else "found"
    settings = _nearest(odds, margin) if found is None else found
    return Sought(status, settings, odds.probability(settings), baseline, len(odds.known))


def _alone(odds: Odds, margin: Margin) -> Settings | None:
    """The value of one lever nearest to rest that is enough, in whichever direction helps; None when neither does.

    The middle path, which is quick to run, tells which direction to try first.
    """
    handle = odds.handles[0]
    ends = sorted(((handle.low,), (handle.high,)), key=odds.leaning, reverse=True)
    tried = (_enough(margin, odds.rest, end) for end in ends if end != odds.rest)
    return next((one for one in tried if one), None)


def _slack(odds: Odds, margin: Margin) -> float | None:
    """How far one lever may move the wrong way before the aim is less likely than asked."""
    handle = odds.handles[0]
    worst = min((handle.low, handle.high), key=lambda end: margin((end,)))
    back = _enough(margin, (worst,), odds.rest)
    return back[0] if back and margin((worst,)) < 0 else None


def _enough(margin: Margin, start: Settings, end: Settings) -> Settings | None:
    """The first setting on the way from one that is not enough to another that is; None when that is not either.

    False position after Illinois: the bracket keeps one end on either side, and the answer is the side that is enough.
    """
    low, high, side = 0.0, 1.0, 0
    short, beyond = margin(start), margin(end)
    if beyond < 0:
        return None
    there, little = beyond, LITTLE * -short
    for _ in range(MOST_RUNS):
        if 0 <= there <= little or high - low < CLOSE_ENOUGH:
            break
        edge = _edge(low, high)
        middle = min(max(low + (high - low) * short / (short - beyond) + edge, low + edge), high - edge)
        there = margin(_between(start, end, middle))
        if there < 0:
            low, short, beyond, side = middle, there, beyond / 2 if side < 0 else beyond, -1
        else:
            high, beyond, short, side = middle, there, short / 2 if side > 0 else short, 1
    return _between(start, end, high)


def _edge(low: float, high: float) -> float:
    """A guess is moved this much beyond, and never lies closer to an end of the bracket, so that both ends close in."""
    return min(CLOSE_ENOUGH / 2, (high - low) / 4)


def _between(start: Settings, end: Settings, part: float) -> Settings:
    return tuple(one + part * (other - one) for one, other in zip(start, end, strict=True)) if part < 1 else end


def _together(odds: Odds, margin: Margin) -> Settings | None:
    """The least weighted change of several levers.

    The margin is taken to be straight near where one stands; the least change that closes it is then known in closed
    form but for one multiplier, and is reckoned anew from there. At last it is moved along its own direction until it
    is just enough, so that the answer holds whether or not the margin was straight.
    """
    if margin(_nearest(odds, margin)) < 0:
        return None
    here, best = odds.rest, _nearest(odds, margin)
    for _ in range(ROUNDS):
        slope = _slope(odds, margin, here)
        there = _least(odds.handles, slope, margin(here) - float(slope @ _away(odds.handles, here)))
        if margin(there) < 0:
            there = _enough(margin, there, _pushed(odds.handles, slope)) or best
        else:
            there = _enough(margin, odds.rest, there) or there
        closer = _cost(odds.handles, there) < _cost(odds.handles, best) * (1 - CLOSE_ENOUGH)
        best, here = (there, there) if closer else (best, there)
        if not closer:
            break
    return best


def _away(handles: Sequence[Handle], settings: Settings) -> Floats:
    """Changes from rest, each in its lever's own measure."""
    return np.array([(value - one.rest) / one.scale for one, value in zip(handles, settings, strict=True)])


def _cost(handles: Sequence[Handle], settings: Settings) -> float:
    weights = np.array([one.weight for one in handles])
    return float((weights * _away(handles, settings) ** 2).sum())


def _slope(odds: Odds, margin: Margin, here: Settings) -> Floats:
    """How the margin moves with each lever, per measure of change."""
    found = []
    for place, handle in enumerate(odds.handles):
        small = NUDGE * (handle.high - handle.low)
        other = here[place] + small if here[place] + small <= handle.high else here[place] - small
        there = (*here[:place], other, *here[place + 1 :])
        found.append((margin(there) - margin(here)) / (other - here[place]) * handle.scale)
    return np.array(found)


def _least(handles: Sequence[Handle], slope: Floats, rest_margin: float) -> Settings:
    """The least weighted change for which `rest_margin + slope · change` is not negative, within the bounds.

    Each lever moves by multiplier · slope / weight until it meets its bound; the multiplier is found by halving.
    """
    lowest = np.array([(one.low - one.rest) / one.scale for one in handles])
    highest = np.array([(one.high - one.rest) / one.scale for one in handles])
    weights = np.array([one.weight for one in handles])
    few, many = 0.0, 1.0
    for _ in range(200):
        if rest_margin + slope @ np.clip(many * slope / weights, lowest, highest) >= 0 or many > 1e12:
            break
        many *= 4
    for _ in range(100):
        middle = (few + many) / 2
        enough = rest_margin + slope @ np.clip(middle * slope / weights, lowest, highest) >= 0
        few, many = (few, middle) if enough else (middle, many)
    changed = np.clip(many * slope / weights, lowest, highest)
    return tuple(one.rest + float(by) * one.scale for one, by in zip(handles, changed, strict=True))


def _pushed(handles: Sequence[Handle], slope: Floats) -> Settings:
    """Every lever at the bound that helps."""
    return tuple(one.high if up > 0 else one.low for one, up in zip(handles, slope, strict=True))


def _nearest(odds: Odds, margin: Margin) -> Settings:
    """What brings the aim nearest within the bounds: each lever in turn at the end that helps."""
    here = odds.rest
    for place, handle in enumerate(odds.handles):
        ends = [(*here[:place], value, *here[place + 1 :]) for value in (handle.low, handle.rest, handle.high)]
        here = max(ends, key=margin)
    return here


def frontier(odds: Odds, probability: float, points: int = 7) -> list[Settings]:
    """Pairs of two levers' values that are just enough together, from the first alone to the second alone.

    Empty where nothing is needed or nothing is enough. A pair that only a bound stops is left out.
    """
    first, second = odds.handles

    def margin(settings: Settings) -> float:
        return odds.aim.margin(odds.outcomes(settings), probability)

    best = _nearest(odds, margin)
    if margin(odds.rest) >= 0 or margin(best) < 0:
        return []
    alone = _enough(margin, odds.rest, (best[0], second.rest))
    furthest = alone[0] if alone else best[0]
    helped = (first.rest, best[1])
    beside = helped if margin(helped) >= 0 else _enough(margin, helped, best) or best
    found = []
    for value in np.linspace(furthest, beside[0], points):
        start, end = (float(value), second.rest), (float(value), best[1])
        pair = start if margin(start) >= 0 else _enough(margin, start, end)
        if pair:
            found.append(pair)
    return found
