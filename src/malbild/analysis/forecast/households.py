"""Households and housing need, after Boverket's method, in every draw.

    households(area)       = Σ_sex,age population · headship
    household_change       = households − households at the origin
    lost                   = Σ over the years, losses · the dwellings at the year's start
    buffer_shortfall       = vacancy / (1 − vacancy) · households − (dwellings at the origin − households at the origin)
    balance                = household_change + lost + buffer_shortfall + deficit
    need, spare            = what is above zero of the balance, and of its opposite
    dwellings              = dwellings at the year's start − lost in the year + built

All but `households` and `dwellings` are reckoned since the origin. Need is cut at zero in each area and each draw
before anything is summed: no area's spare dwellings house a neighbour's households.
"""

from dataclasses import dataclass

import numpy as np

from malbild.analysis.forecast.arrays import Floats


@dataclass(frozen=True)
class Households:
    """One year's assumptions: headship (area, sex, age); the others (area)."""

    headship: Floats
    dwellings: Floats
    losses: Floats
    vacancy: Floats
    deficit: Floats
    built: Floats


@dataclass(frozen=True)
class Stock:
    """What is carried from year to year, each (…, area): dwellings, and since the origin those lost and built."""

    at_origin: Floats
    dwellings_at_origin: Floats
    dwellings: Floats
    lost: Floats
    built: Floats


def households(population: Floats, a: Households) -> Floats:
    """Households, (…, area), of people (…, area, sex, age)."""
    return np.asarray((population * a.headship).sum((-2, -1)))


def begin(a: Households, population: Floats) -> Stock:
    """The stock at the origin; population (…, area, sex, age)."""
    there = households(population, a)
    dwellings = np.broadcast_to(a.dwellings, there.shape)
    return Stock(there, dwellings, dwellings, np.zeros_like(there), np.zeros_like(there))


def follow(stock: Stock, a: Households, population: Floats) -> tuple[Stock, dict[str, Floats]]:
    """A year later: the stock, and the year's figures by name."""
    there = households(population, a)
    gone = a.losses * stock.dwellings
    after = Stock(
        stock.at_origin,
        stock.dwellings_at_origin,
        stock.dwellings - gone + a.built,
        stock.lost + gone,
        stock.built + a.built,
    )
    household_change = there - stock.at_origin
    buffer_shortfall = a.vacancy / (1 - a.vacancy) * there - (stock.dwellings_at_origin - stock.at_origin)
    balance = household_change + after.lost + buffer_shortfall + a.deficit
    need = np.maximum(balance, 0)
    return after, {
        "households": there,
        "household_change": household_change,
        "lost": after.lost,
        "buffer_shortfall": buffer_shortfall,
        "deficit": np.broadcast_to(a.deficit, there.shape),
        "need": need,
        "spare": np.maximum(-balance, 0),
        "built": after.built,
        "remaining": np.maximum(need - after.built, 0),
        "dwellings": after.dwellings,
    }
