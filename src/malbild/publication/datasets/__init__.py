"""Datasets: every figure a page shows, as files."""
