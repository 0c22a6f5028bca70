"""EMIL: educations as the standard SS 10700 writes them, from Susa-navet or from an organiser.

The subset that is read, in any version and namespace of the standard (EMIL 2 and 3):

educationInfo    one education, wherever it stands in the document
  identifier     its id
  title          its name; description, expectedLearning, eligibility: its texts
    string       once for each language (xml:lang or lang); Swedish is taken, else the first

Everything else is skipped, contacts among it. The same fields are read of the JSON of Susa-navet's REST service.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import msgspec

from malbild.sources.jobtech.contacts import covered
from malbild.sources.problems import refuse
from malbild.vocabulary.finding import Place
from malbild.vocabulary.skill import CourseText
from malbild.vocabulary.text import Text

_TEXTS = ("title", "description", "expectedLearning", "eligibility")
_SWEDISH = ("sv", "swe", "")


def educations(content: bytes, file: str, publisher: str = "Susa-navet") -> list[CourseText]:
    """The educations of a document, XML or JSON, contacts in their texts covered.

    Raises Refused when the document is broken, holds no education, or declares entities, which may be made to grow
    without end.
    """
    found = list(_of_json(content, file) if content.lstrip()[:1] in (b"{", b"[") else _of_xml(content, file))
    if not found:
        raise _no_emil(file, "educationInfo")
    return [
        CourseText(id, texts["title"], covered("\n".join(filter(None, texts.values()))), publisher)
        for id, texts in found
    ]


def _of_xml(content: bytes, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _no_emil(file, "DOCTYPE")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as problem:
        raise _no_emil(file, str(problem)) from None
    for one in root.iter():
        if _name(one) == "educationInfo":
            parts = {_name(part): part for part in one}
            id = (parts["identifier"].text or "").strip() if "identifier" in parts else ""
            yield id, {name: _in_swedish(_strings(parts[name])) if name in parts else "" for name in _TEXTS}


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _strings(element: ElementTree.Element) -> list[tuple[str, str]]:
    """Language and words of each version of a text."""
    versions = [one for one in element if _name(one) == "string"] or [element]
    return [(_language(one), "".join(one.itertext()).strip()) for one in versions]


def _language(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "lang"), "")


def _in_swedish(versions: list[tuple[str, str]]) -> str:
    order = {language: number for number, language in enumerate(_SWEDISH)}
    return min(versions, key=lambda one: order.get(one[0].partition("-")[0], len(order)), default=("", ""))[1]


def _of_json(content: bytes, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        read = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise _no_emil(file, str(problem)) from None
    for one in _infos(read):
        texts = {name: _in_swedish(_versions(one.get(name))) for name in _TEXTS}
        yield str(one.get("identifier", "")), texts


def _infos(read: Any) -> Iterator[dict[str, Any]]:
    """Every educationInfo, at whatever depth."""
    if isinstance(read, dict):
        if isinstance(read.get("educationInfo"), dict):
            yield read["educationInfo"]
        else:
            for one in read.values():
                yield from _infos(one)
    elif isinstance(read, list):
        for one in read:
            yield from _infos(one)


def _versions(text: Any) -> list[tuple[str, str]]:
    strings = text.get("string", []) if isinstance(text, dict) else []
    return [(str(one.get("lang", "")), str(one.get("content", ""))) for one in strings if isinstance(one, dict)]


def _no_emil(file: str, why: str) -> Exception:
    return refuse(
        "input.no-emil", Place(file),
        Text(f"Filen går inte att läsa som EMIL ({why}).", f"The file cannot be read as EMIL ({why})."),
        Text(
            "Hämta den på nytt från Susa-navet, utan DOCTYPE, med minst en educationInfo.",
            "Fetch it again from Susa-navet, without a DOCTYPE, with at least one educationInfo.",
        ),
    )  # fmt: skip
