"""Feeds: how it goes with every goal as an Atom feed, and what search engines read."""

from collections.abc import Iterable
from xml.etree import ElementTree

from malbild.publication.edition import Edition
from malbild.publication.goal_rows import followed_goals, row
from malbild.publication.site import Route, Site

_ATOM, _MAP = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"


def feed(edition: Edition) -> bytes:
    """The goals that hold today with their judgements, as Atom."""
    site = edition.site
    base, moment = site.region.base_url, site.built.isoformat()
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": edition.language})
    _child(root, "title", edition.t.plain("feed.title", region=edition.say(site.region.name)))
    _child(root, "id", f"{base}{edition.to('feed')}")
    _child(root, "updated", moment)
    author = ElementTree.SubElement(root, "author")
    _child(author, "name", edition.say(site.region.name))
    for goal in followed_goals(site):
        line, entry = row(goal, edition), ElementTree.SubElement(root, "entry")
        _child(entry, "title", edition.title(goal))
        _child(entry, "id", f"{base}{line.address}")
        _child(entry, "updated", moment)
        ElementTree.SubElement(entry, "link", {"href": f"{base}{line.address}"})
        _child(entry, "summary", line.sentence)
    return _bytes(root)


def sitemap(site: Site, routes: Iterable[Route]) -> bytes:
    """Every page, for search engines."""
    root = ElementTree.Element("urlset", {"xmlns": _MAP})
    for route in routes:
        if route.path.endswith("/"):
            _child(ElementTree.SubElement(root, "url"), "loc", site.region.base_url + route.path)
    return _bytes(root)


def robots(site: Site) -> bytes:
    """Everything may be read."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.region.base_url}/sitemap.xml\n".encode()


def _child(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _bytes(root: ElementTree.Element) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}'.encode()
