"""Matcher: where the dictionary's terms stand in a text.

A term is found where the folded text (analysis/skills/fold.py) equals one of its forms and no letter, digit, + or #
stands directly before or after. From left to right the longest is taken, and what it covers is not looked at again.
"lager-" before "och logistikarbetare" is found as the term it stands for, where that is one; what is part of a web
address is not found.
The text is read word by word: the hash of the words so far says whether any term begins like that, so that most words
cost one look.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.dictionary import Dictionary
from malbild.analysis.skills.fold import code_points
from malbild.analysis.skills.scan import RULES, find_spans, room


@dataclass(frozen=True, slots=True)
class Spans:
    """What was found in some texts, in order: parallel arrays.

    text, start, end   number of the text, and its characters from `start` up to `end`
    pattern            number of the pattern in the dictionary
    """

    text: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    pattern: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.text)


def find(texts: Sequence[str], dictionary: Dictionary) -> Spans:
    """Every term of the dictionary in the texts, with its exact characters."""
    points = code_points("".join(texts))
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    longest = int(lengths.max(initial=0))
    origin, found = np.empty(longest, dtype=np.int64), np.empty((4, len(points) // 2 + len(texts)), dtype=np.int32)
    count = find_spans(points, np.cumsum(lengths), RULES, dictionary.layout, room(longest), origin, found)
    text, start, end, pattern = found[:, :count].copy()
    return Spans(text, start, end, pattern)
