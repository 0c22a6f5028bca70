"""Equalisation between municipalities: dated rules, each with the address it was read at.

A region's own file, `forecast/money/equalisation.toml`, goes before the one that is here.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from malbild.sources.forecast_tables.problems import Problems
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

READY = Path(__file__).parent / "rules" / "equalisation.toml"
OWN = "equalisation.toml"
_KEYS = {"from", "guarantee", "address", "law", "read", "grant_rate", "fee_rate"}


@dataclass(frozen=True)
class Rule:
    """A rule and the first year it holds; rates by the beginning of an area's code, "" for every area."""

    first_year: int
    guarantee: float
    grant_rate: dict[str, float]
    fee_rate: dict[str, float]
    address: str

    def rate(self, kind: str, area: str) -> float:
        """The rate of the longest key the area's code begins with; NaN where there is none."""
        rates = self.grant_rate if kind == "grant" else self.fee_rate
        keys = [one for one in rates if area.startswith(one)]
        return rates[max(keys, key=len)] if keys else float("nan")


def rules(folder: Path, years: tuple[int, ...]) -> tuple[Rule, ...]:
    """The rule of each year. Raises Refused when the file is wrong or begins too late."""
    path = folder / OWN if (folder / OWN).exists() else READY
    problems = Problems()
    found = sorted(_read(path, problems), key=lambda one: one.first_year)
    if found and found[0].first_year > years[0]:
        problems.add("rule", Place(str(path), cell="from"), Text(
            f"Ingen regel gäller {years[0]}.", f"No rule holds in {years[0]}."), Text(
            "Lägg till en [[rules]] som gäller då.", "Add a [[rules]] that holds then."))  # fmt: skip
    problems.refuse()
    return tuple([one for one in found if one.first_year <= year][-1] for year in years)


def _read(path: Path, problems: Problems) -> list[Rule]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))["rules"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        problems.add("rule", Place(str(path)), Text(
            f"Filen är inte giltig TOML med [[rules]] ({error}).",
            f"The file is no valid TOML with [[rules]] ({error})."), Text("Rätta den.", "Correct it."))  # fmt: skip
        return []
    return [rule for number, one in enumerate(written, 1) if (rule := _rule(path, number, one, problems))]


def _rule(path: Path, number: int, one: dict[str, Any], problems: Problems) -> Rule | None:
    missing = sorted(_KEYS - set(one)) + sorted(set(one) - _KEYS)
    rates = [*one.get("grant_rate", {}).values(), *one.get("fee_rate", {}).values()]
    if missing or not all(isinstance(rate, float) and 0 <= rate <= 1 for rate in rates):
        problems.add("rule", Place(str(path), cell=f"rules {number}"), Text(
            f"Regeln är inte helt skriven: {', '.join(missing) or 'skattesatser är tal från 0.0 till 1.0'}.",
            f"The rule is not wholly written: {', '.join(missing) or 'rates are numbers from 0.0 to 1.0'}."), Text(
            f"Skriv {', '.join(sorted(_KEYS))}.", f"Write {', '.join(sorted(_KEYS))}."))  # fmt: skip
        return None
    return Rule(one["from"], float(one["guarantee"]), one["grant_rate"], one["fee_rate"], one["address"])
