"""Split: a selection with more cells than one call may ask for, as several that together are exactly it."""

import math
from collections.abc import Iterator, Mapping, Sequence

Selection = Mapping[str, Sequence[str]]


def cells(selection: Selection) -> int:
    """How many cells a selection has.

    >>> cells({"Region": ["18", "1880"], "Tid": ["2023", "2024", "2025"]})
    6
    """
    return math.prod(len(codes) for codes in selection.values())


def split(selection: Selection, most: int) -> Iterator[Selection]:
    """The selection in parts of at most `most` cells, each cell in exactly one part, in the source's order.

    The dimension that is cut is the first that makes parts small enough, so that parts are few.

    >>> [list(part["Region"]) for part in split({"Region": ["1", "2", "3"], "Tid": ["2024", "2025"]}, 4)]
    [['1', '2'], ['3']]
    """
    if most < 1:
        raise ValueError("A part must have room for one cell.")
    if cells(selection) <= most:
        yield dict(selection)
        return
    name = max(selection, key=lambda one: len(selection[one]))
    codes = selection[name]
    others = cells(selection) // len(codes)
    step = min(max(1, most // others), len(codes) - 1)
    for start in range(0, len(codes), step):
        yield from split({**selection, name: codes[start : start + step]}, most)
