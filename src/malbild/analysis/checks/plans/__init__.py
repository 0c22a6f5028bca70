"""Rules about plans."""
