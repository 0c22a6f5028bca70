"""Admission to upper-secondary school: who is admitted where, why, and what one more place would do."""
