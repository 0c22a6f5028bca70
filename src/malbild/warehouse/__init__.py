"""Append-only vintages of official statistics, readable as of any date."""

from malbild.warehouse.prepare import Prepared, prepare
from malbild.warehouse.store import Loaded, Warehouse

__all__ = ["Loaded", "Prepared", "Warehouse", "prepare"]
