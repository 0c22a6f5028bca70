"""Load: the figures in a region's folder, read, corrected and checked; then taken in, all of them or none."""

import mimetypes
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from malbild.analysis.checks import check_table
from malbild.pipeline.examine import examined
from malbild.pipeline.matching import keep_reviews, picture
from malbild.pipeline.workspace import Workspace
from malbild.sources import files, region
from malbild.vocabulary.correction import Correction
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Snapshot
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text
from malbild.warehouse import Loaded, Prepared

FOLDERS = ("indicators", "figures", "corrections", "forecasts", "skills")
Watch = Callable[[int, int], None]  # how many of how many are done


@dataclass(frozen=True)
class Ready:
    """A table that may be loaded, with the bytes it was read from."""

    snapshot: Snapshot
    prepared: Prepared


@dataclass
class Figures:
    """The figures of a region's folder, ready to be taken in; nothing is written yet.

    findings   what is to be told, the errors among them being why it may not be loaded
    """

    folder: Path
    ready: list[Ready] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def load(region_folder: Path, workspace: Workspace, *, today: date, watch: Watch | None = None) -> tuple[Loaded, ...]:
    """Take a region's figures into the warehouse. Raises Refused with the problems of all files; nothing is written."""
    return take_in(read(region_folder, today=today), workspace, watch=watch)


def read(region_folder: Path, *, today: date) -> Figures:
    """Read, correct and check all figures of a folder. Raises Refused when any of its files may not be loaded."""
    region.region(region_folder)
    indicators = region.indicators(region_folder)
    corrections = region.corrections(region_folder, indicators)
    region.forecasts(region_folder, indicators)
    found = Figures(region_folder)
    for path in _files(region_folder / "figures", found):
        try:
            _read_one(path, found, indicators, corrections, today)
        except Refused as refused:
            found.findings.extend(refused.findings)
    try:
        picture(region_folder, today)
    except Refused as refused:
        found.findings.extend(refused.findings)
    if any(one.severity is Severity.ERROR for one in found.findings):
        raise Refused(found.findings)
    return found


def take_in(figures: Figures, workspace: Workspace, *, watch: Watch | None = None) -> tuple[Loaded, ...]:
    """Keep the bytes and load the tables that were read, then let the folder be the region's files as last imported."""
    loaded = []
    for done, one in enumerate(figures.ready, 1):
        workspace.warehouse.keep(one.snapshot)
        loaded.append(workspace.warehouse.add(one.prepared))
        if watch:
            watch(done, len(figures.ready))
    for table in _tables(workspace.region_folder) - {one.vintage.table for one in loaded}:
        workspace.warehouse.withdraw(table)
    _place(figures.folder, workspace.region_folder)
    return tuple(loaded)


def _tables(region_folder: Path) -> set[str]:
    """Ids of the tables that a folder holds: a table that was there and is no more is withdrawn."""
    folder = region_folder / "figures"
    return {path.stem for path in folder.iterdir() if _is_table(path)} if folder.is_dir() else set()


def _files(folder: Path, found: Figures) -> Iterable[Path]:
    """The tables of a folder; a sidecar that stands alone is a problem."""
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    tables = [path for path in there if _is_table(path)]
    stems = {path.stem for path in tables}
    for path in there:
        if path.suffix == ".toml" and path.stem not in stems:
            found.findings.append(_alone(_name(path, found)))
    return tables


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in files.SUFFIXES and not path.name.startswith(".")


def _read_one(
    path: Path, found: Figures, indicators: Mapping[str, Indicator], corrections: Iterable[Correction], today: date
) -> None:
    table = replace(files.read(path), file=_name(path, found))
    if not any(one.indicator for one in table.declaration.measures):
        found.findings.extend([*check_table(table, today=today), _feeds_nothing(table)])
        return
    prepared = examined(table, indicators, corrections, today=today)
    found.findings.extend(prepared.findings)
    found.ready.append(Ready(_snapshot(path, table), prepared))


def _snapshot(path: Path, table: Table) -> Snapshot:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Snapshot(path.name, path.read_bytes(), media_type, table.declaration.provenance)


def _name(path: Path, found: Figures) -> str:
    return path.relative_to(found.folder).as_posix()


def _place(source: Path, target: Path) -> None:
    """Let a copy of the region's files take the place of the earlier one, whole."""
    if source.resolve() == target.resolve():
        return
    draft, earlier = target.with_name(f".{target.name}.draft"), target.with_name(f".{target.name}.earlier")
    for leftover in (draft, earlier):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir(parents=True)
    shutil.copy2(source / "region.toml", draft)
    for name in FOLDERS:
        if (source / name).is_dir():
            shutil.copytree(source / name, draft / name)
    keep_reviews(target, draft)
    if target.exists():
        os.replace(target, earlier)
    os.replace(draft, target)
    shutil.rmtree(earlier, ignore_errors=True)


def _alone(name: str) -> Finding:
    return Finding(
        "input.sidecar", Severity.ERROR, Place(name),
        Text("Sidofilen hör till en tabell som inte finns.", "The sidecar belongs to a table that is not there."),
        Text("Lägg tabellen bredvid, med samma namn, eller ta bort sidofilen.",
             "Put the table beside it, under the same name, or remove the sidecar."),
    )  # fmt: skip


def _feeds_nothing(table: Table) -> Finding:
    return Finding(
        "load.feeds-nothing", Severity.NOTE, Place(table.file),
        Text("Tabellen matar ingen indikator; den kontrolleras men läses inte in.",
             "The table feeds no indicator; it is checked but not loaded."),
        Text("Ange indicator för ett mått i sidofilen om den ska visas.",
             "Name an indicator for a measure in the sidecar if it is to be shown."),
    )  # fmt: skip
