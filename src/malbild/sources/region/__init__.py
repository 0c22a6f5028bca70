"""The region's own files: who it is, what it measures, and which published figures it knows to be wrong.

Publisher   the region itself, in a folder of readable files (docs/explanation/architecture.md)
Files       region.toml, indicators/<id>.toml, corrections/<id>.toml, forecasts/<id>.toml
Quirks      read strictly: an unknown key or a wrong type is refused, with its file and line, and all at once
"""

from malbild.sources.region.folder import corrections, forecasts, indicators, region

__all__ = ["corrections", "forecasts", "indicators", "region"]
