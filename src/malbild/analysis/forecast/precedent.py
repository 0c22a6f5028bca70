"""How unusual a change is: beside all that have happened, in any area, from five years to the next five.

A lever's change is told as a ratio: the events it gives in a year, of the people it is for, over those without it. The
history is told in the same way, so that the two can be compared whatever the lever's operation is.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import WOMEN, Floats
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.levers import PATHS, Cells, pulled, selected
from malbild.analysis.forecast.rates import Rates
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import UNSAID

SPAN = 5
"""Years whose mean is compared with the mean of as many years before."""
FEWEST_CHANGES = 10


@dataclass(frozen=True)
class Precedent:
    """Where a change lies among those that have happened.

    ratio        events with the lever over events without it
    percentile   share of the changes of history, in per cent, that were smaller than it (half of those as large)
    changes      how many changes that is, of how many areas
    """

    ratio: float
    percentile: float
    changes: int
    areas: int
    span: int = SPAN


def precedent(history: History, rates: Rates, lever: Lever, areas: tuple[str, ...]) -> Precedent | None:
    """Where a lever's change in some areas lies among the changes of all areas; None where history cannot tell.

    rates   those the lever is pulled on
    That is so for one area alone, for fewer than ten changes, and for a lever whose history is not in the tables.
    """
    ratio = change(history, rates, lever, areas)
    if len(history.areas) < 2 or ratio is None or lever.path not in _EVENTS:
        return None
    known = changes(history, lever)
    if len(known) < FEWEST_CHANGES:
        return None
    below = ((known < ratio).sum() + (known == ratio).sum() / 2) / len(known)
    return Precedent(ratio, float(100 * below), len(known), len(history.areas))


def change(history: History, rates: Rates, lever: Lever, areas: tuple[str, ...]) -> float | None:
    """Events of a year with a lever fully pulled, over those without it, among the people it is for."""
    cells = Cells(history.areas, history.population.shape[-1])
    field = PATHS[lever.path]
    before = getattr(rates, field)
    after = getattr(pulled(rates, Scenario("", UNSAID, UNSAID, (lever,)), cells, max(lever.ramp, 1)), field)
    people = history.population[-1][:, WOMEN] if before.ndim == 2 else history.population[-1]
    weights = np.ones_like(before) if lever.path == "migration/in" else people
    chosen = selected(lever, cells, before.ndim)
    there = np.isin(history.areas, areas)
    if chosen[there].any():
        chosen = chosen & there.reshape(-1, *[1] * (chosen.ndim - 1))
    without = (before * weights)[chosen].sum()
    return float((after * weights)[chosen].sum() / without) if without > 0 else None


def usual_change(history: History, lever: Lever) -> float | None:
    """How large a change is usual, as a share: half of those of history were larger. None where history cannot tell."""
    if lever.path not in _EVENTS:
        return None
    known = changes(history, lever)
    return float(np.median(np.abs(known - 1))) if len(known) >= FEWEST_CHANGES else None


def changes(history: History, lever: Lever) -> NDArray[np.float64]:
    """Every change of a level from five years to the next five, of every area, as ratios; sorted."""
    cells = Cells(history.areas, history.population.shape[-1])
    everywhere = Lever(lever.path, lever.operation, lever.value, _without_area(lever.selector), lever.ramp, "")
    chosen = selected(everywhere, cells, 2 if lever.path == "fertility" else 3)[0]
    levels = _EVENTS[lever.path](history, chosen)
    later, earlier = levels[SPAN:], levels[:-SPAN]
    known = earlier > 0
    return np.sort(later[known] / earlier[known])


def _without_area(selector: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in selector.items() if key != "area"}


def _fertility(history: History, chosen: NDArray[np.bool_]) -> Floats:
    """Births over those all areas' rates of all years would have given: (window, area)."""
    return _level(history.births[1:] * chosen, history.exposed[:, :, WOMEN] * chosen)


def _mortality(history: History, chosen: NDArray[np.bool_]) -> Floats:
    return _level(history.deaths[1:] * chosen, history.exposed * chosen)


def _level(events: Floats, exposed: Floats) -> Floats:
    profile = events.sum((0, 1)) / np.maximum(exposed.sum((0, 1)), 1)
    inner = tuple(range(2, events.ndim))
    expected = _means((exposed * profile).sum(inner))
    return np.asarray(_means(events.sum(inner)) / np.where(expected > 0, expected, np.inf))


def _in(history: History, chosen: NDArray[np.bool_]) -> Floats:
    """Net moves where more come than leave, per inhabitant: (window, area)."""
    return np.asarray((np.maximum(_means(history.moves), 0) * chosen).sum((-2, -1)) / _means(history.totals[1:]))


def _out(history: History, chosen: NDArray[np.bool_]) -> Floats:
    """Net moves where more leave than come, per person who could: (window, area)."""
    people = (_means(history.exposed) * chosen).sum((-2, -1))
    return np.asarray((np.maximum(-_means(history.moves), 0) * chosen).sum((-2, -1)) / np.maximum(people, 1))


def _means(values: Floats) -> Floats:
    """Means of every five years in a row, along the first axis."""
    return np.asarray(sliding_window_view(values, SPAN, axis=0).mean(-1))


_EVENTS: dict[str, Callable[[History, NDArray[np.bool_]], Floats]] = {
    "fertility": _fertility,
    "mortality": _mortality,
    "migration/in": _in,
    "migration/out": _out,
}
