"""Rule: one thing that can be wrong in a table or a plan, with its reason, its page and its check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.text import Text


@dataclass(frozen=True)
class Rule:
    """A rule of the checker. Its page in docs/rules is generated from these fields.

    id            "table.<what>" or "plan.<what>"; findings carry it, suppressions name it
    severity      the usual one; a finding may be milder where the rule's description says so
    description   what is found
    why           what goes wrong when nobody finds it
    example       a real or typical case with its numbers
    remedy        what to do
    check         finds it; takes an Examination of a table or of a plan
    """

    id: str
    severity: Severity
    title: Text
    description: Text
    why: Text
    example: Text
    remedy: Text
    check: Callable[[Any], Iterable[Finding]]

    @property
    def page(self) -> str:
        """Where the rule is documented, from the project's root."""
        return f"docs/rules/{self.id}.md"
