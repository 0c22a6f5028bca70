"""`malbild refresh`: bring the statistics up to date."""

import sys
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from malbild.cli import language
from malbild.pipeline.refresh import Renewal, sourced
from malbild.pipeline.refresh import refresh as renewals
from malbild.pipeline.workspace import Workspace
from malbild.sources import client as sources
from malbild.sources.cache import Cache
from malbild.vocabulary.finding import Severity
from malbild.vocabulary.provenance import Vintage
from malbild.vocabulary.text import Text, day

FRESH = timedelta(hours=1)  # how long an answer is used again, so that what was stopped goes on where it was

_NEW = Text("ny årgång", "new vintage")
_SAME = Text("oförändrad", "unchanged")
_FAILED = Text("kunde inte förnyas", "could not be renewed")
_IN_USE = Text("Siffrorna som lästes in {} används så länge.", "The figures loaded on {} stay in use.")
_NONE = Text("Det finns inga tidigare siffror.", "There are no earlier figures.")
_SUM = Text(
    "{new} med ny årgång, {same} oförändrade, {failed} kunde inte förnyas.",
    "{new} with a new vintage, {same} unchanged, {failed} could not be renewed.",
)
_STOPPED = Text(
    "Avbruten. Det som är klart är sparat; kör samma kommando igen för att fortsätta.",
    "Stopped. What is done is kept; run the same command again to go on.",
)
_NOTHING = Text("Ingen indikator har någon källa att hämta från.", "No indicator has a source to fetch from.")
_WAITS = Text("{}: väntar {:.0f} s", "{}: waiting {:.0f} s")


def refresh(*indicators: str, data: Path = Path(".malbild"), again: bool = False) -> None:
    """Fetch what the indicators need from their sources.

    Parameters
    ----------
    indicators
        Ids of the indicators to bring up to date; all that have a source when none is named.
    data
        The working folder.
    again
        Ask the sources anew, also for what was answered within the last hour.
    """
    workspace = Workspace(data)
    workspace.insist_on_region()
    wanted = sourced(workspace, indicators)
    if not wanted:
        print(_NOTHING.in_(language()))
        return
    done: list[Renewal] = []
    try:
        _show(workspace, [one.id for one in wanted], timedelta(0) if again else FRESH, done)
    except KeyboardInterrupt:
        _summary(done)
        print(_STOPPED.in_(language()), file=sys.stderr)
        sys.exit(130)
    _summary(done)
    sys.exit(1 if any(one.failed for one in done) else 0)


def _show(workspace: Workspace, wanted: list[str], fresh: timedelta, done: list[Renewal]) -> None:
    """Renew with a bar where somebody looks on, and a line for each that is done."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    console = Console(highlight=False, soft_wrap=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task, part = progress.add_task("", total=len(wanted)), progress.add_task("", total=None, visible=False)
        cache = Cache(workspace.answers_folder)
        watch = _Watch(progress, part)
        with sources.Client(cache, fresh, progress=watch) as client:
            for one in renewals(workspace, client, today=date.today(), only=wanted):
                done.append(one)
                for line in _lines(one):
                    console.print(line, markup=False)
                progress.advance(task)


class _Watch:
    """Shows what the client tells: how many answers have come, or that it waits."""

    def __init__(self, progress: Progress, part: TaskID) -> None:
        self.progress, self.part = progress, part

    def __call__(self, told: sources.Progress) -> None:
        label = _WAITS.in_(language()).format(told.label, told.wait_s) if told.wait_s else told.label
        self.progress.update(self.part, description=label, completed=told.done, total=told.total, visible=True)


def _lines(one: Renewal) -> list[str]:
    """What became of an indicator, and what was found on the way."""
    name = one.indicator.name.in_(language())
    told = [f"  {finding.in_(language())}" for finding in one.findings if finding.severity is not Severity.NOTE]
    if one.loaded is None:
        return [f"{name}: {_FAILED.in_(language())}.", *told, f"  {_stays(one.in_use)}"]
    state = _NEW if one.loaded.new else _SAME
    return [f"{name}: {state.in_(language())}.", *told]


def _stays(in_use: Vintage | None) -> str:
    if in_use is None:
        return _NONE.in_(language())
    return _IN_USE.in_(language()).format(day(in_use.loaded.date(), language()))


def _summary(done: list[Renewal]) -> None:
    failed = sum(one.failed for one in done)
    new = sum(one.loaded is not None and one.loaded.new for one in done)
    print(_SUM.in_(language()).format(new=new, same=len(done) - failed - new, failed=failed))
