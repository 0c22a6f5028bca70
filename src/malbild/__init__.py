"""Målbild: goals, measures, forecasts, actions and publications of a region, in one place."""

__version__ = "0.1.0"
