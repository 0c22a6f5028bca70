"""Future: where a region's population heads, what would change it, and how such forecasts have done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from malbild.vocabulary.cube import Series
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.scenario import Scenario, Sensitivity
from malbild.vocabulary.text import UNSAID, Text
from malbild.vocabulary.track_record import TrackRecord


@dataclass(frozen=True)
class Course:
    """One measure in one area: what has been counted, and where it heads.

    series   what has been counted: by the forecast's tables, and for totals also after they end
    blind    what the forecast says from its tables alone, where more has been counted since; else None
    """

    series: Series
    projection: Projection
    blind: Projection | None = None


@dataclass(frozen=True)
class Alternative:
    """A scenario beside the baseline, with the same luck, so that every difference is the scenario's own.

    courses   measure → the county's future under the scenario
    beside    the levers that change what stands on the population, which the pages do not reckon
    """

    scenario: Scenario
    courses: Mapping[str, Projection]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedOf:
    """A question to the forecast: how likely something is, what it would take, and what matters most for it.

    told     what is asked whether it will be, in words that follow "that"
    sought   what it would take, in a sentence
    ranked   the levers, the one that moves the outcome most first
    ours     whether a target of the plan asks it; otherwise the pages ask it themselves
    """

    id: str
    told: Text
    probability: float
    sought: Text
    ranked: tuple[Sensitivity, ...]
    ours: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What the futures rest on.

    kind      "ages": tables by single year of age; "totals": typed-in totals alone
    origin    the last year in them; first is the first
    counted   the last year whose total has been typed in after the tables end; None where none has
    areas     how many areas the forecast has learnt from
    source    who published the tables, in words
    """

    kind: str
    origin: int
    first: int
    areas: int
    draws: int
    seed: int
    code: str
    source: Text = UNSAID
    counted: int | None = None


@dataclass(frozen=True)
class FuturePicture:
    """All that the pages about the future say.

    courses       (area, measure) → its course; the county first, then its municipalities, with totals projected as
                  short series where the tables have them not
    alternatives  the scenarios that change the population, the ready ones in the house's order
    idle          ready scenarios that change nothing in the population
    """

    basis: Basis
    courses: Mapping[tuple[str, str], Course]
    record: TrackRecord
    alternatives: tuple[Alternative, ...] = ()
    idle: tuple[Scenario, ...] = ()
    questions: tuple[AskedOf, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Tried:
    """What a reader's own levers give beside the baseline.

    levers    parameter → its change in per cent, as asked
    courses   measure → the county's future with the levers
    apart     measure → what the levers add in the last year: the 10th, 50th and 90th percentile over the draws
    chances   question → its probability with the levers
    problems  what is wrong with what was asked; then nothing is reckoned
    """

    levers: Mapping[str, float]
    courses: Mapping[str, Projection] = field(default_factory=dict)
    apart: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    chances: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Text, ...] = ()
