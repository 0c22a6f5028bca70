"""Routes: every public address, and the way from an address to its page."""

from collections.abc import Iterable
from functools import cache
from weakref import WeakKeyDictionary

from jinja2 import Environment, PackageLoader, StrictUndefined

from malbild.publication.addresses import address
from malbild.publication.datasets.tables import for_machines, for_people
from malbild.publication.documents import assessment, reply
from malbild.publication.documents.document import markdown
from malbild.publication.edition import Edition
from malbild.publication.feeds import feed, robots, sitemap
from malbild.publication.pages import PAGES, future_try
from malbild.publication.site import Page, Route, Site
from malbild.publication.style import icon, levers, style
from malbild.publication.view import Crumb, View
from malbild.vocabulary.future import Tried
from malbild.vocabulary.text import LANGUAGES, Language

NAVIGATION = ("goals", "future", "plans", "actions", "skills", "organisations", "municipalities")
FOOT = ("indicators", "findings", "glossary", "method", "accessibility", "about")

_HTML = "text/html; charset=utf-8"

DOCUMENTS = {"skills_assessment_text": assessment, "skills_reply_text": reply}

_known: WeakKeyDictionary[Site, dict[str, Route]] = WeakKeyDictionary()


def routes(site: Site) -> tuple[Route, ...]:
    """Every public address of a site, in both languages."""
    return tuple(_index(site).values())


def render(site: Site, path: str) -> Page:
    """The page at an address; the page that says it is not here, with status 404, for any other."""
    route = _index(site).get(path)
    if route is None:
        return _missing(site, path)
    if route.kind in PAGES:
        return _page(site, route)
    return _file(site, route)


def render_tried(site: Site, path: str, tried: Tried) -> Page:
    """The page of levers with what a reader's own give."""
    route = _index(site)[path]
    edition = Edition(site, route.language or "sv")
    status = 400 if tried.problems else 200
    return Page(path, _html(edition, route, future_try.view(edition, tried)).encode(), _HTML, status=status)


def _index(site: Site) -> dict[str, Route]:
    if site not in _known:
        _known[site] = {route.path: route for route in (*_pages(site), *_files(site))}
    return _known[site]


def _pages(site: Site) -> Iterable[Route]:
    for kind, page in PAGES.items():
        for key in page.keys(site):
            for language in LANGUAGES:
                yield Route(address(kind, language, *key), kind, language, key)


def _files(site: Site) -> Iterable[Route]:
    for kind in ("style", "icon", "levers", "robots", "sitemap"):
        yield Route(address(kind, "sv"), kind, None)
    for language in LANGUAGES:
        yield Route(address("feed", language), "feed", language)
        for kind in DOCUMENTS if site.skills is not None else ():
            yield Route(address(kind, language), kind, language)
    for kind in ("dataset", "dataset_for_people"):
        for identity in site.cubes:
            yield Route(address(kind, "sv", identity), kind, None, (identity,))


def _file(site: Site, route: Route) -> Page:
    match route.kind:
        case "style":
            return Page(route.path, style(), "text/css; charset=utf-8")
        case "levers":
            return Page(route.path, levers(), "text/javascript; charset=utf-8")
        case "icon":
            return Page(route.path, icon(), "image/svg+xml")
        case "robots":
            return Page(route.path, robots(site), "text/plain; charset=utf-8")
        case "sitemap":
            return Page(route.path, sitemap(site, routes(site)), "application/xml")
        case "feed":
            return Page(route.path, feed(Edition(site, route.language or "sv")), "application/atom+xml; charset=utf-8")
        case kind if kind in DOCUMENTS:
            document = DOCUMENTS[kind](Edition(site, route.language or "sv"))
            return Page(route.path, markdown(document).encode(), "text/markdown; charset=utf-8")
        case "dataset":
            return Page(route.path, for_machines(site.cubes[route.key[0]]), "text/csv; charset=utf-8")
        case _:
            return Page(route.path, for_people(site.cubes[route.key[0]]), "text/csv; charset=utf-8")


def _missing(site: Site, path: str) -> Page:
    language: Language = "en" if path.startswith("/en/") else "sv"
    found = _page(site, _index(site)[address("not_found", language)])
    return Page(path, found.content, found.media_type, status=404)


def _page(site: Site, route: Route) -> Page:
    language = route.language or "sv"
    edition = Edition(site, language)
    view: View = PAGES[route.kind].view(edition, *route.key)
    return Page(route.path, _html(edition, route, view).encode(), _HTML)


def _html(edition: Edition, route: Route, view: View) -> str:
    other: Language = "en" if edition.language == "sv" else "sv"
    return (
        _templates()
        .get_template(view.template)
        .render(
            view.context,
            view=view,
            route=route,
            edition=edition,
            t=edition.t,
            region=edition.say(edition.site.region.name),
            navigation=[
                (kind, Crumb(edition.to(kind), edition.t.plain(f"nav.{kind}")))
                for kind in NAVIGATION
                if kind != "future" or edition.site.future is not None
            ],
            foot=[Crumb(edition.to(kind), edition.t.plain(f"nav.{kind}")) for kind in FOOT],
            other=other,
            other_address=address(route.kind, other, *route.key),
            base=edition.site.region.base_url,
        )
    )


@cache
def _templates() -> Environment:
    """The templates of the package; what is missing in a page's context is an error, never an empty space."""
    return Environment(
        loader=PackageLoader("malbild.publication", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
