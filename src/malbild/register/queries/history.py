"""One object's versions: what it is, what it was, and who changed it."""

from dataclasses import dataclass

from malbild.register.coding import decoded
from malbild.register.difference import Change, changed
from malbild.register.models import Event
from malbild.register.nouns import Summary
from malbild.vocabulary.plan import EventSummary


@dataclass(frozen=True, slots=True)
class Held:
    """An object as it stands: its summary (None when removed), its version number and the event that made it."""

    summary: Summary | None
    version: int
    event: EventSummary


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an object, with what it changed from the one before."""

    held: Held
    changes: tuple[Change, ...]


History = tuple[Version, ...]


def held(noun: str, id: str, version: int | None = None) -> Held | None:
    """An object's latest version, or one by number; None when there is none."""
    events = Event.objects.filter(noun=noun, key=id).order_by("-version")
    if version is not None:
        events = events.filter(version=version)
    found = events.first()
    return held_by(found) if found else None


def history(noun: str, id: str) -> History:
    """Every version of an object, the latest first, each with its differences in plain words."""
    every = [held_by(event) for event in Event.objects.filter(noun=noun, key=id).order_by("version")]
    before: list[Held | None] = [None, *every[:-1]]
    pairs = zip(before, every, strict=True)
    versions = [Version(now, changed(was.summary if was else None, now.summary)) for was, now in pairs]
    return tuple(reversed(versions))


def held_by(event: Event) -> Held:
    """An event as the version it made."""
    summary = decoded(event.noun, event.summary) if event.summary else None
    told = EventSummary(event.number, event.at, event.by, event.verb, event.noun, event.key, event.explanation)
    return Held(summary, event.version, told)
