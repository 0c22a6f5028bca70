"""Area: the nation, its counties and its municipalities, with the years their codes hold."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from malbild.vocabulary.swedish_areas import COUNTIES, MUNICIPALITIES, NATION


class AreaKind(StrEnum):
    """What kind of area a code names."""

    NATION = "nation"
    COUNTY = "county"
    MUNICIPALITY = "municipality"


class UnknownArea(ValueError):
    """A code that names no area in the year asked for."""

    def __init__(self, code: str, year: int | None = None) -> None:
        self.code = code
        when = f" in {year}" if year is not None else ""
        super().__init__(
            f"No area has the code {code!r}{when}. Use '00' for the nation, two digits for a county and four "
            "for a municipality, with leading zeros (0114, not 114)."
        )


@dataclass(frozen=True, slots=True)
class Area:
    """An area of official statistics.

    code_scb    Statistics Sweden's code: '00', two digits (county) or four (municipality); always text
    parent      code of the area it lies in; None for the nation
    valid_from  first year (31 December) its code holds; None when it held before 1974
    valid_to    last year it held; None when it still holds
    """

    code_scb: str
    name: str
    kind: AreaKind
    parent: str | None
    valid_from: int | None = None
    valid_to: int | None = None

    def holds(self, year: int) -> bool:
        """Whether the code held on 31 December of a year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)


# Codes that are younger than the municipal reform of 1974, or that have ended. Source: Statistics
# Sweden, "Meddelanden i samordningsfrågor", divisions and renamings of counties and municipalities.
_SINCE = {
    "12": 1997, "14": 1998,
    "0140": 1999, "0187": 1983, "0330": 2003, "0331": 2007, "0461": 1992, "0488": 1992,
    "1443": 1995, "1535": 1983, "1814": 1995,
}  # fmt: skip
_ENDED = (
    ("11", "Kristianstads län", "00", 1996),
    ("15", "Älvsborgs län", "00", 1997),
    ("16", "Skaraborgs län", "00", 1997),
    ("1917", "Heby", "19", 2006),
)


@cache
def areas() -> dict[str, Area]:
    """Every area by its code, those that have ended included.

    >>> len(areas()) - 4
    312
    """
    found = {NATION[0]: Area(*NATION, kind=AreaKind.NATION, parent=None)}
    for code, name in COUNTIES:
        found[code] = Area(code, name, AreaKind.COUNTY, NATION[0], _SINCE.get(code))
    for code, name in MUNICIPALITIES:
        found[code] = Area(code, name, AreaKind.MUNICIPALITY, code[:2], _SINCE.get(code))
    for code, name, parent, year in _ENDED:
        kind = AreaKind.COUNTY if len(code) == 2 else AreaKind.MUNICIPALITY
        found[code] = Area(code, name, kind, parent, None, year)
    return found


def area(code: str, year: int | None = None) -> Area:
    """The area with a code, in a year when one is given; Kolada's four-digit county and nation codes are read too.

    >>> area("1881").name, area("0018").name, area("0000").name
    ('Kumla', 'Örebro län', 'Riket')
    """
    stripped = code.strip()
    if len(stripped) == 4 and stripped.startswith("00"):
        stripped = stripped[2:]
    found = areas().get(stripped)
    if found is None or (year is not None and not found.holds(year)):
        raise UnknownArea(code, year)
    return found


def municipalities_of(county: str, year: int | None = None) -> tuple[Area, ...]:
    """The municipalities of a county, as they are now or were in a year.

    >>> len(municipalities_of("18")), len(municipalities_of("00"))
    (12, 290)
    """
    parent = area(county)
    return tuple(
        one
        for one in areas().values()
        if one.kind is AreaKind.MUNICIPALITY
        and (parent.kind is AreaKind.NATION or one.parent == parent.code_scb)
        and (one.valid_to is None if year is None else one.holds(year))
    )


def counties(year: int | None = None) -> tuple[Area, ...]:
    """The counties, as they are now or were in a year.

    >>> len(counties())
    21
    """
    return tuple(
        one
        for one in areas().values()
        if one.kind is AreaKind.COUNTY and (one.valid_to is None if year is None else one.holds(year))
    )
