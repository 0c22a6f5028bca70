"""The chain of events: each digest covers its event and the digest before, so that nothing can be altered unseen."""

from datetime import datetime
from hashlib import sha256
from typing import Protocol

import msgspec


class Link(Protocol):
    """What of an event its digest covers."""

    number: int
    at: datetime
    by: str
    verb: str
    noun: str
    key: str
    version: int
    summary: str
    explanation: str


def digest(event: Link, previous: str) -> str:
    """The digest of an event that follows one with the digest `previous` (empty for the first)."""
    told = [
        previous,
        event.number,
        round(event.at.timestamp() * 1_000_000),
        event.by,
        event.verb,
        event.noun,
        event.key,
        event.version,
        event.summary,
        event.explanation,
    ]
    return sha256(msgspec.json.encode(told)).hexdigest()
