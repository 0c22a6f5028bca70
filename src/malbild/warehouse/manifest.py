"""Manifest: the small file beside a vintage that says what it is; without it the vintage does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Step, Vintage
from malbild.vocabulary.text import Text

FORMAT = 1


@dataclass(frozen=True)
class Part:
    """What a vintage tells of one indicator.

    unit   the unit its figures were stored in
    rows   figures, those without a number included
    last   the last period with a number; empty when none has one
    """

    unit: str
    rows: int
    last: str


@dataclass(frozen=True)
class Manifest:
    """One vintage, told in full.

    content   SHA-256 over figures, steps and provenance: the same when nothing has changed since
    steps     the chains of steps that the figures' `steps` column points into
    format    version of the layout of the Parquet file and of this one
    """

    vintage: Vintage
    content: str
    indicators: Mapping[str, Part]
    steps: tuple[tuple[Step, ...], ...]
    rows: int
    format: int = FORMAT

    @property
    def published(self) -> date:
        """The day from which it was public: the source's own date, else the day it was loaded here.

        A date from before the last figures' own time is no date: the source has left an old stamp on a new table.
        """
        loaded, stamp = self.vintage.loaded.date(), self.vintage.provenance.published
        began = [Period.parse(one.last).first_day for one in self.indicators.values() if one.last]
        of_figures = max((day for day in began if day <= loaded), default=date.min)
        return stamp if stamp and stamp >= of_figures else loaded

    @property
    def standing(self) -> tuple[date, datetime, str]:
        """What decides which of two vintages is newer: publication, then loading."""
        return self.published, self.vintage.loaded, self.vintage.id

    def encode(self) -> bytes:
        """The file's bytes: JSON a person can read."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)


def read(path: Path) -> Manifest:
    """The manifest of a file. Raises Refused when it is damaged, or of a later layout than is known here."""
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except msgspec.MsgspecError as error:
        raise Refused([damaged(path, str(error))]) from error
    if manifest.format != FORMAT:
        raise Refused([_of_another_layout(path, manifest.format)])
    return manifest


def damaged(path: Path, why: str) -> Finding:
    """A file of the warehouse that is not what was written."""
    return Finding(
        "warehouse.damaged", Severity.ERROR, Place(str(path)),
        Text(f"Filen är skadad ({why}).", f"The file is damaged ({why})."),
        Text(
            "Hämta den ur en säkerhetskopia. Tas årgångens båda filer bort gäller den årgång som var före den.",
            "Restore it from a backup. With both files of the vintage removed, the vintage before it counts.",
        ),
    )  # fmt: skip


def _of_another_layout(path: Path, layout: int) -> Finding:
    return Finding(
        "warehouse.layout", Severity.ERROR, Place(str(path)),
        Text(f"Årgången är skriven i layout {layout}; här läses {FORMAT}.",
             f"The vintage is written in layout {layout}; {FORMAT} is read here."),
        Text("Uppdatera Målbild.", "Update Målbild."),
    )  # fmt: skip
