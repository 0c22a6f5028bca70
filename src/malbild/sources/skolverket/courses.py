"""Courses: syllabi of upper-secondary courses and names of vocational colleges' programmes, as texts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec
import openpyxl

from malbild.sources.problems import refuse
from malbild.vocabulary.finding import Place
from malbild.vocabulary.skill import CourseText
from malbild.vocabulary.text import Text

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
