"""Tables: an indicator's figures as CSV, one form for people and one for machines."""

import csv
from collections.abc import Iterator
from io import StringIO

from malbild.vocabulary.area import area
from malbild.vocabulary.cube import Cube

_COLUMNS = (
    "indicator",
    "area_code_scb",
    "area_name",
    "period",
    "group",
    "value",
    "unit",
    "status",
    "publisher",
    "address",
    "published",
    "read",
)
_RUBRICS = (
    "indikator",
    "områdeskod",
    "område",
    "period",
    "grupp",
    "värde",
    "enhet",
    "status",
    "utgivare",
    "adress",
    "publicerad",
    "läst",
)


def for_machines(cube: Cube) -> bytes:
    """Comma and point, UTF-8: one row a cell, a cell without a number has an empty value and its status."""
    return _written(cube, _COLUMNS, delimiter=",", point=".").encode()


def for_people(cube: Cube) -> bytes:
    """Semicolon and decimal comma, with a byte order mark: opens rightly in a Swedish spreadsheet."""
    return _written(cube, _RUBRICS, delimiter=";", point=",").encode("utf-8-sig")


def _written(cube: Cube, heading: tuple[str, ...], *, delimiter: str, point: str) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(_rows(cube, point))
    return out.getvalue()


def _rows(cube: Cube, point: str) -> Iterator[tuple[str, ...]]:
    for row, code in enumerate(cube.areas):
        for column, period in enumerate(cube.periods):
            for depth, group in enumerate(cube.groups):
                vintage = int(cube.vintage[row, column, depth])
                if vintage < 0:
                    continue
                value, origin = float(cube.values[row, column, depth]), cube.vintages[vintage].provenance
                yield (
                    cube.indicator.id, code, area(code).name, str(period), group,
                    "" if value != value else f"{value:.10g}".replace(".", point),
                    cube.indicator.unit.name, str(cube.status[row, column, depth]),
                    origin.publisher, origin.address, str(origin.published or ""), str(origin.read or ""),
                )  # fmt: skip
