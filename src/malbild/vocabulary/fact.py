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
