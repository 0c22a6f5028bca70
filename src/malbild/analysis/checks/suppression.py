"""Suppression: findings that somebody has looked at stay quiet, for a reason and until a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from malbild.analysis.checks.rule import Rule
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.table import Suppression, Table
from malbild.vocabulary.text import Text, day


def suppressed(findings: Iterable[Finding], table: Table, today: date) -> Iterator[Finding]:
    """The findings that are not suppressed, and one for every suppression that may no longer stand."""
    valid = {one.rule for one in table.declaration.suppressions if not _fault(one, today)}
    yield from (one for one in findings if one.rule not in valid)
    for suppression in table.declaration.suppressions:
        fault = _fault(suppression, today)
        if fault:
            yield _faulty(suppression, fault, table)


def _fault(suppression: Suppression, today: date) -> Text | None:
    if not suppression.reason.strip():
        return Text("har inget skäl", "has no reason")
    if suppression.until is None:
        return Text("har inget slutdatum", "has no end date")
    if suppression.until < today:
        return Text(f"gick ut {day(suppression.until)}", f"expired on {day(suppression.until, 'en')}")
    return None


def _faulty(suppression: Suppression, fault: Text, table: Table) -> Finding:
    file = str(table.extra.get("sidecar", "")) or table.file
    return Finding(
        "table.suppression", Severity.WARNING, Place(file, None, f"suppress {suppression.rule}"),
        Text(f"Undantaget från {suppression.rule} {fault.sv} och gäller inte.",
             f"The suppression of {suppression.rule} {fault.en} and does not hold."),
        Text("Rätta felet det gällde, eller förnya undantaget med skäl (reason) och sista dag (until).",
             "Correct the fault it was about, or renew the suppression with a reason and a last day (until)."),
    )  # fmt: skip


def _nothing(_: object) -> Iterator[Finding]:
    """Suppressions are judged after all other rules; see `suppressed`."""
    return iter(())


SUPPRESSION = Rule(
    "table.suppression", Severity.WARNING,
    Text("Undantag som inte gäller", "A suppression that does not hold"),
    Text("Ett undantag i sidofilens [[suppress]] saknar skäl eller slutdatum, eller har gått ut.",
         "A suppression in the sidecar's [[suppress]] lacks a reason or an end date, or has expired."),
    Text("Ett undantag som ingen minns skälet till döljer nästa fel också.",
         "A suppression whose reason nobody remembers hides the next error too."),
    Text("rule = \"table.level-shift\" utan reason.", "rule = \"table.level-shift\" without a reason."),
    Text("Rätta felet, eller förnya undantaget med skäl och sista dag.",
         "Correct the fault, or renew the suppression with a reason and a last day."),
    _nothing,
)  # fmt: skip
