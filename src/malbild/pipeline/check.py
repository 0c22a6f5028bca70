"""Check: files read by their sources and put before the checker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from malbild.analysis.checks import RULES, check_tables
from malbild.analysis.checks.rule import Rule
from malbild.sources import files
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text


@dataclass(frozen=True)
class Checked:
    """What a check found.

    tables    how many tables were read and checked
    absent    the files that do not exist: the check could not be run as asked
    """

    findings: tuple[Finding, ...]
    tables: int
    absent: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 nothing of severity error, 1 something, 2 a file is not there."""
        if self.absent:
            return 2
        return int(any(one.severity is Severity.ERROR for one in self.findings))


def rules() -> tuple[Rule, ...]:
    """Every rule of the checker, for lists and reports."""
    return RULES


def check_files(paths: Sequence[Path], *, today: date, indicators: Iterable[Indicator] = ()) -> Checked:
    """Check tables together, so that those that show the same thing are compared."""
    tables: list[Table] = []
    findings: list[Finding] = []
    absent = [path for path in paths if not path.exists()]
    findings += [_absent(path) for path in absent]
    for path in _tables(path for path in paths if path not in absent):
        try:
            tables.append(files.read(path))
        except Refused as refusal:
            findings += refusal.findings
    findings += check_tables(tables, today=today, indicators=tuple(indicators))
    return Checked(tuple(findings), len(tables), tuple(str(path) for path in absent))


def _tables(paths: Iterable[Path]) -> list[Path]:
    """The table files named, and those in the folders named; a sidecar stands for its table."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.suffix.lower() in files.SUFFIXES)
        elif path.suffix.lower() == ".toml":
            found += [one for one in (path.with_suffix(suffix) for suffix in files.SUFFIXES) if one.is_file()]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _absent(path: Path) -> Finding:
    return Finding(
        "input.file", Severity.ERROR, Place(str(path)),
        Text("Filen finns inte.", "There is no such file."),
        Text("Se efter att namnet är rätt skrivet.", "Check that the name is written right."),
    )  # fmt: skip
