"""The warehouse: official statistics as they are known, and as they were known on any date."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from malbild.vocabulary.correction import Correction
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Lineage, Snapshot, Vintage
from malbild.vocabulary.table import Table
from malbild.warehouse import query
from malbild.warehouse.prepare import Prepared, prepare
from malbild.warehouse.query import Clock, Moment, Selection
from malbild.warehouse.snapshots import Snapshots
from malbild.warehouse.vintages import Vintages, now, standing


@dataclass(frozen=True)
class Loaded:
    """What became of a load: its vintage, whether that is new, and what was found on the way."""

    vintage: Vintage
    new: bool
    findings: tuple[Finding, ...] = ()


class Warehouse:
    """A folder that remembers: raw bytes by their digest, and figures by vintage. Nothing in it is ever changed."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = now) -> None:
        self.folder = folder
        self.snapshots = Snapshots(folder / "snapshots")
        self._vintages = Vintages(folder / "vintages", clock)

    def keep(self, snapshot: Snapshot) -> Snapshot:
        """Keep a source's raw bytes; the snapshot comes back with its digest. The second time nothing is written."""
        return self.snapshots.keep(snapshot)

    def add(self, prepared: Prepared) -> Loaded:
        """Write a prepared table as a new vintage; nothing when its latest vintage says the same.

        Raises Refused, with all findings, when one of them is an error.
        """
        if any(one.severity is Severity.ERROR for one in prepared.findings):
            raise Refused(prepared.findings)
        manifest, new = self._vintages.add(prepared.table, prepared.observations, dict(prepared.units))
        return Loaded(manifest.vintage, new, prepared.findings)

    def load(
        self,
        table: Table,
        indicators: Mapping[str, Indicator],
        corrections: Iterable[Correction] = (),
        *,
        today: date,
    ) -> Loaded:
        """Prepare and add in one: for tables that need no further check."""
        return self.add(prepare(table, indicators, corrections, today=today))

    def withdraw(self, table: str) -> Vintage | None:
        """Let a table tell nothing from now on: its owner no longer vouches for it. None when it told nothing."""
        manifest = self._vintages.withdraw(table)
        return manifest.vintage if manifest else None

    def cube(
        self,
        indicator: Indicator,
        areas: Sequence[str] | None = None,
        periods: Sequence[Period] | None = None,
        groups: Sequence[str] | None = None,
        *,
        as_of: Moment | None = None,
        by: Clock = "loaded",
    ) -> Cube:
        """What is known of an indicator, or was known on a date.

        as_of   a day (to its end, UTC) or a moment; None is now
        by      "loaded": what this warehouse held then; "published": what the source had made public by then

        Axes that are asked for are as asked, with "missing" where there is no cell; others hold what there is.
        """
        return query.cube(self._vintages, indicator, Selection(areas, periods, groups), as_of, by)

    def lineages(
        self,
        indicator: Indicator,
        areas: Sequence[str] | None = None,
        periods: Sequence[Period] | None = None,
        groups: Sequence[str] | None = None,
        *,
        as_of: Moment | None = None,
        by: Clock = "loaded",
    ) -> dict[str, Lineage]:
        """The whole way of every number of an indicator, by fact id; one query for all."""
        return query.lineages(self._vintages, indicator, Selection(areas, periods, groups), as_of, by)

    def lineage(self, fact_id: str, *, as_of: Moment | None = None, by: Clock = "loaded") -> Lineage:
        """The whole way of one number; KeyError when nothing is known of it."""
        return query.lineage(self._vintages, fact_id, as_of, by)

    def facts(
        self,
        indicator: Indicator,
        areas: Sequence[str] | None = None,
        periods: Sequence[Period] | None = None,
        groups: Sequence[str] | None = None,
        *,
        as_of: Moment | None = None,
        by: Clock = "loaded",
    ) -> tuple[Fact, ...]:
        """Every cell that is known, each bound to its vintage and its way; by area, period and group."""
        return query.facts(self._vintages, indicator, Selection(areas, periods, groups), as_of, by)

    def vintages(self, table: str | None = None) -> tuple[Vintage, ...]:
        """Every state that was kept, of one table or of all, the oldest loading first."""
        found = self._vintages.all() if table is None else self._vintages.of(table)
        return tuple(one.vintage for one in found)

    def current(self, indicator: str, *, as_of: Moment | None = None, by: Clock = "loaded") -> tuple[Vintage, ...]:
        """The vintages that an indicator's figures stand in now, or stood in on a date; the newest last."""
        return tuple(one.vintage for one in query.telling(self._vintages, indicator, as_of, by))

    def last_periods(self) -> dict[str, Period]:
        """The last period with a number, by indicator; an indicator without numbers is left out."""
        last: dict[str, Period] = {}
        for manifest in standing(self._vintages.all()):
            for id_, part in manifest.indicators.items():
                if part.last:
                    period = Period.parse(part.last)
                    last[id_] = max(period, last.get(id_, period))
        return last
