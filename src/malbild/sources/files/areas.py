"""Areas as tables write them: by code, by name, by both, or as "the county" and "the nation"."""

import re
from functools import cache

from malbild.vocabulary.area import AreaKind, UnknownArea, area, areas

_NATION = {"riket", "sverige", "hela riket", "sweden", "the nation", "nation", "riket totalt", "whole country"}
_COUNTY = {"länet", "hela länet", "länet totalt", "länet, totalt", "totalt länet", "the county", "county"}
_TOTAL = {"totalt", "total", "summa", "samtliga", "alla", "sum", "hela länet totalt", "samtliga kommuner"}
_CODED = re.compile(r"(\d{2}|\d{4})\s+(\D.*)")


def area_code(text: str) -> str | None:
    """The code of the area a text names; None when it names none.

    >>> area_code("Kumla kommun"), area_code("1881 Kumla"), area_code("Örebro län"), area_code("0018")
    ('1881', '1881', '18', '18')
    """
    stripped = " ".join(text.split())
    if match := _CODED.fullmatch(stripped):
        stripped = match[1]
    if stripped.isascii() and stripped.isdigit():
        try:
            return area(stripped).code_scb
        except UnknownArea:
            return None
    name = stripped.casefold()
    if name in _NATION:
        return "00"
    return _names().get(name.removesuffix(" kommun").removesuffix(" stad"))


def means_county(text: str) -> bool:
    """Whether a row's label is "the county" or a grand total, which is the county when all rows lie in one."""
    return is_the_county(text) or " ".join(text.split()).casefold().rstrip(":") in _TOTAL


def is_the_county(text: str) -> bool:
    """Whether a label says "the county" in so many words.

    >>> is_the_county("Länet"), is_the_county("Totalt")
    (True, False)
    """
    return " ".join(text.split()).casefold().rstrip(":") in _COUNTY


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in areas().values():
        name = one.name.casefold()
        if one.kind is AreaKind.COUNTY:
            found[name] = one.code_scb
            found[name.replace(" län", "s län") if not name.endswith("s län") else name] = one.code_scb
        elif one.kind is AreaKind.MUNICIPALITY:
            found[name] = one.code_scb
            found[f"{name}s"] = one.code_scb
    return found
