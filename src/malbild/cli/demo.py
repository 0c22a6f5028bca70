"""`malbild demo`: an example region, from its readable files to pages in the browser."""

import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from malbild.cli import language
from malbild.cli.tables import BESIDE
from malbild.pipeline.exchange import take_in
from malbild.pipeline.publish import site, write
from malbild.pipeline.tables import bring, has_counties
from malbild.pipeline.workspace import Workspace
from malbild.register.changes import open_account
from malbild.register.queries import CONSOLE
from malbild.vocabulary.judgement import STATE_NAMES
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text
from malbild.web.server import insist_on_free

ACCOUNT = "demo"

_TAKE_IN = Text("Läser och kontrollerar planer och siffror", "Reading and checking plans and figures")
_TABLES = Text("Lägger in tabeller efter ålder", "Bringing tables by age")
_JUDGE = Text("Bedömer målen och ritar framtiden", "Judging the goals and drawing the future")
_PUBLISH = Text("Skriver sidorna", "Writing the pages")
_EDITED = Text(
    "Planen har redigerats här och läses därför inte in på nytt.",
    "The plan has been edited here, so it is not read in again.",
)
_PAGES = Text("{count} filer i {folder}", "{count} files in {folder}")
_SIGN_IN = Text(
    "Redigera: {address}/redigera/ med namnet {name} och lösenordet {password} (nytt för varje start).",
    "Edit: {address}/en/edit/ with the name {name} and the password {password} (new at every start).",
)
_OPEN = Text("Läs: {address}/ (avsluta med Ctrl-C)", "Read: {address}/en/ (stop with Ctrl-C)")


def demo(
    *,
    region: Path,
    data: Path = Path(".malbild"),
    published: Annotated[Path, Parameter(name="--from")] = BESIDE,
    port: int = 8000,
    serve: bool = True,
) -> None:
    """Show an example region: take in its plan and figures, check, judge, project, publish and serve them.

    Parameters
    ----------
    region
        The folder of readable files.
    data
        The working folder to build in.
    published
        The folder where published data lie; where it is, the forecast's tables by age are brought from it.
    port
        The port to serve on.
    serve
        Serve the pages when they are built; --no-serve stops after the building.
    """
    host = "127.0.0.1"
    if serve:
        insist_on_free(host, port)
    workspace = Workspace(data)
    workspace.open_register()
    console = Console(highlight=False)
    with _step(console, _TAKE_IN):
        edited = _taken_in(region, workspace)
    if edited:
        console.print(_EDITED.in_(language()))
    if has_counties(published) and not (data / "forecast").exists():
        with _step(console, _TABLES):
            bring(published, data)
    with _step(console, _JUDGE):
        built = site(workspace)
    states = Counter(one.state for one in built.judgements)
    console.print("  " + ", ".join(f"{STATE_NAMES[state].in_(language())} {count}" for state, count in states.items()))
    with _step(console, _PUBLISH):
        count = write(built, data / "site")
    console.print("  " + _PAGES.in_(language()).format(count=count, folder=data / "site"))
    if serve:
        _serve(console, data, host, port)


@contextmanager
def _step(console: Console, words: Text) -> Iterator[None]:
    start = time.monotonic()
    said = words.in_(language())
    with console.status(f"{said} …"):
        yield
    console.print(f"{said}: {time.monotonic() - start:.1f} s")


def _taken_in(region: Path, workspace: Workspace) -> bool:
    """Take the region's files in; true when somebody has edited the plan here, which is then left as it is."""
    try:
        take_in(region, workspace, by=CONSOLE, today=date.today())
    except Refused as refused:
        if any(one.rule != "register.edited" for one in refused.findings):
            raise
        return True
    return False


def _serve(console: Console, data: Path, host: str, port: int) -> None:
    """Become the server, as a new process image: its workers are forks, and the building has left threads behind."""
    address, password = f"http://{host}:{port}", secrets.token_urlsafe(9)
    open_account(by=CONSOLE, name=ACCOUNT, password=password, role="coordinator")
    console.print(_SIGN_IN.in_(language()).format(address=address, name=ACCOUNT, password=password), soft_wrap=True)
    console.print(_OPEN.in_(language()).format(address=address), soft_wrap=True)
    sys.stdout.flush()
    arguments = ["serve", "--data", str(data), "--host", host, "--port", str(port), "--open"]
    os.execv(sys.executable, [sys.executable, "-m", "malbild", *arguments])
