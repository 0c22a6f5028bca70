"""Check: files read by their sources and put before the checker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from malbild.analysis.checks import RULES, check_plan, check_tables
from malbild.analysis.checks.rule import Rule
from malbild.register.files import read as read_register
from malbild.sources import files, region
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.span import Span
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text

_REGION = "region.toml"
_PLAN = ".md"


@dataclass(frozen=True)
class Checked:
    """What a check found.

    tables    how many tables were read and checked
    plans     how many regions' plans were
    absent    the files that do not exist and the folders without a table: the check could not be run as asked
    """

    findings: tuple[Finding, ...]
    tables: int
    plans: int = 0
    absent: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 nothing of severity error, 1 something, 2 something to check is not there."""
        if self.absent:
            return 2
        return int(any(one.severity is Severity.ERROR for one in self.findings))


def rules() -> tuple[Rule, ...]:
    """Every rule of the checker, for lists and reports."""
    return RULES


def check_files(paths: Sequence[Path], *, today: date) -> Checked:
    """Check tables and plans; tables checked together are compared, and those of a region with its indicators.

    A path is a table, its sidecar, a plan file (the whole plan is read, and told of that file), or a folder.
    """
    absent = [path for path in paths if not path.exists()]
    present = [path for path in paths if path.exists()]
    empty = [path for path in present if path.is_dir() and not (path / _REGION).is_file() and not _tables([path])]
    findings = [*map(_absent, absent), *map(_empty, empty)]
    folders = list(dict.fromkeys(folder for path in present if (folder := _region_of(path))))
    indicators = {folder: _indicators(folder, findings) for folder in folders}
    tables = _read(_tables(present), findings)
    known = tuple({one.id: one for ones in indicators.values() for one in ones}.values())
    findings += check_tables(tables, today=today, indicators=known)
    for folder in folders:
        wanted = [path for path in present if path.suffix == _PLAN] if folder not in present else []
        findings += _of_files(_plan(folder, indicators[folder], tables, today), wanted)
    return Checked(tuple(dict.fromkeys(findings)), len(tables), len(folders), tuple(map(str, (*absent, *empty))))


def _region_of(path: Path) -> Path | None:
    """The region's folder that a path is or that a plan file lies in."""
    if path.is_dir():
        return path if (path / _REGION).is_file() else None
    folder = path.parent.parent
    return folder if path.suffix == _PLAN and (folder / _REGION).is_file() else None


def _indicators(folder: Path, findings: list[Finding]) -> tuple[Indicator, ...]:
    try:
        return tuple(region.indicators(folder).values())
    except Refused as refusal:
        findings += refusal.findings
        return ()


def _read(paths: Iterable[Path], findings: list[Finding]) -> list[Table]:
    tables = []
    for path in paths:
        try:
            tables.append(files.read(path))
        except Refused as refusal:
            findings += refusal.findings
    return tables


def _plan(folder: Path, indicators: Sequence[Indicator], tables: Sequence[Table], today: date) -> list[Finding]:
    try:
        register = read_register(folder)
    except Refused as refusal:
        return [_under(folder, one) for one in refusal.findings]
    names = {one.id: one.name for one in indicators}
    return list(
        check_plan(register, today=today, indicators=names, last_periods=_last_periods(tables), folder=str(folder))
    )


def _under(folder: Path, finding: Finding) -> Finding:
    """A finding about a file of a folder, with the folder's path before the file's name."""
    place = finding.place
    if not place.file or Path(place.file).is_absolute() or Path(place.file).exists():
        return finding
    return replace(finding, place=Place(str(folder / place.file), place.line, place.cell))


def _of_files(findings: Iterable[Finding], wanted: Sequence[Path]) -> list[Finding]:
    """The findings about the files asked for; all when none was named."""
    names = {path.resolve() for path in wanted}
    return [one for one in findings if not names or Path(one.place.file).resolve() in names]


def _last_periods(tables: Sequence[Table]) -> dict[str, Period]:
    """Indicator → the newest period that a table has a figure of it for."""
    found: dict[str, Period] = {}
    for table in tables:
        feeds = {one.name: one.indicator for one in table.declaration.measures if one.indicator}
        codes = zip(table.coordinates["measure"].tolist(), table.coordinates["period"].tolist(), strict=True)
        for measure, code in dict.fromkeys(codes):
            if measure in feeds and code:
                last = Span.parse(code).last
                found[feeds[measure]] = max(found.get(feeds[measure], last), last)
    return found


def _tables(paths: Iterable[Path]) -> list[Path]:
    """The table files named, and those in the folders named; a sidecar stands for its table."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            folder = path / "figures" if (path / _REGION).is_file() else path
            found += sorted(one for one in folder.rglob("*") if one.suffix.lower() in files.SUFFIXES)
        elif path.suffix.lower() == ".toml":
            found += [one for one in (path.with_suffix(suffix) for suffix in files.SUFFIXES) if one.is_file()]
        elif path.suffix != _PLAN:
            found.append(path)
    return list(dict.fromkeys(found))


def _absent(path: Path) -> Finding:
    return Finding(
        "input.file", Severity.ERROR, Place(str(path)),
        Text("Filen finns inte.", "There is no such file."),
        Text("Se efter att namnet är rätt skrivet.", "Check that the name is written right."),
    )  # fmt: skip


def _empty(path: Path) -> Finding:
    return Finding(
        "input.file", Severity.ERROR, Place(str(path)),
        Text("Mappen innehåller ingen tabell och ingen region.", "The folder holds no table and no region."),
        Text(f"Ange en fil, eller en mapp med {', '.join(files.SUFFIXES)} eller region.toml.",
             f"Name a file, or a folder with {', '.join(files.SUFFIXES)} or region.toml."),
    )  # fmt: skip
