"""Quantity: what an indicator counts, told by its unit; errors of some quantities have been larger than of others."""

from enum import StrEnum
from functools import cache

from malbild.vocabulary.unit import Unit, UnknownUnit


class Quantity(StrEnum):
    """The quantities that the calibration knows, and all others."""

    PEOPLE = "people"
    EMISSIONS = "emissions"
    MONEY = "money"
    SHARE = "share"
    DWELLINGS = "dwellings"
    OTHER = "other"


_MEASURED_IN = {
    Quantity.PEOPLE: "person",
    Quantity.EMISSIONS: "t CO2e",
    Quantity.MONEY: "SEK",
    Quantity.DWELLINGS: "dwelling",
}


@cache
def quantity_of(unit: Unit) -> Quantity:
    """What is counted in a unit.

    >>> quantity_of(Unit("mkr")).value, quantity_of(Unit("percent")).value, quantity_of(Unit("kWh")).value
    ('money', 'share', 'other')
    """
    if unit.name == "percent":
        return Quantity.SHARE
    return next((one for one, other in _MEASURED_IN.items() if _converts(unit, Unit(other))), Quantity.OTHER)


def _converts(unit: Unit, other: Unit) -> bool:
    try:
        unit.factor_to(other)
    except UnknownUnit:
        return False
    return True
