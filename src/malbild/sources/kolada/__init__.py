"""Kolada, the municipalities' and regions' database of key figures, through its API, version 3.

Tables     some 6,100 key figures (KPI), each a series by area and year; the id (N00945) makes a query
Counts     whatever the KPI's title and description say; Kolada gives no unit of its own, only words in the title
Dimensions area (four digits: municipality; 00xx: region; 0000: the nation), year, sex (T all, K women, M men)
Rhythm     each KPI its own, at most once a year; its metadata tell the next date of publication
Licence    free to use when Kolada is named ("Källa: Kolada"), and not named for what one has worked out oneself
Address    https://api.kolada.se/v3
Limits     25 ids in a list, 5,000 rows a page (`next_url` leads on); no pace is published, five calls a second are kept

Quirks
- Groups of municipalities (ids that begin with G, "Örebro läns kommuner (ovägt medel)") hold the UNWEIGHTED mean of
  their members: never a county's value. They are refused when asked for, and left out should they come.
- A county has a value of its own only for KPIs of regions (type L) or of both (type A), as the region 00xx.
- A value can be deleted or revised without notice: a deleted one is kept as a cell without a number, and told.
- KPIs disappear without notice; the figures fetched before stay in use.
"""

from malbild.sources.kolada.fetch import ADDRESS, fetch
from malbild.sources.kolada.parse import parse
from malbild.sources.kolada.query import Query, query

__all__ = ["ADDRESS", "Query", "fetch", "parse", "query"]
