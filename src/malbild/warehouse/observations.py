"""Observations: a table's figures in our own areas, periods, groups and units, each with its way from the source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.provenance import Step
from malbild.vocabulary.table import Codes, Table

Chain = tuple[Step, ...]


@dataclass(frozen=True)
class Observations:
    """Figures as parallel arrays, a place in each per figure.

    values    in the unit of the figure's indicator; NaN where there is no number
    cells     index of the table's cell that the figure stands in
    factors   what the source's number was multiplied with to be in the indicator's unit
    chain     index into `chains`: the steps the figure has taken since the source
    """

    indicator: Codes
    area: Codes
    period: Codes
    group: Codes
    values: NDArray[np.float64]
    status: Codes
    cells: NDArray[np.int64]
    factors: NDArray[np.float64]
    chain: NDArray[np.int64]
    chains: tuple[Chain, ...] = ((),)

    def __len__(self) -> int:
        return len(self.values)

    def only(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> "Observations":
        """The figures of some rows, in the order given."""
        return Observations(
            self.indicator[rows], self.area[rows], self.period[rows], self.group[rows], self.values[rows],
            self.status[rows], self.cells[rows], self.factors[rows], self.chain[rows], self.chains,
        )  # fmt: skip

    def stepped(self, rows: Iterable[int], step: Step) -> "Observations":
        """The same figures, with one step more behind some of them."""
        chains, chain = list(self.chains), self.chain.copy()
        known = {one: index for index, one in enumerate(chains)}
        for row in rows:
            longer = (*self.chains[chain[row]], step)
            if longer not in known:
                known[longer] = len(chains)
                chains.append(longer)
            chain[row] = known[longer]
        return replace(self, chain=chain, chains=tuple(chains))

    def keys(self) -> Iterator[tuple[str, str, str, str]]:
        """What each figure is about: indicator, area, period and group."""
        columns = self.indicator, self.area, self.period, self.group
        return zip(*(column.tolist() for column in columns), strict=True)


def written_back(observations: Observations, table: Table) -> Table:
    """The table with the figures as they are after corrections, in its own unit: what the checks shall see."""
    values, status = table.values.copy(), table.status.copy()
    values[observations.cells] = observations.values / observations.factors
    status = status.astype(np.result_type(status, observations.status))
    status[observations.cells] = observations.status
    return replace(table, values=values, status=status)
