"""Append-only vintages of official statistics, readable as of any date."""

from malbild.warehouse.store import Loaded, Prepared, Warehouse

__all__ = ["Loaded", "Prepared", "Warehouse"]
