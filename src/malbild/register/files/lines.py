"""On which line of a file a value of its front matter stands, so that a message can point at it."""

import re

from malbild.register.validity import Path

_FIRST_LINE = 2  # the front matter begins after the first border
_HEADER = re.compile(r"\s*\[\[\s*([\w.]+)\s*\]\]")


def line_of(front: str, path: Path) -> int:
    """The line of a value, or of the nearest thing around it that has a line of its own.

    >>> line_of('id = "a"\\n[[targets]]\\nid = "b"\\n[[targets]]\\nid = "c"', ("targets", 1, "id"))
    6
    """
    found = _lines(front)
    while path:
        if path in found:
            return found[path]
        path = path[:-1]
    return 1


def _lines(front: str) -> dict[Path, int]:
    """Where each key and each table begins, by path."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(front.split("\n"), _FIRST_LINE):
        if header := _HEADER.match(line):
            table = _entered(header[1].split("."), counts)
            found.setdefault(table[:-1], number)
            found[table] = number
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            found.setdefault((*table, key[1]), number)
    return found


def _entered(names: list[str], counts: dict[Path, int]) -> Path:
    """The path of the table a header opens: one further in its own list, the latest in every list around it."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name, counts.get((*path, name), 1) - 1)
    path = (*path, names[-1])
    place = counts.get(path, 0)
    counts[path] = place + 1
    return (*path, place)
