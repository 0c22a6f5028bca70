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


def addresses() -> list[str]:
    """One page a kind and language would hide what only some goals have; lists of figures are alike, so one each."""
    seen: set[tuple[str, object]] = set()
    chosen = []
    for route in routes(site()):
        alike = (
            route.key[0]
            if route.kind == "facts"
            else route.key
            if route.kind in ("goal", "plan", "action", "indicator")
            else ""
        )
        if route.language and route.kind != "feed" and (route.kind, route.language, alike) not in seen:
            seen.add((route.kind, route.language, alike))
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


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(open_tab: Open, width: int, scheme: str) -> None:
    tab, found = open_tab(width, scheme), []
    for path in addresses():
        tab.goto(HOST + path)
        for violation in Axe().run(tab).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append((path, violation["id"], nodes))
    assert found == []


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
    for path in addresses():
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
