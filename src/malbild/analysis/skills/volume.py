"""Volume: how many a county must recruit in a group of occupations, a year, and whether its educations give as many.

The equations and their reasons stand in docs/methods/skills-volume.md. Everything uncertain is drawn: the age people
leave at, how the county's ages differ from the larger region's, how the number at work goes on changing, and how many
of those who begin an education complete it. The draws of need and supply are compared one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from malbild.vocabulary.matching import Balance, Estimate, Workforce

Draws = NDArray[np.float64]
_TAIL = 0.05
_NORMAL = 1.6449  # what five per cent of a normal distribution lie above
_LEAST = 10
_SIZES = 12


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What no figure tells, and a region may set for itself.

    years            how far ahead, the need being the mean of these years
    exit_age, exit_age_sd   mean age of leaving work, and how unsure that mean is
    completed        how large a part of the places becomes somebody with the education, from–to
    commuting_in     share of the county's jobs that people from elsewhere hold
    commuting_out    share of the county's workers that work elsewhere
    stays            how large a part of those who complete has not moved from the county
    """

    years: int = 10
    exit_age: float = 65.0
    exit_age_sd: float = 1.0
    completed: tuple[float, float] = (0.5, 0.95)
    commuting_in: float = 0.0
    commuting_out: float = 0.0
    stays: float = 1.0
    draws: int = 4000


@dataclass(frozen=True, slots=True)
class Growth:
    """How unsteady the number at work is from one year to the next, in logarithms, over many groups and counties.

    within    variance of a year's change, apart from `counted` / number at work
    counted   what small numbers add: variance times the number at work
    pace      what all groups have changed in common, a year
    """

    within: float
    counted: float
    pace: float


def growth(employed: NDArray[np.float64]) -> Growth:
    """The unsteadiness of groups. `employed` has a row for each group and county, a column for each year.

    Groups of alike size are taken together, and the middle nine tenths of their changes give the variance: a group
    that was coded anew one year must not make all others look unsteady. Rows with fewer than ten at work are left out.
    """
    kept = employed[(employed >= _LEAST).all(axis=1)]
    size, seen = kept.mean(axis=1), np.diff(np.log(kept), axis=1)
    parts = np.array_split(np.argsort(size), _SIZES)
    spread = [np.subtract(*np.quantile(seen[part], [1 - _TAIL, _TAIL])) / (2 * _NORMAL) for part in parts]
    ways = np.column_stack([np.ones(len(parts)), [np.mean(1 / size[part]) for part in parts]])
    (within, counted), _ = nnls(ways, np.square(spread))
    pace = np.diff(np.log(kept.sum(axis=0)))
    return Growth(float(within), float(counted), float(np.sqrt(np.mean(np.square(pace)))))


def changes(now: float, known: Growth, years: int, draw: np.random.Generator, draws: int) -> Draws:
    """Draws of log(number at work in so many years / now). The middle is no change: a few years of growth are no
    forecast, and a group's change in one year was found to say nothing of its change in the next. The pace that was
    common to all may go on, stop or turn.
    """
    own = years * known.within + known.counted / max(now, 1)
    return draw.normal(0, np.sqrt(own + (years * known.pace) ** 2), draws)


def retiring(one: Workforce, given: Assumptions, draw: np.random.Generator) -> Draws:
    """Draws of how many leave for retirement, a year.

    Those who leave within the years are those whose age then is at least the age of leaving; within a band of ages
    people are evenly spread.
    """
    ages = draw.normal(given.exit_age, given.exit_age_sd, given.draws)
    shares = np.clip(draw.normal(one.older, one.spread, (given.draws, 3)), 0, 1)
    starts = np.array([50.0, 55.0, 60.0])
    reached = np.clip(starts + 5 - np.maximum(starts, (ages - given.years)[:, None]), 0, 5) / 5
    mean: Draws = (shares * reached).sum(axis=1) * _now(one) / given.years
    return draw.poisson(mean * given.years) / given.years


def _now(one: Workforce) -> float:
    return one.employed[-1][1]


def balance(
    one: Workforce, known: Growth, given: Assumptions, *, places: float | None = None, ahead: Draws | None = None
) -> Balance:
    """Need and supply of a group of occupations, a year.

    places   places a year of all educations that lead there, None where they are not known
    ahead    draws of the change in how many work, a year, from a forecast; without it as many jobs as now, give or take
    """
    draw = np.random.default_rng(int(one.occupation.code))
    leaving = retiring(one, given, draw)
    grown = _grown(one, known, given, draw) if ahead is None else draw.choice(ahead, given.draws)
    own = 1 - given.commuting_in
    need = np.maximum(leaving + grown, 0) * own
    before = np.maximum(leaving + _as_before(one), 0) * own
    estimates = (estimate(leaving), estimate(need), estimate(before))
    if places is None:
        return Balance(one.occupation, *estimates)
    ready = places * draw.uniform(*given.completed, given.draws) * given.stays * (1 - given.commuting_out)
    return Balance(one.occupation, *estimates, estimate(ready), float(np.mean(need > ready)))


def _grown(one: Workforce, known: Growth, given: Assumptions, draw: np.random.Generator) -> Draws:
    later = np.exp(changes(_now(one), known, given.years, draw, given.draws))
    grown: Draws = _now(one) * (later - 1) / given.years
    return grown


def _as_before(one: Workforce) -> float:
    (first, start), (last, end) = one.employed[0], one.employed[-1]
    return (end - start) / (last - first) if last > first else 0.0


def estimate(draws: Draws) -> Estimate:
    """The middle and the limits of the 90 per cent interval of draws."""
    low, middle, high = np.quantile(draws, [_TAIL, 0.5, 1 - _TAIL])
    return Estimate(float(low), float(middle), float(high))
