"""Which lever matters: how far each moves the outcome of each goal, ranked."""

from collections.abc import Iterable, Sequence

import numpy as np

from malbild.analysis.forecast.aims import Aim
from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.futures import Drawn
from malbild.analysis.forecast.levers import moves
from malbild.analysis.forecast.precedent import usual_change
from malbild.vocabulary.scenario import Lever, Scenario, Sensitivity
from malbild.vocabulary.text import UNSAID

STEP = 0.1
"""Each lever is tried a tenth up and a tenth down."""
UNITS = {"population": "person", "share": "point"}
LEVERS = tuple(
    Lever(path, "multiply", 1 + STEP, {"age": ages} if ages else {}, 0, "")
    for path, groups in (
        ("fertility", ("",)),
        ("mortality", ("0-64", "65+")),
        ("migration/in", ("0-15", "16-24", "25-34", "35-64", "65+")),
        ("migration/out", ("0-15", "16-24", "25-34", "35-64", "65+")),
    )
    for ages in groups
)
"""The levers that are tried when none are named: all that the tables tell of, by the ages that plans speak of."""


def sensitivities(drawn: Drawn, aims: Sequence[Aim], levers: Sequence[Lever] = LEVERS) -> list[Sensitivity]:
    """Every goal's answer to every lever, goal by goal, the lever that moves it most first.

    Central differences on the middle path: the same luck on both sides, so that nothing but the lever differs.
    """
    areas = sorted({area for aim in aims for area in aim.outcome.areas})
    here = drawn.within(areas).until(max(aim.year for aim in aims))
    rest = _outcomes(here, aims, None)
    moved = [_moved(here, aims, lever) for lever in levers]
    usual = [usual_change(drawn.ahead.history, lever) for lever in levers]
    found = [
        _one(aim, lever, float(rest[place]), float(effects[place]), change)
        for place, aim in enumerate(aims)
        for lever, effects, change in zip(levers, moved, usual, strict=True)
    ]
    order = {aim.id: place for place, aim in enumerate(aims)}
    return sorted(found, key=lambda one: (order[one.goal], -abs(one.effect)))


def _moved(drawn: Drawn, aims: Sequence[Aim], lever: Lever) -> Floats:
    """Half the difference between a lever so much up and so much down, for each goal."""
    cells, rates = drawn.everywhere
    if lever.operation == "multiply" and not moves(lever, rates, cells):
        return np.zeros(len(aims))
    up, down = (
        _outcomes(drawn, aims, _pulled(lever, value)) for value in (lever.value, _rest(lever) * 2 - lever.value)
    )
    return np.asarray((up - down) / 2)


def _rest(lever: Lever) -> float:
    return 1.0 if lever.operation == "multiply" else 0.0


def _pulled(lever: Lever, value: float) -> Scenario:
    one = Lever(lever.path, lever.operation, value, lever.selector, lever.ramp, lever.source)
    return Scenario("sensitivity", UNSAID, UNSAID, (one,))


def _outcomes(drawn: Drawn, aims: Iterable[Aim], scenario: Scenario | None) -> Floats:
    path, cells, years = drawn.central(scenario), drawn.ahead.cells, drawn.ahead.years
    return np.array([float(aim.outcome.in_(path[years.index(aim.year)], cells)) for aim in aims])


def _one(aim: Aim, lever: Lever, rest: float, effect: float, change: float | None) -> Sensitivity:
    by = abs(lever.value - _rest(lever))
    usual = None if change is None or lever.operation != "multiply" else effect * change / by
    helps = aim.sign * effect
    decisive = "up" if helps > 0 else "down" if helps < 0 else ""
    return Sensitivity(aim.id, UNITS[aim.outcome.measure], lever, rest, effect, usual, decisive)  # type: ignore[arg-type]
