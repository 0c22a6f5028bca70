"""Every read of the store: by a member, and of a pupil only with a reason, which is noted with who and when."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from malbild.pupils import log, supply
from malbild.pupils.log import Verb, Why
from malbild.pupils.members import NotForProtected, Person, insist, is_member, may_read_protected
from malbild.pupils.models import AccessLine, Load, PupilRow, Round, Year
from malbild.pupils.records import Record, State, decode, state
from malbild.pupils.sealing import seal, stand_in
from malbild.pupils.supply import Planning
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_calendar import AdmissionCalendar
from malbild.vocabulary.admission_year import Access, AdmissionRound, AdmissionYear, Pupil, RoundKind

__all__ = [
    "Planning",
    "Why",
    "accesses",
    "is_member",
    "is_sealed",
    "may_read_protected",
    "outcome",
    "pupil",
    "search",
    "state_of",
    "supply_of",
    "supply_of_round",
    "year",
    "years",
]
MOST_FOUND = 20
_AT_ONCE = 5000


def years(by: Person) -> tuple[AdmissionYear, ...]:
    """The years there are, the latest first."""
    insist(by)
    return tuple(_summary(one) for one in Year.objects.order_by("-key"))


def year(by: Person, key: str) -> AdmissionYear | None:
    """A year; None when there is none of that key."""
    insist(by)
    found = Year.objects.filter(pk=key).first()
    return _summary(found) if found else None


def is_sealed() -> bool:
    """Whether what is written now is sealed with a key."""
    return seal().is_closed


def supply_of(by: Person, key: str, load: int) -> tuple[Programmes, Planning]:
    """What is offered in a load, and what places are planned by."""
    insist(by)
    return supply.read(Load.objects.get(year_id=key, number=load).programmes)


def supply_of_round(by: Person, key: str, number: int) -> Programmes:
    """What was offered in a round."""
    insist(by)
    return supply.read(Round.objects.get(year_id=key, number=number).programmes)[0]


def state_of(by: Person, key: str, load: int) -> State:
    """A load as arrays, to reckon with. No name is in it, and nobody is shown by it."""
    insist(by)
    kept = Load.objects.get(year_id=key, number=load)
    return state([*_records(PupilRow.objects.filter(load=kept))], supply.read(kept.programmes)[0])


def outcome(by: Person, key: str, number: int) -> bytes:
    """The outcome of a round, as it was kept."""
    insist(by)
    kept = Round.objects.get(year_id=key, number=number)
    return seal().open(bytes(kept.outcome or b""), f"{key}:{number}")


def search(by: Person, key: str, text: str, why: Why) -> tuple[Pupil, ...]:
    """Pupils of the latest load by a part of the name, or by the whole id; each of the first `MOST_FOUND` is noted.

    One more than that comes back where there are more, to tell so and not to be shown.

    Those whose identity is protected are found by their id alone, unless the reader may read them.
    """
    insist(by)
    wanted, protected_too = text.strip().casefold(), may_read_protected(by)
    if not wanted:
        return ()
    found = []
    for handle, record in _records(PupilRow.objects.filter(load=_latest(key))):
        by_id = record.applicant.casefold() == wanted
        by_name = wanted in record.name.casefold() and (protected_too or not record.protected)
        if by_id or by_name:
            found.append((handle, record))
    shown = sorted(found, key=lambda one: one[1].name.casefold())[: MOST_FOUND + 1]
    _note(by, Verb.SEARCH, key, why, [record for _, record in shown[:MOST_FOUND]])
    return tuple(_seen(handle, record, protected_too) for handle, record in shown)


def pupil(by: Person, key: str, handle: str, why: Why) -> Pupil | None:
    """One pupil, noted. NotForProtected, noted too, when her identity is protected and the reader may not read it."""
    insist(by)
    found = [*_records(PupilRow.objects.filter(handle=handle, load__year_id=key))]
    if not found:
        return None
    (_, record), protected_too = found[0], may_read_protected(by)
    if record.protected and not protected_too:
        _note(by, Verb.REFUSED, key, why, [record])
        raise NotForProtected(NotForProtected.text.en)
    _note(by, Verb.READ, key, why, [record])
    return _seen(handle, record, protected_too)


def load_of(by: Person, key: str, handle: str) -> int:
    """The number of the load a pupil's row belongs to."""
    insist(by)
    return PupilRow.objects.values_list("load__number", flat=True).get(handle=handle, load__year_id=key)


def protected_in(by: Person, key: str, load: int) -> frozenset[str]:
    """The ids of those in a load whose identity is protected, so that they can be left out of a file."""
    insist(by)
    rows = PupilRow.objects.filter(load__year_id=key, load__number=load)
    return frozenset(record.applicant for _, record in _records(rows) if record.protected)


def accesses(by: Person, key: str, *, applicant: str = "", most: int = 200) -> tuple[Access, ...]:
    """The log of a year, the latest first; of one applicant when her id is given."""
    insist(by)
    lines = AccessLine.objects.filter(year=key).order_by("-id")
    if applicant:
        lines = lines.filter(pupil__in=["", stand_in(applicant, _salt(key))])
    return tuple(
        Access(one.id, one.at, one.by, one.verb, one.why, one.year, one.pupil, one.pupils) for one in lines[:most]
    )


def _records(rows: Any) -> Iterable[tuple[str, Record]]:
    opening = seal()
    for handle, kept in rows.values_list("handle", "record").iterator(chunk_size=_AT_ONCE):
        yield handle, decode(opening.open(bytes(kept), handle))


def _seen(handle: str, record: Record, protected_too: bool) -> Pupil:
    """A pupil as a reader may see her."""
    if record.protected and not protected_too:
        return Pupil(handle, "", "", "", protected=True, shown=False)
    return Pupil(handle, record.applicant, record.name, record.municipality, record.protected)


def _note(by: Person, verb: Verb, key: str, why: Why, found: list[Record]) -> None:
    salt = _salt(key)
    stand_ins = [stand_in(one.applicant, salt) for one in found]
    log.note_each(by=by.get_username(), verb=verb, year=key, why=why, stand_ins=stand_ins)


def _salt(key: str) -> bytes:
    return seal().open(bytes(Year.objects.get(pk=key).salt), key)


def _latest(key: str) -> Load | None:
    return Load.objects.filter(year_id=key).order_by("-number").first()


def _summary(one: Year) -> AdmissionYear:
    latest, calendar = _latest(one.key), msgspec.json.decode(one.calendar, type=AdmissionCalendar)
    return AdmissionYear(
        one.key, calendar.year, one.generated, calendar, one.gone_after, one.seed, one.tie,
        load=latest.number if latest else 0, applicants=latest.applicants if latest else 0,
        rounds=tuple(_round(each) for each in one.rounds.order_by("number")), gone_since=one.gone_since,
    )  # fmt: skip


def _round(one: Round) -> AdmissionRound:
    told: Mapping[str, Any] = msgspec.json.decode(one.told)
    return AdmissionRound(one.number, RoundKind(one.kind), one.at, one.by, one.load, told)
