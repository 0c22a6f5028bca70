"""Examination: one table under the eyes of all rules, with what the caller knows beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath

from malbild.analysis.checks.tables.grid import Grid
from malbild.analysis.checks.tables.inference import relations_of
from malbild.vocabulary.finding import Place
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.relation import Relation
from malbild.vocabulary.table import Table


@dataclass(frozen=True)
class Examination:
    """A table to be checked.

    indicators   by id: their ranges and units hold for the measures that feed them
    others       the grids of tables checked together with this one
    """

    grid: Grid
    indicators: Mapping[str, Indicator]
    today: date
    others: tuple[Grid, ...] = ()

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.grid.table

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What the figures promise, declared and inferred."""
        return relations_of(self.grid)

    def place(self, cell: int) -> Place:
        """Where a cell stands, with its measure when the column does not say it."""
        codes = [code for code in self.grid.keys[cell] if code]
        return Place(
            self.table.file, int(self.table.lines[cell]) or None, ", ".join((*codes, str(self.table.columns[cell])))
        )

    @property
    def whole(self) -> Place:
        """The table as a place."""
        return Place(self.table.file)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePath(self.table.file).name or self.table.declaration.id
