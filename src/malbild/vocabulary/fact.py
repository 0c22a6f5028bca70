"""Fact: one number bound to its cell, vintage and date; what every published figure is made of."""

from dataclasses import dataclass

from malbild.vocabulary.period import Period
from malbild.vocabulary.provenance import Lineage
from malbild.vocabulary.unit import Unit


@dataclass(frozen=True, slots=True)
class Fact:
    """One published number and where it stands.

    id   stable address of the cell: indicator, area, period and group ("population.1881.2023.total")
    """

    indicator: str
    area: str
    period: Period
    group: str
    value: float | None
    status: str
    unit: Unit
    decimals: int
    lineage: Lineage

    @property
    def id(self) -> str:
        """The cell's stable address."""
        return f"{self.indicator}.{self.area}.{self.period}.{self.group}"


def cell(fact_id: str) -> tuple[str, str, Period, str]:
    """The indicator, area, period and group that a fact's id names; raises ValueError when it names none.

    >>> cell("population.18.2018-Q3.total")[:2]
    ('population', '18')
    """
    parts = fact_id.split(".", 3)
    if len(parts) != 4:
        raise ValueError(f"{fact_id!r} is no fact: write indicator.area.period.group.")
    indicator, area, period, group = parts
    return indicator, area, Period.parse(period), group
