"""Sheet: the cells of a file as it was written, each with its address, before anybody says what they mean."""

from dataclasses import dataclass, field

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.text import Text


@dataclass(frozen=True)
class Sheet:
    """A file's cells as text, row by row; numbers of a workbook are written with a point.

    first_line   line (CSV) or row (workbook) of the first row
    addressed    whether places are cell addresses ("C14") instead of a heading
    decimal      the decimal sign in use: "," or "."
    """

    file: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    decimal: str = "."
    addressed: bool = False
    warnings: tuple[Finding, ...] = ()


@dataclass
class Problems:
    """Everything wrong with one file, gathered so that it is told at once."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocking(self) -> bool:
        """Whether the file must be refused."""
        return any(one.severity is Severity.ERROR for one in self.findings)

    def add(
        self, rule: str, message: Text, remedy: Text, *, line: int | None = None, cell: str = "",
        severity: Severity = Severity.ERROR, file: str = "",
    ) -> None:  # fmt: skip
        """Note one problem: `rule` is the part after `input.`."""
        place = Place(file or self.file, line, cell)
        self.findings.append(Finding(f"input.{rule}", severity, place, message, remedy))


def column_letter(index: int) -> str:
    """The letters of a workbook column, counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
