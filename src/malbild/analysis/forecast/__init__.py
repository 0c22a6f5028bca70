"""Where a region heads: its population by area, sex and age, as draws of possible futures."""
