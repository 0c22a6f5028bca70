"""Style: the one style sheet and the icon."""

from functools import cache
from hashlib import sha256
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
def style_digest() -> str:
    """A short digest of the style sheet, so that a browser never keeps an old one."""
    return sha256(style()).hexdigest()[:8]
