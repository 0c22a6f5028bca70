"""Roles: what each column of a table holds, by declaration, heading and cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from malbild.sources.files.areas import area_code, is_the_county, means_county
from malbild.sources.files.sidecar import Column, Sidecar
from malbild.vocabulary.period import UnknownPeriod
from malbild.vocabulary.span import Span

_HEADINGS = {
    "area": "area_code kommunkod länskod lanskod regionkod region_code county_code municipality_code area region "
            "område "
            "omrade kod code area_code_scb areacode",
    "name": "area_name kommun län lan kommunnamn länsnamn regionnamn region_name municipality county namn kommuner "
            "county_name municipality_name name kommun/län område/kommun",
    "period": "period år ar year tid time månad manad kvartal month quarter datum date läsår lasar tidpunkt årtal",
    "measure": "measure mått matt variabel variable indicator indikator tabellinnehåll contents nyckeltal kpi",
    "value": "value värde varde values obs_value",
    "status": "status flag flagga obs_status",
    "ignore": "note notes kommentar comment källa fotnot anmärkning",
    "group": "sex kön kon gender ålder age age_group åldersgrupp",
}  # fmt: skip
_BY_HEADING = {word: role for role, words in _HEADINGS.items() for word in words.split()}
_SEX = {"kvinnor", "män", "women", "men", "kvinna", "man", "flickor", "pojkar"}
_SEX_HEADINGS = {"sex", "kön", "kon", "gender"}
_BOTH = {"totalt", "total", "båda", "båda könen", "samtliga", "summa", "alla"}
_YEAR = re.compile(r"(?<![\d=])((?:19|20)\d{2})(?![\d=])")
_MOSTLY = 0.75

IsNumber = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Placed:
    """A column with its role settled.

    fixed    for a column of a wide table: dimension → code it stands for ({"period": "2018"})
    measure  for a column of figures: what it counts, empty when a measure column says so
    """

    index: int
    heading: str
    role: str
    dimension: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    measure: str = ""


def settle(
    headings: Sequence[tuple[str, ...]], rows: Sequence[Sequence[str]], sidecar: Sidecar, is_number: IsNumber,
    *, year: str = "",
) -> list[Placed]:  # fmt: skip
    """The role of every column; `headings` has one text per heading row, `year` is what stands above them."""
    columns = [
        _by_declaration(place, levels, sidecar) or _by_look(place, levels, [row[place] for row in rows], is_number)
        for place, levels in enumerate(headings)
    ]
    columns = _one_value_column(columns, sidecar)
    columns = _one_area_column(columns, rows, sidecar)
    return _wide(columns, headings, sidecar, year)


def _by_declaration(place: int, levels: tuple[str, ...], sidecar: Sidecar) -> Placed | None:
    heading = _joined(levels)
    declared = sidecar.columns.get(heading, Column())
    if not declared.role:
        return None
    return Placed(place, heading, declared.role, declared.dimension or heading, measure=heading)


def _by_look(place: int, levels: tuple[str, ...], cells: list[str], is_number: IsNumber) -> Placed:
    heading = _joined(levels)
    role = _BY_HEADING.get(heading.casefold())
    if role is None and heading.startswith(("value_", "värde_")):
        role = "value"
    if role is None:
        role = "number" if _numeric(cells, is_number) else "group"
        if role == "group" and not heading and _mostly_areas(cells):
            role = "name"
    return Placed(place, heading, role, heading, measure=_measure_of(heading))


def _measure_of(heading: str) -> str:
    return heading.removeprefix("value_") if heading.startswith("value_") else heading


def _joined(levels: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(level for level in levels if level))


def _numeric(cells: list[str], is_number: IsNumber) -> bool:
    filled = [cell for cell in cells if cell]
    return not filled or sum(map(is_number, filled)) >= 0.5 * len(filled)


def _mostly_areas(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    named = sum(area_code(cell) is not None or means_county(cell) for cell in filled)
    return bool(filled) and named >= _MOSTLY * len(filled)


def _one_value_column(columns: list[Placed], sidecar: Sidecar) -> list[Placed]:
    """Where a column is called value, other columns of numbers are groups (ages, size classes)."""
    named = any(one.role == "value" for one in columns)
    wide = sidecar.wide is not None
    role = "group" if named and not wide else "value"
    return [replace(one, role=role) if one.role == "number" else one for one in columns]


def _one_area_column(columns: list[Placed], rows: Sequence[Sequence[str]], sidecar: Sidecar) -> list[Placed]:
    """One column gives the area: codes before names, and a column that looks like areas when none is called so."""
    if any(one.role == "area" for one in columns):
        return _with_names(columns)
    candidates = [one for one in columns if one.role == "name"] or [
        one
        for one in columns
        if one.role == "group"
        and one.heading not in sidecar.columns
        and _mostly_areas([row[one.index] for row in rows])
    ]
    if not candidates:
        return columns
    finest = max(candidates, key=lambda one: _municipalities([row[one.index] for row in rows]))
    return [replace(one, role="area") if one is finest else one for one in columns]


def _with_names(columns: list[Placed]) -> list[Placed]:
    first = next(one for one in columns if one.role == "area")
    return [replace(one, role="group") if one.role == "area" and one is not first else one for one in columns]


def _municipalities(cells: list[str]) -> int:
    return sum(len(area_code(cell) or "") == 4 for cell in cells)


# ---- wide tables: columns that are places in a dimension


def _wide(columns: list[Placed], headings: Sequence[tuple[str, ...]], sidecar: Sidecar, year: str) -> list[Placed]:
    if sidecar.wide is not None:
        return [_declared_wide(one, sidecar) for one in columns]
    figures = [one for one in columns if one.role == "value" and one.heading not in sidecar.columns]
    has_sex = any(one.role == "group" and one.heading.casefold() in _SEX_HEADINGS for one in columns)
    sexes = sum(_is_sex(level) for one in figures for level in headings[one.index]) >= 2 and not has_sex
    reading = _HeadingReader(
        period=not any(one.role == "period" for one in columns), area=not any(one.role == "area" for one in columns),
        sex=sexes, year=year,
    )  # fmt: skip
    return _about_one_area(
        [reading.fixed(one, headings[one.index]) if one in figures else one for one in columns], sidecar
    )


def _about_one_area(columns: list[Placed], sidecar: Sidecar) -> list[Placed]:
    """Beside a column of one area and one of the nation, one that names neither (an index) is the area's."""
    named = {dict(one.fixed)["area"] for one in columns if "area" in dict(one.fixed)}
    own = named - {"00"}
    if "00" not in named or len(own) != 1:
        return columns
    fixed = (("area", own.pop()),)
    return [
        replace(one, fixed=(*one.fixed, *fixed))
        if one.role == "value" and one.heading not in sidecar.columns and "area" not in dict(one.fixed)
        else one
        for one in columns
    ]


def _is_sex(level: str) -> bool:
    return level.casefold() in _SEX


def _declared_wide(column: Placed, sidecar: Sidecar) -> Placed:
    wide = sidecar.wide
    assert wide is not None
    named = column.heading in wide.columns if wide.columns else column.role == "value"
    if not named:
        return column
    code = (area_code(column.heading) or column.heading) if wide.dimension == "area" else column.heading
    return replace(column, role="value", fixed=((wide.dimension, code),), measure=wide.measure)


@dataclass(frozen=True, slots=True)
class _HeadingReader:
    """Finds in the headings of figures what no column says: period, area and sex."""

    period: bool
    area: bool
    sex: bool
    year: str

    def fixed(self, column: Placed, levels: tuple[str, ...]) -> Placed:
        """The column with what its heading fixes, and its measure: the words that are left."""
        fixed: dict[str, str] = {}
        words: list[str] = []
        for level in levels:
            words.append(self._read(level, fixed))
        measure = " ".join(dict.fromkeys(word for word in words if word)).strip(" ,")
        return replace(column, fixed=tuple(fixed.items()), measure=_measure_of(measure) if fixed else column.measure)

    def _read(self, level: str, fixed: dict[str, str]) -> str:
        """Note what one heading fixes, and give the words that are left of it."""
        if self.sex and (_is_sex(level) or level.casefold() in _BOTH):
            fixed["sex"] = level
            return ""
        if self.area and "area" not in fixed:
            level = self._without_area(level, fixed)
        if self.period and "period" not in fixed and (found := _period_in(level, self.year)):
            fixed["period"], level = found
        return level

    @staticmethod
    def _without_area(level: str, fixed: dict[str, str]) -> str:
        parts = re.split(r"\s*[,;:(]\s*", level)
        for part in parts:
            code = area_code(part)
            if code is None and is_the_county(part):
                code = ""  # the county of the rest of the table
            if code is not None and not part.isdigit():
                fixed["area"] = code
                return ", ".join(one.strip(" )") for one in parts if one != part)
        return level


def _period_in(level: str, year: str) -> tuple[str, str] | None:
    """The period a heading names, and what is left of it: "2018", "2018-Q3", "Folkmängd 2018", "jan" under a year."""
    for text in (level, f"{level} {year}" if year and level.isalpha() else level):
        try:
            Span.parse(text)
            return text, ""
        except UnknownPeriod:
            continue
    found = _YEAR.findall(level)
    if len(found) != 1 or "index" in level.casefold():
        return None
    return found[0], " ".join(_YEAR.sub(" ", level).split()).strip(" ,:()")
