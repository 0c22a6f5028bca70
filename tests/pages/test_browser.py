"""Does the browser see what the server sends, and does it tell when a page asks another host?"""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Page

from tests import browser


def _accounts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(one.get_username() for one in get_user_model().objects.all()))


@pytest.fixture
def accounts_page(settings: Any, transactional_db: None) -> None:
    """A site of one page, which reads the register's database."""
    settings.ROOT_URLCONF = (path("accounts/", _accounts),)


def test_a_page_shows_what_the_test_wrote(accounts_page: None, live_server: Any, page: Page) -> None:
    get_user_model().objects.create_user("åsa")
    page.goto(f"{live_server.url}/accounts/")
    assert page.text_content("body") == "åsa"


def test_a_script_runs(page: Page) -> None:
    page.set_content("<title>före</title><script>document.title = 'efter'</script>")
    assert page.title() == "efter"


@pytest.mark.parametrize(
    ("address", "abroad"),
    [
        ("http://127.0.0.1:8000/mal/", False),
        ("http://localhost:8000/", False),
        ("data:image/png;base64,AA==", False),
        ("https://fonts.example.org/a.woff2", True),
        ("wss://example.org/", True),
    ],
)
def test_what_counts_as_another_host(address: str, abroad: bool) -> None:
    assert browser._abroad(address) is abroad


def test_another_host_is_out_of_reach(browser: Any) -> None:
    with browser.new_page() as outside:
        failed: list[str] = []
        outside.on("requestfailed", lambda request: failed.append(request.failure))
        outside.set_content("<img src='https://example.org/a.png'>")
        outside.wait_for_timeout(300)
    assert failed == ["net::ERR_NAME_NOT_RESOLVED"]
