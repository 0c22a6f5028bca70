"""Markup: HTML in a text read as what it shows, with the way back to the text as it was given.

Advertisements come with tags and entities in them ("&aring;", "<li>"). A tag that only changes how letters look joins
what stands around it; any other parts it. Only what is certainly HTML is taken for it: "a < b", "R&D" and "<3" stand.
"""

import re
from dataclasses import dataclass
from html import unescape

import numpy as np
from numpy.typing import NDArray

_JOINING = ("b", "strong", "i", "em", "u", "s", "span", "a", "font", "sup", "sub", "small", "mark", "abbr")
_PARTING = (
    "p", "br", "div", "ul", "ol", "li", "h[1-6]", "table", "thead", "tbody", "tr", "td", "th", "hr", "html", "head",
    "body", "section", "article", "header", "footer", "dl", "dt", "dd", "img", "blockquote", "pre", "center",
)  # fmt: skip
_MARKUP = re.compile(
    rf"(?P<joining></?(?:{'|'.join(_JOINING)})(?:\s[^<>]*)?/?>)|(?P<parting></?(?:{'|'.join(_PARTING)})(?:\s[^<>]*)?/?>"
    r"|<!--.*?-->|<!doctype[^<>]*>)|&(?:[a-z][a-z0-9]{1,7}|#\d{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Readable:
    """A text as a reader sees it, and for each of its characters where it begins and ends in the text as given.

    Both are None when the two texts are the same.
    """

    text: str
    begins: NDArray[np.int64] | None = None
    ends: NDArray[np.int64] | None = None

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` up to `end` stand in the text as given."""
        if self.begins is None or self.ends is None:
            return start, end
        return int(self.begins[start]), int(self.ends[end - 1])


def readable(text: str) -> Readable:
    """A text without its HTML.

    >>> read = readable("<li>F&ouml;rs<b>kola</b></li>")
    >>> read.text, read.given(1, 9)
    ('\\nFörskola\\n', (4, 20))
    """
    if not any(sign in text for sign in "<&") or not (found := list(_MARKUP.finditer(text))):
        return Readable(text)
    words, begins, ends, at = [], [], [], 0
    for one in found:
        shown = "" if one["joining"] else "\n" if one["parting"] else unescape(one[0])
        words += [text[at : one.start()], shown]
        begins += [np.arange(at, one.start()), np.full(len(shown), one.start())]
        ends += [np.arange(at + 1, one.start() + 1), np.full(len(shown), one.end())]
        at = one.end()
    rest = np.arange(at, len(text))
    return Readable("".join((*words, text[at:])), np.concatenate((*begins, rest)), np.concatenate((*ends, rest + 1)))
