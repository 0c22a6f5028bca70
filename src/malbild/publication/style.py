"""Style: the one style sheet and the icon."""

from functools import cache
from importlib.resources import files


@cache
def style() -> bytes:
    """The style sheet with its tokens."""
    return files(__package__).joinpath("assets", "style.css").read_bytes()


@cache
def icon() -> bytes:
    """The icon shown beside the page's title."""
    return files(__package__).joinpath("assets", "icon.svg").read_bytes()


@cache
def levers() -> bytes:
    """The script of the page of levers, which answers while a lever moves; the page does without it."""
    return files(__package__).joinpath("assets", "levers.js").read_bytes()
