"""The written rule: how a probability, an outcome and their age become a state; its numbers are in `rules.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from malbild.vocabulary.judgement import State

SUREST = 0.99  # nobody is surer than this of a future


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers of one version of the rule; what they mean stands in docs/methods/judgement.md."""

    since: date
    on_track_from: float
    off_track_below: float
    oldest_annual_years: float
    oldest_part_year_years: float
    noise_share: float
    far_years: float

    def state(self, probability: float) -> State:
        """The state of a target whose time has not come.

        >>> rule_on(date(2027, 1, 1)).state(0.8)
        <State.ON_TRACK: 'on_track'>
        """
        if probability >= self.on_track_from:
            return State.ON_TRACK
        return State.OFF_TRACK if probability < self.off_track_below else State.AT_RISK

    def oldest_years(self, months: int) -> float:
        """How old the latest figure may be, for periods of so many months."""
        return self.oldest_annual_years if months == 12 else self.oldest_part_year_years


def bounded(probability: float) -> float:
    """A probability that never claims certainty, to two decimals.

    >>> bounded(0.0), bounded(0.4567)
    (0.01, 0.46)
    """
    return round(min(max(probability, 1 - SUREST), SUREST), 2)


@cache
def _rules() -> tuple[Rule, ...]:
    rows = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))["rules"]
    return tuple(sorted((Rule(row.pop("from"), **row) for row in rows), key=lambda rule: rule.since))


def rule_on(day: date) -> Rule:
    """The rule that held on a day; the oldest one for days before it."""
    held = [rule for rule in _rules() if rule.since <= day]
    return held[-1] if held else _rules()[0]
