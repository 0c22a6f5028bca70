"""`malbild serve`: the running site."""

import os
import sys
import threading
import webbrowser
from datetime import date
from pathlib import Path

from malbild.pipeline.workspace import Workspace
from malbild.pupils.changes import open_if_there
from malbild.web.server import listen


def serve(*, data: Path = Path(".malbild"), port: int = 8000, host: str = "127.0.0.1", open: bool = False) -> None:
    """Serve the public pages and the editors' pages.

    Parameters
    ----------
    data
        The working folder.
    port
        The port to listen on.
    host
        The address to listen on; other hosts reach it only behind a proxy that speaks HTTPS.
    open
        Open the first page in a browser, where there is a screen.
    """
    Workspace(data).open_region()
    open_if_there(date.today())
    if open and sys.stdout.isatty() and (os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32")):
        threading.Timer(2, webbrowser.open, [f"http://{host}:{port}/"]).start()  # when the server has had time to start
    listen(host, port)
