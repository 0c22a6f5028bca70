"""Municipalities: the map and the list."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.maps.county import county_map
from malbild.publication.site import Site
from malbild.publication.view import View
from malbild.vocabulary.area import Area, municipalities_of
from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator with every municipality's figure of the same period."""

    indicator: Indicator
    period: Period
    facts: dict[str, Fact]


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of municipalities."""
    yield ()


def view(edition: Edition) -> View:
    """The county's municipalities, with the newest figures that every one of them has."""
    site = edition.site
    areas = by_name(site)
    columns = _columns(edition, areas)
    rows = [(area, [edition.fact(one.facts[area.code_scb]) for one in columns]) for area in areas]
    return View(
        "municipalities.html",
        edition.t.plain("nav.municipalities"),
        edition.t.plain("municipalities.lead", region=edition.say(site.region.name), count=len(areas)),
        section="municipalities",
        context={"map": locator(edition), "rows": rows, "columns": columns},
    )


def by_name(site: Site) -> tuple[Area, ...]:
    """The county's municipalities in Swedish order."""
    return tuple(sorted(municipalities_of(site.region.county), key=lambda one: swedish(one.name)))


def swedish(name: str) -> str:
    """A key that sorts å, ä and ö after z.

    >>> sorted(["Örebro", "Åre", "Zinkgruvan"], key=swedish)
    ['Zinkgruvan', 'Åre', 'Örebro']
    """
    return name.lower().translate(str.maketrans("åäöé", "{|}e"))


def locator(edition: Edition, marked: str = "") -> Markup:
    """The map of the municipalities, perhaps with one marked."""
    return county_map(
        edition, edition.t.plain("map.title", region=edition.say(edition.site.region.name)), marked=marked
    )


def facts_of_one_period(edition: Edition, identity: str) -> dict[str, Fact]:
    """The municipalities' figures of one and the same period: the latest that most of them have."""
    site, areas = edition.site, by_name(edition.site)
    group = site.groups_of(identity)[0]
    known = {area.code_scb: site.series(identity, area.code_scb, group) for area in areas}
    periods = [period for series in known.values() if series for period in series.known().periods]
    if not periods:
        return {}
    shown = max(set(periods), key=lambda one: (periods.count(one) > len(areas) / 2, one))
    found = {code: site.fact(identity, code, shown, group) for code in known}
    return {code: fact for code, fact in found.items() if fact is not None}


def _columns(edition: Edition, areas: tuple[Area, ...], most: int = 5) -> tuple[Column, ...]:
    """The indicators with a figure of one period for every municipality, the newest first."""
    whole = []
    for identity, indicator in edition.site.indicators.items():
        facts = facts_of_one_period(edition, identity)
        if (
            edition.site.groups_of(identity) == (TOTAL,)
            and len(facts) == len(areas)
            and all(fact.value is not None for fact in facts.values())
        ):
            whole.append(Column(indicator, next(iter(facts.values())).period, facts))
    return tuple(sorted(whole, key=lambda one: one.period, reverse=True)[:most])
