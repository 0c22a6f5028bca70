"""The dated rules of merit and eligibility; their numbers and where they were read stand in `rules.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class MeritRule:
    """How grades become a merit value.

    grades, language_grades   how many of the best count, and how many in a modern language beside them
    worth                     points of each grade
    scaled_orientations       kinds of schooling whose pupils have fewer grades, scaled up in proportion
    """

    since: int
    address: str
    grades: int
    language_grades: int
    worth: dict[str, float]
    scaled_orientations: tuple[str, ...]

    @property
    def highest(self) -> float:
        """The highest merit value there is."""
        return (self.grades + self.language_grades) * max(self.worth.values())


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """What it takes to be eligible.

    core    a grade that passes in one subject of each
    other   by kind of programme: how many further subjects that pass
    """

    since: int
    address: str
    core: tuple[tuple[str, ...], ...]
    passing: frozenset[str]
    other: dict[str, int]


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))


def merit_rule(year: int) -> MeritRule:
    """The rule of merit for an admission of that year; LookupError before the first.

    >>> merit_rule(2024).highest
    340.0
    """
    row = _in(year, "merit")
    return MeritRule(
        row["from"], row["address"], row["grades"], row["language_grades"], row["worth"],
        tuple(row["scaled_orientations"]),
    )  # fmt: skip


def eligibility_rule(year: int) -> EligibilityRule:
    """The rule of eligibility for an admission of that year; LookupError before the first."""
    row = _in(year, "eligibility")
    core = tuple(tuple(one) for one in row["core"])
    return EligibilityRule(row["from"], row["address"], core, frozenset(row["passing"]), row["other"])


def _in(year: int, table: str) -> dict[str, Any]:
    held = [row for row in _tables()[table] if row["from"] <= year]
    if not held:
        raise LookupError(f"no rule of {table} holds for {year}")
    return max(held, key=lambda row: int(row["from"]))
