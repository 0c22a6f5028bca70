"""Table: one published table as cells in its source's own codes, with what the table says of itself."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.finding import Place
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.relation import Relation

Codes = NDArray[np.str_]

# Why a cell holds no number, or how sure its number is. "" is an ordinary published value.
PUBLISHED, SUPPRESSED, MISSING, NOT_READ, PRELIMINARY, ESTIMATED = (
    "", "suppressed", "missing", "not_read", "preliminary", "estimated",
)  # fmt: skip
STATUSES = (PUBLISHED, SUPPRESSED, MISSING, NOT_READ, PRELIMINARY, ESTIMATED)


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of number in a table: a column of figures, or one value of its measure column.

    unit        as the table's declaration writes it; read by Unit.parse
    kind        "count", "share", "rate", "mean", "index" or "amount": what arithmetic it may obey
    decimals    how many decimals the source prints: half a unit of the last is the rounding allowed
    indicator   id of the indicator the measure feeds, empty when none
    """

    name: str
    unit: str
    kind: str = "count"
    decimals: int = 0
    indicator: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that has been looked at and is to stay quiet: which rule, why, and until which day.

    An expired suppression, or one without a reason, is itself a finding.
    """

    rule: str
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a table says of itself: origin, measures, and the arithmetic its figures promise to obey.

    `relations` are the declared promises (totals, indices, shares, balances), each one a dataclass of
    vocabulary/relation.py. `heading` is what stands above the figures, as printed ("Årsmedeltal 2018"): it may
    contradict them, and the checker looks whether it does.
    """

    id: str
    provenance: Provenance
    measures: tuple[Measure, ...]
    relations: tuple[Relation, ...] = ()
    notes: str = ""
    heading: str = ""
    suppressions: tuple[Suppression, ...] = ()

    def measure(self, name: str) -> Measure:
        """The measure of a name."""
        return next(one for one in self.measures if one.name == name)


@dataclass(frozen=True)
class Table:
    """A published table as parallel arrays, a place in each per cell.

    coordinates  dimension name → code per cell; always "area", "period" and "measure", in the source's
                 own codes, and the table's further dimensions ("sex", "age_group" …)
    values       the number of each cell; NaN when there is none
    status       why there is none, or how sure it is: one of STATUSES
    lines        line (CSV) or row (workbook) of each cell, 0 when it has none; with `columns` the place in messages
    columns      column of each cell: its heading in a CSV, its address in a workbook ("C14")
    names        area code → the name the table prints beside it, as far as it prints one
    """

    declaration: Declaration
    coordinates: dict[str, Codes]
    values: NDArray[np.float64]
    status: Codes
    lines: NDArray[np.int64]
    columns: Codes
    file: str = ""
    names: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.values)

    def place(self, cell: int) -> Place:
        """Where a cell stands, in the words of a message."""
        codes = ", ".join(str(one[cell]) for name, one in self.coordinates.items() if name != "measure")
        return Place(self.file, int(self.lines[cell]) or None, f"{codes}, {self.columns[cell]}")
