"""How many jobs there are, by the rule of their industry, and what education they ask for.

    traded   jobs = staffing · jobs of the origin · Π (1 + growth)
    local    jobs = staffing · jobs of the origin · ((1 − income_share) · population + income_share · employed residents
             of the year before, each beside the origin's)
    public   jobs = staffing · jobs of the origin · volume / volume at the origin, volume = Σ_sex,age use · population
    and to all of them what has been announced beyond the rule

    asked(area, education) = Σ_industry jobs · Σ_occupation occupations · requirements
    wanted(area, education) = fit · asked, brought to the number of persons that the jobs need (persons_per_job)

`fit` and `persons_per_job` are those of the origin, when wanted are exactly the employed: bridges of a nation, put upon
a region, never agree with who works there, and the difference is no shortage.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats


@dataclass(frozen=True)
class Drivers:
    """What jobs follow: persons (…, area), employed residents (…, area), service volume (…, area, industry)."""

    persons: Floats
    employed: Floats
    volume: Floats


@dataclass(frozen=True)
class Rules:
    """The rule of each industry, as masks over industries."""

    traded: NDArray[np.bool_]
    local: NDArray[np.bool_]
    public: NDArray[np.bool_]

    @classmethod
    def of(cls, words: tuple[str, ...]) -> "Rules":
        """From the words of the listing."""
        return cls(*(np.array([one == rule for one in words], dtype=bool) for rule in ("traded", "local", "public")))


def volume(population: Floats, use: Floats) -> Floats:
    """Service volume, (…, area, industry), of people (…, area, sex, age) with use (industry, sex, age)."""
    people = population.reshape(*population.shape[:-2], -1)
    return np.asarray(people @ use.reshape(len(use), -1).T)


def offered(
    origin: Floats, grown: Floats, income_share: Floats, staffing: Floats, announced: Floats,
    rules: Rules, then: Drivers, now: Drivers,
) -> Floats:  # fmt: skip
    """Jobs, (…, area, industry); none fall below zero.

    origin   (area, industry), jobs of the origin; grown (industry), the product of growth since
    """
    persons = _beside(now.persons, then.persons)[..., None]
    employed = _beside(now.employed, then.employed)[..., None]
    local = (1 - income_share) * persons + income_share * employed
    public = _beside(now.volume, then.volume)
    index = np.where(rules.traded, grown, np.where(rules.local, local, public))
    return np.asarray(np.maximum(staffing * origin * index + announced, 0))


def _beside(now: Floats, then: Floats) -> Floats:
    """A driver beside the origin's; where there was none at the origin, its industry keeps its jobs."""
    return np.asarray(np.where(then > 0, now / np.where(then > 0, then, 1), 1.0))


def asked(jobs: Floats, occupations: Floats, requirements: Floats) -> Floats:
    """Jobs by education, (…, area, education): through occupations (industry, occupation) and their requirements."""
    return np.asarray(jobs @ (occupations @ requirements))


def wanted(jobs: Floats, by_education: Floats, fit: Floats, persons_per_job: Floats) -> Floats:
    """Persons wanted by education, (…, area, education): together as many as the jobs need."""
    fitted = fit * by_education
    together = fitted.sum(-1, keepdims=True)
    needed = (jobs.sum(-1) * persons_per_job)[..., None]
    return np.asarray(needed * fitted / np.where(together > 0, together, 1))
