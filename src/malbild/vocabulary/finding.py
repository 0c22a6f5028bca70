"""Finding: something wrong or doubtful in a table or a plan."""

from dataclasses import dataclass
from enum import StrEnum

from malbild.vocabulary.text import Language, Text


class Severity(StrEnum):
    """How bad a finding is: an error stops a load, a warning asks for a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding is: a file (as the user named it), a line, and a cell or field in words.

    >>> str(Place("population.csv", 12, "1881, 2018, value"))
    'population.csv:12 (1881, 2018, value)'
    """

    file: str = ""
    line: int | None = None
    cell: str = ""

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where} ({self.cell})" if self.cell else where


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the rule that made it, where, what is wrong and why, and what to do.

    `rule` is an id in the generated rule reference, or `input.<what>` for a file that cannot be read.
    """

    rule: str
    severity: Severity
    place: Place
    message: Text
    remedy: Text

    def in_(self, language: Language) -> str:
        """The finding as one line for a person."""
        return f"{self.place}: {self.message.in_(language)} {self.remedy.in_(language)}".strip()

    def __str__(self) -> str:
        return self.in_("en")
