"""Method: how goals are judged, in words that can be checked."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.states import TOLD, badge
from malbild.publication.view import View

SECTIONS = ("question", "projection", "coverage", "revision", "limits")


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page."""
    yield ()


def view(edition: Edition) -> View:
    """What each state means and how it is arrived at."""
    t = edition.t
    return View(
        "method.html",
        t.plain("nav.method"),
        t.plain("method.lead"),
        context={
            "states": [(badge(state, edition), t(f"method.state.{state}")) for state in TOLD],
            "sections": [(t(f"method.{one}.heading"), t(f"method.{one}.text")) for one in SECTIONS],
        },
    )
