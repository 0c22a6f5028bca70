"""Assumptions: what a module of the forecast is told beside the population, as figures on named axes.

`INPUTS` is the contract between the table reader and the modules: a table's name is its file, its array and its lever
path (`labour/participation`), its axes are its columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class InputTable:
    """One table of figures a module reads.

    axes         its columns before `value`; `year` is read as a level that moves in a straight line between years
    low, high    what a figure may be
    default      what holds where no row says anything; None when every cell must have a row
    defines      the axis whose members this table names
    shares_of    figures are turned into shares that sum to one over this axis
    sums_over    figures are shares already, and must sum to one over this axis
    nearest_age  an age without rows takes the figures of the nearest that has them
    to_the_last  who has rows must have them up to the open age
    at_origin    only the origin's figures are used, so that no lever can change them
    """

    name: str
    axes: tuple[str, ...]
    meaning: Text
    low: float = 0.0
    high: float = inf
    default: float | None = None
    defines: str | None = None
    shares_of: str | None = None
    sums_over: str | None = None
    nearest_age: bool = False
    to_the_last: bool = False
    at_origin: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that names the members of an axis and says of each what kind it is.

    columns   heading → the words it may hold, the axis whose members it names, or None for a whole number
    """

    name: str
    axis: str
    columns: Mapping[str, tuple[str, ...] | str | None]
    meaning: Text
    needed: bool = True


@dataclass(frozen=True)
class ModuleInputs:
    """All that a module of the forecast reads."""

    listings: tuple[Listing, ...]
    tables: tuple[InputTable, ...]

    def table(self, name: str) -> InputTable:
        """The table of a name."""
        return next(one for one in self.tables if one.name == name)


@dataclass(frozen=True)
class Assumptions:
    """What one module of the forecast is told, complete and within its limits.

    years     the origin and the years ahead
    members   axis → its members, in the order of the arrays
    grids     table → figures on the table's axes; the axis `year` runs over `years`
    words     column of a listing → the word of each member
    """

    module: str
    years: tuple[int, ...]
    members: Mapping[str, tuple[str, ...]]
    grids: Mapping[str, NDArray[np.float64]]
    words: Mapping[str, tuple[str, ...]]


OUTSIDE = "outside"
"""Where those work who work in none of the areas."""
RULES = ("traded", "local", "public")
DRIVERS = ("persons", "households", "jobs", "none")
CARRIER_KINDS = ("energy", "other")


LABOUR = ModuleInputs(
    (
        Listing("industries", "industry", {"rule": RULES}, Text(
            "näringsgrenar och vad som styr deras jobb", "industries, and what their jobs follow")),
        Listing("programmes", "programme", {"from": "education", "to": "education", "age": None, "length": None}, Text(
            "utbildningar: från och till vilken utbildningsgrupp, ålder vid examen, längd i år",
            "programmes: from and to which education group, age at completion, length in years"), needed=False),
    ),
    (
        InputTable("education", ("area", "sex", "age", "education"), Text(
            "personer efter utbildning vid starten", "persons by education at the origin"),
            defines="education", shares_of="education", nearest_age=True, at_origin=True),
        InputTable("participation", ("area", "sex", "age", "education"), Text(
            "andel i arbetskraften", "share in the labour force"), high=1, default=0),
        InputTable("retirement-delay", ("area", "sex", "education"), Text(
            "år som utträdet efter 55 skjuts upp", "years by which leaving after 55 is put off"), high=10, default=0),
        InputTable("unemployment", ("area", "education"), Text(
            "andel av arbetskraften utan arbete vid starten", "share of the labour force without work at the origin"),
            high=0.99, at_origin=True),
        InputTable("frictional", ("area",), Text(
            "andel som alltid är mellan två arbeten", "share that is always between two jobs"), high=0.99, default=0),
        InputTable("substitution", ("area",), Text(
            "andel av lediga jobb som någon med annan utbildning kan ta",
            "share of unfilled jobs that somebody of another education can take"), high=1, default=0),
        InputTable("jobs", ("area", "industry"), Text("jobb vid starten, efter arbetsställe",
            "jobs at the origin, by workplace"), at_origin=True),
        InputTable("growth", ("year", "industry"), Text(
            "årlig tillväxt i handlade näringar, 0.01 är en procent",
            "yearly growth of traded industries, 0.01 is one per cent"), low=-0.9, high=10, default=0),
        InputTable("announced", ("year", "area", "industry"), Text(
            "jobb utöver regeln: aviserade etableringar och nedläggningar",
            "jobs beyond the rule: announced openings and closures"), low=-inf, default=0),
        InputTable("staffing", ("area", "industry"), Text(
            "jobb per enhet av det som styr dem, vid starten 1", "jobs per unit of what they follow, 1 at the origin"),
            default=1),
        InputTable("income-share", ("industry",), Text(
            "hur stor del av lokal service som följer de sysselsattas antal i stället för folkmängden",
            "how much of a local service follows the number of employed residents instead of the population"),
            high=1, default=0),
        InputTable("use", ("industry", "sex", "age"), Text(
            "hur mycket offentlig service en person i varje ålder tar i anspråk",
            "how much public service a person of each age uses"), default=0),
        InputTable("occupations", ("year", "industry", "occupation"), Text(
            "en näringsgrens jobb efter yrke, andelar", "an industry's jobs by occupation, shares"),
            high=1, default=0, defines="occupation", sums_over="occupation"),
        InputTable("requirements", ("year", "occupation", "education"), Text(
            "ett yrkes jobb efter utbildning, andelar", "an occupation's jobs by education, shares"),
            high=1, default=0, sums_over="education"),
        InputTable("commuting", ("home", "work"), Text(
            "sysselsatta efter bostad och arbetsställe; outside är utanför områdena",
            "employed by home and workplace; outside is outside the areas"), default=0, shares_of="work"),
        InputTable("incoming", ("area",), Text(
            "sysselsatta som bor utanför områdena", "employed who live outside the areas"), default=0),
        InputTable("places", ("year", "area", "programme"), Text(
            "utbildningsplatser som börjar året", "places that begin in the year")),
        InputTable("completion", ("programme",), Text(
            "andel av dem som börjar som blir klara", "share of those who begin who complete"), high=1),
        InputTable("retention", ("area", "programme"), Text(
            "andel av de klara som bor kvar", "share of those who complete who stay"), high=1, default=1),
    ),
)  # fmt: skip

HOUSEHOLDS = ModuleInputs(
    (),
    (
        InputTable("headship", ("area", "sex", "age"), Text(
            "hushållskvot: hushåll per person", "headship rate: households per person"), high=1, default=0,
            to_the_last=True),
        InputTable("dwellings", ("area",), Text("bostäder vid starten", "dwellings at the origin"), at_origin=True),
        InputTable("losses", ("area",), Text(
            "andel av beståndet som faller bort per år", "share of the stock lost a year"), high=1),
        InputTable("vacancy", ("area",), Text(
            "andel av bostäderna som bör stå lediga", "share of the dwellings that should be free"), high=0.5),
        InputTable("deficit", ("area",), Text(
            "hushåll utan egen bostad vid starten", "households without a dwelling of their own at the origin"),
            default=0),
        InputTable("built", ("year", "area"), Text(
            "bostäder som planeras bli färdiga under året", "dwellings planned to be completed in the year"),
            default=0),
    ),
)  # fmt: skip

MONEY = ModuleInputs(
    (),
    (
        InputTable("use", ("service", "sex", "age"), Text(
            "hur mycket av en verksamhet en person i varje ålder använder",
            "how much of a service a person of each age uses"), default=0, defines="service"),
        InputTable("unit-cost", ("area", "service"), Text("kronor per använd enhet", "kronor per unit used")),
        InputTable("cost-growth", ("year", "service"), Text(
            "årlig ökning av enhetskostnaden utöver priserna", "yearly growth of the unit cost beyond prices"),
            low=-0.9, high=10, default=0),
        InputTable("earnings", ("area", "sex", "age"), Text(
            "beskattningsbar arbetsinkomst per invånare, kronor", "taxable earnings per inhabitant, kronor"),
            default=0),
        InputTable("other-income", ("area", "sex", "age"), Text(
            "annan beskattningsbar inkomst per invånare, kronor", "other taxable income per inhabitant, kronor"),
            default=0),
        InputTable("income-growth", ("year",), Text(
            "årlig ökning av inkomsterna utöver priserna, lika för riket",
            "yearly growth of incomes beyond prices, the nation's as well"), low=-0.9, high=10, default=0),
        InputTable("tax-rate", ("year", "area"), Text("kommunal skattesats, 0.21 är 21 kronor per hundralapp",
            "municipal tax rate, 0.21 is 21 per cent"), high=1),
        InputTable("mean-income", ("year",), Text(
            "uppräknad medelskattekraft i riket, kronor per invånare, i startårets inkomstnivå",
            "the nation's taxable income per inhabitant, kronor, at the origin's level of incomes")),
        InputTable("standard-cost", ("sex", "age"), Text(
            "standardkostnad i utjämningen per person i åldern, kronor",
            "standard cost in the equalisation per person of the age, kronor"), default=0),
        InputTable("structure", ("area",), Text(
            "strukturkostnad utöver åldrarna, kronor per invånare",
            "structural cost beyond ages, kronor per inhabitant"),
            low=-inf, default=0),
        InputTable("national-standard-cost", ("year",), Text(
            "rikets strukturkostnad, kronor per invånare", "the nation's structural cost, kronor per inhabitant"),
            default=0),
        InputTable("adjustment", ("year", "area"), Text(
            "regleringspost och andra bidrag per invånare, kronor",
            "adjustment and other grants per inhabitant, kronor"), low=-inf, default=0),
        InputTable("other-revenue", ("year", "area"), Text(
            "övriga intäkter, kronor", "other revenue, kronor"), default=0),
    ),
)  # fmt: skip

EMISSIONS = ModuleInputs(
    (
        Listing("sectors", "sector", {"driver": DRIVERS}, Text(
            "sektorer och vad deras verksamhet följer", "sectors, and what their activity follows")),
        Listing("carriers", "carrier", {"kind": CARRIER_KINDS}, Text(
            "energibärare (energy) och annat som släpper ut (other)",
            "energy carriers (energy) and other that emits (other)")),
    ),
    (
        InputTable("activity", ("area", "sector"), Text("verksamhetens storlek vid starten", "activity at the origin")),
        InputTable("volume", ("year", "area", "sector"), Text(
            "faktor på verksamheten utöver det den följer", "factor on activity beyond what it follows"), default=1),
        InputTable("intensity", ("year", "area", "sector"), Text(
            "MWh (eller ton för other) per enhet verksamhet", "MWh (or tonnes for other) per unit of activity")),
        InputTable("shares", ("year", "area", "sector", "carrier"), Text(
            "sektorns användning efter bärare, andelar", "a sector's use by carrier, shares"),
            high=1, default=0, sums_over="carrier"),
        InputTable("factors", ("year", "carrier"), Text(
            "ton koldioxidekvivalenter per MWh (per ton för other)",
            "tonnes of carbon dioxide equivalents per MWh (per tonne for other)")),
    ),
)  # fmt: skip

INPUTS: Mapping[str, ModuleInputs] = {
    "labour": LABOUR,
    "households": HOUSEHOLDS,
    "money": MONEY,
    "emissions": EMISSIONS,
}
"""The modules that can stand on the population, in the order they are reckoned."""
