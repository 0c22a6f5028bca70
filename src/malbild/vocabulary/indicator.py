"""Indicator: what is measured, in which unit, which way is better, and which values cannot be."""

from dataclasses import dataclass, field
from enum import StrEnum

from malbild.vocabulary.period import Period
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit


class Better(StrEnum):
    """Which way the indicator should move."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Additivity(StrEnum):
    """Whether areas add up: counts do; rates, means and indices do not."""

    SUM = "sum"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Range:
    """The values from `low` to `high`, both included; None is open."""

    low: float | None = None
    high: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value lies within."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a series: from this period on the figures are not comparable with those before."""

    period: Period
    reason: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured.

    id          lower case with hyphens, without a place name; the same in files, addresses and code
    impossible  values outside cannot be true: loading is refused
    surprising  values outside are possible but unusual: a finding is made
    source      the table or API query that feeds it, for `malbild refresh`; empty for typed-in figures
    forecast    what the population forecast calls it, as "population" or "share:65+"; empty where it has no such number
    """

    id: str
    name: Text
    definition: Text
    unit: Unit
    better: Better = Better.NEITHER
    additivity: Additivity = Additivity.NONE
    impossible: Range = Range()
    surprising: Range = Range()
    decimals: int = 0
    breaks: tuple[Break, ...] = ()
    source: dict[str, str] = field(default_factory=dict, hash=False)
    forecast: str = ""
