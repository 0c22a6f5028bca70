"""What is wrong with the input tables, gathered so that all of it can be told at once."""

from dataclasses import dataclass, field

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

MOST_TOLD = 20


@dataclass
class Problems:
    """The findings so far; at most `MOST_TOLD` for each rule and file, so that a wrong column stays readable."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, rule: str, place: Place, message: Text, remedy: Text) -> None:
        """Note a problem."""
        same = sum(one.rule == f"input.{rule}" and one.place.file == place.file for one in self.findings)
        if same < MOST_TOLD:
            self.findings.append(Finding(f"input.{rule}", Severity.ERROR, place, message, remedy))

    def refuse(self) -> None:
        """Stop here if anything was wrong."""
        if self.findings:
            raise Refused(self.findings)
