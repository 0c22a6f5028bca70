"""Pure functions over arrays and summaries, one folder per question."""
