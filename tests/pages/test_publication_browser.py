"""Every public page in a real browser: does axe find anything, does it reflow, can it be enlarged and printed?"""

from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route as Request

from malbild.publication import Site, render, routes
from tests.publication_sample import sample_site

HOST = "http://127.0.0.1:9"  # answered before it reaches the network


@cache
def site() -> Site:
    return sample_site()


def addresses(*, one_a_kind: bool = False) -> list[str]:
    """Every page but those that are alike: lists of figures are, and goals, plans, actions and indicators are not."""
    seen: set[tuple[object, ...]] = set()
    chosen = []
    for route in routes(site()):
        own = route.key if route.kind in ("goal", "plan", "action", "indicator") else route.key[:1]
        alike = (route.kind, route.language) if one_a_kind else (route.kind, route.language, *own)
        if route.language and not route.path.endswith((".xml", ".md")) and alike not in seen:
            seen.add(alike)
            chosen.append(route.path)
    return chosen


def answer(request: Request) -> None:
    page = render(site(), unquote(urlsplit(request.request.url).path))
    request.fulfill(status=page.status, body=page.content, content_type=page.media_type)


Open = Callable[..., Tab]


@pytest.fixture(scope="module")
def open_tab(browser: Browser) -> Iterator[Open]:
    """Opens tabs of a width and colour scheme, all answered from the publication."""
    contexts = []

    def opened(width: int, scheme: str = "light") -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
        )
        context.route("**/*", answer)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def violations(tab: Tab, paths: list[str]) -> list[tuple[str, str, list[str]]]:
    """What axe finds on pages: address, rule, and the first elements."""
    found = []
    for path in paths:
        tab.goto(HOST + path)
        for violation in Axe().run(tab).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append((path, violation["id"], nodes))
    return found


def test_axe_finds_nothing_on_a_screen(open_tab: Open) -> None:
    assert violations(open_tab(1280), addresses()) == []


def test_axe_finds_nothing_on_a_phone_in_the_dark(open_tab: Open) -> None:
    assert violations(open_tab(390, "dark"), addresses(one_a_kind=True)) == []


def test_axe_would_find_something(open_tab: Open) -> None:
    tab = open_tab(1280)
    tab.goto(HOST + "/")
    tab.evaluate("document.querySelector('main').innerHTML += '<img src=\"/assets/icon.svg\"><h4 id=\"main\"></h4>'")
    assert {one["id"] for one in Axe().run(tab).response["violations"]} >= {"image-alt"}


def test_nothing_is_wider_than_a_small_phone(open_tab: Open) -> None:
    tab = open_tab(320)
    wide = []
    for path in addresses():
        tab.goto(HOST + path)
        if tab.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


def test_text_of_twice_the_size_still_fits(open_tab: Open) -> None:
    tab = open_tab(1280)
    wide = []
    for path in addresses(one_a_kind=True):
        tab.goto(HOST + path)
        tab.add_style_tag(content="html { font-size: 200% !important }")
        if tab.evaluate("document.documentElement.scrollWidth") > 1280:
            wide.append(path)
    assert wide == []


def test_the_keyboard_reaches_the_content_first(open_tab: Open) -> None:
    tab = open_tab(1280)
    tab.goto(HOST + "/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#main"
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#main"
