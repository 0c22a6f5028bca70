"""What is asked of SMHI: which substance; two of them look alike and must never be mixed."""

from collections.abc import Mapping
from dataclasses import dataclass

from malbild.sources.problems import error, excerpt
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_KEYS = ("publisher", "substance")


@dataclass(frozen=True, slots=True)
class Substance:
    """What is counted: SMHI's code for it, the unit, and what the figures then are in words."""

    code: str
    unit: str
    name: Text


SUBSTANCES = {
    "GGT": Substance(
        "GGT",
        "t CO2e",
        Text("Växthusgaser totalt, koldioxidekvivalenter", "All greenhouse gases, carbon dioxide equivalents"),
    ),
    "CO2": Substance("CO2", "t CO2", Text("Koldioxid, fossil", "Carbon dioxide, fossil")),
}


@dataclass(frozen=True, slots=True)
class Query:
    """One substance, in all areas, years and sectors there are."""

    substance: Substance


def query(source: Mapping[str, str]) -> Query:
    """Read an indicator's [source]: `substance`, GGT or CO2; it must be told, for the two are often confused.

    >>> query({"publisher": "smhi", "substance": "GGT"}).substance.unit
    't CO2e'
    """
    problems: list[Finding] = [_no_key(key) for key in source if key not in _KEYS]
    code = source.get("substance", "")
    if code not in SUBSTANCES:
        problems.append(_no_substance(code))
    if problems:
        raise Refused(problems)
    return Query(SUBSTANCES[code])


def _no_substance(code: str) -> Finding:
    return error(
        "input.source-query", Place("", None, "[source] substance"),
        Text(f"”{excerpt(code)}” är inget ämne som hämtas.", f"“{excerpt(code)}” is no substance that is fetched."),
        Text("Skriv GGT (alla växthusgaser) eller CO2 (bara koldioxid).",
             "Write GGT (all greenhouse gases) or CO2 (carbon dioxide alone)."),
    )  # fmt: skip


def _no_key(key: str) -> Finding:
    return error(
        "input.source-query", Place("", None, f"[source] {key}"),
        Text(f"Nyckeln ”{excerpt(key)}” är okänd.", f"The key “{excerpt(key)}” is unknown."),
        Text(f"Nycklarna är {', '.join(_KEYS)}.", f"The keys are {', '.join(_KEYS)}."),
    )  # fmt: skip
