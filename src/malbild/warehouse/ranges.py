"""Ranges: a figure that cannot be true stops the load, one that is unusual is told.

What is unusual for all people is usual for those aged 65: the surprising range is held against totals alone where
areas and groups add up.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.indicator import Additivity, Indicator, Range
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Language, Text, number
from malbild.warehouse.observations import Observations


def outside(observations: Observations, table: Table, indicators: Mapping[str, Indicator]) -> tuple[Finding, ...]:
    """A finding for every figure outside its indicator's impossible (error) or surprising (warning) range."""
    findings: list[Finding] = []
    for id_ in map(str, np.unique(observations.indicator)):
        mine = observations.only(observations.indicator == id_)
        findings.extend(_outside(mine, table, indicators[id_]))
    return tuple(findings)


def _outside(observations: Observations, table: Table, indicator: Indicator) -> Iterable[Finding]:
    wrong = _beyond(observations, indicator.impossible)
    odd = _beyond(observations, indicator.surprising) & ~wrong
    if indicator.additivity is Additivity.SUM:
        odd &= observations.group == TOTAL
    for row in np.flatnonzero(wrong):
        yield _finding("load.impossible", observations, table, indicator, int(row))
    for row in np.flatnonzero(odd):
        yield _finding("load.surprising", observations, table, indicator, int(row))


def _beyond(observations: Observations, allowed: Range) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    low = -np.inf if allowed.low is None else allowed.low
    high = np.inf if allowed.high is None else allowed.high
    return (observations.values < low) | (observations.values > high)


def _finding(rule: str, observations: Observations, table: Table, indicator: Indicator, row: int) -> Finding:
    impossible = rule == "load.impossible"
    allowed = indicator.impossible if impossible else indicator.surprising
    value = float(observations.values[row])
    words = Text("kan inte stämma", "cannot be true") if impossible else Text("är ovanligt", "is unusual")

    def told(language: Language) -> str:
        shown = number(value, language, max(indicator.decimals, 0 if value == int(value) else 1))
        return f"{indicator.name.in_(language)}: {shown} {words.in_(language)} ({_allowed(allowed, language)})."

    return Finding(
        rule,
        Severity.ERROR if impossible else Severity.WARNING,
        table.place(int(observations.cells[row])),
        Text(told("sv"), told("en")),
        Text(
            "Jämför med källan. Rätta filen, lägg in en rättelse i corrections/ eller ändra indikatorns intervall.",
            "Compare with the source. Correct the file, declare a correction in corrections/ or change the "
            "indicator's range.",
        ),
    )


def _allowed(allowed: Range, language: Language) -> str:
    least, most = ("minst", "högst") if language == "sv" else ("at least", "at most")
    parts = []
    if allowed.low is not None:
        parts.append(f"{least} {number(allowed.low, language)}")
    if allowed.high is not None:
        parts.append(f"{most} {number(allowed.high, language)}")
    return ", ".join(parts)
