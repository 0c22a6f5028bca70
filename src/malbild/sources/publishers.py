"""Publishers: everyone figures are fetched from, each by the same three steps: query, fetch, parse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from malbild.sources import kolada, scb, smhi
from malbild.sources.client import Client
from malbild.sources.problems import excerpt, refuse
from malbild.vocabulary.finding import Place
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Snapshot
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher.

    query   reads an indicator's [source]; what it gives is the publisher's own
    fetch   asks for it and gives the raw answers
    parse   reads the raw answers, today or in ten years
    """

    query: Callable[[Mapping[str, str]], Any]
    fetch: Callable[[Any, Client], Snapshot]
    parse: Callable[[Snapshot], Table]


publishers: dict[str, Publisher] = {
    "scb": Publisher(scb.query, scb.fetch, scb.parse),
    "kolada": Publisher(kolada.query, kolada.fetch, kolada.parse),
    "smhi": Publisher(smhi.query, smhi.fetch, smhi.parse),
}


def publisher(source: Mapping[str, str]) -> Publisher:
    """The publisher an indicator's [source] names. Raises Refused when nobody has that name."""
    name = source.get("publisher", "")
    if name in publishers:
        return publishers[name]
    raise refuse(
        "input.source-query", Place("", None, "[source] publisher"),
        Text(f"”{excerpt(name)}” är ingen källa som kan hämtas.",
             f"“{excerpt(name)}” is no source that can be fetched."),
        Text(f"Skriv {', '.join(publishers)}.", f"Write {', '.join(publishers)}."),
    )  # fmt: skip


# What a count may be of, and how sources say "a count" without saying of what.
_NOUNS = frozenset({"person", "household", "company", "dwelling", "vehicle", "night", "journey", "case", "site"})
_BARE_COUNTS = frozenset({"antal", "number", "case"})


def _counting(told: str, wanted: str) -> str:
    """The source's unit, with the indicator's noun where the source only says that something is counted.

    >>> _counting("antal", "dwelling"), _counting("case / 1000 person", "company / 1000 person")
    ('dwelling', 'company / 1000 person')
    >>> _counting("", "percent"), _counting("antal", "percent"), _counting("tkr", "mkr")
    ('percent', 'antal', 'tkr')
    """
    (bare, slash, per), noun = told.partition(" / "), wanted.partition(" / ")[0]
    if bare.casefold() in _BARE_COUNTS and noun in _NOUNS:
        return f"{noun}{slash}{per}"
    return told or wanted


def fetch(indicator: Indicator, client: Client) -> Snapshot:
    """What an indicator's source has today, as it came. Raises Refused, and SourceFailed when it cannot be fetched."""
    found = publisher(indicator.source)
    try:
        asked = found.query(indicator.source)
    except Refused as refused:
        place = f"indicators/{indicator.id}.toml"
        raise Refused(replace(one, place=replace(one.place, file=place)) for one in refused.findings) from refused
    return found.fetch(asked, client)


def parse(snapshot: Snapshot, indicator: Indicator) -> Table:
    """The table of what `fetch` gave, with the measure that feeds the indicator marked.

    A source that tells no unit is taken to use the indicator's; `unit` in [source] goes before both. Raises Refused
    when the query gives several measures.
    """
    table = publisher(indicator.source).parse(snapshot)
    measures = table.declaration.measures
    if len(measures) != 1:
        names = ", ".join(one.name for one in measures[:10])
        raise refuse(
            "input.source-query", Place(f"indicators/{indicator.id}.toml", None, "[source]"),
            Text(f"Frågan ger {len(measures)} mått ({names}).", f"The query gives {len(measures)} measures ({names})."),
            Text("Välj ett av dem.", "Choose one of them."),
        )  # fmt: skip
    unit = indicator.source.get("unit") or _counting(measures[0].unit, indicator.unit.name)
    measure = replace(measures[0], indicator=indicator.id, unit=unit)
    return replace(_placed(table, indicator), declaration=replace(table.declaration, measures=(measure,)))


def _placed(table: Table, indicator: Indicator) -> Table:
    """A table without areas is about the area that [source] tells."""
    area = indicator.source.get("area", "")
    if not area or not (table.coordinates["area"] == "").all():
        return table
    return replace(table, coordinates={**table.coordinates, "area": np.full(len(table), area)})
