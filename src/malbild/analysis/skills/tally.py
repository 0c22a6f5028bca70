"""Tally: which concepts each of many texts names, read straight from JSON, for archives too large to be looked at one
text at a time.

The texts are JSON strings as they stand in a file. Nothing of them is kept, and no place: only which concept each
names. What it finds is what matcher.find finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.dictionary import Dictionary
from malbild.analysis.skills.fold import FOLDED
from malbild.analysis.skills.scan import LOOK_CLOSER, RULES, name_concepts, room

Buffer = bytes | bytearray | memoryview  # and whatever else lends its bytes, as msgspec's Raw


@dataclass(frozen=True)
class Numbered:
    """A dictionary whose concepts have numbers: `concepts` by number, and the number of what each pattern names."""

    dictionary: Dictionary
    concepts: tuple[str, ...]
    of_pattern: NDArray[np.int32]


def numbered(dictionary: Dictionary) -> Numbered:
    """The dictionary with its concepts numbered."""
    concepts = tuple(sorted({term.concept for term in dictionary.terms}))
    numbers = {concept: number for number, concept in enumerate(concepts)}
    of_pattern = np.array([numbers[term.concept] for term in dictionary.terms], dtype=np.int32)
    return Numbered(dictionary, concepts, of_pattern)


@dataclass(frozen=True, slots=True)
class Named:
    """Parallel arrays: the number of a text and of a concept that it names, each pair once; and which texts were not
    read, since they hold what the reading of JSON leaves to others (`closer`)."""

    text: NDArray[np.int32]
    concept: NDArray[np.int32]
    closer: NDArray[np.intp]


def _plain(looking_closer: str) -> NDArray[np.uint16]:
    """Byte of a JSON string → letter; LOOK_CLOSER for the first byte of what is no plain character."""
    table = FOLDED[:256].astype(np.uint16)
    table[128:] = LOOK_CLOSER
    table[[ord(sign) for sign in '\\"' + looking_closer]] = LOOK_CLOSER
    return table


_PLAIN = _plain("")
_CAREFUL = _plain("@<&")


def named(strings: Sequence[Buffer], known: Numbered, *, careful: bool = True) -> Named:
    """Which concepts each JSON string names; an empty one names none.

    With `careful`, a text that has "@", "<" or "&" in it is not read: there may be an address in it, or HTML.

    >>> from malbild.analysis.skills.dictionary import compiled
    >>> from malbild.vocabulary.skill import ConceptType, Term
    >>> known = numbered(compiled([Term("vård", "v", "Vård", ConceptType.SKILL, "test")]))
    >>> named([rb'"V\\u00e5rd"', b'""', b'"a@vard.example"'], known)
    Named(text=array([0], dtype=int32), concept=array([0], dtype=int32), closer=array([2]))
    """
    data = np.frombuffer(b"".join(strings), dtype=np.uint8)
    lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
    found = np.empty((2, len(data) // 2 + len(strings)), dtype=np.int32)
    closer = np.zeros(len(strings), dtype=np.bool_)
    count = name_concepts(
        data, np.cumsum(lengths), _CAREFUL if careful else _PLAIN, RULES, known.dictionary.layout,
        room(int(lengths.max(initial=0))), known.of_pattern, np.full(len(known.concepts), -1, dtype=np.int32), found,
        closer,
    )  # fmt: skip
    text, concept = found[:, :count].copy()
    return Named(text, concept, np.flatnonzero(closer))
