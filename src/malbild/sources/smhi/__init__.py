"""SMHI's national emission database: what is let out into the air in every municipality, as one workbook.

Table      "Länsrapport": main sector × subsector × county × municipality × year, tonnes a year
Counts     emissions within the territory, national figures as reported to the climate convention, spread over a map by
           what is known of where they arise; GGT is all greenhouse gases as carbon dioxide equivalents, CO2 is fossil
           carbon dioxide alone
Dimensions area (names: "Örebro län", "Kumla", "Alla"), year, main sector, subsector; "Alla" is the total of each
Rhythm     once a year, in spring, for the year before last; the whole series is recomputed each time
Licence    open data by SMHI's terms; name the source: Nationella emissionsdatabasen, SMHI
Address    https://nationellaemissionsdatabasen.smhi.se/api/getexcelfile/?county=0&municipality=0&sub=GGT

Quirks
- GGT and CO2 come from the same address in the same form and differ by a fifth or more: the substance is in the
  measure, the title and the unit, and a workbook of another substance than was asked for is refused.
- The early years are 1990, 2000, 2005, 2010 and 2015 only; every year from 2015 on.
- Areas are names, not codes; they are read as SCB's codes here.
- "Utrikes transporter" (international transports) stands beside the sectors; in the report of 2024 it is zero for CO2
  everywhere. A total is taken as right with or without it, to a tonne, and refused otherwise.
- One plant can move a municipality's series: Kumla falls by two thirds in 2018 and comes back in 2022.
- The workbook carries its own report date, so its bytes may change though its figures have not.
"""

from malbild.sources.smhi.fetch import ADDRESS, fetch
from malbild.sources.smhi.parse import parse
from malbild.sources.smhi.query import Query, query

__all__ = ["ADDRESS", "Query", "fetch", "parse", "query"]
