"""Measures: what the figures of a table count, by declaration, by name and by the way they are printed."""

import re
import statistics
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from malbild.sources.files.numerals import Numeral
from malbild.sources.files.sidecar import Column, Sidecar
from malbild.vocabulary.table import Measure
from malbild.vocabulary.unit import Unit, UnknownUnit

_KINDS = (
    ("index", r"\bindex\b|index_|_index"),
    ("change",
        r"change|förändr|forandr|growth|tillväxt|ökning|okning|utveckling|increase|net_|netto|_net\b|surplus|överskott|"
               r"balance|saldo|difference|skillnad"),
    ("rate", r"\bper\b|_per_|/|100 000|täthet|density|km2?_per"),
    ("share", r"percent|per cent|procent|\bandel|share|%|frekvens|\brate\b|turnout_pct|_pct"),
    ("mean", r"medel|mean|average|genomsnitt|median|life expectancy|livslängd|\byears\b"),
    ("amount", r"\bsek|kronor|\btkr|\bmkr|kr\b|_sek|tonnes|\bton\b|co2|kwh|mwh|gwh|km2|hectare|hektar"),
)  # fmt: skip
# A count averaged over the year is still a count: it adds up over areas.
_YEARLY = re.compile(
    r"års?medel(?:tal|värde)?|medelantal|(?:annual|yearly|monthly)[\s_](?:mean|average)", re.IGNORECASE
)
_UNITS = (
    ("percent", r"percent|per cent|procent|%"),
    ("person", r"person"),
    ("company", r"compan|företag"),
    ("dwelling", r"dwelling|bostäder|lägenheter"),
    ("tkr", r"sek_thousand|tkr"),
    ("SEK", r"sek\b|kronor"),
    ("index", "index"),
    ("km^2", "km2"),
    ("night", "night|nätter"),
    ("t CO2e", "tonnes_co2e|ton co2e"),
    ("year", r"\byears\b"),
)


def describe(names: NDArray[np.str_], numerals: Sequence[Numeral], sidecar: Sidecar) -> tuple[Measure, ...]:
    """Every measure of a table, in the order it comes."""
    printed: dict[str, list[int]] = {}
    for name, numeral in zip(names.tolist(), numerals, strict=True):
        shown = printed.setdefault(name, [])
        if numeral.value == numeral.value and numeral.value != 0:
            shown.append(numeral.decimals)
    return tuple(_measure(name, _usual(shown), sidecar, len(printed)) for name, shown in printed.items())


def _usual(decimals: list[int]) -> int:
    """The decimals most figures show: a lost trailing zero, or one figure given more exactly, changes nothing."""
    return statistics.median_high(decimals) if decimals else 0


def _measure(name: str, printed: int, sidecar: Sidecar, among: int) -> Measure:
    declared = _declared(name, sidecar)
    texts = sidecar.texts if among == 1 else {}
    about = " ".join((declared.title, texts.get("title", ""), texts.get("measured", "")))
    return Measure(
        name,
        declared.unit or _unit(name, sidecar, among),
        declared.kind or kind_of(name, texts.get("unit", ""), about),
        printed if declared.decimals is None else declared.decimals,
        declared.indicator,
        declared.title,
    )


def _declared(name: str, sidecar: Sidecar) -> Column:
    if name in sidecar.measures:
        return sidecar.measures[name]
    columns = sidecar.columns
    heading = next((one for one in (name, f"value_{name}") if one in columns), None)
    if heading is None:
        values = [one for one in columns.values() if one.role == "value"]
        return values[0] if len(values) == 1 and not sidecar.measures else Column()
    return columns[heading]


def kind_of(name: str, unit: str = "", about: str = "") -> str:
    """What arithmetic a measure may obey, by its name and unit; its title only tells means from amounts.

    >>> kind_of("index_2008_100"), kind_of("in_programme_persons"), kind_of("cost_sek_per_pupil")
    ('index', 'count', 'rate')
    """
    for text in (name, unit):
        found = _kind_in(text, _KINDS)
        if found == "amount" and _kind_in(about, _KINDS) == "mean":
            return "mean"
        if found:
            return found
    counted = re.search(r"person|antal|number|count|compan|members|votes|units", f"{name} {unit}".casefold())
    return "count" if counted else _kind_in(about, (("mean", _KINDS[4][1]),)) or "count"


def _kind_in(text: str, kinds: tuple[tuple[str, str], ...]) -> str:
    text = _YEARLY.sub(" ", text)
    spaced = text.casefold().replace("_", " ")
    matches = (kind for kind, pattern in kinds if re.search(pattern, text.casefold()) or re.search(pattern, spaced))
    return next(matches, "")


def _unit(name: str, sidecar: Sidecar, among: int) -> str:
    for unit, pattern in _UNITS:
        if re.search(pattern, name.casefold()):
            return "" if "_per_" in name else unit
    text = sidecar.texts.get("unit", "") if among == 1 else ""
    try:
        return Unit.parse(text).name if text else ""
    except UnknownUnit:
        return ""
