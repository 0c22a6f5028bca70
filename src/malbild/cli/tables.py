"""`malbild tables`: bring a published collection into the working folder, for its forecast to read."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from malbild.cli import language
from malbild.pipeline.tables import bring
from malbild.vocabulary.text import Text

BESIDE = Path("../shared/data")
_DONE = Text(
    "Tabellerna ligger i {folder}. Sidorna om framtiden bygger på dem från nästa gång de görs.",
    "The tables are in {folder}. The pages about the future rest on them from the next time they are made.",
)


def tables(*, published: Annotated[Path, Parameter(name="--from")] = BESIDE, data: Path = Path(".malbild")) -> None:
    """Bring population, births and deaths of the counties by single year of age into the working folder.

    Parameters
    ----------
    published
        The folder where published data lie.
    data
        The working folder.
    """
    folder = bring(published, data)
    Console(highlight=False).print(_DONE.in_(language()).format(folder=folder), soft_wrap=True)
