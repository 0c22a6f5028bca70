"""Make a publication of it all: gather what pages need into a Site, and write the pages of a static one."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from malbild.analysis.checks import check_plan
from malbild.pipeline.check import check_files, rules
from malbild.pipeline.future import future
from malbild.pipeline.judge import judgements
from malbild.pipeline.matching import picture
from malbild.pipeline.quotations import quotations
from malbild.pipeline.workspace import Workspace
from malbild.publication import render, routes
from malbild.publication.site import Site
from malbild.register import queries
from malbild.sources.borders import borders
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.text import UNSAID, Text


def site(workspace: Workspace, *, now: datetime | None = None, editing: Text = UNSAID) -> Site:
    """Everything the public pages are made of, as known now.

    editing   where editors work, for pages that are served beside theirs
    """
    moment = now or datetime.now(UTC)
    register = queries.register(public=True)
    indicators = workspace.indicators()
    warehouse = workspace.warehouse
    cubes = {name: warehouse.cube(one) for name, one in indicators.items()}
    return Site(
        region=workspace.region(),
        register=register,
        indicators=indicators,
        cubes=cubes,
        judgements=judgements(cubes, register, today=moment.date()),
        findings=_findings(workspace, register, cubes, moment.date()),
        rules={one.id: one.title for one in rules()},
        lineages={fact: line for one in indicators.values() for fact, line in warehouse.lineages(one).items()},
        borders=borders(),
        skills=picture(workspace.region_folder, moment.date()),
        future=future(workspace, register, cubes, today=moment.date()),
        built=moment,
        editing=editing,
    )


def _findings(
    workspace: Workspace, register: RegisterSummary, cubes: Mapping[str, Cube], today: date
) -> tuple[Finding, ...]:
    """What is wrong or doubtful in the public plan and in the region's tables, the gravest first."""
    plan = check_plan(
        register,
        today=today,
        indicators={name: cube.indicator.name for name, cube in cubes.items()},
        last_periods=workspace.warehouse.last_periods(),
        quotations=quotations(register, cubes),
    )
    figures = workspace.region_folder / "figures"
    return (*_table_findings(figures, _newest(figures), today), *plan)


@lru_cache(maxsize=1)
def _table_findings(folder: Path, newest: int, today: date) -> tuple[Finding, ...]:
    """What the checker finds in the tables of a folder; `newest` tells when they must be read again."""
    if not folder.is_dir():
        return ()
    found = check_files([folder], today=today).findings
    return tuple(replace(one, place=replace(one.place, file=Path(one.place.file).name)) for one in found)


def _newest(*folders: Path) -> int:
    """When something in folders was last written, in nanoseconds."""
    return max((path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")), default=0)


def stamp(workspace: Workspace) -> tuple[object, ...]:
    """What changes when something that the pages tell has changed: the last event, the vintages, the region's files."""
    folders = (Path("warehouse", "vintages"), *map(Path, ("forecast", "forecasts", "scenarios")))
    newest = _newest(workspace.region_folder, *(workspace.folder / one for one in folders))
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
