"""Prepare: a table made ready to load, without anything being written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from malbild.vocabulary.correction import Correction
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.table import Table
from malbild.warehouse.corrections import correct
from malbild.warehouse.harmonise import harmonise
from malbild.warehouse.observations import Observations, written_back
from malbild.warehouse.ranges import outside


@dataclass(frozen=True)
class Prepared:
    """A table made ready to load: harmonised, corrected and compared with what can be true.

    table      as the source gave it, with the corrected figures in place: what the checks shall see
    units      the unit that each indicator's figures are in
    findings   what stands in the way (errors) and what is to be told
    """

    table: Table
    observations: Observations
    units: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def prepare(
    table: Table, indicators: Mapping[str, Indicator], corrections: Iterable[Correction] = (), *, today: date
) -> Prepared:
    """Harmonise and correct a table. Raises Refused when its codes and units cannot be brought to ours."""
    observations = harmonise(table, indicators)
    corrected = correct(observations, table, corrections, today)
    found = corrected.observations
    units = {id_: indicators[id_].unit.name for id_ in map(str, np.unique(found.indicator))}
    findings = corrected.findings + outside(found, table, indicators)
    return Prepared(written_back(found, table), found, units, findings)
