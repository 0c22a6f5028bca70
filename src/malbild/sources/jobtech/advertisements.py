"""Advertisements: job ads as JSON lines, in any of the forms Arbetsförmedlingen has published them.

A line that cannot be read is told with its number and the rest is read on. Names, telephone numbers and addresses of
contacts have fields of their own, which are not read; what of them stands in the text is covered.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec

from malbild.sources.jobtech.contacts import covered
from malbild.sources.problems import error, excerpt, warning
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.skill import Advertisement
from malbild.vocabulary.text import Text

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_Code = str | int | None


class Coded(msgspec.Struct, frozen=True, gc=False):
    """A concept in an advertisement; older ones say `varde` for the code."""

    legacy_ams_taxonomy_id: _Code = None
    concept_id: str | None = None
    varde: _Code = None


class Words(msgspec.Struct):
    """The advertisement's text."""

    text: str | None = None


class Workplace(msgspec.Struct, frozen=True, gc=False):
    """Where the work is done."""

    region_code: _Code = None
    municipality_code: _Code = None
    lan: Coded | None = None
    kommun: Coded | None = None


class Record(msgspec.Struct):
    """The fields that are read of an advertisement, under the names of all forms."""

    id: _Code = None
    description: Words | str | None = None
    text: str | None = None
    occupation: Coded | list[Coded] | None = None
    occupation_group: Coded | list[Coded] | None = None
    workplace_address: Workplace | None = None
    publication_date: str | None = None
    annonsId: _Code = None
    annonstext: str | None = None
    yrkesroll: Coded | None = None
    arbetsplatsadress: Workplace | None = None
    publiceringsdatum: str | None = None


_decode = msgspec.json.Decoder(Record).decode


Read = tuple[Advertisement | None, tuple[Finding, ...]]


def read(path: Path, old_occupations: Mapping[str, str]) -> Iterator[Read]:
    """Each line of a file: its advertisement, None when it cannot be read, and what was wrong with it.

    `old_occupations` has the SSYK 2012 code of the occupation numbers that advertisements before 2019 bear.
    Raises Refused when the file is not there or is no text in UTF-8 at all.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _of_line(line, Place(str(path), number), old_occupations)


def _of_line(line: bytes, place: Place, old: Mapping[str, str]) -> Read:
    told: list[Finding] = []
    try:
        record = _decode(_told_as_utf8(line, place, told))
    except msgspec.MsgspecError as problem:
        return None, (*told, _broken(place, problem))
    advertisement = _advertisement(record, place.line or 0, old)
    return advertisement, (*told, *_doubts(record, advertisement, place))


def as_utf8(line: bytes) -> bytes:
    """The line in UTF-8; one that is not is read as being in the encoding of Windows."""
    line = line.removeprefix(BYTE_ORDER_MARK)
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").encode()
    return line


def _told_as_utf8(line: bytes, place: Place, told: list[Finding]) -> bytes:
    read = as_utf8(line)
    if read != line.removeprefix(BYTE_ORDER_MARK):
        told.append(_other_encoding(place))
    return read


def _advertisement(record: Record, number: int, old: Mapping[str, str]) -> Advertisement:
    municipality, region = where(record.workplace_address or record.arbetsplatsadress)
    id = record.id if record.id is not None else record.annonsId
    return Advertisement(
        id=str(id) if id is not None else f"line-{number}",
        text=covered(_text(record)),
        region=region,
        municipality=municipality,
        occupation=ssyk(*occupation(record), old),
        published=(record.publication_date or record.publiceringsdatum or "")[:10],
    )


def _text(record: Record) -> str:
    described = record.description.text if isinstance(record.description, Words) else record.description
    return described or record.text or record.annonstext or ""


def where(place: Workplace | None) -> tuple[str, str]:
    """Codes of municipality and county; the county is in the municipality's code where it is not told."""
    if place is None:
        return "", ""
    municipality = _digits(place.municipality_code or (place.kommun and place.kommun.varde), 4)
    region = _digits(place.region_code or (place.lan and place.lan.varde), 2)
    return municipality, region or municipality[:2]


def _digits(code: Any, length: int) -> str:
    """A code with its leading zeros."""
    return str(code).zfill(length) if code not in (None, "") else ""


class HasOccupation(Protocol):
    """The fields in which an advertisement says which occupation it is for."""

    occupation: Coded | list[Coded] | None
    occupation_group: Coded | list[Coded] | None
    yrkesroll: Coded | None


def occupation(record: HasOccupation) -> tuple[Coded | None, Coded | None]:
    """The group of occupations and the occupation that an advertisement names."""
    return _first(record.occupation_group), _first(record.occupation) or record.yrkesroll


def ssyk(group: Coded | None, one: Coded | None, old: Mapping[str, str]) -> str:
    """The code in SSYK 2012: the group's own, else by the number or the concept of the occupation, else ""."""
    if group is not None and group.legacy_ams_taxonomy_id is not None:
        return _digits(group.legacy_ams_taxonomy_id, 4)
    told = (one and (one.legacy_ams_taxonomy_id or one.varde), one and one.concept_id, group and group.concept_id)
    return next((old[str(id)] for id in told if str(id) in old), "")


def _first(one: Coded | list[Coded] | None) -> Coded | None:
    return (one[0] if one else None) if isinstance(one, list) else one


def _doubts(record: Record, read: Advertisement, place: Place) -> Iterable[Finding]:
    if not read.text:
        yield warning(
            "input.no-text", place, Text("Annonsen har ingen text.", "The advertisement has no text."),
            Text("Den räknas, men inget kan hittas i den.", "It is counted, but nothing can be found in it."),
        )  # fmt: skip
    if record.id is None and record.annonsId is None:
        yield warning(
            "input.no-id", place, Text("Annonsen har inget id.", "The advertisement has no id."),
            Text(f"Den kallas {read.id}.", f"It is called {read.id}."),
        )  # fmt: skip
    numbered = occupation(record)[1]
    if numbered is not None and not read.occupation:
        told = numbered.legacy_ams_taxonomy_id or numbered.varde or numbered.concept_id
        yield warning(
            "input.unknown-occupation", place,
            Text(
                f"Yrket {told} finns inte i nyckeln till SSYK 2012.",
                f"Occupation {told} is not in the key to SSYK 2012.",
            ),
            Text(
                "Annonsen läses utan yrke. Lägg till numret i occId_2_ssyk2012.json.",
                "The advertisement is read without an occupation. Add the number to occId_2_ssyk2012.json.",
            ),
        )  # fmt: skip


def _broken(place: Place, problem: Exception) -> Finding:
    why = excerpt(str(problem), 120)
    return error(
        "input.broken-line", place,
        Text(
            f"Raden går inte att läsa som en annons ({why}).",
            f"The line cannot be read as an advertisement ({why}).",
        ),
        Text("Den hoppas över. Rätta raden och läs den igen.", "It is left out. Mend the line and read it again."),
    )  # fmt: skip


def _other_encoding(place: Place) -> Finding:
    return warning(
        "input.encoding", place,
        Text("Raden är inte skriven i UTF-8.", "The line is not written in UTF-8."),
        Text("Den läses som Windows-1252. Spara filen i UTF-8.", "It is read as Windows-1252. Save the file in UTF-8."),
    )  # fmt: skip
