"""Every write of the store: one transaction, by a member, noted in the log."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from malbild.pupils import log, supply
from malbild.pupils.log import Verb
from malbild.pupils.members import Person, insist
from malbild.pupils.models import Load, Member, PupilRow, Round, Year
from malbild.pupils.opening import forget_traces, is_there, make_ready
from malbild.pupils.records import Record, encode, records
from malbild.pupils.router import PUPILS
from malbild.pupils.sealing import Seal, seal
from malbild.pupils.supply import Planning
from malbild.vocabulary.admission import Applications, Programmes
from malbild.vocabulary.admission_calendar import AdmissionCalendar
from malbild.vocabulary.admission_year import KEPT_AFTER_HAND_OVER, Identity, RoundKind, faults
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import UNSAID, Text

CONSOLE_NAME = "malbild"
_AT_ONCE = 2000  # rows written together


def open_if_there(today: date) -> tuple[str, ...]:
    """Open the store where there is one: tables up to date, and whose time is over taken away; gives their years."""
    if not is_there():
        return ()
    make_ready()
    return expire(today)


def grant(*, name: str, protected: bool = False) -> None:
    """Make an account a member of the store; only from the machine it lies on."""
    make_ready()
    with transaction.atomic(using=PUPILS):
        Member.objects.update_or_create(name=name, defaults={"protected": protected})
        log.note(by=CONSOLE_NAME, verb=Verb.GRANT, why=name[:40])


def revoke(*, name: str) -> bool:
    """Take an account's membership away; false when it had none."""
    if not is_there():
        return False
    with transaction.atomic(using=PUPILS):
        gone, _ = Member.objects.filter(pk=name).delete()
        if gone:
            log.note(by=CONSOLE_NAME, verb=Verb.REVOKE, why=name[:40])
    return bool(gone)


@transaction.atomic(using=PUPILS)
def open_year(*, by: Person, generated: bool, calendar: AdmissionCalendar, gone_after: date | None = None) -> str:
    """Begin a year's admission; gives the key it goes by. Refused when it is there already, or its days are wrong."""
    insist(by)
    key = f"{calendar.year}-generated" if generated else str(calendar.year)
    gone_after = gone_after or calendar.hand_over + KEPT_AFTER_HAND_OVER
    _insist_on_days(calendar, gone_after)
    if Year.objects.filter(pk=key).exists():
        raise Refused([_finding("year", _THERE_ALREADY)])
    Year.objects.create(
        key=key, generated=generated, calendar=msgspec.json.encode(calendar).decode(), gone_after=gone_after,
        salt=seal().close(secrets.token_bytes(16), key),
    )  # fmt: skip
    return key


@transaction.atomic(using=PUPILS)
def set_calendar(*, by: Person, key: str, calendar: AdmissionCalendar, gone_after: date) -> None:
    """Set a year's days, and the last day of its pupils. Refused with everything that is wrong."""
    insist(by)
    _insist_on_days(calendar, gone_after)
    found = _standing(key)
    found.calendar, found.gone_after = msgspec.json.encode(calendar).decode(), gone_after
    found.save()


def _insist_on_days(calendar: AdmissionCalendar, gone_after: date) -> None:
    if found := faults(calendar, gone_after):
        raise Refused([_finding(name, told) for name, told in found.items()])


@transaction.atomic(using=PUPILS)
def draw(*, by: Person, key: str, seed: int, tie: str = "lottery") -> None:
    """Write down the seed of the lottery and the rule between equals; both stay the same once a round was run."""
    insist(by)
    found = _standing(key)
    if (found.seed, found.tie) != (seed, tie) and found.rounds.exists():
        raise Refused([_finding("seed", _SEED_STANDS)])
    found.seed, found.tie = seed, tie
    found.save()


@transaction.atomic(using=PUPILS)
def load(
    *,
    by: Person,
    key: str,
    applications: Applications,
    programmes: Programmes,
    identities: Mapping[str, Identity],
    planning: Planning,
    digests: Mapping[str, str],
) -> int:
    """Keep applications and what is offered as a new load; gives its number.

    An earlier load on which no round was run goes: nobody needs it. Refused when the final admission has been run.
    """
    insist(by)
    year = _standing(key)
    if year.rounds.exclude(kind=RoundKind.PRELIMINARY).exists():
        raise Refused([_finding("load", _FINAL_WAS_RUN)])
    latest = year.loads.order_by("-number").first()
    year.loads.exclude(number__in=year.rounds.values_list("load", flat=True)).delete()
    kept = Load.objects.create(
        year=year, number=latest.number + 1 if latest else 1, at=timezone.now(), by=by.get_username(),
        programmes=supply.written(programmes, planning), digests=msgspec.json.encode(dict(digests)).decode(),
        applicants=len(applications),
    )  # fmt: skip
    _keep(kept, records(applications, identities))
    log.note(by=by.get_username(), verb=Verb.LOAD, year=key, pupils=len(applications))
    return kept.number


def _keep(kept: Load, found: Iterable[Record]) -> None:
    """The rows of a load, in the order of their random handles, which tells nothing."""
    closing = seal()
    rows = []
    for record in found:
        handle = secrets.token_hex(16)
        rows.append(PupilRow(handle=handle, load=kept, record=closing.close(encode(record), handle)))
    PupilRow.objects.bulk_create(sorted(rows, key=lambda one: one.handle), batch_size=_AT_ONCE)


@transaction.atomic(using=PUPILS)
def keep_round(
    *,
    by: Person,
    key: str,
    kind: RoundKind,
    load: int,
    programmes: Programmes,
    outcome: bytes,
    told: Mapping[str, Any],
    expected: int,
) -> int:
    """Keep a round and its outcome; gives its number.

    expected   the number it was run to be; Refused when somebody else has run one meanwhile
    """
    insist(by)
    year = _standing(key)
    number = year.rounds.count() + 1
    if number != expected:
        raise Refused([_finding("round", _ROUND_MEANWHILE)])
    about = f"{key}:{number}"
    Round.objects.create(
        year=year, number=number, load=load, kind=kind, at=timezone.now(), by=by.get_username(),
        programmes=supply.written(programmes, Planning()), outcome=seal().close(outcome, about),
        told=msgspec.json.encode(told).decode(),
    )  # fmt: skip
    pupils = year.loads.get(number=load).applicants
    log.note(by=by.get_username(), verb=Verb.RUN, year=key, pupils=pupils)
    return number


def note_export(*, by: Person, key: str, pupils: int) -> None:
    """Note that somebody took out a file about pupils."""
    insist(by)
    log.note(by=by.get_username(), verb=Verb.EXPORT, year=key, pupils=pupils)


def expire(today: date) -> tuple[str, ...]:
    """Take away the pupils of every year whose last day has passed; gives the years."""
    over = tuple(Year.objects.filter(gone_since=None, gone_after__lt=today).values_list("key", flat=True))
    for key in over:
        _forget(key)
    if over:
        forget_traces()
    return over


@transaction.atomic(using=PUPILS)
def _forget(key: str) -> None:
    year = _standing(key)
    gone = sum(year.loads.values_list("applicants", flat=True))
    year.loads.all().delete()
    year.rounds.update(outcome=None)
    year.salt, year.gone_since = b"", timezone.now()
    year.save()
    log.note(by=CONSOLE_NAME, verb=Verb.REMOVE, year=key, pupils=gone)


def seal_anew() -> int:
    """Seal everything with the first key there is now, after a key was made or to change it; gives how many pupils."""
    if not is_there():
        return 0
    with transaction.atomic(using=PUPILS):
        count = _sealed_anew(seal())
    forget_traces()
    return count


def _sealed_anew(closing: Seal) -> int:
    for year in Year.objects.filter(gone_since=None):
        year.salt = _anew(closing, year.salt, year.key)
        year.save(update_fields=["salt"])
    for one in Round.objects.exclude(outcome=None):
        one.outcome = _anew(closing, one.outcome or b"", f"{one.year_id}:{one.number}")
        one.save(update_fields=["outcome"])
    count = 0
    for row in PupilRow.objects.iterator(chunk_size=_AT_ONCE):
        row.record = _anew(closing, row.record, row.handle)
        row.save(update_fields=["record"])
        count += 1
    return count


def _anew(closing: Seal, kept: bytes | memoryview, about: str) -> bytes:
    return closing.close(closing.open(bytes(kept), about), about)


def _standing(key: str) -> Year:
    """A year whose pupils are there, held until the transaction ends."""
    found = Year.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused([_finding("year", _NOT_THERE)])
    if found.gone_since is not None:
        raise Refused([_finding("year", _GONE)])
    return found


def _finding(cell: str, message: Text, remedy: Text = UNSAID) -> Finding:
    return Finding("pupils.year", Severity.ERROR, Place("", cell=cell), message, remedy)


_THERE_ALREADY = Text("Det året finns redan.", "That year is there already.")
_NOT_THERE = Text("Det året finns inte.", "There is no such year.")
_GONE = Text("Årets elever är borttagna; bara siffrorna finns kvar.",
             "The year's pupils are gone; only numbers remain.")  # fmt: skip
_SEED_STANDS = Text("Lottens frö är redan använt i en antagning och kan inte bytas.",
                    "The seed of the lottery has been used in an admission and cannot be changed.")  # fmt: skip
_FINAL_WAS_RUN = Text("Den slutliga antagningen är gjord. Ansökningarna kan inte läsas in på nytt.",
                      "The final admission has been run. Applications cannot be loaded again.")  # fmt: skip
_ROUND_MEANWHILE = Text("Någon annan har kört en omgång under tiden. Se den först.",
                        "Somebody else has run a round meanwhile. Look at that first.")  # fmt: skip
