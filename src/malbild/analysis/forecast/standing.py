"""Where a goal stands under some levers: how likely it is, and the outcome with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from malbild.analysis.forecast.aims import Aim
from malbild.analysis.forecast.futures import Drawn
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import UNSAID


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal's probability, and the median and the 80 per cent interval of its outcome."""

    probability: float
    low: float
    median: float
    high: float


def standing(drawn: Drawn, aim: Aim, levers: Sequence[Lever] = ()) -> Standing:
    """Where a goal stands; with other levers the luck is the same, so that a difference is the levers' own."""
    scenario = Scenario(aim.id, UNSAID, UNSAID, tuple(levers)) if levers else None
    here = drawn.within(aim.outcome.areas).until(aim.year)
    *_, last = here.futures(scenario)
    outcomes = aim.outcome.in_(last, here.ahead.cells)
    low, median, high = (float(one) for one in np.quantile(outcomes, (0.1, 0.5, 0.9)))
    return Standing(aim.reached(outcomes), low, median, high)
