"""How a source tells what is wrong: one finding a problem, in both languages, with what to do."""

from collections.abc import Iterable

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


def error(rule: str, place: Place, message: Text, remedy: Text) -> Finding:
    """A finding that stops the reading."""
    return Finding(rule, Severity.ERROR, place, message, remedy)


def warning(rule: str, place: Place, message: Text, remedy: Text) -> Finding:
    """A finding that is told while the reading goes on."""
    return Finding(rule, Severity.WARNING, place, message, remedy)


def refuse(rule: str, place: Place, message: Text, remedy: Text) -> Refused:
    """The refusal of one problem, to be raised."""
    return Refused([error(rule, place, message, remedy)])


def excerpt(text: str, longest: int = 60) -> str:
    """The start of a text on one line, short enough for a message.

    >>> excerpt("one\\n  two", 20), excerpt("abcdef", 4)
    ('one two', 'abc…')
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def raise_any(findings: Iterable[Finding]) -> None:
    """Refuse when there is any error; warnings alone stop nothing."""
    found = tuple(findings)
    if any(one.severity is Severity.ERROR for one in found):
        raise Refused(found)


class SourceFailed(Refused):
    """A source did not give what was asked for; what was fetched before stays in use.

    status   the HTTP status it answered with; None when there was no answer
    """

    def __init__(self, finding: Finding, status: int | None = None) -> None:
        super().__init__([finding])
        self.status = status
