"""One year of the labour market: people and what they know, jobs and what they ask for, and what comes of it.

    supply(work, e)  = Σ_home labour_force · commuting, and those who come from outside the areas
    exits(work, e)   = retired and gone, beside the labour force they were of, where it works
    replacement      = exits · employed of the year before
    expansion        = wanted − wanted of the year before
    recruitment, surplus = expansion + replacement, above and below zero

Recruitment is cut at zero in each area and education group and each draw before anything is summed: too many of one
education do not fill the jobs of another.
"""

from dataclasses import dataclass

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
    fit                 (draw, area, education), persons_per_job (draw, area): see `jobs.py`
    mix                 (draw, area, education): shares of those who commute in from outside
    unemployment        (area, education) of the origin
    completed           (area, programme) of the origin
    people, home_rate   of the origin, see `Carried`
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
    people: Workforce
    home_rate: Floats


@dataclass(frozen=True)
class Carried:
    """What a year hands to the next.

    home_rate       (draw, area, education): unemployment by where people live
    employed_home   (draw, area): employed residents
    occupied        (draw, area, occupation): jobs by occupation
    """

    fixed: Fixed
    people: Workforce
    market: Market
    home_rate: Floats
    employed_home: Floats
    grown: Floats
    places: tuple[Floats, ...]
    jobs: Floats
    occupied: Floats


def begin(a: Labour, rules: Rules, programmes: Programmes, closure: Closure, population: Floats) -> Carried:
    """The labour market at the origin, of people (draw, area, sex, age)."""
    people = Workforce(population, a.education[None], delayed(a.participation, a.retirement_delay))
    force = people.force
    by_education = asked(a.jobs, a.occupations, a.requirements)
    mix = by_education / by_education.sum(-1, keepdims=True)
    supply = at_work(force, a.commuting) + a.incoming[:, None] * mix
    employed = supply * (1 - a.unemployment)
    rate = np.broadcast_to(a.unemployment, force.shape)
    home_rate = at_home(rate, a.commuting, a.unemployment)
    residents = (force * (1 - home_rate)).sum(-1)
    persons = population.sum((-2, -1))
    fixed = Fixed(
        rules, programmes, closure, transitions(a.education), a.jobs,
        Drivers(persons, residents, volume(population, a.use)),
        employed / np.where(by_education > 0, by_education, 1), employed.sum(-1) / a.jobs.sum(-1), mix,
        a.unemployment, completed([a.places], a.completion, a.retention, programmes),
        people, home_rate,
    )  # fmt: skip
    market = Market(employed, employed, employed, supply)
    jobs = np.broadcast_to(a.jobs, (*persons.shape, a.jobs.shape[-1]))
    grown, occupied = np.ones_like(a.growth), jobs @ a.occupations
    return Carried(fixed, people, market, home_rate, residents, grown, (a.places,), jobs, occupied)


def follow(before: Carried, a: Labour, population: Floats) -> tuple[Carried, dict[str, Floats]]:
    """A year later: what is carried on, and the year's figures by name."""
    fixed = before.fixed
    places = (*before.places, a.places)
    people, unfilled_places = _educated(before, a, population, places)
    changes = flows(before.people, people)
    force = people.force
    grown = before.grown * (1 + a.growth)
    now = Drivers(population.sum((-2, -1)), before.employed_home, volume(population, a.use))
    jobs = offered(fixed.jobs, grown, a.income_share, a.staffing, a.announced, fixed.rules, fixed.then, now)
    market = met(
        wanted(jobs, asked(jobs, a.occupations, a.requirements), fixed.fit, fixed.persons_per_job),
        at_work(force, a.commuting) + a.incoming[:, None] * fixed.mix,
        a.frictional, a.substitution, 1 - fixed.unemployment, fixed.closure,
    )  # fmt: skip
    home_rate = at_home(_rate(market), a.commuting, fixed.unemployment)
    employed = force * (1 - home_rate)
    real_jobs = _realised(jobs, market, fixed)
    occupied = real_jobs @ a.occupations
    carried = Carried(fixed, people, market, home_rate, employed.sum(-1), grown, places, real_jobs, occupied)
    return carried, {
        "labour_force": force,
        **changes,
        **_recruited(before, market, changes, a),
        "unemployed": force * home_rate,
        "employed_residents": employed,
        "jobs": real_jobs,
        "new_jobs": real_jobs - before.jobs,
        "jobs_before": before.jobs,
        "jobs_by_occupation": occupied,
        "new_jobs_by_occupation": occupied - before.occupied,
        "unfilled_places": unfilled_places,
    }


def _educated(before: Carried, a: Labour, population: Floats, places: tuple[Floats, ...]) -> tuple[Workforce, Floats]:
    fixed = before.fixed
    share = older(before.people.share, fixed.transitions)
    more = completed(list(places), a.completion, a.retention, fixed.programmes) - fixed.completed
    share, unfilled = taught(share, population, more, fixed.programmes)
    return Workforce(population, share, delayed(a.participation, a.retirement_delay)), unfilled


def employment(state: Carried) -> Floats:
    """How many of each sex and age work beside the origin, (draw, area, sex, age); one where nobody did then."""
    then = _employed_share(state.fixed.people, state.fixed.home_rate)
    now = _employed_share(state.people, state.home_rate)
    return np.asarray(np.where(then > 0, now / np.where(then > 0, then, 1), 1.0))


def _employed_share(people: Workforce, unemployment: Floats) -> Floats:
    """Employed of the people of a cell, (draw, area, sex, age), with unemployment (draw, area, education) by home."""
    return np.asarray((people.taking_part @ (1 - unemployment)[:, :, None, :, None])[..., 0])


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
    force = before.people.force
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
