"""Figures: what publishers tell of work and places, from the files they give out.

Statistics Sweden's occupational register as its database exports it (one table of employees by county, one by age and
larger region), commuting between counties, and the yearly result of applications to the agency of higher vocational
education. None of them is fetched here; a region saves them under the names that docs/reference/skills-files.md gives.
"""

import re
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from malbild.sources.jobtech import archive
from malbild.sources.matching.grid import Grid, grid
from malbild.sources.problems import refuse
from malbild.sources.skolverket.courses import college_rows
from malbild.vocabulary.finding import Place
from malbild.vocabulary.matching import Code, Education
from malbild.vocabulary.text import Text

_REGION, _OCCUPATION = "region", "occupation (SSYK 2012)"
_OLDER = ("50-54 years", "55-59 years", "60-64 years")
_GRANTED = "Beviljad"
_ROUNDS = "Beviljade utbildningsomgångar"
# The larger regions of the table of ages, each by its counties.
_LARGER = {
    "SE01": "01", "SE02": "03 04 05 18 19", "SE04": "10 12", "SE06": "17 20 21", "SE07": "22 23", "SE08": "24 25",
    "SE09": "06 07 08 09", "SE0A": "13 14",
}  # fmt: skip
# The national vocational programmes of upper-secondary school: code, name, name in English.
_PROGRAMMES = (
    ("BA", "Bygg- och anläggningsprogrammet", "Building and construction programme"),
    ("BF", "Barn- och fritidsprogrammet", "Child and recreation programme"),
    ("EE", "El- och energiprogrammet", "Electricity and energy programme"),
    ("FT", "Fordons- och transportprogrammet", "Vehicle and transport programme"),
    ("FS", "Försäljnings- och serviceprogrammet", "Sales and service programme"),
    ("HV", "Hantverksprogrammet", "Handicraft programme"),
    ("HT", "Hotell- och turismprogrammet", "Hotel and tourism programme"),
    ("IN", "Industritekniska programmet", "Industrial technology programme"),
    ("NB", "Naturbruksprogrammet", "Natural resource use programme"),
    ("RL", "Restaurang- och livsmedelsprogrammet", "Restaurant management and food programme"),
    ("VF", "VVS- och fastighetsprogrammet", "HVAC and property maintenance programme"),
    ("VO", "Vård- och omsorgsprogrammet", "Health and social care programme"),
)

Employed = dict[tuple[str, str], dict[int, float]]
"""(county, SSYK 2012 at three digits) → year → how many work there."""

Ages = dict[tuple[str, str], tuple[float, float, float, float]]
"""(larger region, SSYK 2012) → all at work, and those of 50–54, 55–59 and 60–64 years."""


def employed(path: Path) -> Employed:
    """Employees by county, occupation and year, both sexes together."""
    table = grid(path, (_REGION, _OCCUPATION))
    years = _years(table)
    found: Employed = defaultdict(lambda: dict.fromkeys(years, 0.0))

    def add(row: Any) -> None:
        counted = found[_first_word(row.needed(_REGION)), _first_word(row.needed(_OCCUPATION))]
        for year in years:
            counted[year] += row.count(str(year))

    table.each(add)
    return dict(found)


def occupation_names(path: Path) -> dict[str, str]:
    """The table's own English names of the occupations."""
    table = grid(path, (_REGION, _OCCUPATION))
    names = {row.text(_OCCUPATION) for row in table.rows}
    return {_first_word(one): one.partition(" ")[2].strip() for one in names}


def ages(path: Path) -> Ages:
    """Employees of the last year by larger region and occupation, with the three oldest bands."""
    table = grid(path, (_REGION, _OCCUPATION, "age"))
    year = str(max(_years(table)))
    found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 4)

    def add(row: Any) -> None:
        counted = found[_first_word(row.needed(_REGION)), _first_word(row.needed(_OCCUPATION))]
        number, age = row.count(year), row.needed("age")
        counted[0] += number
        if age in _OLDER:
            counted[1 + _OLDER.index(age)] += number

    table.each(add)
    return {key: (one[0], one[1], one[2], one[3]) for key, one in found.items()}


def larger_region(county: str) -> str:
    """The code of the larger region that a county belongs to in the table of ages."""
    return next(region for region, counties in _LARGER.items() if county in counties.split())


def _years(table: Grid) -> list[int]:
    columns = table.rows[0].cells if table.rows else {}
    return sorted(int(name) for name in columns if re.fullmatch(r"\d{4}", name))


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0]


def commuting(path: Path, county: str) -> tuple[float, float, int]:
    """Share of a county's jobs held from elsewhere, share of its workers that work elsewhere, and the year.

    Raises Refused where the county is not in the workbook.
    """
    book = openpyxl.load_workbook(BytesIO(archive.content(path)), read_only=True)
    try:
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # the file says that it holds one cell
        rows = [row for row in sheet.iter_rows(values_only=True) if row and str(row[0]) == county]
    finally:
        book.close()
    shares = {str(row[5]): float(str(row[6])) / 100 for row in rows}
    if len(shares) < 2:
        raise refuse(
            "input.no-county", Place(path.name),
            Text(f"Länet {county} har inte både in- och utpendling i filen.",
                 f"County {county} has not both commuting in and out in the file."),
            Text("Hämta tabellen för alla län.", "Fetch the table for all counties."),
        )  # fmt: skip
    return shares["Andel inpendling"], shares["Andel utpendling"], int(str(rows[0][4]))


def college_places(path: Path, county: str) -> list[Education]:
    """The granted programmes of a county ("Dalarna"), with places a year: those of a round, one round a year."""
    rows = [row for row in college_rows(archive.content(path)) if row["Län"] == county and row["Beslut"] == _GRANTED]
    return sorted((_college(row) for row in rows), key=lambda one: one.id)


def _college(row: dict[str, Any]) -> Education:
    rounds = max(int(row[_ROUNDS] or 0), 1)
    applied = float(row["Sökta platser per utbildningsomgång"])
    return Education(
        str(row["Diarienummer"]).rpartition(" ")[2].replace("/", "-"), str(row["Utbildningsnamn"]).strip(), "yh",
        Code("sun2020", str(row["SUN5 inriktning"])), str(row["SUN5 inriktning namn"]),
        organiser=str(row["Utbildningsanordnare administrativ enhet"]), municipality=str(row["Kommun"]),
        places=float(row["Beviljade platser totalt"]) / rounds, applied=applied, source="MYH 2024",
    )  # fmt: skip


def upper_secondary_programmes() -> list[Education]:
    """The national vocational programmes. How many they take in a county no file here tells."""
    return [
        Education(f"gy-{code.lower()}", name, "gy", Code("gy", code), name, name_en=name_en, source="Skolverket")
        for code, name, name_en in _PROGRAMMES
    ]
