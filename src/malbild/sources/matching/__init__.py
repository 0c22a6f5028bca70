"""Matching: the files in which education's supply and employers' need meet; what they are is in skills-files.md."""
