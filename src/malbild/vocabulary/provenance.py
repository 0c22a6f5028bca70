"""Provenance and lineage: where a number comes from, and every step it has taken since."""

from dataclasses import dataclass
from datetime import date, datetime

from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a table was read: who publishes it, at which address, updated and read on which dates.

    publisher   who made the figures ("SCB, via Regionfakta")
    title       the table's heading as published
    address     the page or API address it was read from
    published   the source's own date of update; None where it gives none
    read        the day somebody or something read it
    licence     terms of reuse, SPDX id where there is one; empty when the source gives none
    digest      SHA-256 of the raw bytes kept as a snapshot; empty when none is kept
    """

    publisher: str
    title: str
    address: str
    published: date | None = None
    read: date | None = None
    licence: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Vintage:
    """The state of a table when it was fetched: the unit in which the warehouse remembers.

    id          readable and sortable: table, time and digest
    table       id of the table or dataset (its file stem or the office's table id)
    loaded      when the warehouse took it in (UTC)
    """

    id: str
    table: str
    loaded: datetime
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a number between the source and here: a unit conversion, a correction, a sum."""

    kind: str
    explanation: Text


@dataclass(frozen=True, slots=True)
class Lineage:
    """The whole way of one number: the vintage it stands in, its place there, and the steps since."""

    vintage: Vintage
    place: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """Raw bytes as a source gave them, before anybody judged them.

    name         file name or query that tells what it is ("TAB6471.json")
    media_type   what the bytes are ("application/json", "text/csv")
    """

    name: str
    content: bytes
    media_type: str
    provenance: Provenance
