"""Courses: syllabi of upper-secondary courses and names of vocational colleges' programmes, as texts."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl

from malbild.sources.jobtech.contacts import covered
from malbild.sources.problems import refuse
from malbild.sources.skolverket.emil import educations
from malbild.vocabulary.finding import Place
from malbild.vocabulary.skill import CourseText
from malbild.vocabulary.text import Text

_COLUMNS = ("id", "name", "text")
_UNIVERSITY = "universitet"
_GRANTED = "Beviljad"
_SHEET = "Tabell 3"


class _Syllabus(msgspec.Struct):
    code: str
    name: str
    content: list[str] | dict[str, list[str]] = []
    subject: str = ""


def upper_secondary(content: bytes, file: str) -> list[CourseText]:
    """The courses of gymnasium_courses.jsonl: code, name, and the central content as one text.

    Raises Refused at a line that is no course.
    """
    return [_course(line, Place(file, number)) for number, line in enumerate(content.splitlines(), 1) if line.strip()]


def _course(line: bytes, place: Place) -> CourseText:
    try:
        one = msgspec.json.decode(line, type=_Syllabus)
    except msgspec.MsgspecError as problem:
        raise refuse(
            "input.broken-line", place,
            Text(
                f"Raden går inte att läsa som en kurs ({problem}).",
                f"The line cannot be read as a course ({problem}).",
            ),
            Text("Hämta filen på nytt.", "Fetch the file again."),
        ) from None  # fmt: skip
    return CourseText(one.code, one.name, "\n".join([one.name, *_lines(one.content)]), "Skolverket")


def _lines(content: list[str] | dict[str, list[str]]) -> list[str]:
    """The lines of the central content; some courses have them under headings."""
    if isinstance(content, list):
        return content
    return [line for heading, lines in content.items() for line in (heading, *lines)]


def table(content: bytes, file: str) -> list[CourseText]:
    """A plain table (CSV with comma or semicolon, UTF-8) with the columns id, name and text, and perhaps publisher.

    Contacts in the texts are covered. Raises Refused when a column is missing.
    """
    words = content.decode("utf-8-sig", "replace")
    first = words.partition("\n")[0]
    rows = list(csv.DictReader(StringIO(words), delimiter=";" if first.count(";") > first.count(",") else ","))
    missing = [
        name for name in _COLUMNS if name not in (rows[0] if rows else first.replace(";", ",").strip().split(","))
    ]
    if missing:
        raise refuse(
            "input.missing-column", Place(file, 1),
            Text(f"Kolumner saknas: {', '.join(missing)}.", f"Columns are missing: {', '.join(missing)}."),
            Text("Kalla kolumnerna id, name och text.", "Name the columns id, name and text."),
        )  # fmt: skip
    return [
        CourseText(row["id"], row["name"], covered(f"{row['name']}\n{row['text'] or ''}"), row.get("publisher") or "")
        for row in rows
    ]


def university(content: bytes) -> list[CourseText]:
    """A university's syllabi as a workbook (Kurskod, KursplanBenamning, UtbildningMal), the newest of each course."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        heading = next(rows)
        newest = {str(row["Kurskod"]): row for row in (dict(zip(heading, cells, strict=False)) for cells in rows)}
    finally:
        book.close()
    named = ((code, str(row["KursplanBenamning"]), str(row["UtbildningMal"] or "")) for code, row in newest.items())
    return [CourseText(code, name, f"{name}\n{goals}", _UNIVERSITY) for code, name, goals in named]


def read(path: Path) -> list[CourseText]:
    """The educations of a file, by its ending: .xml or .json EMIL, .csv a plain table, .xlsx syllabi of a university,
    else upper-secondary courses, one JSON object in each line."""
    content, ending = path.read_bytes(), path.suffix.lower()
    if ending in (".xml", ".json"):
        return educations(content, str(path))
    if ending == ".xlsx":
        return university(content)
    return table(content, str(path)) if ending == ".csv" else upper_secondary(content, str(path))


def vocational_colleges(content: bytes, county: str) -> list[CourseText]:
    """The granted programmes of a county ("Dalarna"), from the yearly result of applications (Tabell 3)."""
    return [
        CourseText(row["Diarienummer"], row["Utbildningsnamn"], row["Utbildningsnamn"], "MYH")
        for row in college_rows(content)
        if row["Beslut"] == _GRANTED and row["Län"] == county
    ]


def college_rows(content: bytes) -> Iterator[dict[str, Any]]:
    """The rows of the yearly result of applications, below some lines of explanation, by the names of its heading."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    try:
        heading: tuple[Any, ...] | None = None
        for cells in book[_SHEET].iter_rows(values_only=True):
            if heading is None and "Diarienummer" in cells:
                heading = cells
            elif heading is not None and cells[0]:
                yield dict(zip(heading, cells, strict=False))
    finally:
        book.close()


def subject_names(content: bytes) -> dict[str, str]:
    """Code → name of the upper-secondary subjects (gymnasium_subjects.jsonl). A course's code begins with it."""
    found = (msgspec.json.decode(line, type=_Subject) for line in content.splitlines() if line.strip())
    return {one.code: one.name for one in found}


class _Subject(msgspec.Struct):
    code: str
    name: str
