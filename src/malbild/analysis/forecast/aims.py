"""Aims: goals on what a forecast tells, as `population:1880>=165000@2035`, and what each draw says of them.

    MEASURE:AREAS[:AGES][:SEX] >= VALUE @ YEAR

measure   population (persons) or share (per cent of everybody in the areas)
areas     codes of the tables, joined by +; or `all`
ages      20-64, 80+ or 19; sex women or men
          >= is at least, <= is at most; spaces do not matter
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from malbild.analysis.forecast.arrays import SEXES, Floats
from malbild.analysis.forecast.levers import Cells, ages_of
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, Text, listing, number

EVERYWHERE = "all"
GRAMMAR = "population:AREA[:AGES][:SEX]>=VALUE@YEAR"
MOST_NAMED = 3
_FORM = re.compile(r"\s*([\w-]+)\s*:([^<>=]+)(>=|<=|≥|≤)\s*([+\-−]?\d+(?:\.\d+)?)\s*@\s*(\d{4})\s*")


@dataclass(frozen=True)
class Outcome:
    """A number that a forecast tells for each draw and year: a measure of some people in some areas.

    ages, sex   as a lever's selector writes them; empty for everybody
    """

    measure: str
    areas: tuple[str, ...]
    ages: str = ""
    sex: str = ""

    def in_(self, population: Floats, cells: Cells) -> Floats:
        """The number in each draw: (…, area, sex, age) to (…)."""
        at = [cells.areas.index(one) for one in self.areas]
        sexes = slice(None) if not self.sex else slice(SEXES.index(self.sex), SEXES.index(self.sex) + 1)
        people = population[..., at, :, :]
        chosen = people[..., sexes, ages_of(self.ages, cells.ages)]
        return MEASURES[self.measure](_sum(chosen), _sum(people))

    def __str__(self) -> str:
        return ":".join(one for one in (self.measure, "+".join(self.areas), self.ages, self.sex) if one)


def _sum(people: Floats) -> Floats:
    return np.asarray(people.sum((-3, -2, -1), dtype=np.float64))


MEASURES: dict[str, Callable[[Floats, Floats], Floats]] = {
    "population": lambda chosen, everybody: chosen,
    "share": lambda chosen, everybody: 100 * chosen / np.maximum(everybody, 1),
}
"""What can be aimed at, from the persons chosen and everybody in the areas."""


@dataclass(frozen=True)
class Aim:
    """An outcome that shall be at least, or at most, a value at the end of a year.

    id      the target of the plan that it is, or the aim as it was written
    place   what a reader calls the areas, where the plan says; else their codes, for the tables may be any country's
    """

    id: str
    outcome: Outcome
    sense: str
    value: float
    year: int
    place: str = ""

    @property
    def sign(self) -> float:
        """1 where more is nearer the aim, −1 where less is."""
        return 1.0 if self.sense == "at_least" else -1.0

    def reached(self, outcomes: Floats) -> float:
        """The share of draws in which the aim is reached."""
        return float((self.sign * (outcomes - self.value) >= 0).mean())

    def margin(self, outcomes: Floats, probability: float) -> float:
        """How far beyond the aim the draw is that decides whether its probability is as large as asked; in its unit.

        Not negative exactly where `reached` is at least the probability; unlike that share it has no steps.
        """
        beyond = np.sort(self.sign * (outcomes - self.value))[::-1]
        return float(beyond[max(0, int(np.ceil(probability * len(beyond) - 1e-9)) - 1)])

    def told(self) -> Text:
        """The aim in words."""
        return Text(_told(self, "sv"), _told(self, "en"))


def _told(aim: Aim, language: Language) -> str:
    swedish = language == "sv"
    who = {"": "", "women": "kvinnor" if swedish else "women", "men": "män" if swedish else "men"}[aim.outcome.sex]
    ages = f"{aim.outcome.ages} år" if swedish else f"aged {aim.outcome.ages}"
    kind = {"population": ("folkmängden", "the population"), "share": ("andelen", "the share")}[aim.outcome.measure]
    people = " ".join(one for one in (who, ages if aim.outcome.ages else "") if one)
    where = aim.place or _places(aim.outcome.areas, language)
    least = {"at_least": ("minst", "at least"), "at_most": ("högst", "at most")}[aim.sense]
    unit = {"population": "", "share": " procent" if swedish else " per cent"}[aim.outcome.measure]
    value = number(aim.value, language)
    group = f" ({people})" if people else ""
    if swedish:
        return f"{kind[0]} i {where}{group} är {least[0]} {value}{unit} {aim.year}"
    return f"{kind[1]} of {where}{group} is {least[1]} {value}{unit} in {aim.year}"


def _places(codes: tuple[str, ...], language: Language) -> str:
    if len(codes) > MOST_NAMED:
        return Text(f"{len(codes)} områden tillsammans", f"{len(codes)} areas together").in_(language)
    return listing(list(codes), language)


def is_aim(written: str) -> bool:
    """Whether a text is meant as an aim and not as the id of a target."""
    return any(one in written for one in ":<>=@≥≤")


def aim(written: str, cells: Cells, years: tuple[int, ...]) -> Aim:
    """An aim as a person writes it. Raises Refused with everything that is wrong.

    years   those a forecast can be asked of

    >>> aim("share:01:20-64 >= 55 @ 2035", Cells(("01",), 101), (2034, 2035)).outcome
    Outcome(measure='share', areas=('01',), ages='20-64', sex='')
    """
    form = _FORM.fullmatch(written)
    if form is None:
        raise Refused([_finding(written, Text("Så skrivs inget mål.", "No aim is written so."), Text(
            f"Skriv {GRAMMAR} inom citattecken, till exempel \"population:{cells.areas[0]}:20-64>=1000@{years[-1]}\".",
            f"Write {GRAMMAR} in quotation marks, for instance "
            f"\"population:{cells.areas[0]}:20-64>=1000@{years[-1]}\"."))])  # fmt: skip
    measure, who, compared, value, year = form.groups()
    places, *rest = (one.strip() for one in who.split(":"))
    found = Aim(
        written.strip(),
        Outcome(
            measure,
            cells.areas if places == EVERYWHERE else tuple(one.strip() for one in places.split("+")),
            next((one for one in rest if one and one not in SEXES), ""),
            next((one for one in rest if one in SEXES), ""),
        ),
        "at_least" if compared in (">=", "≥") else "at_most",
        float(value.replace("−", "-")),
        int(year),
    )
    check(found, cells, years, parts=len(rest))
    return found


def check(one: Aim, cells: Cells, years: tuple[int, ...], parts: int = 0) -> None:
    """Refuse an aim that the forecast cannot tell of, with every problem at once."""
    found = [*_outcome_problems(one, cells)]
    if one.year not in years:
        found.append(_finding(one.id, Text(
            f"Framskrivningen kan gå från {years[0]} till {years[-1]}, inte {one.year}.",
            f"The projection can go from {years[0]} to {years[-1]}, not {one.year}."), Text(
            "Ange ett av de åren.", "Give one of those years.")))  # fmt: skip
    if parts > bool(one.outcome.ages) + bool(one.outcome.sex):
        found.append(_finding(one.id, Text("Efter området står för mycket.", "Too much stands after the area."), Text(
            f"Skriv {GRAMMAR}.", f"Write {GRAMMAR}.")))  # fmt: skip
    if found:
        raise Refused(found)


def _outcome_problems(one: Aim, cells: Cells) -> list[Finding]:
    found = []
    if one.outcome.measure not in MEASURES:
        near = get_close_matches(one.outcome.measure, MEASURES, 1)
        known = ", ".join(MEASURES)
        found.append(_finding(one.id, Text(
            f"Framskrivningen har inget mått som heter {one.outcome.measure}.",
            f"The forecast has no measure called {one.outcome.measure}."), Text(
            f"Menades {near[0]}? Måtten är {known}." if near else f"Måtten är {known}.",
            f"Was {near[0]} meant? The measures are {known}." if near else f"The measures are {known}.")))  # fmt: skip
    strange = [area for area in one.outcome.areas if area not in cells.areas]
    if strange:
        some = ", ".join(cells.areas[:8])
        found.append(_finding(one.id, Text(
            f"Tabellerna har inte {listing(strange)}.", f"The tables do not have {listing(strange, 'en')}."), Text(
            f"Ange ett område som finns där ({some} …), flera med + emellan, eller all.",
            f"Name an area that is there ({some} …), several joined by +, or all.")))  # fmt: skip
    try:
        ages = ages_of(one.outcome.ages, cells.ages)
        fits = 0 <= ages.start < ages.stop <= cells.ages
    except ValueError:
        fits = False
    if not fits:
        found.append(_finding(one.id, Text(
            f"{one.outcome.ages} är varken åldrar eller kön.", f"{one.outcome.ages} is neither ages nor a sex."), Text(
            f"Skriv 20-64, 80+ eller 19 (högst {cells.ages - 1}), women eller men.",
            f"Write 20-64, 80+ or 19 (at most {cells.ages - 1}), women or men.")))  # fmt: skip
    return found


def _finding(written: str, message: Text, remedy: Text) -> Finding:
    return Finding("input.goal", Severity.ERROR, Place(written), message, remedy)
