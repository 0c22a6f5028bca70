"""Examine: a table brought to our codes, corrected and checked, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from malbild.analysis.checks import check_table
from malbild.vocabulary.correction import Correction
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import Table
from malbild.warehouse import Prepared, prepare


def examined(
    table: Table, indicators: Mapping[str, Indicator], corrections: Iterable[Correction], *, today: date
) -> Prepared:
    """A table ready to load, with what the checks found in its corrected figures.

    Raises Refused when its codes cannot be brought to ours, with what the checks found besides.
    """
    try:
        prepared = prepare(table, indicators, corrections, today=today)
    except Refused as refused:
        raise Refused([*refused.findings, *check_table(table, today=today)]) from None
    return replace(prepared, findings=(*prepared.findings, *check_table(prepared.table, today=today)))
