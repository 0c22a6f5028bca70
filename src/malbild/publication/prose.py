"""Prose: the register's Markdown as HTML whose headings fit the page it stands on."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def prose(markdown: str, level: int = 3) -> Markup:
    """Markdown as HTML, its highest heading at a level; HTML in the text is shown, not obeyed.

    >>> prose("# Bakgrund", level=3)
    Markup('<h3>Bakgrund</h3>\\n')
    """
    tokens = _reader().parse(markdown)
    _shift_headings(tokens, level)
    return Markup(_reader().renderer.render(tokens, _reader().options, {}))


def _shift_headings(tokens: list[Token], level: int) -> None:
    """Give headings the page's levels, never skipping one on the way down."""
    written = sorted({int(one.tag[1]) for one in tokens if one.type == "heading_open"})
    for one in tokens:
        if one.type in ("heading_open", "heading_close"):
            one.tag = f"h{min(6, level + written.index(int(one.tag[1])))}"
