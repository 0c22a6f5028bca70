"""Keys: two figures for one cell, and a name that is not its code's."""

import math
from collections.abc import Iterator

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.grid import area_name
from malbild.analysis.checks.tables.report import figure, gathered
from malbild.vocabulary.area import areas
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.text import Text


def _check_duplicates(exam: Examination) -> Iterator[Finding]:
    found = []
    for cell, key in enumerate(exam.grid.keys):
        first = exam.grid.cells[key]
        if first != cell:
            found.append(_duplicate(exam, first, cell))
    yield from gathered(found)


def _duplicate(exam: Examination, first: int, cell: int) -> Finding:
    one, other = exam.grid.value(first), exam.grid.value(cell)
    decimals = exam.grid.decimals[exam.grid.code(cell, "measure")]
    line = int(exam.table.lines[first])
    same = one == other or (math.isnan(one) and math.isnan(other))
    sv = "samma värde" if same else f"{figure(one, 'sv', decimals)} och {figure(other, 'sv', decimals)}"
    en = "the same value" if same else f"{figure(one, 'en', decimals)} and {figure(other, 'en', decimals)}"
    where = exam.grid.words(cell)
    return Finding(
        "table.duplicate-key", Severity.ERROR, exam.place(cell),
        Text(f"{where} står två gånger, först på rad {line}: {sv}.", f"{where} stands twice, first on line {line}: "
                                                                     f"{en}."),
        Text("Ta bort den ena raden, eller lägg till den kolumn som skiljer dem åt.",
             "Remove one of the rows, or add the column that tells them apart."),
    )  # fmt: skip


def _check_names(exam: Examination) -> Iterator[Finding]:
    for code, name in exam.table.names.items():
        plain, _, line = code.partition("@")
        if plain in areas() and not _same(plain, name):
            yield Finding(
                "table.area-name",
                Severity.ERROR,
                Place(exam.table.file, int(line) if line else _line(exam, plain), f"{plain}, {name}"),
                Text(
                    f"Koden {plain} är {area_name(plain)}, men raden heter {name}.",
                    f"The code {plain} is {area_name(plain)}, but the row is named {name}.",
                ),
                Text(
                    "Rader eller namn har förskjutits; hämta tabellen på nytt eller rätta koden.",
                    "Rows or names have slipped; fetch the table again or correct the code.",
                ),
            )


def _line(exam: Examination, code: str) -> int | None:
    cells = [cell for cell, key in enumerate(exam.grid.keys) if code in key]
    return int(exam.table.lines[cells[0]]) or None if cells else None


def _same(code: str, name: str) -> bool:
    """Whether a name may be that of an area: its own, shortened (without "län") or lengthened."""
    known, plain = areas()[code].name.casefold(), name.casefold().strip()
    if code == "00":
        return plain in {"riket", "sverige", "sweden", "hela riket", "the nation", "nation", known}
    others = {one.name.casefold() for one in areas().values()}
    stem = plain.removesuffix(" kommun").removesuffix(" stad").removesuffix(" län").removesuffix(" county")
    own = known.removesuffix(" län")
    return stem in {own, own.removesuffix("s"), own + "s"} or (
        plain not in others and (own in plain or plain.startswith("län"))
    )


DUPLICATE = Rule(
    "table.duplicate-key", Severity.ERROR,
    Text("Samma cell två gånger", "The same cell twice"),
    Text("Två rader har samma område, period, mått och grupp.", "Two rows have the same area, period, measure and "
                                                                "group."),
    Text("Vilken av siffrorna som visas beror på en slump, och summor räknar båda.",
         "Which figure is shown depends on chance, and sums count both."),
    Text("Samma kommun och år står på rad 14 med 217 och på rad 31 med 271.", "One municipality and year stands on "
                                                                              "line 14 with 217 and on line 31 with "
                                                                              "271."),
    Text("Ta bort den ena raden, eller lägg till den kolumn som skiljer dem åt.",
         "Remove one of the rows, or add the column that tells them apart."),
    _check_duplicates,
)  # fmt: skip

AREA_NAME = Rule(
    "table.area-name", Severity.ERROR,
    Text("Kod och namn hör inte ihop", "Code and name do not belong together"),
    Text("En rads områdeskod är en annan kommuns eller ett annat läns än namnet säger.",
         "A row's area code is of another municipality or county than its name says."),
    Text("Två kommuners siffror har bytt plats, och båda får fel bild.",
         "The figures of two municipalities have changed places, and both get a wrong picture."),
    Text("En kommuns kod står på grannkommunens rad.", "The code of one municipality stands on the row of its "
                                                       "neighbour."),
    Text("Rätta koden eller namnet, och se efter om siffrorna hör till rätt rad.",
         "Correct the code or the name, and see whether the figures belong to the row."),
    _check_names,
)  # fmt: skip
