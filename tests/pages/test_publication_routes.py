"""Every public page, in both languages: is it whole, light, linked and honest?"""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest

from malbild.publication import Page, Route, Site, render, routes
from tests.publication_sample import sample_site

MOST_BYTES = 100_000
_VOID = {"meta", "link", "br", "hr", "img", "input"}


class Document(HTMLParser):
    """What the tests ask of a page: its elements in order, its texts by element, whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@cache
def site() -> Site:
    return sample_site()


@cache
def page(path: str) -> Page:
    return render(site(), path)


@cache
def document(path: str) -> Document:
    return Document(page(path).content.decode())


def html_routes() -> list[Route]:
    return [route for route in routes(site()) if page(route.path).media_type.startswith("text/html")]


@pytest.fixture(params=html_routes(), ids=lambda route: route.path)
def route(request: pytest.FixtureRequest) -> Route:
    return request.param


def test_says_what_it_is(route: Route) -> None:
    found = document(route.path)
    assert page(route.path).status == 200
    assert found.all("html")[0]["lang"] == route.language
    assert len(found.all("h1")) == 1
    assert found.texts["title"][0].strip()
    assert found.texts["h1"][0].strip()
    assert [one["content"].strip() for one in found.all("meta") if one.get("name") == "description"] != [""]


def test_headings_never_skip_a_level(route: Route) -> None:
    levels = [int(tag[1]) for tag, _ in document(route.path).elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_no_id_is_used_twice(route: Route) -> None:
    assert [one for one, count in Counter(document(route.path).ids).items() if count > 1] == []


def test_fetches_nothing_from_other_hosts_and_runs_nothing(route: Route) -> None:
    found = document(route.path)
    loaded = [one["href"] for one in found.all("link") if one["rel"] in ("stylesheet", "icon", "preload")]
    loaded += [one["src"] for one in found.all("img", "script", "iframe", "source") if "src" in one]
    assert all(one.startswith("/") for one in loaded), loaded
    assert found.all("script") == []
    assert not [one for one in found.elements if any(key.startswith("on") for key in one[1])]


def test_weighs_at_most_100_kb_with_everything(route: Route) -> None:
    whole = sum(len(page(one).content) for one in (route.path, "/assets/style.css", "/assets/icon.svg"))
    assert whole <= MOST_BYTES


def test_every_link_leads_somewhere(route: Route) -> None:
    known = {one.path for one in routes(site())}
    for link in document(route.path).all("a"):
        target = urlsplit(link["href"])
        if target.netloc:
            continue
        path = unquote(target.path) or route.path
        assert path in known, link["href"]
        if target.fragment:
            assert target.fragment in document(path).ids, link["href"]


def test_the_other_language_is_one_link_away_and_back(route: Route) -> None:
    found = document(route.path)
    other = next(one["href"] for one in found.all("a") if one.get("hreflang"))
    back = next(one["href"] for one in document(other).all("a") if one.get("hreflang"))
    assert back == route.path
    assert {one["hreflang"] for one in found.all("link") if "hreflang" in one} == {"sv", "en"}


def test_every_picture_is_told_in_words(route: Route) -> None:
    found = document(route.path)
    for picture in found.all("svg"):
        if picture.get("aria-hidden") == "true":
            continue
        named = picture.get("aria-label") or all(one in found.ids for one in picture["aria-labelledby"].split())
        assert named, picture


def test_tables_are_told_and_can_be_scrolled_with_the_keyboard(route: Route) -> None:
    found = document(route.path)
    assert len(found.all("caption")) >= len(found.all("table")) - len(
        [one for one in found.all("div") if "lang" in one]
    )
    for box in (one for one in found.all("div") if one.get("class") == "scroll"):
        assert box["tabindex"] == "0"
        assert box["aria-label"]


def test_an_unknown_address_says_so_in_its_language() -> None:
    for path, words in (("/ingenstans/", "Sidan finns inte"), ("/en/nowhere/", "There is no such page")):
        answer = render(site(), path)
        assert answer.status == 404
        assert words in answer.content.decode()


def test_what_is_not_decided_is_not_published() -> None:
    everything = b"".join(page(one.path).content for one in routes(site()))
    assert b"Ett utkast" not in everything
    assert "/planer/utkast/" not in {one.path for one in routes(site())}


def test_the_verdict_comes_before_any_picture() -> None:
    text = page("/mal/minskade-utslapp/").content.decode()
    assert text.index("I den takten nås inte målet 2030") < text.index('class="chart"')
    assert text.index("sannolikhet att nå målet") < text.index('class="chart"')


def test_a_missing_translation_is_told_and_marked() -> None:
    text = page("/en/plans/energi-2017/").content.decode()
    assert "This text exists in Swedish only." in text
    assert '<span lang="sv">Energi- och klimatprogrammet 2017–2020</span>' in text


def test_what_no_source_says_is_marked() -> None:
    assert 'class="inferred"' in page("/mal/minskade-utslapp/").content.decode()
    assert 'class="inferred"' not in page("/planer/rus-2022/").content.decode()


def test_a_figure_leads_to_its_own_row() -> None:
    assert 'href="/uppgifter/carbon-dioxide/18/#2022">881 858' in page(
        "/mal/minskade-utslapp/"
    ).content.decode().replace("\u00a0", " ")
    assert 'id="2022"' in page("/uppgifter/carbon-dioxide/18/").content.decode()


def test_suppressed_is_told_and_is_no_zero() -> None:
    text = page("/uppgifter/carbon-dioxide/1881/").content.decode()
    row = text[text.index('<tr id="1990">') :].split("</tr>")[0]
    assert "sekretess" in row
    assert ">0<" not in row


def test_an_organisation_keeps_its_past_and_its_successor_knows_it() -> None:
    assert "gick upp i" in page("/organisationer/regionforbundet-orebro/").content.decode()
    after = page("/organisationer/region-orebro-lan/").content.decode()
    assert "Övertagna mål" in after
    assert "En god äldreomsorg" in after


def test_the_statement_has_what_the_act_asks_for() -> None:
    text = page("/tillganglighet/").content.decode().replace("\u00a0", " ")
    for asked in (
        "Region Örebro län", "Målbild Örebro län", "delvis förenlig", "Diagrammens text", "23 november 2026",
        "axe", "regionen@example.se", "https://www.digg.se/tdosanmalan", "12 §", "9 §", "uppdaterades",
    ):  # fmt: skip
        assert asked in text, asked


def test_what_a_region_must_say_of_its_pages_is_said_on_every_one(route: Route) -> None:
    said = {"sv": "Detta är ett exempel.", "en": "This is an example."}[route.language or "sv"]
    assert said in page(route.path).content.decode()


def test_a_target_that_nobody_has_judged_is_not_said_to_be_missing() -> None:
    waiting = replace(site(), judgements=())
    text = render(waiting, "/mal/minskade-utslapp/").content.decode()
    assert "Inte bedömt ännu" in text
    assert "saknar målvärde" not in text.lower()
