"""The tables a forecast reads: population, births, deaths and moves, for any areas of any country.

Provenance: the person who makes the files; `docs/reference/forecast-tables.md` says how. A table has a heading row
and one row per cell. Nothing is guessed: a missing age, a gap between years or a word that is not known is refused,
all at once.
"""

from malbild.sources.forecast_tables.counts import Counts
from malbild.sources.forecast_tables.read import Tables, read, yearly_totals

__all__ = ["Counts", "Tables", "read", "yearly_totals"]
