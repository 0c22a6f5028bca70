"""Pages for planners: a year of admission from applications to places, for members of the store of pupils alone."""
