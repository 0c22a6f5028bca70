"""Official: the links that publishers themselves make between systems of codes, from the files they give out.

SUN 2000 to SUN 2020 (Statistics Sweden's two lists: a field that has kept its code), a programme's SUN code under its
field, JobTech's occupations, older numbers, skills and search words (Arbetsförmedlingen's taxonomy), and the mapping
to ESCO's skills.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl

from malbild.sources.jobtech import archive, taxonomy
from malbild.vocabulary.matching import Code, Link, LinkKind

_FIELDS = "Inriktning, klartext"
_FIELD = re.compile(r"\d{3}[a-zåäö]", re.IGNORECASE)
_NEW_SUN = date(2020, 1, 1)
_SOURCES = {"sun-education-field-4": "sun2020", "occupation-name": "jobtech", "skill": "jobtech"}


def sun_versions(old: Path, new: Path) -> list[Link]:
    """Fields of SUN 2000 and SUN 2020 with the same code: exact where the name is the same too, else close."""
    before, after = _fields(old), _fields(new)
    return [
        Link(
            Code("sun2000", code), Code("sun2020-4", code),
            LinkKind.EXACT if _plain(name) == _plain(after[code]) else LinkKind.CLOSE, "SCB SUN 2000, SUN 2020",
            "2020", name, after[code],
        )
        for code, name in sorted(before.items())
        if code in after
    ]  # fmt: skip


def sun_fields(codes: Iterable[str], new: Path) -> list[Link]:
    """Codes of five characters (an agency's own branch of a field) under the field of four they begin with."""
    fields = _fields(new)
    return [
        Link(
            Code("sun2020", code), Code("sun2020-4", code[:4]), LinkKind.BROAD, "SCB SUN 2020", "2020", "",
            fields[code[:4]], valid_from=_NEW_SUN,
        )
        for code in sorted(set(codes))
        if len(code) == 5 and code[:4] in fields
    ]  # fmt: skip


def _fields(path: Path) -> dict[str, str]:
    """Code → name of the fields of four characters."""
    book = openpyxl.load_workbook(BytesIO(archive.content(path)), read_only=True)
    try:
        sheet: Any = book[_FIELDS]
        sheet.reset_dimensions()
        rows = list(sheet.iter_rows(values_only=True))
    finally:
        book.close()
    found: dict[str, str] = {}
    for row in rows:
        for cell, name in pairwise(row):
            if isinstance(cell, str) and name and _FIELD.fullmatch(cell.strip()):
                found.setdefault(cell.strip().lower(), str(name).strip())
    return found


def _plain(name: str) -> str:
    return " ".join(name.lower().replace(",", " ").split())


def occupations(hierarchy: Path, older: Path) -> list[Link]:
    """Occupation names, and the numbers of older taxonomies, under their SSYK 2012 code."""
    today = [
        Link(Code("jobtech", id), Code("ssyk2012", code), LinkKind.BROAD, "JobTech taxonomy", "2026", name)
        for id, name, code in taxonomy.occupation_concepts(hierarchy)
    ]
    before = [
        Link(Code("ams", number), Code("ssyk2012", code), LinkKind.BROAD, "JobTech elastic-importers", "2021")
        for number, code in sorted(dict(archive.json(older)).items())
    ]
    return [*today, *before]


def skills(mapping: Path) -> list[Link]:
    """ESCO's skills and JobTech's, by the official mapping."""
    return [
        Link(
            _code(one.esco), _code(one.jobtech), LinkKind(one.relation), "ESCO mapping SE", "1.0.9", one.esco_label,
            one.jobtech_label,
        )
        for one in taxonomy.mapping(mapping)
    ]  # fmt: skip


def _code(issued: str) -> Code:
    system, _, code = issued.partition(":")
    return Code(system, code)


def search_words(related: Path, fields: Path) -> list[Link]:
    """Words people search with, each by the field, occupation or skill the taxonomy says it is about."""
    codes = _sun_codes(archive.json(fields)["data"]["concepts"])
    return [
        Link(Code("keyword", one["id"]), target, LinkKind.BROAD, "JobTech taxonomy", "2026", one["preferred_label"],
             other["preferred_label"])
        for one in archive.json(related)["data"]["concepts"]
        for other in one["related"]
        if (target := _target(other, codes)) is not None
    ]  # fmt: skip


def _target(other: Mapping[str, str], codes: Mapping[str, str]) -> Code | None:
    system = _SOURCES.get(other["type"])
    code = codes.get(other["id"]) if system == "sun2020" else other["id"]
    return Code("sun2020-4" if system == "sun2020" else system, code) if system and code else None


def _sun_codes(concepts: list[dict[str, Any]]) -> dict[str, str]:
    return dict(_sun(concepts))


def _sun(concepts: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in concepts:
        if "sun_education_field_code_2020" in one and len(one["sun_education_field_code_2020"]) == 4:
            yield one["id"], one["sun_education_field_code_2020"].lower()
        yield from _sun(one.get("narrower", []))
