"""`malbild export`: the whole region as a folder of readable files."""

from pathlib import Path

from malbild.cli import language
from malbild.pipeline.exchange import give_out
from malbild.pipeline.workspace import Workspace
from malbild.vocabulary.text import Text

_DONE = Text("Regionens filer ligger nu i {folder}.", "The region's files now lie in {folder}.")


def export(folder: Path, /, *, data: Path = Path(".malbild")) -> None:
    """Write the register, its indicators and its figures to a folder that `malbild import` reads back whole.

    Parameters
    ----------
    folder
        A new or empty folder, or one that was exported or imported before.
    data
        The working folder.
    """
    workspace = Workspace(data)
    workspace.open_region()
    give_out(folder, workspace)
    print(_DONE.in_(language()).format(folder=folder))
