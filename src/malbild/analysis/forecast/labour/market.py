"""Where supply and demand meet: three ways to close a labour market, of which none is the truth.

    able         = supply · (1 − frictional)
    demand       jobs are what is wanted; every job takes who there is, and what is unfilled must come from outside
    balanced     each education fills its own jobs; of the jobs left, `substitution` can be taken by another education;
                 jobs that nobody fills do not come to be
    supply       as large a share as at the origin is employed, and there are as many jobs as that

In all: employed ≤ able, unfilled ≥ 0, wanted = filled + unfilled, Σ filled = Σ employed.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from malbild.analysis.forecast.arrays import Floats

Closure = Literal["supply", "demand", "balanced"]
CLOSURES: tuple[Closure, ...] = get_args(Closure)


@dataclass(frozen=True)
class Market:
    """Persons by workplace and education, (…, area, education).

    wanted     whom the jobs ask for; under the supply closure after jobs have followed supply
    filled     of the wanted, those found, by the education asked for
    employed   those who work, by the education they have
    supply     those who could
    """

    wanted: Floats
    filled: Floats
    employed: Floats
    supply: Floats

    @property
    def unfilled(self) -> Floats:
        """Wanted and not found."""
        return self.wanted - self.filled


def met(
    wanted: Floats, supply: Floats, frictional: Floats, substitution: Floats, usual: Floats, closure: Closure
) -> Market:
    """The market of a year. wanted, supply (…, area, education); frictional, substitution (area).

    usual   (area, education): the share employed at the origin, for the supply closure
    """
    if closure == "supply":
        employed = supply * usual
        return Market(employed, employed, employed, supply)
    able = supply * (1 - frictional)[:, None]
    own = np.minimum(wanted, able)
    open_jobs, idle = wanted - own, able - own
    part = np.ones_like(substitution) if closure == "demand" else substitution
    jobs_left, people_left = open_jobs.sum(-1), idle.sum(-1)
    others = part * np.minimum(jobs_left, people_left)
    filled = own + open_jobs * _part(others, jobs_left)
    employed = own + idle * _part(others, people_left)
    return Market(wanted, filled, employed, supply)


def _part(some: Floats, of: Floats) -> Floats:
    return np.asarray(some / np.where(of > 0, of, 1))[..., None]


def at_work(home: Floats, commuting: Floats) -> Floats:
    """Persons by workplace, (…, area, education), of persons by home; commuting (home, work), the last work outside."""
    return np.asarray(np.einsum("...he,hw->...we", home, commuting[:, :-1]))


def at_home(rate: Floats, commuting: Floats, outside: Floats) -> Floats:
    """A rate by home, (…, area, education), of the rates where people work, and outside the areas (area, education)."""
    return np.asarray(np.einsum("...we,hw->...he", rate, commuting[:, :-1]) + commuting[:, -1:] * outside)
