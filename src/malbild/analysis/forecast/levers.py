"""Levers: a scenario's assumptions, put upon rates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import SEXES, Floats
from malbild.analysis.forecast.rates import Rates
from malbild.vocabulary.assumptions import INPUTS
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import Text

PATHS = {
    "fertility": "fertility",
    "mortality": "death",
    "migration/in": "immigration",
    "migration/out": "emigration",
    "moves/out": "departure",
}
"""What a lever can change, and the rate it is."""
MODULE_PATHS = tuple(
    f"{module}/{one.name}" for module, inputs in INPUTS.items() for one in inputs.tables if not one.at_origin
)
"""What levers can change in the modules that stand on the population; `assumed.py` pulls those."""
RATES = ("fertility", "mortality", "migration/out", "moves/out")
"""Paths that are rates per person and year, not numbers of persons."""
SELECTORS = ("area", "sex", "age")


@dataclass(frozen=True)
class Cells:
    """The areas and ages of a forecast, for selectors to find their cells in."""

    areas: tuple[str, ...]
    ages: int


def pulled(rates: Rates, scenario: Scenario, cells: Cells, year: int) -> Rates:
    """The rates of a year under a scenario; `year` counts from 1, the first projected."""
    if year <= scenario.start:
        return rates
    for lever in of_population(scenario):
        field = PATHS[lever.path]
        before = getattr(rates, field)
        share = min(1.0, (year - scenario.start) / max(lever.ramp, 1))
        after = np.where(selected(lever, cells, before.ndim), changed(before, lever, share), before)
        rates = replace(rates, **{field: after})  # type: ignore[arg-type]  # a field that holds an array
    return rates


def of_population(scenario: Scenario) -> tuple[Lever, ...]:
    """The levers that change the population itself, not what stands on it."""
    return tuple(one for one in scenario.levers if one.path in PATHS)


def changed(values: Floats, lever: Lever, share: float) -> Floats:
    """Figures under a lever that has taken hold by a share."""
    if lever.operation == "multiply":
        return values * (1 + share * (lever.value - 1))
    if lever.operation == "add":
        return values + share * lever.value
    if lever.operation == "logit":
        odds = np.exp(share * lever.value)
        return np.asarray(values * odds / (1 - values + values * odds))
    return (1 - share) * values + share * lever.value


def selected(lever: Lever, cells: Cells, axes: int) -> NDArray[np.bool_]:
    """Which cells a lever is for: (area, sex, age), or (area, age) for fertility."""
    areas = np.isin(cells.areas, names_of(lever.selector.get("area", ""), cells.areas))
    ages = np.zeros(cells.ages, dtype=bool)
    ages[ages_of(lever.selector.get("age", ""), cells.ages)] = True
    if axes == 2:
        return areas[:, None] & ages
    sexes = np.isin(SEXES, names_of(lever.selector.get("sex", ""), SEXES))
    return np.asarray(areas[:, None, None] & sexes[:, None] & ages)


def names_of(written: str, everything: Iterable[str]) -> list[str]:
    """The names of "01, 02"; all when nothing is written."""
    return [one.strip() for one in written.split(",")] if written else list(everything)


def ages_of(written: str, ages: int) -> slice:
    """The ages of "20-64", "80+" or "19"; all when nothing is written."""
    if not written:
        return slice(0, ages)
    if written.endswith("+"):
        return slice(int(written[:-1]), ages)
    first, _, last = written.partition("-")
    return slice(int(first), int(last or first) + 1)


def check(scenario: Scenario, cells: Cells) -> None:
    """Refuse a scenario whose levers name nothing, with every problem at once."""
    found = [one for lever in scenario.levers for one in _problems(scenario, lever, cells)]
    if found:
        raise Refused(found)


def _problems(scenario: Scenario, lever: Lever, cells: Cells) -> list[Finding]:
    place = Place(scenario.id, cell=lever.path)
    if lever.path in MODULE_PATHS:
        return []
    if lever.path not in PATHS:
        return [_finding("lever-path", place, Text(
            f"Ingen framskrivning har något som heter {lever.path}.", f"No forecast has anything called {lever.path}."),
            _near(lever.path))]  # fmt: skip
    found = [_finding("lever-selector", place, Text(
        f"Urvalet {key} = {lever.selector[key]} träffar ingenting.",
        f"The selector {key} = {lever.selector[key]} selects nothing."), _what_to_select(cells))
        for key in lever.selector if not _selects(key, lever.selector[key], cells)]  # fmt: skip
    if lever.operation == "logit":
        found.append(_finding("lever-value", place, Text(
            "Operationen logit är för andelar, och det här är inga.",
            "The operation logit is for shares, and these are none."), Text(
            "Skriv multiply, add eller set.", "Write multiply, add or set.")))  # fmt: skip
    elif not np.isfinite(lever.value) or (lever.operation != "add" and lever.value < 0):
        found.append(_finding("lever-value", place, Text(
            f"Värdet {lever.value:g} skulle göra antalet personer negativt.",
            f"The value {lever.value:g} would make a number of persons negative."),
            Text("Ange ett värde från noll och uppåt.", "Give a value from zero upwards.")))  # fmt: skip
    if lever.operation == "set" and lever.path in RATES and lever.value > 1:
        found.append(_finding("lever-value", place, Text(
            f"{lever.path} är en andel per person och år; {lever.value:g} är mer än en.",
            f"{lever.path} is a rate per person and year; {lever.value:g} is more than one."),
            Text("Ange ett värde från 0 till 1.", "Give a value from 0 to 1.")))  # fmt: skip
    if lever.path == "fertility" and "sex" in lever.selector:
        found.append(_finding("lever-selector", place, Text(
            "Fruktsamhet gäller kvinnor och kan inte väljas efter kön.",
            "Fertility is of women and cannot be selected by sex."),
            Text("Ta bort sex ur urvalet.", "Take sex out of the selector.")))  # fmt: skip
    return found


def _near(path: str) -> Text:
    paths = (*PATHS, *MODULE_PATHS)
    near, known = get_close_matches(path, paths, 1), ", ".join(paths)
    if near:
        return Text(f"Menades {near[0]}? Det som finns är {known}.", f"Was {near[0]} meant? There are {known}.")
    return Text(f"Skriv något av {known}.", f"Write one of {known}.")


def _selects(key: str, written: str, cells: Cells) -> bool:
    if key not in SELECTORS:
        return False
    if key != "age":
        known = cells.areas if key == "area" else SEXES
        return set(names_of(written, known)) <= set(known)
    try:
        ages = ages_of(written, cells.ages)
    except ValueError:
        return False
    return bool(0 <= ages.start < ages.stop <= cells.ages)


def _what_to_select(cells: Cells) -> Text:
    areas = ", ".join(cells.areas[:5])
    return Text(
        f"Välj area (till exempel {areas}), sex (women, men) eller age (20-64, 80+).",
        f"Select area (for instance {areas}), sex (women, men) or age (20-64, 80+).",
    )


def refuse_idle(rates: Rates, scenario: Scenario, cells: Cells) -> None:
    """Refuse a scenario that only multiplies nothing: it would look as if its assumptions did not matter."""
    pulled_here = of_population(scenario)
    idle = [one for one in pulled_here if one.operation == "multiply" and not moves(one, rates, cells)]
    if idle and len(idle) == len(scenario.levers):
        raise Refused(
            _finding(
                "lever-idle",
                Place(scenario.id, cell=one.path),
                Text(
                    "Tabellerna har ingenting där att multiplicera, så antagandet skulle inte göra någon skillnad.",
                    "The tables have nothing there to multiply, so the assumption would make no difference.",
                ),
                Text(
                    "Välj fler områden eller åldrar, en annan path, eller operation add.",
                    "Select more areas or ages, another path, or the operation add.",
                ),
            )
            for one in idle
        )


def moves(lever: Lever, rates: Rates, cells: Cells) -> bool:
    """Whether there is anything for a lever to multiply."""
    values = getattr(rates, PATHS[lever.path])
    return bool(values[selected(lever, cells, values.ndim)].any())


def refuse_negative(rates: Rates, scenario: Scenario) -> None:
    """Refuse a scenario under which a rate or a number of persons falls below zero."""
    below = [path for path, field in PATHS.items() if (getattr(rates, field) < 0).any()]
    if below:
        raise Refused(_finding("scenario-negative", Place(scenario.id, cell=path), Text(
            f"Scenariot gör {path} mindre än noll.", f"The scenario makes {path} less than zero."),
            Text("Dra ifrån mindre, eller multiplicera i stället för att lägga till.",
                 "Subtract less, or multiply instead of adding.")) for path in below)  # fmt: skip


def _finding(rule: str, place: Place, message: Text, remedy: Text) -> Finding:
    return Finding(f"input.{rule}", Severity.ERROR, place, message, remedy)
