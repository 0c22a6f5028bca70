"""Facts: where each figure of an indicator in an area comes from, and every step it has taken since."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition, anchor
from malbild.publication.site import Site
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.provenance import Vintage


@dataclass(frozen=True, slots=True)
class FactRow:
    """One figure: its value, the table it stands in, its place there, and the steps since."""

    anchor: str
    period: str
    group: str
    value: str | Markup
    status: str
    table: int
    place: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One table as it was when it was read."""

    number: int
    publisher: str
    title: str
    address: str
    published: str
    read: str
    loaded: str
    licence: str
    id: str
    digest: str


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page an indicator and area that has a figure."""
    for identity, cube in site.cubes.items():
        for area in cube.areas:
            if area in site.published_areas and _cells(site, cube, area):
                yield identity, area


def view(edition: Edition, identity: str, area: str) -> View:
    """Where every figure comes from."""
    site, cube, name = edition.site, edition.site.cubes[identity], edition.say(edition.site.indicators[identity].name)
    facts = _cells(site, cube, area)
    vintages = list(dict.fromkeys(fact.lineage.vintage for fact in facts))
    title = edition.t.plain("facts.title", name=name, area=edition.area(area))
    return View(
        "facts.html",
        title,
        edition.t.plain("facts.lead", name=name, area=edition.area(area)),
        trail=(crumb(edition, "indicators"), Crumb(edition.to("indicator", identity), name)),
        context={
            "indicator": cube.indicator,
            "unit": cube.indicator.unit.label(edition.language),
            "groups": len(cube.groups) > 1,
            "rows": tuple(
                _row(edition, fact, vintages.index(fact.lineage.vintage) + 1) for fact in _newest_first(cube, facts)
            ),
            "origins": tuple(_origin(edition, number, one) for number, one in enumerate(vintages, start=1)),
            "breaks": [(edition.period(one.period), edition.say(one.reason)) for one in cube.indicator.breaks],
        },
    )


def _cells(site: Site, cube: Cube, area: str) -> list[Fact]:
    found = (site.fact(cube.indicator.id, area, period, group) for period in cube.periods for group in cube.groups)
    return [fact for fact in found if fact is not None]


def _newest_first(cube: Cube, facts: list[Fact]) -> list[Fact]:
    """Group by group, the total before its parts, each with its newest figure first."""
    return sorted(facts, key=lambda fact: (cube.groups.index(fact.group), -cube.periods.index(fact.period)))


def _row(edition: Edition, fact: Fact, table: int) -> FactRow:
    known = fact.value is not None
    return FactRow(
        anchor(fact.period, fact.group),
        edition.period(fact.period),
        edition.group(fact.group),
        edition.number(fact.value or 0.0, fact.decimals) if known else edition.absent(fact.status),
        edition.t.plain(f"status.{fact.status}") if known and fact.status else "",
        table,
        fact.lineage.place,
        tuple(edition.say(step.explanation) for step in fact.lineage.steps),
    )


def _origin(edition: Edition, number: int, vintage: Vintage) -> Origin:
    source = vintage.provenance
    return Origin(
        number, source.publisher, source.title, source.address, edition.day(source.published), edition.day(source.read),
        edition.day(vintage.loaded.date()), source.licence, vintage.id, source.digest[:12],
    )  # fmt: skip
