"""`malbild import`: a region's readable files into the register and the warehouse."""

from datetime import date
from pathlib import Path

from malbild.cli import language
from malbild.pipeline.exchange import take_in
from malbild.pipeline.workspace import Workspace
from malbild.register.queries import CONSOLE
from malbild.vocabulary.text import Text

_NOTHING = Text("Registret är redan som filerna säger.", "The register is already as the files say.")
_WOULD = Text("Detta skulle ändras ({count}):", "This would change ({count}):")
_DID = Text("Detta ändrades ({count}):", "This changed ({count}):")


def import_(folder: Path, /, *, data: Path = Path(".malbild"), dry_run: bool = False) -> None:
    """Make register and figures what a folder of readable files says, in one step or not at all.

    Parameters
    ----------
    folder
        The folder: plans, goals, actions, organisations and decisions; indicators, figures and corrections.
    data
        The working folder.
    dry_run
        Only tell what would change.
    """
    workspace = Workspace(data)
    workspace.open_register()
    sentences = take_in(folder, workspace, by=CONSOLE, today=date.today(), dry_run=dry_run)
    heading = (_WOULD if dry_run else _DID) if sentences else _NOTHING
    print(heading.in_(language()).format(count=len(sentences)))
    for sentence in sentences:
        print(f"  {sentence.in_(language())}")
