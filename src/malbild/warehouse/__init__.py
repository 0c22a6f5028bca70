"""Append-only vintages of official statistics, readable as of any date."""
