"""Municipalities: the map and the list."""

from collections.abc import Iterable

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.figure import latest
from malbild.publication.maps.county import county_map
from malbild.publication.site import Site
from malbild.publication.view import View
from malbild.vocabulary.area import Area, municipalities_of


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of municipalities."""
    yield ()


def view(edition: Edition) -> View:
    """The county's municipalities, with the figures that every one of them has."""
    site = edition.site
    areas = by_name(site)
    shown = _indicators(site, areas)
    rows = [(area, [_latest(edition, one, area.code_scb) for one in shown]) for area in areas]
    return View(
        "municipalities.html",
        edition.t.plain("nav.municipalities"),
        edition.t.plain("municipalities.lead", region=edition.say(site.region.name), count=len(areas)),
        section="municipalities",
        context={"map": locator(edition), "rows": rows, "indicators": [site.indicators[one] for one in shown]},
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


def _indicators(site: Site, areas: tuple[Area, ...], most: int = 4) -> tuple[str, ...]:
    """The indicators that have a figure for every municipality: what can be compared straight across."""
    codes = [area.code_scb for area in areas]
    whole = (one for one in site.indicators if all(site.series(one, code) for code in codes))
    return tuple(whole)[:most]


def _latest(edition: Edition, indicator: str, code: str) -> Markup:
    series = edition.site.series(indicator, code)
    return edition.fact(latest(edition, series)) if series else Markup("")
