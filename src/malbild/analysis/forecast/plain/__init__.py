"""The modules in plain loops, one future at a time: slow, obvious, and the judges of the fast ones on generated cases.

Written from the equations at the head of each module and from nothing else; they share no line with them. Arrays are
without draws, so that every index is an area, a sex, an age or a group.
"""
