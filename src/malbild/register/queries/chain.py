"""Whether the events are still those that were acknowledged."""

from collections.abc import Iterator

from malbild.register.chain import digest
from malbild.register.models import Event, Ledger, Record
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.text import Text


def verify() -> tuple[Finding, ...]:
    """What is wrong with the chain of events: altered, missing or cut off; nothing when all is as acknowledged."""
    return (*_links(), *_end(), *_records())


def _links() -> Iterator[Finding]:
    previous, expected = "", 1
    for event in Event.objects.order_by("number").iterator():
        if event.number != expected:
            yield _finding(
                event.number,
                Text(
                    f"Händelserna {expected}–{event.number - 1} saknas.",
                    f"Events {expected}–{event.number - 1} are missing.",
                ),
            )
        elif event.digest != digest(event, previous):
            yield _finding(
                event.number,
                Text("Händelsen är inte den som skrevs.", "The event is not the one that was written."),
            )
        previous, expected = event.digest, event.number + 1


def _end() -> Iterator[Finding]:
    ledger = Ledger.objects.first()
    last = Event.objects.order_by("-number").first()
    if (ledger.number, ledger.digest) != (last.number, last.digest) if ledger and last else bool(ledger or last):
        number = ledger.number if ledger else 0
        yield _finding(
            number,
            Text("Slutet på kedjan är inte det som skrevs.", "The end of the chain is not the one that was written."),
        )


def _records() -> Iterator[Finding]:
    for record in Record.objects.select_related("latest"):
        last = (
            Event.objects.filter(noun=record.noun, key=record.key)
            .order_by("-version")
            .values_list("number", "version")
            .first()
        )
        if last != (record.latest_id, record.version):
            yield _finding(
                record.latest_id,
                Text(f"{record} pekar inte på sin senaste händelse.", f"{record} does not point at its latest event."),
            )


def _finding(number: int, message: Text) -> Finding:
    remedy = Text("Återställ registret från en säkerhetskopia.", "Restore the register from a backup.")
    return Finding("register.chain", Severity.ERROR, Place("register", cell=f"event {number}"), message, remedy)
