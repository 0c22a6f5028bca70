"""Tagger: which words name a skill or a trait, also where no vocabulary has them, and which of its finds mean none.

An averaged perceptron reads a text from left to right and gives every word one of five labels: outside, or first or
later word of a skill or of a trait. It sees the word and its neighbours, their endings, and what the dictionary found
there. Its weights (`tagger.npz`) were learned from the development part of the labelled set by
`python -m tests.calibration.skills_tagger`; how good it is on texts it has not seen: docs/methods/skills.md. It is made
for single texts: counting millions of them goes by the dictionary alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.skill import ConceptType

LABELS = ("O", "B-skill", "I-skill", "B-trait", "I-trait")
ROWS = 1 << 19
OUTSIDE = 0
_NO_WORD = "|"
_TOKEN = re.compile(r"[\w+#]+(?:[-.&/:][\w+#]+)*-?|[^\w\s]|\n+")
_CONTINUES = {2: (1, 2), 4: (3, 4)}
# A later word follows a first or later one of its type: (label before, label) that cannot be.
IMPOSSIBLE = np.array([[before not in _CONTINUES.get(label, (before,)) for label in range(5)] for before in range(5)])


Span = tuple[int, int, ConceptType]  # characters from the first up to, not including, the second


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's words and signs: where each begins and ends, and the rows of the weights that speak of it.

    rows has the shape (tokens, features)
    """

    starts: list[int]
    ends: list[int]
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """of_words: (ROWS, labels); of_labels: (label before, labels)."""

    of_words: NDArray[np.float32]
    of_labels: NDArray[np.float32]


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    with as_file(files(__package__).joinpath("tagger.npz")) as path, np.load(path) as kept:
        of_words = np.zeros((ROWS, len(LABELS)), dtype=np.float32)
        of_words[kept["rows"]] = kept["of_words"]
        return Weights(of_words, kept["of_labels"].astype(np.float32))


def tokens(text: str, found: Sequence[Span], *, taught: bool) -> Tokens:
    """The words of a text with what is known of them; `found` is what the dictionary found, in order.

    `taught` tells that the text says what an education teaches; else it is an advertisement.
    """
    cut = list(_TOKEN.finditer(text))
    starts, ends = [one.start() for one in cut], [one.end() for one in cut]
    words = [_NO_WORD, _NO_WORD, *(one[0] if one[0].strip() else "\n" for one in cut), _NO_WORD, _NO_WORD]
    known = ["-", *_known(starts, ends, found), "-"]
    rows = [_features(words[n : n + 5], known[n : n + 3], "taught" if taught else "") for n in range(len(cut))]
    hashed = [[crc32(f"{n}{one}".encode()) % ROWS for n, one in enumerate(row)] for row in rows]
    return Tokens(starts, ends, np.array(hashed, dtype=np.int64) if cut else np.zeros((0, 1), dtype=np.int64))


def _known(starts: list[int], ends: list[int], found: Sequence[Span]) -> list[str]:
    """What the dictionary found at each word: nothing, or the type and whether the find begins there."""
    known, token = ["-"] * len(starts), 0
    for start, end, type in found:
        begins = "B"
        while token < len(starts) and starts[token] < end:
            if ends[token] > start:
                known[token], begins = begins + type.value, "I"
            token += 1
    return known


def _features(around: list[str], known: list[str], kind: str) -> list[str]:
    """What is known of the third of five words; each says something else of it by its place in the list."""
    written, (second, before, word, after, later) = around[2], [one.lower() for one in around]
    return [
        kind, f"{kind} {known[1]}", f"{kind} {word[-3:]}", "", word, before, after, f"{second} {before}",
        f"{word} {after}", f"{before} {word}", later, second, known[1], " ".join(known), known[0], known[2],
        word[-7:], word[-5:], word[-4:], word[-3:], word[:4], word[:6], before[-3:], after[-3:],
        str(min(12, len(word))), f"{written[:1].isupper()}{written.isupper()}",
    ]  # fmt: skip


def labelled(read: Tokens, by: Weights) -> list[int]:
    """The label of each word, the one before it given: a number in LABELS."""
    scores = by.of_words[read.rows].sum(axis=1)
    after = np.where(IMPOSSIBLE, -np.inf, by.of_labels)
    labels, before = [], OUTSIDE
    for one in scores:
        before = int(np.argmax(one + after[before]))
        labels.append(before)
    return labels


def tag(text: str, found: Sequence[Span], *, taught: bool = False, by: Weights | None = None) -> list[Span]:
    """The skills and traits of a text, in order, none within another.

    >>> from malbild.vocabulary.skill import ConceptType
    >>> text = "Du har erfarenhet av kundkontakter."
    >>> [text[start:end] for start, end, _ in tag(text, [(21, 34, ConceptType.SKILL)])]
    ['kundkontakter']
    """
    read = tokens(text, found, taught=taught)
    spans: list[Span] = []
    for number, label in enumerate(labelled(read, by or weights())):
        if label in _CONTINUES:
            spans[-1] = (spans[-1][0], read.ends[number], spans[-1][2])
        elif label != OUTSIDE:
            spans.append((read.starts[number], read.ends[number], ConceptType(LABELS[label][2:])))
    return spans
