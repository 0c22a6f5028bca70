"""`malbild publish`: the public pages as a static site."""

from pathlib import Path

from rich.progress import Progress

from malbild.pipeline.publish import site, write
from malbild.pipeline.workspace import Workspace


def publish(out: Path, /, *, data: Path = Path(".malbild")) -> None:
    """Write the public pages to a folder that any web server can serve.

    Parameters
    ----------
    out
        The folder to write; an earlier site there is replaced, whole or not at all.
    data
        The working folder.
    """
    workspace = Workspace(data)
    workspace.open_region()
    with Progress(transient=True) as progress:
        task = progress.add_task("Pages", total=None)
        count = write(
            site(workspace), out, progress=lambda done, total: progress.update(task, completed=done, total=total)
        )
    print(f"{count} files in {out}.")
