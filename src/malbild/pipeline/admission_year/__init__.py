"""A year of admission in the browser: here the store of pupils meets the reckoning, and the plan."""
