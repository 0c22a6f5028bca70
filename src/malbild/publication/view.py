"""View: what one page says, before it is HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from malbild.publication.edition import Edition


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back to the start page."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """What a page says: the template it fills, and with what.

    title         the page's own title, without the site's name
    description   one sentence, for search engines and shared links
    trail         the pages above this one, the start page left out
    section       which part of the navigation the page belongs to
    """

    template: str
    title: str
    description: str
    section: str = ""
    trail: tuple[Crumb, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


def crumb(edition: Edition, kind: str) -> Crumb:
    """The way back to a list page."""
    return Crumb(edition.to(kind), edition.t.plain(f"nav.{kind}"))
