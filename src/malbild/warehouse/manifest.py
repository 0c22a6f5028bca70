"""Manifest: the small file beside a vintage that says what it is; without it the vintage does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec

from malbild.vocabulary.period import Period
from malbild.vocabulary.provenance import Step, Vintage

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
    """The manifest of a file."""
    return msgspec.json.decode(path.read_bytes(), type=Manifest)
