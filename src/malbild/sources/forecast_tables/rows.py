"""Rows of a CSV table with the columns a forecast needs, each field read or refused."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from malbild.sources.forecast_tables.problems import Problems
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

WOMEN, MEN = 0, 1
SEX_WORDS = {
    **dict.fromkeys(("women", "woman", "female", "females", "f", "kvinnor", "kvinna", "k"), WOMEN),
    **dict.fromkeys(("men", "man", "male", "males", "m", "män"), MEN),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One cell as read: where it stands, and whether its age is the open last one ("100+").

    to   where the move went, in a table of moves between areas; else empty
    """

    line: int
    area: str
    year: int
    age: int
    open_age: bool
    sex: int
    value: float
    to: str = ""


def rows(path: Path, columns: tuple[str, ...], problems: Problems, optional: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of a table; `columns` are those it must have, `optional` those it may have.

    Others are refused, so that no dimension is overlooked.
    """
    for line, raw in lines(path, columns, problems, optional):
        try:
            yield _row(line, raw)
        except Unreadable as wrong:
            problems.add(wrong.rule, Place(str(path), line, wrong.column), wrong.message, wrong.remedy)


def lines(
    path: Path, columns: tuple[str, ...], problems: Problems, optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with these columns and no others but the optional, each with its number."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        problems.add(
            "file",
            Place(str(path)),
            Text(f"Filen går inte att öppna ({error.strerror}).", f"The file cannot be opened ({error.strerror})."),
            Text("Se efter att den finns och får läsas.", "See that it is there and may be read."),
        )
        return
    except UnicodeDecodeError:
        problems.add(
            "encoding",
            Place(str(path)),
            Text("Filen är inte skriven i UTF-8.", "The file is not UTF-8."),
            Text("Spara den som CSV med teckenkodningen UTF-8.", "Save it as CSV in the encoding UTF-8."),
        )
        return
    written = content.splitlines()
    delimiter = ";" if written and written[0].count(";") > written[0].count(",") else ","
    reader = csv.DictReader(written, delimiter=delimiter, skipinitialspace=True)
    if _right_columns(path, columns, list(reader.fieldnames or ()), optional, problems):
        for raw in reader:
            if None in raw:
                _too_long(path, reader.line_num, problems)
            else:
                yield reader.line_num, raw


def _too_long(path: Path, line: int, problems: Problems) -> None:
    """A decimal comma would otherwise be read as a whole number and a field that nobody asked for."""
    problems.add("fields", Place(str(path), line), Text(
        "Raden har fler fält än rubriken.", "The row has more fields than the heading."), Text(
        "Skriv decimaler med punkt, eller skilj kolumnerna åt med semikolon.",
        "Write decimals with a point, or separate the columns by semicolons."))  # fmt: skip


def heading(path: Path) -> list[str]:
    """The columns of a table that could be read."""
    first = path.read_text(encoding="utf-8-sig").partition("\n")[0].replace(";", ",")
    return [one.strip().strip('"') for one in first.split(",")]


def _right_columns(
    path: Path, wanted: tuple[str, ...], found: list[str], optional: tuple[str, ...], problems: Problems
) -> bool:
    missing, unknown = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted) - set(optional))
    if missing or unknown:
        problems.add(
            "columns",
            Place(str(path), 1),
            Text(
                f"Kolumnerna är {', '.join(found) or 'inga'}; {', '.join(wanted)} behövs.",
                f"The columns are {', '.join(found) or 'none'}; {', '.join(wanted)} are needed.",
            ),
            Text(
                f"Lägg till {', '.join(missing) or 'ingen'}; ta bort {', '.join(unknown) or 'ingen'} (summera).",
                f"Add {', '.join(missing) or 'none'}; take out {', '.join(unknown) or 'none'} (sum over it).",
            ),
        )
    return not missing and not unknown


class Unreadable(Exception):
    """A field that cannot be read: which column, what is wrong and what to do."""

    def __init__(self, rule: str, column: str, written: str, sv: str, en: str) -> None:
        self.rule, self.column = rule, column
        self.message = Text(f"{written!r} {sv}.", f"{written!r} {en}.")
        self.remedy = _REMEDIES[rule]


_REMEDIES = {
    "area": Text(
        "Skriv områdets kod som text, med inledande nollor.", "Write the area's code as text, with leading zeros."
    ),
    "year": Text("Skriv året med fyra siffror.", "Write the year in four digits."),
    "age": Text(
        "Skriv ettårsålder, den sista öppen: 0, 1, …, 99, 100+ (85+ går också). Fördela åldersgrupper på ettårsåldrar.",
        "Write single ages, the last one open: 0, 1, …, 99, 100+ (85+ will do too). Divide groups into single ages.",
    ),
    "sex": Text("Skriv women eller men (kvinnor, män).", "Write women or men."),
    "number": Text(
        "Skriv antalet personer med decimalpunkt och utan mellanrum; lämna ingen cell tom.",
        "Write the number of persons with a decimal point and no spaces; leave no cell empty.",
    ),
}


def _row(line: int, raw: dict[str, str]) -> Row:
    area, to = (_area(raw, column) for column in (("from", "to") if "from" in raw else ("area", "")))
    age, open_age = _age((raw.get("age") or "").strip()) if "age" in raw else (0, False)
    return Row(
        line,
        area,
        year_of(raw["year"]),
        age,
        open_age,
        sex_of(raw["sex"]) if "sex" in raw else WOMEN,
        number_of(raw["value"]),
        to,
    )


def _area(raw: dict[str, str], column: str) -> str:
    text = (raw[column] or "").strip() if column else ""
    if column and not text:
        raise Unreadable("area", column, text, "är inget område", "is no area")
    return text


def year_of(written: str | None) -> int:
    """A year of four digits."""
    text = (written or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Unreadable("year", "year", text, "är inget år", "is no year")
    return int(text)


def _age(written: str) -> tuple[int, bool]:
    digits = written.removesuffix("+")
    if not (digits.isascii() and digits.isdigit() and int(digits) <= 120):
        raise Unreadable("age", "age", written, "är ingen ettårsålder", "is no single age")
    return int(digits), written.endswith("+")


def sex_of(written: str | None) -> int:
    """A sex by any of its usual words."""
    text = (written or "").strip()
    try:
        return SEX_WORDS[text.lower()]
    except KeyError:
        raise Unreadable("sex", "sex", text, "är inget kön", "is no sex") from None


def number_of(written: str | None) -> float:
    """A number of persons, zero or more."""
    text = (written or "").strip()
    try:
        value = float(text)
    except ValueError:
        raise Unreadable("number", "value", text, "är inget tal", "is no number") from None
    if not (0 <= value < 1e10):
        raise Unreadable("number", "value", text, "är inget antal personer", "is no number of persons")
    return value
