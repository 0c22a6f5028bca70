"""Make a publication of it all: gather what pages need into a Site, and write the pages of a static one."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from malbild.pipeline.judge import judgements
from malbild.pipeline.workspace import Workspace
from malbild.publication import render, routes
from malbild.publication.site import Site
from malbild.register import queries
from malbild.sources.borders import borders


def site(workspace: Workspace, *, now: datetime | None = None) -> Site:
    """Everything the public pages are made of, as known now."""
    moment = now or datetime.now(UTC)
    register = queries.register(public=True)
    indicators = workspace.indicators()
    warehouse = workspace.warehouse
    return Site(
        region=workspace.region(),
        register=register,
        indicators=indicators,
        cubes={name: warehouse.cube(one) for name, one in indicators.items()},
        judgements=judgements(workspace, today=moment.date(), register=register),
        lineages={fact: line for one in indicators.values() for fact, line in warehouse.lineages(one).items()},
        borders=borders(),
        built=moment,
    )


def stamp(workspace: Workspace) -> tuple[object, ...]:
    """What changes when something that the pages tell has changed: the last event, the vintages, the region's files."""
    folders = (workspace.folder / "warehouse" / "vintages", workspace.region_folder)
    newest = max((path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")), default=0)
    return queries.latest_event(), newest


def write(one: Site, folder: Path, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Write every page of the site to a folder, whole or not at all; returns how many."""
    addresses = routes(one)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for count, route in enumerate(addresses, start=1):
            page = render(one, route.path)
            _write_page(made, route.path, page.content)
            if progress:
                progress(count, len(addresses))
        _replace(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return len(addresses)


def _write_page(folder: Path, path: str, content: bytes) -> None:
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _replace(made: Path, folder: Path) -> None:
    made.chmod(0o755)
    if folder.exists():
        old = folder.with_name(f".{folder.name}-old")
        shutil.rmtree(old, ignore_errors=True)
        os.replace(folder, old)
        os.replace(made, folder)
        shutil.rmtree(old)
    else:
        os.replace(made, folder)
