"""Exchange: a region's folder of readable files comes in, and goes out again with nothing lost."""

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import tomli_w

from malbild.pipeline import load
from malbild.pipeline.workspace import Workspace
from malbild.register import changes, files, queries
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

MARK = "register.toml"
_REGION = "region.toml"


def take_in(
    folder: Path,
    workspace: Workspace,
    *,
    by: queries.Person,
    today: date,
    dry_run: bool = False,
    watch: Callable[[int, int], None] | None = None,
) -> tuple[Text, ...]:
    """Make register and figures what a folder says; gives what changes in the register, in plain words.

    Raises `Refused` with the problems of plan files and figures together, and then nothing is written. The register
    changes in one transaction; figures after it, and a second import of the same folder completes one that was cut off.
    """
    summary, figures = _read(folder, today)
    taken = changes.take_over(by=by, summary=summary, since=_since(folder), dry_run=dry_run)
    if not dry_run:
        load.take_in(figures, workspace, watch=watch)
    return tuple(change.sentence for change in taken.changes)


def give_out(folder: Path, workspace: Workspace) -> None:
    """Write the whole region to a folder: plan files from the register, the rest as last imported.

    A folder that is there is replaced by its new state in one step; what is neither plan nor figures stays in it.
    Raises `Refused` for a folder that holds something else.
    """
    _insist_on_region(folder)
    number, digest = queries.latest_event()
    with files.replaced(folder) as fresh:
        _copy_region(workspace.region_folder, fresh)
        files.write_into(queries.register(), fresh)
        (fresh / MARK).write_text(tomli_w.dumps({"event": number, "digest": digest}), encoding="utf-8")


def _read(folder: Path, today: date) -> tuple[RegisterSummary, load.Figures]:
    """Plan files and figures; refused with the problems of both."""
    problems: list[Finding] = []
    summary, figures = None, None
    try:
        summary = files.read(folder)
    except Refused as refused:
        problems += refused.findings
    try:
        figures = load.read(folder, today=today)
    except Refused as refused:
        problems += refused.findings
    if summary is None or figures is None:
        raise Refused(problems)
    return summary, figures


def _since(folder: Path) -> int | None:
    """The event the folder was exported after, when it was exported from this very register."""
    mark = folder / MARK
    if not mark.exists():
        return None
    try:
        told = tomllib.loads(mark.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    number, digest = told.get("event"), told.get("digest")
    return number if isinstance(number, int) and digest and queries.digest_of(number) == digest else None


def _copy_region(region: Path, fresh: Path) -> None:
    for name in load.FOLDERS:
        shutil.rmtree(fresh / name, ignore_errors=True)
        if (region / name).is_dir():
            shutil.copytree(region / name, fresh / name)
    if (region / _REGION).exists():
        shutil.copy2(region / _REGION, fresh / _REGION)


def _insist_on_region(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if folder.is_dir() and ((folder / _REGION).exists() or (folder / MARK).exists()):
        return
    raise Refused(
        [
            Finding(
                "export.folder",
                Severity.ERROR,
                Place(str(folder)),
                Text("Där ligger något annat än en regions filer.", "Something else than a region's files lies there."),
                Text("Ange en ny eller tom mapp.", "Name a new or an empty folder."),
            )
        ]
    )
