"""Ask what it would take for a goal to be likely: plan and tables in, the levers' change out."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from malbild import __version__
from malbild.analysis.forecast.aims import Aim
from malbild.analysis.forecast.futures import Drawn, drawn, outlook
from malbild.analysis.forecast.levers import MODULE_PATHS, PATHS, Cells, check
from malbild.analysis.forecast.precedent import Precedent, precedent
from malbild.analysis.forecast.seeking import Handle, Odds, Settings, Sought, frontier, seek
from malbild.pipeline.aim import aim_of
from malbild.pipeline.project import LONGEST_YEARS, history_of, tables_of
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Lever, Scenario, lever_name
from malbild.vocabulary.text import UNSAID, Language, Text, listing, number, percent

WIDEST = (0.5, 2.0)
"""Bounds of a multiplied lever when none are given: half to twice what it is."""


@dataclass(frozen=True)
class Asked:
    """What is asked: a goal, the levers that may be moved, and how likely the goal shall be.

    goal        the id of a goal or target of the plan, or an aim as `population:1880>=165000@2035`
    levers      paths, each with selectors if wanted, as `migration/in:age=20-64:area=1880`
    bounds      (lowest, highest), one for each lever or one for all; none gives half to twice
    weights     how dear each lever is; none gives one each
    """

    folder: Path
    goal: str
    levers: tuple[str, ...]
    probability: float
    population: Path | None = None
    bounds: tuple[tuple[float, float], ...] = ()
    weights: tuple[float, ...] = ()
    operation: str = "multiply"
    ramp: int = 0
    draws: int = 500
    seed: int = 1


@dataclass(frozen=True)
class Moved:
    """One lever of an answer: where it rests, what it came to, and how unusual that is."""

    path: str
    selector: dict[str, str]
    operation: str
    rest: float
    value: float
    low: float
    high: float
    weight: float
    precedent: Precedent | None


@dataclass(frozen=True)
class Answer:
    """What it would take, with everything it rests on."""

    aim: Aim
    probability: float
    sought: Sought
    levers: tuple[Moved, ...]
    frontier: tuple[Settings, ...]
    origin: int
    first_year: int
    draws: int
    seed: int
    seconds: float

    @property
    def sentence(self) -> Text:
        """The answer in words."""
        return Text(_sentence(self, "sv"), _sentence(self, "en"))


def ask(asked: Asked) -> Answer:
    """What it would take. Raises Refused with everything that is wrong."""
    _refuse_what_cannot_be(asked)
    history = history_of(tables_of(asked.folder, asked.population))
    aim = aim_of(asked.goal, asked.folder, history)
    handles = handles_of(asked, Cells(history.areas, history.population.shape[-1]))
    ahead = outlook(history, aim.year)
    return answer(drawn(ahead, draws=asked.draws, seed=asked.seed), aim, handles, asked.probability, asked.seed)


def answer(futures: Drawn, aim: Aim, handles: Sequence[Handle], probability: float, seed: int) -> Answer:
    """What it would take, of futures that are drawn already: quick enough to answer while somebody asks."""
    started = time.perf_counter()
    futures.effect(_all_at(handles, [one.high for one in handles]))  # refuses levers that cannot be pulled
    odds = Odds(futures.within(aim.outcome.areas), aim, handles)
    sought = seek(odds, probability)
    pairs = frontier(odds, probability) if len(handles) == 2 else []
    history, (_, rates) = futures.ahead.history, futures.everywhere
    levers = tuple(
        Moved(
            one.lever.path,
            one.lever.selector,
            one.lever.operation,
            one.rest,
            value,
            one.low,
            one.high,
            one.weight,
            precedent(history, rates, one.at(value), aim.outcome.areas),
        )
        for one, value in zip(handles, sought.settings, strict=True)
    )
    draws = sum(len(one.births) for one in futures.luck)
    return Answer(
        aim, probability, sought, levers, tuple(pairs), history.years[-1], history.years[0], draws, seed,
        time.perf_counter() - started,
    )  # fmt: skip


def _all_at(handles: Sequence[Handle], values: Sequence[float]) -> Scenario:
    return Scenario("seek", UNSAID, UNSAID, tuple(one.at(by) for one, by in zip(handles, values, strict=True)))


# The levers


def handles_of(asked: Asked, cells: Cells) -> tuple[Handle, ...]:
    """The levers as written, with bounds and weights. Raises Refused with everything that is wrong."""
    levers = [_lever(one, asked.operation, asked.ramp) for one in asked.levers]
    check(Scenario("--lever", UNSAID, UNSAID, tuple(levers)), cells)
    beside = [one.path for one in levers if one.path in MODULE_PATHS]
    if beside:
        raise Refused([_no_reach(one) for one in beside])
    bounds = _each(asked.bounds or (WIDEST,), len(levers))
    weights = _each(asked.weights or (1.0,), len(levers))
    return tuple(
        Handle(lever, low, high, weight) for lever, (low, high), weight in zip(levers, bounds, weights, strict=True)
    )


def _lever(written: str, operation: str, ramp: int) -> Lever:
    path, *selectors = written.split(":")
    pairs = [one.partition("=") for one in selectors]
    selector = {key.strip(): value.strip() for key, _, value in pairs}
    rest = 1.0 if operation == "multiply" else 0.0
    return Lever(path.strip(), "multiply" if operation == "multiply" else "add", rest, selector, ramp, "")


def _no_reach(path: str) -> Finding:
    return _finding("--lever", Text(
        f"{path} ändrar det som står på befolkningen, inte befolkningen själv; inga mål nås ännu den vägen.",
        f"{path} changes what stands on the population, not the population itself; no goal is reached that way yet."),
        Text(f"Ange något av {', '.join(PATHS)}.", f"Name one of {', '.join(PATHS)}."))  # fmt: skip


def _each(given: tuple[Any, ...], levers: int) -> tuple[Any, ...]:
    return given * levers if len(given) == 1 else given


def _refuse_what_cannot_be(asked: Asked) -> None:
    found = [*_wrong_numbers(asked), *_wrong_bounds(asked)]
    if found:
        raise Refused(found)


def _wrong_numbers(asked: Asked) -> list[Finding]:
    found = []
    if not 0 < asked.probability < 1:
        found.append(_finding("--probability", Text(
            f"Sannolikheten {asked.probability:g} ligger inte mellan 0 och 1.",
            f"The probability {asked.probability:g} is not between 0 and 1."), Text(
            "Skriv till exempel 0.8 för fyra av fem.", "Write for instance 0.8 for four in five.")))  # fmt: skip
    if not 20 <= asked.draws <= 20_000 or not 0 <= asked.seed < 2**63:
        found.append(_finding("--draws, --seed", Text(
            f"{asked.draws} dragningar eller fröet {asked.seed} går inte.",
            f"{asked.draws} draws or the seed {asked.seed} cannot be."), Text(
            "Ange 20–20 000 dragningar och ett frö från 0.", "Give 20–20,000 draws and a seed from 0.")))  # fmt: skip
    if not asked.levers:
        found.append(_finding("--lever", Text("Inget antagande är givet.", "No lever is given."), Text(
            "Ange minst en --lever, till exempel migration/in.", "Give at least one --lever, for instance migration/in."
        )))  # fmt: skip
    if not 0 <= asked.ramp <= LONGEST_YEARS:
        found.append(_finding("--ramp", Text(f"{asked.ramp} år går inte.", f"{asked.ramp} years cannot be."), Text(
            "Ange noll eller fler år.", "Give zero or more years.")))  # fmt: skip
    return found


def _wrong_bounds(asked: Asked) -> list[Finding]:
    rest = 1.0 if asked.operation == "multiply" else 0.0
    found = []
    for low, high in asked.bounds:
        if not low <= rest <= high or low == high or (asked.operation == "multiply" and low < 0):
            found.append(_finding("--bounds", Text(
                f"Gränserna {low:g}..{high:g} är omvända, låter en faktor bli negativ, "
                f"eller rymmer inte {rest:g} (ingen ändring).",
                f"The bounds {low:g}..{high:g} are reversed, let a factor be negative, "
                f"or do not hold {rest:g} (no change)."), Text(
                f"Skriv den lägsta först, till exempel {'0.8..1.5' if rest else '-50..200'}.",
                f"Write the lowest first, for instance {'0.8..1.5' if rest else '-50..200'}.")))  # fmt: skip
    if asked.operation == "add" and not asked.bounds:
        found.append(_finding("--bounds", Text(
            "Hur mycket som får läggas till är inte givet.", "How much may be added is not given."), Text(
            "Ange --bounds, till exempel -50..200.", "Give --bounds, for instance -50..200.")))  # fmt: skip
    for name, given in (("--bounds", asked.bounds), ("--weight", asked.weights)):
        if len(given) not in (0, 1, len(asked.levers)):
            found.append(_finding(name, Text(
                f"{len(given)} är givna för {len(asked.levers)} antaganden.",
                f"{len(given)} are given for {len(asked.levers)} levers."), Text(
                "Ange en för varje, eller en för alla.", "Give one for each lever, or one for all.")))  # fmt: skip
    if any(not 0 < one < float("inf") for one in asked.weights):
        found.append(_finding("--weight", Text("En vikt är inte större än noll.", "A weight is not above zero."), Text(
            "Ange tal över noll.", "Give numbers above zero.")))  # fmt: skip
    return found


def _finding(place: str, message: Text, remedy: Text) -> Finding:
    return Finding("input.seek", Severity.ERROR, Place(place), message, remedy)


# The answer


def as_json(found: Answer) -> dict[str, object]:
    """An answer for programs."""
    outcome, aim, sought = found.aim.outcome, found.aim, found.sought
    return {
        "goal": {
            "id": aim.id,
            "outcome": str(outcome),
            "measure": outcome.measure,
            "areas": list(outcome.areas),
            "ages": outcome.ages,
            "sex": outcome.sex,
            "sense": aim.sense,
            "value": aim.value,
            "year": aim.year,
        },
        "probability": found.probability,
        "status": sought.status,
        "reachable": sought.status != "out_of_reach",
        "baseline_probability": sought.baseline,
        "reached_probability": sought.reached,
        "levers": [{**asdict(one), "change_percent": _per_cent(one)} for one in found.levers],
        "slack": sought.slack,
        "frontier": [list(one) for one in found.frontier],
        "origin": found.origin,
        "first_year": found.first_year,
        "draws": found.draws,
        "seed": found.seed,
        "runs": sought.runs,
        "seconds": round(found.seconds, 3),
        "code": __version__,
        "sentence": asdict(found.sentence),
    }


def _per_cent(one: Moved) -> float | None:
    return 100 * (one.value - 1) if one.operation == "multiply" else None


def _sentence(found: Answer, language: Language) -> str:
    goal, sought = found.aim.told().in_(language), found.sought
    now, asked = percent(sought.baseline, language), percent(found.probability, language)
    if sought.status == "already":
        return _say(
            Text(
                f"Att {goal} har redan sannolikheten {now}, alltså minst {asked}: ingenting behöver ändras.",
                f"That {goal} already has a probability of {now}, so at least {asked}: nothing needs to change.",
            ),
            _slack(found),
            language,
        )
    what = listing([_change(one, language) for one in found.levers if abs(one.value - one.rest) > 1e-9], language)
    then = percent(sought.reached, language)
    unusual = Text(*(" ".join(_unusual(one, each) for one in found.levers) for each in ("sv", "en")))
    if sought.status == "out_of_reach":
        best = Text(f"Närmast kommer {what}: {then}.", f"The nearest is {what}: {then}.") if what else Text(
            "Ingen ändring hjälper.", "No change helps.")  # fmt: skip
        return _say(
            Text(
                f"Att {goal} har sannolikheten {now}, och {asked} går inte att nå inom gränserna. {best.sv}",
                f"That {goal} has a probability of {now}, and {asked} is not reachable within these bounds. {best.en}",
            ),
            unusual if what else UNSAID,
            language,
        )
    return _say(
        Text(
            f"Att {goal} har sannolikheten {now}. För {asked} krävs {what}; då är den {then}.",
            f"That {goal} has a probability of {now}. For {asked} it would take {what}; it is then {then}.",
        ),
        unusual,
        language,
    )


def _say(first: Text, then: Text, language: Language) -> str:
    return f"{first.in_(language)} {then.in_(language)}".strip()


def _change(one: Moved, language: Language) -> str:
    """A lever and what is done to it, as "moves in (20-64) +12.3 per cent"."""
    by = 100 * (one.value - 1) if one.operation == "multiply" else one.value
    unit = f" {'procent' if language == 'sv' else 'per cent'}" if one.operation == "multiply" else ""
    return f"{_name(one, language)} {'+' if by > 0 else ''}{number(by, language, 1)}{unit}"


def _name(one: Moved, language: Language) -> str:
    return lever_name(Lever(one.path, "multiply", one.value, one.selector, 0, "")).in_(language)


def _unusual(one: Moved, language: Language) -> str:
    """How unusual a lever's change is, as a sentence; empty when it does not move."""
    if abs(one.value - one.rest) < 1e-9:
        return ""
    what, past = _name(one, language), one.precedent
    if past is None:
        return {
            "sv": f"Hur ovanlig ändringen av {what} vore kan inte sägas: tabellerna har för lite att jämföra med.",
            "en": f"How unusual a change of {what} is cannot be said: the tables have too little beside it.",
        }[language]
    place, many = number(past.percentile, language, 0), number(past.changes, language)
    return {
        "sv": f"Bland {many} ändringar av {what} från ett femårsmedel till nästa, i {past.areas} områden, ligger den i "
        f"percentil {place} (0 är den största minskningen, 100 den största ökningen).",
        "en": f"Among {many} changes of {what} from one five-year mean to the next, in {past.areas} areas, it is at "
        f"percentile {place} (0 is the largest fall, 100 the largest rise).",
    }[language]


def _slack(found: Answer) -> Text:
    """How far the lever may move before the aim is less likely than asked."""
    if found.sought.slack is None or len(found.levers) != 1:
        return UNSAID
    one = replace(found.levers[0], value=found.sought.slack)
    return Text(f"Så förblir det till {_change(one, 'sv')}.", f"It stays so until {_change(one, 'en')}.")
