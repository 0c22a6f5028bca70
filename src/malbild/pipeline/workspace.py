"""Workspace: the working folder (`--data`), and the doors to what lies in it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.core.management import call_command

from malbild.sources import region
from malbild.vocabulary.correction import Correction
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.region import Region
from malbild.vocabulary.text import Text
from malbild.warehouse import Warehouse


@dataclass(frozen=True)
class Workspace:
    """A working folder: the region's files as last imported, the warehouse, and the register beside them."""

    folder: Path

    @property
    def region_folder(self) -> Path:
        """The readable files of the region, as last imported."""
        return self.folder / "region"

    @property
    def answers_folder(self) -> Path:
        """What sources answered last; may be deleted at any time."""
        return self.folder / "answers"

    @cached_property
    def warehouse(self) -> Warehouse:
        """The figures, of now and of any earlier date."""
        return Warehouse(self.folder / "warehouse")

    @property
    def holds_region(self) -> bool:
        """Whether a region was imported here."""
        return (self.region_folder / "region.toml").is_file()

    def region(self) -> Region:
        """Who the region is. Raises Refused when nothing was imported or the file is wrong."""
        return region.region(self.region_folder)

    def indicators(self) -> dict[str, Indicator]:
        """What the region measures, by id."""
        return region.indicators(self.region_folder)

    def corrections(self) -> tuple[Correction, ...]:
        """Which published figures the region knows to be wrong."""
        return region.corrections(self.region_folder, self.indicators())

    def insist_on_region(self) -> None:
        """Raise Refused where no region was imported, telling how to."""
        if not self.holds_region:
            raise Refused([_no_region(self.folder)])

    def open_region(self) -> None:
        """Open the register of a folder that holds a region; raises Refused, and makes nothing, where none lies."""
        self.insist_on_region()
        self.open_register()

    def open_register(self) -> None:
        """Bring the register's tables up to date; Django must have been told of this folder before.

        One process keeps one register open, the one of `MALBILD_DATA`.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)


def _no_region(folder: Path) -> Finding:
    return Finding(
        "input.workspace", Severity.ERROR, Place(str(folder)),
        Text("Ingen region är inläst i den här arbetsmappen.", "No region has been read into this working folder."),
        Text(f"Läs in en först: malbild import MAPP --data {folder}, med en mapp som har en region.toml; eller ange "
             f"rätt arbetsmapp med --data.",
             f"Read one in first: malbild import FOLDER --data {folder}, with a folder that has a region.toml; or "
             f"name the right working folder with --data."),
    )  # fmt: skip
