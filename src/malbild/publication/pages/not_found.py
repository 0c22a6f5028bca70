"""Not found: what happened, and where to go instead."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.view import View


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page."""
    yield ()


def view(edition: Edition) -> View:
    """The page that says that an address leads nowhere."""
    return View("not_found.html", edition.t.plain("not_found.title"), edition.t.plain("not_found.lead"))
