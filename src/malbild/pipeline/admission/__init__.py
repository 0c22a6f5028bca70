"""The stages of an admission meet here: from its files to who is admitted, why, what if, and how many places."""
