"""The small tables beside an admission: prices, travel times, need, pupils expected, replies, outcomes and changes.

Columns, values and limits: docs/reference/admission-files.md. Everything wrong with a file is told at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from malbild.sources.admission.columns import Columns, Readable, is_text, read_columns, require
from malbild.sources.admission.problems import Problems
from malbild.sources.admission.values import one_of, whole
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

Row = TypeVar("Row")
MOST_SEK = 999_999_999
MOST_PLACES = 10_000
MOST_MINUTES = 1_440
MOST_PUPILS = 1_000_000
REPLIES = ("keeps", "content", "leaves")
_NOT_SAID = -1


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What a place costs a year; `year` 0 holds in every year."""

    municipality: str
    field: str
    sek: int
    year: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change to try; what is None stays as it is."""

    programme: str
    places: int | None
    municipality: str | None
    field: str | None
    school: str


def read_prices(path: Readable, year: int) -> dict[tuple[str, str], float]:
    """SEK by municipality and field, as they hold in a year: rows of other years are left out."""

    def rows(columns: Columns, problems: Problems) -> list[PriceRow]:
        places, kinds = _texts(columns, "municipality"), _texts(columns, "field")
        sek = _whole(columns, "price_sek", 0, MOST_SEK, problems)
        years = _whole(columns, "year", 1900, 2200, problems, empty=0)
        return [PriceRow(*one) for one in zip(places, kinds, sek, years, strict=True)]

    found = _read(path, ("municipality", "field", "price_sek"), ("municipality", "field"), rows)
    held = [one for one in found if one.year in (0, year)]
    if found and not held:
        raise Refused(_told(path, "prices_year", _NO_YEAR, _NO_YEAR_REMEDY))
    return {(one.municipality, one.field): float(one.sek) for one in held}


def read_travel(path: Readable) -> dict[tuple[str, str], float]:
    """Minutes from a municipality to another."""

    def rows(columns: Columns, problems: Problems) -> list[tuple[tuple[str, str], float]]:
        minutes = map(float, _whole(columns, "minutes", 0, MOST_MINUTES, problems))
        pairs = zip(_texts(columns, "from"), _texts(columns, "to"), strict=True)
        return list(zip(pairs, minutes, strict=True))

    return dict(_read(path, ("from", "to", "minutes"), ("from", "to"), rows))


def read_need(path: Readable) -> dict[str, float]:
    """Places a year that working life needs, by field."""
    return _numbers(path, "field", "places", MOST_PUPILS)


def read_expected(path: Readable) -> dict[str, float]:
    """How many pupils will apply from each municipality, as a forecast of the cohort has it."""
    return _numbers(path, "municipality", "pupils", MOST_PUPILS)


def read_replies(path: Readable) -> dict[str, str]:
    """The replies by applicant: keeps, content or leaves."""

    def rows(columns: Columns, problems: Problems) -> list[tuple[str, str]]:
        said = columns.numbers("reply", one_of(REPLIES), problems, message=_REPLY, remedy=_REPLY_REMEDY)
        return list(zip(_texts(columns, "applicant_id"), (REPLIES[one] for one in said), strict=True))

    return dict(_read(path, ("applicant_id", "reply"), ("applicant_id",), rows))


def read_outcome(path: Readable) -> dict[str, str]:
    """An earlier outcome, as admissions.csv has it: programme by applicant, empty for none."""

    def rows(columns: Columns, problems: Problems) -> list[tuple[str, str]]:
        return list(zip(_texts(columns, "applicant_id"), _texts(columns, "programme_id"), strict=True))

    return dict(_read(path, ("applicant_id", "programme_id"), ("applicant_id",), rows))


def read_changes(path: Readable) -> list[ChangeRow]:
    """The changes to try."""

    def rows(columns: Columns, problems: Problems) -> list[ChangeRow]:
        places = _whole(columns, "places", 0, MOST_PLACES, problems, empty=_NOT_SAID)
        texts = (_texts(columns, name) for name in ("programme_id", "municipality", "field", "school"))
        return [
            ChangeRow(programme, None if count == _NOT_SAID else count, where or None, field or None, school)
            for programme, where, field, school, count in zip(*texts, places, strict=True)
        ]

    return _read(path, ("programme_id",), ("programme_id",), rows)


def _numbers(path: Readable, key: str, value: str, most: int) -> dict[str, float]:
    def rows(columns: Columns, problems: Problems) -> list[tuple[str, float]]:
        return list(zip(_texts(columns, key), map(float, _whole(columns, value, 0, most, problems)), strict=True))

    return dict(_read(path, (key, value), (key,), rows))


def _read(
    path: Readable, names: tuple[str, ...], key: tuple[str, ...], rows: Callable[[Columns, Problems], list[Row]]
) -> list[Row]:
    """The rows of a file, or `Refused` with everything wrong with it.

    names   the columns it must have
    key     the columns that must be filled, and together tell its rows apart
    """
    problems = Problems(str(path))
    columns = read_columns(path, problems)
    found: list[Row] = []
    if require(columns, names, problems):
        for name in key:
            is_text(columns, name, problems)
        _tell_twice(columns, (*key, "year") if columns.has("year") else key, problems)
        found = rows(columns, problems)
    if problems:
        raise Refused(problems.findings())
    return found


def _tell_twice(columns: Columns, key: tuple[str, ...], problems: Problems) -> None:
    seen: set[tuple[str, ...]] = set()
    rows = zip(*(_texts(columns, name) for name in key), strict=True)
    for line, one in zip(columns.lines.tolist(), rows, strict=True):
        if one in seen:
            problems.add("row_twice", _TWICE, _TWICE_REMEDY, line=line, cell=key[0])
        seen.add(one)


def _texts(columns: Columns, name: str) -> list[str]:
    values, codes = columns.text(name)
    return [values[one] for one in codes]


def _whole(
    columns: Columns, name: str, least: int, most: int, problems: Problems, *, empty: int | None = None
) -> Iterable[int]:
    message = Text(f"{name} är inget heltal från {least} till {most}.",
                   f"{name} is no whole number from {least} to {most}.")  # fmt: skip
    remedy = Text("Skriv ett heltal utan mellanrum.", "Write a whole number without blanks.")
    codes = columns.numbers(name, whole(least, most, empty=empty), problems, message=message, remedy=remedy)
    return [int(one) for one in codes]


def _told(path: Readable, rule: str, message: Text, remedy: Text) -> list[Finding]:
    problems = Problems(str(path))
    problems.add(rule, message, remedy)
    return problems.findings()


_TWICE = Text("Raden finns redan längre upp.", "The row is there already, further up.")
_TWICE_REMEDY = Text("Behåll en av dem.", "Keep one of them.")
_REPLY = Text("Svaret är okänt.", "The reply is unknown.")
_REPLY_REMEDY = Text(
    "Skriv keeps (behåller och väntar), content (nöjd) eller leaves (lämnar).",
    "Write keeps (keeps and waits), content, or leaves.",
)
_NO_YEAR = Text("Inga priser gäller för året.", "No prices hold in the year.")
_NO_YEAR_REMEDY = Text("Lägg till årets priser; andra års priser lånas aldrig.",
                       "Add the year's prices; those of other years are never borrowed.")  # fmt: skip
