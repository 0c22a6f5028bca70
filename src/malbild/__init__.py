"""Målbild: goals, measures, forecasts, actions and publications of a region, in one place."""
