"""Unit: what a number counts, so that what cannot be compared is never compared."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pint

from malbild.vocabulary.text import Language, Text

_DEFINITIONS = """
person = [person]
household = [household]
company = [company]
dwelling = [dwelling]
vehicle = [vehicle]
night = [night]
journey = [journey]
case = [case]
site = [site]
pupil = person
place = [place]
SEK = [money] = kr
tkr = 1000 * SEK
mkr = 1000000 * SEK
point = [point]
index = [index]
grade_point = [grade_point]
CO2e = [carbon_dioxide_equivalent]
CO2 = [carbon_dioxide]
"""


class UnknownUnit(ValueError):
    """A unit that the registry does not know, or two that cannot be converted into one another."""


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    registry.load_definitions(_DEFINITIONS.strip().splitlines())
    return registry


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement, known to the registry.

    >>> Unit.parse("tkr").factor_to(Unit.parse("mkr"))
    0.001
    >>> Unit.parse("persons per 1000 persons").name
    'person / 1000 person'
    """

    name: str

    @classmethod
    def parse(cls, text: str) -> "Unit":
        """Read a unit; what the registry does not know is refused with a way forward."""
        name = _spelled(text)
        try:
            if not _READABLE.fullmatch(name):
                raise UnknownUnit(name)
            _quantity(name)
        except Exception as error:  # pint raises a dozen kinds for a text it cannot read
            raise UnknownUnit(
                f"{text!r} is no known unit. Use for instance person, percent, SEK, tkr, mkr, t CO2e, kWh, "
                "'person / 1000 person', or add it to vocabulary/unit.py."
            ) from error
        return cls(name)

    def factor_to(self, other: "Unit") -> float:
        """What a value in this unit is multiplied with to be in another."""
        try:
            return round(
                float((1 * _quantity(self.name)).to(_quantity(other.name).units).magnitude)
                / float(_quantity(other.name).magnitude),
                12,
            )
        except pint.DimensionalityError as error:
            raise UnknownUnit(f"A value in {self.name!r} cannot be converted to {other.name!r}.") from error

    def label(self, language: Language = "sv") -> str:
        """The unit as a heading or sentence writes it."""
        known = _LABELS.get(self.name)
        return known.in_(language) if known else self.name


# A unit is read by pint as an expression, and a file may come from anybody: only short products and quotients
# of names with one-digit powers are let through, so that no file can ask for 9**9**9.
_READABLE = re.compile(r"(?=.{1,60}$)(?!.*\*\*)(?!.*\^.{0,2}\^)[^\W\d_]?(\w|[ /*.%()]|\^-?\d\b)*", re.UNICODE)

_SPELLINGS = {
    "%": "percent", "per cent": "percent", "procent": "percent",
    "persons": "person", "personer": "person", "antal": "person",
    "kr": "SEK", "sek": "SEK",
    "persons per 1000 persons": "person / 1000 person",
    "percentage points": "point", "procentenheter": "point",
    "km2": "km^2",
}  # fmt: skip

_LABELS = {
    "person": Text("personer", "persons"),
    "household": Text("hushåll", "households"),
    "company": Text("företag", "companies"),
    "dwelling": Text("bostäder", "dwellings"),
    "vehicle": Text("fordon", "vehicles"),
    "night": Text("nätter", "nights"),
    "journey": Text("resor", "journeys"),
    "percent": Text("procent", "per cent"),
    "point": Text("procentenheter", "percentage points"),
    "index": Text("index", "index"),
    "SEK": Text("kronor", "SEK"),
    "tkr": Text("tusen kronor", "thousand SEK"),
    "mkr": Text("miljoner kronor", "million SEK"),
    "t CO2e": Text("ton koldioxidekvivalenter", "tonnes of CO2 equivalents"),
    "t CO2": Text("ton koldioxid", "tonnes of CO2"),
    "kWh / mkr": Text("kilowattimmar per miljon kronor", "kilowatt-hours per million SEK"),
    "hectare": Text("hektar", "hectares"),
    "year": Text("år", "years"),
    "person / 1000 person": Text("per 1 000 invånare", "per 1,000 inhabitants"),
    "company / 1000 person": Text("företag per 1 000 invånare", "companies per 1,000 inhabitants"),
    "case / 1000 person": Text("per 1 000 invånare", "per 1,000 inhabitants"),
    "vehicle / 1000 person": Text("per 1 000 invånare", "per 1,000 inhabitants"),
    "dwelling / 1000 person": Text("per 1 000 invånare", "per 1,000 inhabitants"),
    "tkr / person": Text("tusen kronor per person", "thousand SEK per person"),
    "SEK / person": Text("kronor per person", "SEK per person"),
    "SEK / pupil": Text("kronor per elev", "SEK per pupil"),
    "case / 100000 person": Text("per 100 000 invånare", "per 100,000 inhabitants"),
}


def _spelled(text: str) -> str:
    stripped = " ".join(text.split())
    return _SPELLINGS.get(stripped, stripped)


@cache
def _quantity(name: str) -> Any:
    if not name:
        raise UnknownUnit("A unit is missing.")
    return 1 * _registry().parse_expression(name)
