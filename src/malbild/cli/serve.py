"""`malbild serve`: the running site."""

from pathlib import Path

from malbild.pipeline.workspace import Workspace
from malbild.web.server import listen


def serve(*, data: Path = Path(".malbild"), port: int = 8000, host: str = "127.0.0.1") -> None:
    """Serve the public pages and the editors' pages.

    Parameters
    ----------
    data
        The working folder.
    port
        The port to listen on.
    host
        The address to listen on; other hosts reach it only behind a proxy that speaks HTTPS.
    """
    Workspace(data).open_register()
    listen(host, port)
