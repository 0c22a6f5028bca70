"""The one way anything is written: locked, checked, recorded with its event, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from malbild.register.chain import digest
from malbild.register.changes import rows
from malbild.register.changes.conflict import Conflict
from malbild.register.coding import encoded
from malbild.register.models import Event, Ledger, Record
from malbild.register.nouns import Key, Summary, by_key, gathered
from malbild.register.permissions import Deed, NotAllowed, may
from malbild.register.queries.history import Held, held, held_by
from malbild.register.queries.known import register
from malbild.register.queries.roles import Person
from malbild.register.validity import faults, findings
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants an object to be.

    after      None to remove it
    based_on   the version it was written from: 0 for something new
    """

    key: Key
    after: Summary | None
    based_on: int
    explanation: str = ""


@transaction.atomic
def write(*, by: Person, drafts: Sequence[Draft]) -> tuple[Held, ...]:
    """Write drafts in one transaction, each with its event; what is already so gets none.

    Raises `Conflict` when an object has moved on, `NotAllowed`, or `Refused` with every fault of the outcome.
    """
    ledger = locked()
    before = register()
    moving = _not_stale(drafts, by_key(before))
    after = _outcome(before, moving)
    _allow(by, moving, before)
    if problems := faults(after):
        raise Refused(findings(problems))
    ledger.at = max(timezone.now(), ledger.at + _TICK) if ledger.at else timezone.now()
    events = {draft.key: _recorded(ledger, by.get_username(), draft) for draft in moving}
    _put(moving)
    ledger.save()
    return tuple(_now(draft, events) for draft in drafts)


@transaction.atomic
def note(*, by: str, verb: str, noun: str, key: str, explanation: str = "") -> None:
    """Record an event that is not about an object of the plan: an account was made, a role given."""
    ledger = locked()
    ledger.at = max(timezone.now(), ledger.at + _TICK) if ledger.at else timezone.now()
    version = Event.objects.filter(noun=noun, key=key).count() + 1
    _append(ledger, Event(by=by, verb=verb, noun=noun, key=key, version=version, explanation=explanation))
    ledger.save()


def locked() -> Ledger:
    """The ledger, held until the transaction ends: nobody writes between what is read now and what is written then.

    SQLite's immediate transaction holds the whole database; taking the lock twice in a transaction is taking it once.
    """
    ledger, _ = Ledger.objects.select_for_update().get_or_create(pk=1)
    return ledger


def _not_stale(drafts: Sequence[Draft], now: dict[Key, Summary]) -> list[Draft]:
    """Those drafts that change something; a stale one that would is a conflict."""
    moving = [draft for draft in drafts if draft.after != now.get(draft.key)]
    for draft in moving:
        latest = held(*draft.key)
        if draft.based_on == (latest.version if latest and latest.summary else 0):
            continue
        base = held(*draft.key, version=draft.based_on)
        if latest is None:
            raise LookupError(f"{draft.key} has no version {draft.based_on}")
        raise Conflict(base=base.summary if base else None, yours=draft.after, theirs=latest)
    return moving


def _outcome(before: RegisterSummary, drafts: list[Draft]) -> RegisterSummary:
    """The register as it would be."""
    after = by_key(before) | {draft.key: draft.after for draft in drafts if draft.after is not None}
    gone = {draft.key for draft in drafts if draft.after is None}
    return gathered({key: one for key, one in after.items() if key not in gone})


def _allow(by: Person, drafts: list[Draft], before: RegisterSummary) -> None:
    known = by_key(before)
    for draft in drafts:
        deed = Deed(known.get(draft.key), draft.after, before, timezone.localdate())
        if not may(by, deed):
            raise NotAllowed(deed)


def _recorded(ledger: Ledger, by: str, draft: Draft) -> Event:
    """The draft's event, appended, and its record brought up to it."""
    noun, key = draft.key
    record = Record.objects.filter(noun=noun, key=key).select_related("latest").first()
    standing = bool(record and record.latest.summary)
    verb = "remove" if draft.after is None else "change" if standing else "add"
    event = Event(
        by=by,
        verb=verb,
        noun=noun,
        key=key,
        version=record.version + 1 if record else 1,
        summary=encoded(draft.after) if draft.after else "",
        explanation=draft.explanation,
    )
    _append(ledger, event)
    Record.objects.update_or_create(noun=noun, key=key, defaults={"version": event.version, "latest": event})
    return event


def _append(ledger: Ledger, event: Event) -> None:
    assert ledger.at is not None
    event.number, event.at = ledger.number + 1, ledger.at
    event.digest = digest(event, ledger.digest)
    event.save(force_insert=True)
    ledger.number, ledger.digest = event.number, event.digest


def _put(drafts: list[Draft]) -> None:
    """Bring the rows that hold what is now up to the drafts; every record exists by then."""
    records = {(one.noun, one.key): one for one in Record.objects.filter(key__in={draft.key[1] for draft in drafts})}
    for draft in drafts:
        if draft.after is None:
            rows.take_away(records[draft.key])
        else:
            rows.put(records[draft.key], draft.after)


def _now(draft: Draft, events: dict[Key, Event]) -> Held:
    if draft.key in events:
        return held_by(events[draft.key])
    found = held(*draft.key)
    assert found is not None
    return found
