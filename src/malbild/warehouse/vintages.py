"""Vintages: immutable Parquet files, one per state of a table, each with a manifest that is written last."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Provenance, Vintage
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text
from malbild.warehouse import durable, engine
from malbild.warehouse.manifest import FORMAT, Manifest, Part, read
from malbild.warehouse.observations import Observations

_TABLE_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_WITHDRAWN = "withdrawn"


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass
class Vintages:
    """The folder of vintages: `<table>/<vintage>.parquet` with `<vintage>.json` beside it."""

    folder: Path
    clock: Callable[[], datetime] = now

    def __post_init__(self) -> None:
        self._read: dict[str, Manifest] = {}

    def all(self) -> tuple[Manifest, ...]:
        """Every vintage there is, the oldest loading first."""
        paths = self.folder.glob("*/*.json")
        return tuple(sorted(map(self._manifest, paths), key=lambda one: (one.vintage.loaded, one.vintage.id)))

    def of(self, table: str) -> tuple[Manifest, ...]:
        """The vintages of one table, the oldest loading first."""
        paths = (self.folder / table).glob("*.json")
        return tuple(sorted(map(self._manifest, paths), key=lambda one: (one.vintage.loaded, one.vintage.id)))

    def parquet(self, vintage: Vintage) -> Path:
        """The file that holds a vintage's figures."""
        return self.folder / vintage.table / f"{vintage.id}.parquet"

    def add(self, table: Table, observations: Observations, units: dict[str, str]) -> tuple[Manifest, bool]:
        """Write a vintage unless the table's latest one says the same; tells whether one was written.

        The Parquet file first, the manifest last: what is killed in between was never there.
        """
        _refuse_name(table)
        sorted_ = observations.only(_order(observations))
        columns = _columns(sorted_, table)
        content = _content(columns, sorted_, table.declaration.provenance, units)
        earlier = self.of(table.declaration.id)
        if earlier and earlier[-1].content == content:
            return earlier[-1], False
        vintage = self._vintage(table.declaration.id, table.declaration.provenance, content, earlier)
        manifest = Manifest(vintage, content, _parts(sorted_, units), sorted_.chains, len(sorted_))
        self._write(manifest, columns)
        return manifest, True

    def withdraw(self, table: str) -> Manifest | None:
        """Let a table tell nothing from now on; what it told before can still be read as of its date.

        None when there is nothing to withdraw. The mark is a vintage without figures.
        """
        earlier = self.of(table)
        if not earlier or not earlier[-1].rows:
            return None
        last = standing(earlier)[-1]  # the mark stands where it stood: what is loaded after it counts again
        origin = replace(last.vintage.provenance, published=last.published)
        vintage = self._vintage(table, origin, _WITHDRAWN, earlier)
        manifest = Manifest(vintage, _WITHDRAWN, {}, (), 0)
        durable.write(self.parquet(vintage).with_suffix(".json"), manifest.encode())
        return manifest

    def _write(self, manifest: Manifest, columns: engine.Columns) -> None:
        path = self.parquet(manifest.vintage)
        columns["vintage"] = np.full(manifest.rows, manifest.vintage.id)
        with durable.replacing(path) as draft:
            engine.write_parquet(columns, draft)
        durable.write(path.with_suffix(".json"), manifest.encode())

    def _vintage(self, table: str, origin: Provenance, content: str, earlier: tuple[Manifest, ...]) -> Vintage:
        loaded = self.clock()
        if earlier:  # a clock that was put back must not make the new vintage older than the last
            loaded = max(loaded, earlier[-1].vintage.loaded + timedelta(microseconds=1))
        return Vintage(f"{table}.{loaded:%Y%m%dT%H%M%S%fZ}.{content[:12]}", table, loaded, origin)

    def _manifest(self, path: Path) -> Manifest:
        if path.name not in self._read:
            self._read[path.name] = read(path)
        return self._read[path.name]


def standing(manifests: tuple[Manifest, ...]) -> tuple[Manifest, ...]:
    """The newest vintage of each table, the newest last: of two that tell of a cell, the later one is right."""
    newest: dict[str, Manifest] = {}
    for one in sorted(manifests, key=lambda one: one.standing):
        newest[one.vintage.table] = one
    return tuple(sorted(newest.values(), key=lambda one: one.standing))


def _order(observations: Observations) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    return np.lexsort((observations.group, observations.period, observations.area, observations.indicator))


def _columns(observations: Observations, table: Table) -> engine.Columns:
    return {
        "indicator": observations.indicator,
        "area_code_scb": observations.area,
        "period": observations.period,
        "group_code": observations.group,
        "value": observations.values,
        "status": observations.status,
        "steps": observations.chain,
        "place": np.array([str(table.place(int(cell))) for cell in observations.cells], dtype=np.str_),
    }


def _content(columns: engine.Columns, observations: Observations, origin: Provenance, units: dict[str, str]) -> str:
    """One digest for all that a vintage says; the day somebody looked is no part of it."""
    summary = sha256(repr((FORMAT, replace(origin, read=None, digest=""), sorted(units.items()))).encode())
    summary.update(repr(observations.chains).encode())
    for name, column in columns.items():
        summary.update(name.encode())
        summary.update(column.tobytes() if column.dtype.kind in "fi" else "\x1f".join(column.tolist()).encode())
    return summary.hexdigest()


def _parts(observations: Observations, units: dict[str, str]) -> dict[str, Part]:
    parts = {}
    for id_ in map(str, np.unique(observations.indicator)):
        mine = observations.only(observations.indicator == id_)
        numbered = set(mine.period[~np.isnan(mine.values)].tolist())
        last = max(map(Period.parse, numbered), default=None)
        parts[id_] = Part(units[id_], len(mine), str(last or ""))
    return parts


def _refuse_name(table: Table) -> None:
    if _TABLE_ID.fullmatch(table.declaration.id):
        return
    name = table.declaration.id
    finding = Finding(
        "input.table-id", Severity.ERROR, Place(table.file),
        Text(f"{name!r} kan inte vara en tabells id.", f"{name!r} cannot be a table's id."),
        Text(
            "Använd bokstäver a–z, siffror, punkt, bindestreck och understreck.",
            "Use letters a–z, digits, dots, hyphens and underscores.",
        ),
    )  # fmt: skip
    raise Refused([finding])
