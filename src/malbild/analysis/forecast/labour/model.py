"""One year of the labour market: people and what they know, jobs and what they ask for, and what comes of it.

    supply(work, e)  = Σ_home labour_force · commuting, and those who come from outside the areas
    exits(work, e)   = retired and gone, beside the labour force they were of, where it works
    replacement      = exits · employed of the year before
    expansion        = wanted − wanted of the year before
    recruitment, surplus = expansion + replacement, above and below zero

Recruitment is cut at zero in each area and education group and each draw before anything is summed: too many of one
education do not fill the jobs of another.
"""

from dataclasses import dataclass, replace

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.labour.jobs import Drivers, Rules, asked, offered, volume, wanted
from malbild.analysis.forecast.labour.market import Closure, Market, at_home, at_work, met
from malbild.analysis.forecast.labour.schooling import Programmes, Transitions, completed, older, taught, transitions
from malbild.analysis.forecast.labour.workforce import Workforce, delayed, flows


@dataclass(frozen=True)
class Labour:
    """One year's assumptions, on the axes that `vocabulary.assumptions.LABOUR` names."""

    education: Floats
    participation: Floats
    retirement_delay: Floats
    unemployment: Floats
    frictional: Floats
    substitution: Floats
    jobs: Floats
    growth: Floats
    announced: Floats
    staffing: Floats
    income_share: Floats
    use: Floats
    occupations: Floats
    requirements: Floats
    commuting: Floats
    incoming: Floats
    places: Floats
    completion: Floats
    retention: Floats


@dataclass(frozen=True)
class Fixed:
    """What the origin fixes for all years.

    rules, programmes   kinds of industries and programmes
    closure             how the market closes
    jobs                (area, industry) of the origin
    then                what jobs follow, at the origin
    fit                 (…, area, education), persons_per_job (…, area): see `jobs.py`
    mix                 (…, area, education): shares of those who commute in from outside
    unemployment        (area, education) of the origin
    completed           (area, programme) of the origin
    employed_share      (…, area, sex, age): employed of the population at the origin
    """

    rules: Rules
    programmes: Programmes
    closure: Closure
    transitions: Transitions
    jobs: Floats
    then: Drivers
    fit: Floats
    persons_per_job: Floats
    mix: Floats
    unemployment: Floats
    completed: Floats
    employed_share: Floats


@dataclass(frozen=True)
class Carried:
    """What a year hands to the next."""

    fixed: Fixed
    people: Workforce
    market: Market
    employed_home: Floats
    grown: Floats
    places: tuple[Floats, ...]
    jobs: Floats


def begin(a: Labour, rules: Rules, programmes: Programmes, closure: Closure, population: Floats) -> Carried:
    """The labour market at the origin, of people (…, area, sex, age)."""
    people = Workforce(population, np.broadcast_to(a.education, (*population.shape, a.education.shape[-1])),
                       delayed(a.participation, a.retirement_delay))  # fmt: skip
    force = people.force.sum(axis=(-3, -2))
    by_education = asked(a.jobs, a.occupations, a.requirements)
    mix = by_education / by_education.sum(-1, keepdims=True)
    supply = at_work(force, a.commuting) + a.incoming[:, None] * mix
    employed = supply * (1 - a.unemployment)
    rate = np.broadcast_to(a.unemployment, force.shape)
    working = _working(people, at_home(rate, a.commuting, a.unemployment))
    persons = population.sum((-2, -1))
    fixed = Fixed(
        rules, programmes, closure, transitions(a.education), a.jobs,
        Drivers(persons, working.sum((-2, -1)), volume(population, a.use)),
        employed / np.where(by_education > 0, by_education, 1), employed.sum(-1) / a.jobs.sum(-1), mix,
        a.unemployment, completed([a.places], a.completion, a.retention, programmes),
        working / np.where(population > 0, population, 1),
    )  # fmt: skip
    market = Market(employed, employed, employed, supply)
    jobs = np.broadcast_to(a.jobs, (*persons.shape, a.jobs.shape[-1]))
    return Carried(fixed, people, market, working.sum((-2, -1)), np.ones_like(a.growth), (a.places,), jobs)


def follow(before: Carried, a: Labour, population: Floats) -> tuple[Carried, dict[str, Floats]]:
    """A year later: what is carried on, and the year's figures by name."""
    fixed = before.fixed
    places = (*before.places, a.places)
    people, unfilled_places = _educated(before, a, population, places)
    changes = {name: one.sum(axis=(-3, -2)) for name, one in flows(before.people, people).items()}
    force = people.force.sum(axis=(-3, -2))
    grown = before.grown * (1 + a.growth)
    now = Drivers(population.sum((-2, -1)), before.employed_home, volume(population, a.use))
    jobs = offered(fixed.jobs, grown, a.income_share, a.staffing, a.announced, fixed.rules, fixed.then, now)
    market = met(
        wanted(jobs, asked(jobs, a.occupations, a.requirements), fixed.fit, fixed.persons_per_job),
        at_work(force, a.commuting) + a.incoming[:, None] * fixed.mix,
        a.frictional, a.substitution, 1 - fixed.unemployment, fixed.closure,
    )  # fmt: skip
    home_rate = at_home(_rate(market), a.commuting, fixed.unemployment)
    working = _working(people, home_rate)
    real_jobs = _realised(jobs, market, fixed)
    carried = replace(before, people=people, market=market, employed_home=working.sum((-2, -1)), grown=grown,
                      places=places, jobs=real_jobs)  # fmt: skip
    return carried, {
        "labour_force": force,
        **changes,
        **_recruited(before, market, changes, a),
        "unemployed": force * home_rate,
        "employed_residents": force - force * home_rate,
        "jobs": real_jobs,
        "new_jobs": real_jobs - before.jobs,
        "jobs_before": before.jobs,
        "unfilled_places": unfilled_places,
        "working": working,
    }


def _educated(before: Carried, a: Labour, population: Floats, places: tuple[Floats, ...]) -> tuple[Workforce, Floats]:
    fixed = before.fixed
    share = older(before.people.share, fixed.transitions)
    more = completed(list(places), a.completion, a.retention, fixed.programmes) - fixed.completed
    share, unfilled = taught(share, population, more, fixed.programmes)
    return Workforce(population, share, delayed(a.participation, a.retirement_delay)), unfilled


def _working(people: Workforce, unemployment: Floats) -> Floats:
    """Employed residents, (…, area, sex, age), with unemployment (…, area, education) by home."""
    return np.asarray((people.force * (1 - unemployment)[..., None, None, :]).sum(-1))


def _rate(market: Market) -> Floats:
    idle = market.supply - market.employed
    return np.asarray(idle / np.where(market.supply > 0, market.supply, 1))


def _realised(jobs: Floats, market: Market, fixed: Fixed) -> Floats:
    """The jobs there come to be: those filled, and under the demand closure those filled from outside too.

    Where no jobs are offered at all and supply makes them, they are of the origin's industries.
    """
    if fixed.closure == "demand":
        return jobs
    jobs = np.where(jobs.sum(-1, keepdims=True) > 0, jobs, fixed.jobs)
    needed = (jobs.sum(-1) * fixed.persons_per_job)[..., None]
    return np.asarray(jobs * market.filled.sum(-1, keepdims=True) / np.where(needed > 0, needed, 1))


def _recruited(before: Carried, market: Market, changes: dict[str, Floats], a: Labour) -> dict[str, Floats]:
    force = before.people.force.sum(axis=(-3, -2))
    leaving = at_work(changes["retired"] + changes["gone"], a.commuting)
    there = at_work(force, a.commuting)
    exits = np.minimum(leaving / np.where(there > 0, there, 1), 1)
    replacement = exits * before.market.employed
    expansion = market.wanted - before.market.wanted
    return {
        "demand": market.wanted,
        "supply": market.supply,
        "employed": market.employed,
        "unfilled": market.unfilled,
        "expansion": expansion,
        "replacement": replacement,
        "recruitment": np.maximum(expansion + replacement, 0),
        "surplus": np.maximum(-expansion - replacement, 0),
    }
