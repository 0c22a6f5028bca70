"""What is wrong with the input tables, gathered so that all of it can be told at once."""

from collections import Counter
from dataclasses import dataclass, field

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

MOST_TOLD = 20


@dataclass
class Problems:
    """The findings so far; at most `MOST_TOLD` for each rule and file, so that a wrong column stays readable."""

    findings: list[Finding] = field(default_factory=list)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, rule: str, place: Place, message: Text, remedy: Text) -> None:
        """Note a problem; those beyond `MOST_TOLD` are only counted."""
        self.counted[rule, place.file] += 1
        if self.counted[rule, place.file] <= MOST_TOLD:
            self.findings.append(Finding(f"input.{rule}", Severity.ERROR, place, message, remedy))

    def of(self, file: str) -> bool:
        """Whether a file has any problem so far."""
        return any(name == file for _, name in self.counted)

    def refuse(self) -> None:
        """Stop here if anything was wrong."""
        if self.findings:
            raise Refused([*self.findings, *self._untold()])

    def _untold(self) -> list[Finding]:
        return [
            Finding(
                f"input.{rule}",
                Severity.ERROR,
                Place(file),
                Text(
                    f"… och {number - MOST_TOLD} till av samma slag.", f"… and {number - MOST_TOLD} more of the kind."
                ),
                Text("De rättas på samma sätt.", "They are corrected in the same way."),
            )
            for (rule, file), number in self.counted.items()
            if number > MOST_TOLD
        ]
