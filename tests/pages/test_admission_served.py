"""The admission as a planner meets it: served by the command, run in a real browser, sealed in its file."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from malbild.pupils.sealing import VARIABLE, new_key

ROOT = Path(__file__).resolve().parents[2]
SV, EN = "/redigera/antagning/", "/en/edit/admission/"
SECONDS_TO_START = 60
REGION = 'county = "18"\n[name]\nsv = "Länet"\nen = "The county"\n'


@dataclass
class Served:
    """A running installation: its address, its folder, a planner's password, and what it printed."""

    address: str
    data: Path
    password: str
    log: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("admission")
    data, log = folder / "data", folder / "log"
    (data / "region").mkdir(parents=True)
    (data / "region" / "region.toml").write_text(REGION, encoding="utf-8")
    environment = {**os.environ, VARIABLE: new_key(), "LC_ALL": "C.UTF-8"}
    malbild = [sys.executable, "-m", "malbild"]
    made = subprocess.run(
        [*malbild, "account", "petra", "--admission", "planner", "--data", str(data)],
        env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True, cwd=ROOT,
    )  # fmt: skip
    password = re.search(r": (\S+)$", made.stdout, re.MULTILINE)
    assert password
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [*malbild, "serve", "--data", str(data), "--port", str(port)]
    with log.open("wb") as output, subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=ROOT
    ) as server:  # fmt: skip
        try:
            _wait_for(f"http://127.0.0.1:{port}/redigera/logga-in/")
            yield Served(f"http://127.0.0.1:{port}", data, password[1], log)
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


def sign_in(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/redigera/logga-in/?next={SV}")
    page.get_by_label("Namn").fill("petra")
    page.get_by_label("Lösenord").fill(served.password)
    page.get_by_role("button", name="Logga in").click()


def looked_at(page: Page, address: str) -> None:
    """A page in a width of a phone and of a desk: axe finds nothing, and nothing is cut off."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert found == [], (address, width, [(one["id"], one["nodes"][0]["html"]) for one in found])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_a_planner_runs_a_made_up_county_and_every_page_is_for_everybody(served: Served, page: Page) -> None:
    sign_in(page, served)
    page.get_by_role("link", name="Nytt år").click()
    page.get_by_label("År", exact=True).fill("2026")
    page.get_by_label("Vad är det för år?").select_option("generated")
    page.get_by_role("button", name="Lägg in året").click()
    page.get_by_role("button", name="Spara").click()
    for path in ("", "nytt-ar/", "2026-generated/", "2026-generated/kalender/", "2026-generated/las-in/"):
        looked_at(page, served.address + SV + path)
    page.get_by_label("Antal sökande").fill("300")
    page.get_by_role("button", name="Gör ett påhittat län").click()
    page.get_by_label("Lottens frö").fill("481516")
    page.get_by_role("button", name="Spara").click()
    looked_at(page, page.url)
    page.get_by_role("button", name="Kör preliminär antagning").click()
    for button in ("Kör slutlig antagning", "Hitta på svar och kör"):
        page.goto(served.address + SV + "2026-generated/")
        page.get_by_role("button", name=button).click()
    assert page.locator("h1").inner_text() == "Reservomgång 2026"
    for root, rounds, what_if, places, log in (
        (SV, "omgang", "tank-om", "platser", "logg"), (EN, "rounds", "what-if", "places", "log"),
    ):  # fmt: skip
        year = f"{served.address}{root}2026-generated/"
        looked_at(page, year)
        looked_at(page, f"{year}{rounds}/2/?municipality=*")
        looked_at(page, f"{year}{what_if}/?change=A01-EK:0")
        looked_at(page, f"{year}{log}/")
        page.goto(f"{year}{places}/")
        page.locator("form.ask button").click()
        page.wait_for_selector("svg.chart")
        looked_at(page, page.url)
        looked_at(
            page, page.url.replace(f"/{places}/", f"/{places}/underlag/" if root == SV else f"/{places}/document/")
        )
    assert "påhittat av ett datorprogram" in page.content() or "made up by a computer" in page.content()


def test_a_pupil_is_found_and_read_in_both_languages(served: Served, page: Page) -> None:
    sign_in(page, served)
    page.goto(f"{served.address}{SV}2026-generated/elever/")
    page.get_by_label("Namn eller id").fill("Elev 0012")
    page.get_by_label("Varför?").select_option("asked")
    page.get_by_role("button", name="Sök").click()
    assert "0012" not in page.url
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Påhittad Elev 0012").click()
    assert "Val 1" in page.content()
    address = page.url
    looked_at(page, address)
    page.get_by_role("link", name="English").click()
    assert "Choice 1" in page.content()
    looked_at(page, page.url)


def test_no_file_of_the_installation_and_no_line_it_printed_holds_a_pupil(served: Served) -> None:
    kept = {one: one.read_bytes() for one in (*served.data.rglob("*"), served.log) if one.is_file()}
    store = [one for one in kept if one.name.startswith("pupils.sqlite3")]
    assert store
    assert all(one.stat().st_mode & 0o077 == 0 for one in store)
    words = (b"hittad Elev", b"pahittad-0012")
    assert [(one.name, word) for one, content in kept.items() for word in words if word in content] == []
