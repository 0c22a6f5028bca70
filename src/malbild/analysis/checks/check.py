"""Check: all rules over one table, several together, or a plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from malbild.analysis.checks.plans import RULES as PLAN_RULES
from malbild.analysis.checks.plans.examination import PlanExamination
from malbild.analysis.checks.suppression import suppressed
from malbild.analysis.checks.tables import RULES as TABLE_RULES
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.grid import Grid
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.quotation import Quotation
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_table(
    table: Table, *, today: date, indicators: Iterable[Indicator] = (), others: Sequence[Table] = ()
) -> tuple[Finding, ...]:
    """Everything wrong or doubtful in a table, worst first.

    indicators   those its measures feed: their units and ranges are held against the figures
    others       tables that may show the same thing, such as the time series of a single year's table
    """
    return _examined(Grid(table), tuple(Grid(one) for one in others), {one.id: one for one in indicators}, today)


def check_tables(tables: Sequence[Table], *, today: date, indicators: Iterable[Indicator] = ()) -> tuple[Finding, ...]:
    """Everything wrong or doubtful in several tables, each also compared with the others."""
    grids = [Grid(table) for table in tables]
    known = {one.id: one for one in indicators}
    return tuple(
        finding
        for place, grid in enumerate(grids)
        for finding in _examined(grid, (*grids[:place], *grids[place + 1 :]), known, today)
    )


def _examined(
    grid: Grid, others: tuple[Grid, ...], indicators: Mapping[str, Indicator], today: date
) -> tuple[Finding, ...]:
    exam = Examination(grid, indicators, today, others)
    read: tuple[Finding, ...] = grid.table.extra.get("findings", ())
    findings = [*read, *(finding for rule in TABLE_RULES for finding in rule.check(exam))]
    kept = suppressed(findings, grid.table, today)
    return tuple(sorted(kept, key=lambda one: _ORDER[one.severity]))


def check_plan(
    register: RegisterSummary,
    *,
    today: date,
    indicators: Mapping[str, Text] | None = None,
    last_periods: Mapping[str, Period] | None = None,
    quotations: Iterable[Quotation] = (),
    folder: str = "",
) -> tuple[Finding, ...]:
    """Everything wrong or doubtful in a plan, worst first.

    indicators     id → name of those that exist; None leaves references to them unchecked
    last_periods   indicator → the newest period it has a figure for
    quotations     figures that texts quote, beside their current values
    folder         where the plan files lie, so that messages name them
    """
    exam = PlanExamination(register, today, indicators, last_periods, tuple(quotations), folder)
    findings = [finding for rule in PLAN_RULES for finding in rule.check(exam)]
    return tuple(sorted(findings, key=lambda one: _ORDER[one.severity]))
