"""Small tables and indicators to try the warehouse on."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from malbild.vocabulary.indicator import Indicator, Range
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.table import Declaration, Measure, Table
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit

TODAY = date(2026, 11, 23)
NAN = float("nan")
Row = tuple[str, str, str, float, str]  # area, period, sex, value, status


def indicator(id_: str = "population", unit: str = "person", **more: object) -> Indicator:
    return Indicator(id_, Text("Folkmängd", "Population"), Text("…", "…"), Unit.parse(unit), **more)  # type: ignore[arg-type]


POPULATION = indicator(impossible=Range(0, 10_000_000), surprising=Range(1_000, None))
INDICATORS = {"population": POPULATION}


def table(
    rows: Iterable[Row],
    *,
    id_: str = "people",
    published: date | None = None,
    unit: str = "person",
    indicator_id: str = "population",
) -> Table:
    cells = list(rows)
    columns = [np.array([row[index] for row in cells], dtype=np.str_) for index in (0, 1, 2, 4)]
    provenance = Provenance("SCB", "Folkmängd", "https://example.org/people", published, TODAY)
    return Table(
        Declaration(id_, provenance, (Measure("persons", unit, indicator=indicator_id),)),
        {"area": columns[0], "period": columns[1], "sex": columns[2], "measure": np.full(len(cells), "persons")},
        np.array([row[3] for row in cells], dtype=np.float64),
        columns[3],
        np.arange(2, len(cells) + 2, dtype=np.int64),
        np.full(len(cells), "value"),
        "people.csv",
    )


def row(area: str, period: str, value: float, sex: str = "total", status: str = "") -> Row:
    return area, period, sex, value, status
