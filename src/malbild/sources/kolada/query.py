"""What is asked of Kolada: key figures, areas and years, and never the mean of a group as if it were an area."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from malbild.sources.problems import error, excerpt
from malbild.vocabulary.area import Area, AreaKind, UnknownArea, area, areas, municipalities_of
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_KPI = re.compile(r"[A-Z]\d{5}")
_GROUP = re.compile(r"G\d+", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})(?:\s*-\s*(\d{4}))?")
_COMMA = re.compile(r"\s*,\s*")
_KEYS = ("publisher", "kpi", "areas", "years", "unit")


@dataclass(frozen=True, slots=True)
class Query:
    """Key figures for areas and years.

    kpi     ids ("N00945")
    areas   SCB's codes, in order; empty stands for every area the key figures have
    years   the years wanted; empty stands for all there are
    unit    unit of the figures, where the title does not tell it
    """

    kpi: tuple[str, ...]
    areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unit: str = ""


def query(source: Mapping[str, str]) -> Query:
    """Read an indicator's [source]: `kpi`, and if need be `areas`, `years`, `unit`.

    `areas` are SCB's codes with commas between; "18/*" stands for the municipalities of county 18.

    >>> query({"publisher": "kolada", "kpi": "N00945", "areas": "1880, 18", "years": "2010-2012"})
    Query(kpi=('N00945',), areas=('18', '1880'), years=(2010, 2011, 2012), unit='')
    """
    problems: list[Finding] = []
    kpi = tuple(dict.fromkeys(_listed(source.get("kpi", ""))))
    problems += [_no_kpi(one) for one in kpi or ("",) if not _KPI.fullmatch(one)]
    problems += [_no_key(key) for key in source if key not in _KEYS]
    found = _areas(_listed(source.get("areas", "")), problems)
    years = _years(_listed(source.get("years", "")), problems)
    if problems:
        raise Refused(problems)
    return Query(kpi, found, years, source.get("unit", ""))


def wanted(asked: Query, kinds: Iterable[str]) -> tuple[str, ...]:
    """Kolada's ids of the areas to ask for, given the key figures' types (K municipalities, L regions, A both).

    Raises Refused when an area is asked for that the key figures do not have.
    """
    held = {kind for one in kinds for kind in _HELD[one]}
    if not asked.areas:
        return tuple(_id(one) for one in areas().values() if one.valid_to is None and one.kind in held)
    found = [area(code) for code in asked.areas]
    if problems := [_not_held(asked, one) for one in found if one.kind not in held]:
        raise Refused(problems)
    return tuple(map(_id, found))


_HELD = {
    "K": (AreaKind.NATION, AreaKind.MUNICIPALITY),
    "L": (AreaKind.NATION, AreaKind.COUNTY),
    "A": (AreaKind.NATION, AreaKind.COUNTY, AreaKind.MUNICIPALITY),
}


def _id(one: Area) -> str:
    return one.code_scb.zfill(4)


def _listed(text: str) -> list[str]:
    return [one for one in _COMMA.split(text.strip()) if one]


def _areas(codes: Sequence[str], problems: list[Finding]) -> tuple[str, ...]:
    found: set[str] = set()
    for code in codes:
        if _GROUP.fullmatch(code):
            problems.append(_no_group(code))
            continue
        try:
            county, every, _ = code.partition("/*")
            found |= {one.code_scb for one in municipalities_of(county)} if every else {area(code).code_scb}
        except UnknownArea as unknown:
            problems.append(_no_area(code, unknown))
    return tuple(sorted(found, key=lambda code: (len(code), code)))


def _years(texts: Sequence[str], problems: list[Finding]) -> tuple[int, ...]:
    found: set[int] = set()
    for text in texts:
        match = _YEARS.fullmatch(text)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 1900 <= first <= last <= 2200:
            problems.append(_no_years(text))
            continue
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def _place(key: str) -> Place:
    return Place("", None, f"[source] {key}")


def _no_kpi(one: str) -> Finding:
    return error(
        "input.source-query", _place("kpi"),
        Text(f"”{excerpt(one)}” är inget nyckeltal hos Kolada.", f"“{excerpt(one)}” is no key figure at Kolada."),
        Text("Skriv id som N00945, flera med komma emellan.",
             "Write its id such as N00945, several with commas between."),
    )  # fmt: skip


def _no_key(key: str) -> Finding:
    return error(
        "input.source-query", _place(key),
        Text(f"Nyckeln ”{excerpt(key)}” är okänd.", f"The key “{excerpt(key)}” is unknown."),
        Text(f"Nycklarna är {', '.join(_KEYS)}.", f"The keys are {', '.join(_KEYS)}."),
    )  # fmt: skip


def _no_group(code: str) -> Finding:
    return error(
        "input.unweighted-mean", _place("areas"),
        Text(f"{code} är en grupp. Koladas värde för den är medlemmarnas ovägda medelvärde, inte ett områdes värde.",
             f"{code} is a group. Kolada's value for it is its members' unweighted mean, not an area's value."),
        Text("Skriv länets kod om nyckeltalet finns för regioner, annars kommunerna var för sig (18/*).",
             "Write the county's code if the key figure is for regions, else the municipalities one by one (18/*)."),
    )  # fmt: skip


def _no_area(code: str, unknown: UnknownArea) -> Finding:
    return error(
        "input.area", _place("areas"),
        Text(f"Inget område har koden ”{excerpt(code)}”.", str(unknown)),
        Text("Skriv 00, två siffror för ett län eller fyra för en kommun.",
             "Write 00, two digits for a county or four for a municipality."),
    )  # fmt: skip


def _no_years(text: str) -> Finding:
    return error(
        "input.period", _place("years"),
        Text(f"”{excerpt(text)}” är inga år.", f"“{excerpt(text)}” is no years."),
        Text("Skriv till exempel 2015 eller 2010-2024.", "Write for instance 2015 or 2010-2024."),
    )  # fmt: skip


def _not_held(asked: Query, one: Area) -> Finding:
    kpi = ", ".join(asked.kpi)
    return error(
        "input.unweighted-mean" if one.kind is AreaKind.COUNTY else "input.area", _place("areas"),
        Text(f"{kpi} finns inte för {one.name} ({one.code_scb}); Koladas värde för ett läns kommuner är ovägt.",
             f"{kpi} does not exist for {one.name} ({one.code_scb}); Kolada's value for a county's is unweighted."),
        Text("Välj kommunerna var för sig, eller hämta länets värde från en annan källa.",
             "Choose the municipalities one by one, or take the county's value from another source."),
    )  # fmt: skip
