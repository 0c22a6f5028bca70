"""The log of who read or wrote which pupil, when and why; lines are added and never changed."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils import timezone

from malbild.pupils.models import AccessLine


class Verb(StrEnum):
    """What was done."""

    LOAD = "load"
    RUN = "run"
    SEARCH = "search"
    READ = "read"
    REFUSED = "refused"
    EXPORT = "export"
    REMOVE = "remove"
    GRANT = "grant"
    REVOKE = "revoke"


class Why(StrEnum):
    """Why somebody looks up a pupil: chosen from a list, so that nobody writes a pupil's name here."""

    ASKED = "asked"  # the pupil or her guardian asks
    SCHOOL = "school"  # her school or her home municipality asks
    APPEAL = "appeal"  # a review or an appeal
    CORRECTION = "correction"  # something in the application is to be corrected
    CONTROL = "control"  # the admission is checked


def note(*, by: str, verb: Verb, year: str = "", why: str = "", pupils: int = 0) -> None:
    """One line about a whole year (or about nobody)."""
    AccessLine.objects.create(at=timezone.now(), by=by, verb=verb, why=why, year=year, pupils=pupils)


def note_each(*, by: str, verb: Verb, year: str, why: str, stand_ins: Iterable[str]) -> None:
    """One line for each pupil that somebody was shown."""
    now = timezone.now()
    AccessLine.objects.bulk_create(
        AccessLine(at=now, by=by, verb=verb, why=why, year=year, pupil=one) for one in stand_ins
    )
