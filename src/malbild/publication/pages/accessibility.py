"""Accessibility: the statement that the Swedish act on accessibility of digital public service asks for."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.view import View

REPORT_TO = "https://www.digg.se/tdosanmalan"


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one statement."""
    yield ()


def view(edition: Edition) -> View:
    """The statement's eleven parts, from the region's own settings."""
    region = edition.site.region
    statement, t = region.accessibility, edition.t
    name = edition.say(region.name)
    owner = edition.site.organisations.get(region.organisation)
    return View(
        "accessibility.html",
        t.plain("nav.accessibility"),
        t.plain(f"accessibility.conformance.{statement.conformance}", service=t.plain("site.title", region=name)),
        context={
            "publisher": edition.say(region.publisher) or (edition.title(owner) if owner else name),
            "statement": statement,
            "shortcomings": [edition.say(one) for one in statement.shortcomings],
            "burdensome": [edition.say(one) for one in statement.burdensome],
            "exempt": [edition.say(one) for one in statement.exempt],
            "method": edition.say(statement.method),
            "contact": statement.contact or region.contact,
            "report_to": REPORT_TO,
            "service": t.plain("site.title", region=name),
        },
    )
