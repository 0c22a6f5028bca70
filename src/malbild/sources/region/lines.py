"""Lines: where in a TOML file a key stands, so that a message can say so."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z0-9_.-]+))\s*=")


def line_of(text: str, path: Path) -> int | None:
    """The line (from 1) where a key is set or, failing that, the nearest thing it lies in; None when nowhere.

    >>> line_of('id = "a"\\n[[breaks]]\\nperiod = "2015"\\n[[breaks]]\\nperiod = "x"', ("breaks", 1, "period"))
    5
    """
    places = _places(text)
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return None


def _places(text: str) -> dict[Path, int]:
    places: dict[Path, int] = {}
    counted: dict[str, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            name = match[2]
            here = tuple(part.strip().strip("\"'") for part in name.split("."))
            if match[1] == "[[":
                counted[name] = counted.get(name, -1) + 1
                places.setdefault(here, number)
                here = (*here, counted[name])
            places.setdefault(here, number)
        elif match := _KEY.match(line):
            key = match[1] or match[2] or match[3]
            places.setdefault((*here, *key.split(".")), number)
    return places
