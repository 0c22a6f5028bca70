"""All problems of one file, each with its row; of one kind at most so many are told, and how many more there are."""

from collections import Counter
from collections.abc import Iterable

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.text import Text, number

MOST_OF_A_KIND = 1000


class Problems:
    """Collects what is wrong with a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._findings: list[tuple[str, int, Finding]] = []
        self._counts: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, rule: str, message: Text, remedy: Text, *, line: int | None = None, cell: str = "") -> None:
        """One problem: what is wrong where, and what to do."""
        self._counts[rule] += 1
        if self._counts[rule] <= MOST_OF_A_KIND:
            finding = Finding(f"input.{rule}", Severity.ERROR, Place(self.file, line, cell), message, remedy)
            self._findings.append((rule, line or 0, finding))

    def at(self, rule: str, lines: Iterable[int], message: Text, remedy: Text, *, cell: str = "") -> None:
        """The same problem in several rows."""
        for line in lines:
            self.add(rule, message, remedy, line=int(line), cell=cell)

    def findings(self) -> list[Finding]:
        """In the order of the rows; then what was not told row by row."""
        told = [finding for _, _, finding in sorted(self._findings, key=lambda one: one[1])]
        more = [(rule, count - MOST_OF_A_KIND) for rule, count in self._counts.items() if count > MOST_OF_A_KIND]
        return told + [self._more(rule, count) for rule, count in more]

    def _more(self, rule: str, count: int) -> Finding:
        return Finding(
            f"input.{rule}", Severity.ERROR, Place(self.file),
            Text(f"Ytterligare {number(count)} rader har samma fel ({rule}).",
                 f"{number(count, 'en')} more rows have the same problem ({rule})."),
            Text("Rätta felet där filen görs.", "Mend it where the file is made."),
        )  # fmt: skip
