"""SCB's statistical database, through PxWebApi 2.

Tables     some 4,200, each with its own dimensions; the table's id (TAB6471) and a selection make a query
Counts     whatever the table's title says; units, decimals and reference periods are in its metadata
Dimensions areas ("Region": 00, two and four digits), periods ("Tid"), contents ("ContentsCode"), and the table's own
Rhythm     each table its own; a table is updated at 08:00 on its day, and `updated` tells when
Licence    CC0; "Källa: SCB" is asked for. A table of another agency names that agency as its source
Address    https://statistikdatabasen.scb.se/api/v2
Limits     told by /config (cells a call, calls a time window) and obeyed; a larger selection is split

Quirks
- Population figures from 2025 on carry a small random error that protects persons (the cell key method), so parts do
  not add up exactly to their total. The table's notes say so.
- For small areas whose division has changed, a code outside its years of validity gives 0 and not a missing value.
- `TOP(n)` is resolved here from the metadata, so that it means the same whatever the server's version.
- ".." is withheld or too uncertain to show, "." cannot occur, "-" is an exact zero.
- A code list may group values (`agg_…`) or limit them (`vs_…`); the grouped figures are SCB's own sums.
- The older API (v1) is not used: it was promised for 2026 only.
"""

from malbild.sources.scb.fetch import ADDRESS, fetch
from malbild.sources.scb.listing import Listed, listing
from malbild.sources.scb.parse import parse
from malbild.sources.scb.query import Query, query

__all__ = ["ADDRESS", "Listed", "Query", "fetch", "listing", "parse", "query"]
