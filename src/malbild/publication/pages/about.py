"""About: what the site is, and every figure as a file to take away."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.view import View


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page."""
    yield ()


def view(edition: Edition) -> View:
    """What the site is, where its figures come from, and the files."""
    vintages = (vintage for cube in edition.site.cubes.values() for vintage in cube.vintages)
    sources = {(one.provenance.publisher, one.provenance.licence) for one in vintages}
    return View(
        "about.html",
        edition.t.plain("nav.about"),
        edition.t.plain("about.lead"),
        context={
            "indicators": [
                edition.site.indicators[one] for one in edition.site.cubes if one in edition.site.indicators
            ],
            "sources": sorted(sources),
        },
    )
