"""A municipality's money, in every draw: who uses what at which age, who earns what, and the equalisation between all.

    used(area, service)  = Σ_sex,age use · population
    cost                 = used · unit_cost · Π (1 + cost_growth)
    income               = (Σ earnings · employment · population + Σ other_income · population) · Π (1 + income_growth)
    tax                  = tax_rate · income
    guaranteed           = guarantee · mean_income · Π (1 + income_growth) · inhabitants
    income_equalisation  = grant_rate · (guaranteed − income) when income is below it, else fee_rate · the same
    cost_equalisation    = Σ standard_cost · population + (structure − national_standard_cost) · inhabitants
    revenue              = tax + income_equalisation + cost_equalisation + adjustment · inhabitants + other_revenue
    balance              = revenue − Σ cost

`employment` is 1, or, beside the labour module, how many of a sex and age work beside the origin. Nothing is reckoned
per inhabitant on average: what one more inhabitant brings and costs depends on sex, age and work.
"""

from dataclasses import dataclass

import numpy as np

from malbild.analysis.forecast.arrays import Floats


@dataclass(frozen=True)
class Money:
    """One year's assumptions, on the axes that `vocabulary.assumptions.MONEY` names."""

    use: Floats
    unit_cost: Floats
    cost_growth: Floats
    earnings: Floats
    other_income: Floats
    income_growth: Floats
    tax_rate: Floats
    mean_income: Floats
    standard_cost: Floats
    structure: Floats
    national_standard_cost: Floats
    adjustment: Floats
    other_revenue: Floats


@dataclass(frozen=True)
class Equalisation:
    """The rule of a year: guarantee beside the nation's mean; rates (area), NaN where nobody has written one."""

    guarantee: float
    grant_rate: Floats
    fee_rate: Floats


@dataclass(frozen=True)
class Grown:
    """Products of growth since the origin: of costs (service) and of incomes."""

    cost: Floats
    income: Floats


def begin(a: Money) -> Grown:
    """Nothing has grown at the origin."""
    return Grown(np.ones_like(a.cost_growth), np.ones_like(a.income_growth))


def follow(
    before: Grown, a: Money, rule: Equalisation, population: Floats, employment: Floats
) -> tuple[Grown, dict[str, Floats]]:
    """A year later. population, employment (…, area, sex, age); the year's figures by name, kronor."""
    grown = Grown(before.cost * (1 + a.cost_growth), before.income * (1 + a.income_growth))
    inhabitants = population.sum((-2, -1))
    cost = used(population, a.use) * a.unit_cost * grown.cost
    income = (population * (a.earnings * employment + a.other_income)).sum((-2, -1)) * grown.income
    mean = a.mean_income * grown.income
    revenue = {
        "tax": a.tax_rate * income,
        "income_equalisation": income_equalisation(income, inhabitants, mean, rule),
        "cost_equalisation": cost_equalisation(population, a),
        "adjustment": a.adjustment * inhabitants,
        "other_revenue": np.broadcast_to(a.other_revenue, inhabitants.shape),
    }
    together = np.sum(list(revenue.values()), axis=0)
    return grown, {**revenue, "income": income, "revenue": together, "cost": cost, "balance": together - cost.sum(-1)}


def used(population: Floats, use: Floats) -> Floats:
    """What people of each age use, (…, area, service)."""
    people = population.reshape(*population.shape[:-2], -1)
    return np.asarray(people @ use.reshape(len(use), -1).T)


def income_equalisation(income: Floats, inhabitants: Floats, mean: Floats, rule: Equalisation) -> Floats:
    """What is received (or paid, below zero), (…, area); NaN where a rate is needed that nobody has written.

    >>> rule = Equalisation(1.15, np.array([0.19]), np.array([0.17]))
    >>> round(float(income_equalisation(np.array([900.0]), np.array([10.0]), np.array(100.0), rule)[0]), 6)
    47.5
    """
    below = rule.guarantee * mean * inhabitants - income
    return np.asarray(np.where(below > 0, rule.grant_rate * below, rule.fee_rate * below))


def cost_equalisation(population: Floats, a: Money) -> Floats:
    """What the ages and structure of an area cost beside the nation's mean, (…, area), by the standard of the rules."""
    standard = (population * a.standard_cost).sum((-2, -1))
    return np.asarray(standard + (a.structure - a.national_standard_cost) * population.sum((-2, -1)))
