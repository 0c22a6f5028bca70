"""The example region as its users meet it: built by the command, served, read, edited, published and taken along."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "orebro"
SECONDS_TO_START = 60
HEAVIEST_PAGE = 100_000
GOAL_FORM = "/redigera/mal/minskade-utslapp-2030/"
SKILLS = ("/redigera/kompetens/", "/en/edit/skills/", "/redigera/ny-atgard/rad/gy-vo/")


def malbild(*arguments: object, expect: int = 0) -> str:
    """Run the command as a user would; its standard output."""
    command = [sys.executable, "-m", "malbild", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=ROOT, timeout=300)
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "data"
    malbild("demo", "--region", EXAMPLE, "--data", folder, "--no-serve")
    return folder


@contextmanager
def served(data: Path) -> Iterator[str]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "malbild", "serve", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            assert httpx.get(address, timeout=SECONDS_TO_START).status_code == 200
            return
        except httpx.TransportError:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[str]:
    with served(data) as address:
        yield address


def test_the_first_page_tells_how_it_goes_before_any_picture(site: str, page: Page) -> None:
    page.goto(site)
    assert page.locator("h1").inner_text() == "Hur går det för Örebro län?"
    lead = page.locator("main p").first
    assert re.search(r"\d+ mål", lead.inner_text())
    picture = page.locator("main svg").first
    assert lead.bounding_box()["y"] < picture.bounding_box()["y"]  # type: ignore[index]


def test_no_reader_gets_a_cookie_and_nothing_comes_from_elsewhere(site: str) -> None:
    answer = httpx.get(f"{site}/")
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert httpx.get(f"{site}/finns-inte/").status_code == 404
    assert httpx.post(f"{site}/").status_code in (403, 405)


def test_a_coordinator_signs_in_changes_a_goal_and_the_reader_sees_it(site: str, data: Path, page: Page) -> None:
    said = malbild("account", "samordnare", "--data", data)
    password = re.search(r": (\S+)$", said, re.MULTILINE)
    assert password
    page.goto(f"{site}/redigera/")
    page.get_by_label("Namn").fill("samordnare")
    page.get_by_label("Lösenord").fill(password[1])
    page.get_by_role("button", name="Logga in").click()
    assert Axe().run(page).response["violations"] == []
    for path in ("/redigera/", "/en/edit/", "/en/edit/goals/minskade-utslapp-2030/", *SKILLS, GOAL_FORM):
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(site + path)
            assert Axe().run(page).response["violations"] == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    page.get_by_label("Namn", exact=True).fill("Minskade utsläpp, provändrat")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_timeout(1500)  # the pages look for changes once a second
    page.goto(f"{site}/mal/minskade-utslapp-2030/")
    assert page.locator("h1").inner_text() == "Minskade utsläpp, provändrat"


def test_every_judgement_has_what_others_rely_on(data: Path) -> None:
    found = json.loads(malbild("judge", "--data", data, "--format", "json"))
    assert {one["state"] for one in found} <= {"reached", "on_track", "at_risk", "off_track", "cannot_tell"}
    for one in found:
        assert {"goal", "target", "indicator", "area", "state", "probability", "value", "period", "reasons"} <= set(one)
        assert one["reasons"], one["target"]
        assert one["probability"] is None or one["state"] != "cannot_tell"


def test_the_static_site_is_light_and_whole(data: Path, tmp_path: Path) -> None:
    malbild("publish", tmp_path / "out", "--data", data)
    pages = list((tmp_path / "out").rglob("*.html"))
    assert len(pages) > 500
    style = max(one.stat().st_size for one in (tmp_path / "out").rglob("*.css"))
    assert [one for one in pages if one.stat().st_size + style > HEAVIEST_PAGE] == []


def test_what_goes_out_comes_back_the_same(data: Path, tmp_path: Path) -> None:
    malbild("export", tmp_path / "one", "--data", data)
    malbild("import", tmp_path / "one", "--data", tmp_path / "other")
    malbild("export", tmp_path / "two", "--data", tmp_path / "other")
    assert _texts(tmp_path / "one") == _texts(tmp_path / "two")


def _texts(folder: Path) -> dict[str, str]:
    return {
        str(one.relative_to(folder)): one.read_text(encoding="utf-8")
        for one in folder.rglob("*")
        if one.is_file() and one.name != "register.toml"  # tells which register it came from
    }


def test_a_port_that_is_taken_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        malbild("demo", "--region", EXAMPLE, "--data", tmp_path / "data", "--port", door.getsockname()[1], expect=2)
    assert not (tmp_path / "data").exists()
