"""Each module's way through the years: what it is told, and what it needs of the others, meet its equations here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast import emissions, households, money
from malbild.analysis.forecast.assumed import in_year
from malbild.analysis.forecast.labour import model as labour
from malbild.analysis.forecast.labour.checks import fits, refuse_what_cannot_be, refuse_year
from malbild.analysis.forecast.labour.jobs import Rules
from malbild.analysis.forecast.labour.market import Closure
from malbild.analysis.forecast.labour.schooling import Programmes
from malbild.sources.forecast_tables.equalisation import Rule
from malbild.vocabulary.assumptions import Assumptions
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Scenario
from malbild.vocabulary.text import Text

Floats = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Told:
    """What a module is told: its tables, the scenario, and the dated rules of each year where it has any.

    beside   the modules that are reckoned with it
    """

    given: Assumptions
    scenario: Scenario | None
    closure: Closure
    rules: tuple[Rule, ...]
    areas: tuple[str, ...]
    beside: frozenset[str]

    @property
    def module(self) -> str:
        """The module's name."""
        return self.given.module

    def of(self, year: int) -> Mapping[str, Any]:
        """The tables of a year, counted from 0, the origin, under the scenario; made once for all blocks of draws."""
        return _in_year(self, year)


@cache
def _in_year(told: Told, year: int) -> Mapping[str, Any]:
    return in_year(told.given, year, told.scenario)


class Run(Protocol):
    """A module on its way through the years with one block of draws."""

    told: Told

    def year(self, year: int, population: Floats, beside: Mapping[str, Floats]) -> dict[str, Floats]:
        """The year's figures by name; `beside` are those of the modules before it this year, as `module/name`."""


class LabourRun:
    """The labour market, year by year."""

    def __init__(self, told: Told, population: Floats) -> None:
        self.told = told
        words, education = told.given.words, told.given.members["education"]
        a = labour.Labour(**told.of(0))
        refuse_what_cannot_be(a, told.given, population[0])
        refuse_year(a, told.given)
        programmes = Programmes(
            tuple(map(education.index, words["from"])),
            tuple(map(education.index, words["to"])),
            tuple(map(int, words["age"])),
            tuple(map(int, words["length"])),
        )
        self.state = labour.begin(a, Rules.of(words["rule"]), programmes, told.closure, population)
        fits(self.state.fixed.persons_per_job[0], told.given)

    def year(self, year: int, population: Floats, beside: Mapping[str, Floats]) -> dict[str, Floats]:
        """See `Run`."""
        a = labour.Labour(**self.told.of(year))
        refuse_year(a, self.told.given)
        self.state, figures = labour.follow(self.state, a, population)
        return {**figures, "employment": labour.employment(self.state)} if "money" in self.told.beside else figures


class HouseholdsRun:
    """Households and housing need, year by year."""

    def __init__(self, told: Told, population: Floats) -> None:
        self.told = told
        self.stock = households.begin(households.Households(**told.of(0)), population)

    def year(self, year: int, population: Floats, beside: Mapping[str, Floats]) -> dict[str, Floats]:
        """See `Run`."""
        self.stock, figures = households.follow(self.stock, households.Households(**self.told.of(year)), population)
        return figures


class MoneyRun:
    """A municipality's money, year by year; with the labour module beside it, earnings follow who works."""

    def __init__(self, told: Told, population: Floats) -> None:
        self.told = told
        self.grown = money.begin(money.Money(**told.of(0)))

    def year(self, year: int, population: Floats, beside: Mapping[str, Floats]) -> dict[str, Floats]:
        """See `Run`."""
        rule = self.told.rules[year]
        rates = [np.array([rule.rate(kind, area) for area in self.told.areas]) for kind in ("grant", "fee")]
        employment = beside.get("labour/employment", np.ones(1))
        self.grown, figures = money.follow(
            self.grown, money.Money(**self.told.of(year)), money.Equalisation(rule.guarantee, *rates), population,
            employment,
        )  # fmt: skip
        return figures


class EmissionsRun:
    """Energy and emissions, year by year; activities follow persons, households and jobs where those are reckoned."""

    def __init__(self, told: Told, population: Floats) -> None:
        self.told = told
        self.begun: emissions.Follows | None = None
        self.start = population.sum((-2, -1))

    def year(self, year: int, population: Floats, beside: Mapping[str, Floats]) -> dict[str, Floats]:
        """See `Run`."""
        now, then = {"persons": population.sum((-2, -1))}, {"persons": self.start}
        if "households/households" in beside:
            now["households"] = beside["households/households"]
            then["households"] = now["households"] - beside["households/household_change"]
        if "labour/jobs" in beside:
            now["jobs"] = beside["labour/jobs"].sum(-1)
            then["jobs"] = beside["labour/jobs_before"].sum(-1)
        if self.begun is None:
            words = self.told.given.words
            _refuse_absent(words["driver"], self.told.given.members["sector"], now)
            self.begun = emissions.begin(words["driver"], words["kind"], then)
        return emissions.follow(self.begun, emissions.Emissions(**self.told.of(year)), now)


def _refuse_absent(drivers: tuple[str, ...], sectors: tuple[str, ...], known: Mapping[str, Floats]) -> None:
    """Refuse a sector that follows what no table tells."""
    tables = {"households": "households", "jobs": "labour"}
    absent = [(sector, one) for sector, one in zip(sectors, drivers, strict=True) if one != "none" and one not in known]
    if absent:
        raise Refused(Finding("input.driver", Severity.ERROR, Place("emissions/sectors.csv", cell=sector), Text(
            f"Sektorn följer {one}, men tabellerna i {tables[one]}/ finns inte.",
            f"The sector follows {one}, but the tables of {tables[one]}/ are not there."), Text(
            "Lägg dit dem, eller låt sektorn följa persons eller none.",
            "Put them there, or let the sector follow persons or none.")) for sector, one in absent)  # fmt: skip


RUNS: Mapping[str, Callable[[Told, Floats], Run]] = {
    "labour": LabourRun,
    "households": HouseholdsRun,
    "money": MoneyRun,
    "emissions": EmissionsRun,
}
