"""Dictionary: every form of every term, folded, hashed and laid out for the matcher.

What goes in is the taxonomies' terms; what comes out is one array of bytes for all patterns, a table of the hashes of
all their beginnings, and the term each pattern stands for. The version is the digest of the content: two dictionaries
with the same version find the same in the same text.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.fold import DOT, WORD, folded
from malbild.analysis.skills.inflection import forms
from malbild.analysis.skills.scan import BEGIN_BITS, beginnings, fill_table
from malbild.vocabulary.skill import ConceptType, Term

_SHORTEST = 2
_SHORTEST_ALTERNATIVE = 6
# "Java, programmeringsspråk": what follows the comma only tells which kind of thing it is.
_KIND = re.compile(
    r"\s*,\s*(?:(?:[\w-]*(?:system|verktyg|språk|protokoll|plattform|hanterare|editor|program|bibliotek|motor|växel)"
    r"|ramverk|cms|integrerad utvecklingsmiljö|erfarenhet|behörighet|certifikat|yrkesdiplom|utbildning|examen)\s*)$"
)
_MICROSOFT = re.compile(r"^MS ")
_IN_PARENTHESES = re.compile(r"\s*\([a-zåäö ]+\)")  # "(behörighet)"; a name in capitals says which one is meant


@dataclass(frozen=True)
class Dictionary:
    """All patterns, ready to be looked for.

    terms       the term each pattern stands for, by the pattern's place
    patterns    all patterns after each other, folded; `starts` tells where each begins, its last entry where all end
    table       open-addressing table of all beginnings of patterns that end with a word: in each row its hash (0 in an
                empty row), and twice the number of the pattern that ends there plus two (0: none does), plus one where
                some pattern goes on
    begins      one bit for each of 2^BEGIN_BITS hashes: whether any beginning may have it. It fits in the processor's
                own memory, and spares most words the look into the large table
    version     SHA-256 of the patterns and their concepts
    """

    terms: tuple[Term, ...]
    patterns: NDArray[np.uint8]
    starts: NDArray[np.int64]
    table: NDArray[np.uint64]
    begins: NDArray[np.uint8]
    version: str

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def layout(self) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint8]]:
        """What the compiled loops read."""
        return self.patterns, self.starts, self.table, self.begins

    def pattern(self, number: int) -> bytes:
        """A pattern as it is looked for."""
        return self.patterns[self.starts[number] : self.starts[number + 1]].tobytes()


def ambiguous_words() -> frozenset[str]:
    """Words that name a concept in a taxonomy and mostly something else in running text."""
    lines = files(__package__).joinpath("ambiguous.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def house_terms() -> list[Term]:
    """What employers ask for in words that no open vocabulary has."""
    lines = files(__package__).joinpath("house_terms.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for label, _, others in (line.partition(":") for line in lines if line.strip() and not line.startswith("#")):
        for text in (label, *(other.strip() for other in others.split(",") if other.strip())):
            found.append(Term(text, f"malbild:{label.lower().replace(' ', '-')}", label, ConceptType.SKILL, "house"))
    return found


def compiled(terms: Iterable[Term], ambiguous: frozenset[str] | None = None) -> Dictionary:
    """The dictionary of some terms. Where two terms share a form, the one given first keeps it.

    A form that some taxonomy writes itself goes before one made by inflection.
    """
    left_out = ambiguous_words() if ambiguous is None else ambiguous
    return arranged(_forms_of(list(terms), {folded(one) for one in left_out}))


def _forms_of(terms: Sequence[Term], left_out: set[bytes]) -> dict[bytes, Term]:
    """Pattern → its term: first what taxonomies write, then variants of it, then inflected forms."""
    found: dict[bytes, Term] = {}
    for way in (_as_written, _variants, _inflected):
        for term in terms:
            for text in way(term):
                pattern = _trimmed(folded(text))
                if len(pattern) >= _SHORTEST and pattern not in left_out:
                    found.setdefault(pattern, term)
    return found


def _as_written(term: Term) -> Iterator[str]:
    yield term.text


def _variants(term: Term) -> Iterator[str]:
    """Other ways to write the same: without the parenthesis, with a space for the hyphen, either side of a slash."""
    if not term.inflect:
        return
    plain = _KIND.sub("", _IN_PARENTHESES.sub("", term.text)) if "/" not in term.text else term.text
    plain = _IN_PARENTHESES.sub("", plain)
    if plain != term.text:
        yield plain
    if _MICROSOFT.match(plain):
        yield _MICROSOFT.sub("Microsoft ", plain)
        yield _MICROSOFT.sub("", plain)
    if "-" in plain and "- " not in plain:
        yield plain.replace("-", " ")
    if "/" in plain and "," not in plain:
        yield from (part for part in plain.split("/") if len(part) >= _SHORTEST_ALTERNATIVE and part.isalpha())


def _inflected(term: Term) -> Iterator[str]:
    if not term.inflect:
        return
    for text in {term.text, *_variants(term)}:
        if not any(sign in text for sign in ",(/"):
            yield from sorted(forms(text, term.type))


def _trimmed(pattern: bytes) -> bytes:
    """A pattern begins and ends with a word, but for the dot of ".net"."""
    first, last = 0, len(pattern)
    while first < last and not WORD[pattern[first]]:
        first += 1
    while last > first and not WORD[pattern[last - 1]]:
        last -= 1
    dotted = first > 0 and pattern[first - 1] == DOT
    return pattern[first - dotted : last]


def arranged(terms: Mapping[bytes, Term]) -> Dictionary:
    """Patterns and their terms laid out for the matcher."""
    names = sorted(terms)
    patterns = np.frombuffer(b"".join(names), dtype=np.uint8)
    starts = np.cumsum(np.array([0, *map(len, names)], dtype=np.int64))
    table, begins = _laid_out(patterns, starts)
    return Dictionary(tuple(terms[one] for one in names), patterns, starts, table, begins, _version(names, terms))


def _version(patterns: Sequence[bytes], terms: Mapping[bytes, Term]) -> str:
    digest = hashlib.sha256()
    for one in patterns:
        digest.update(one + b"\0" + terms[one].concept.encode() + b"\n")
    return digest.hexdigest()


def _laid_out(patterns: NDArray[np.uint8], starts: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """The table of the hashes of all beginnings, at most half full, and the bits that tell which may be in it."""
    most = len(patterns) + 1
    values, whole = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.int64)
    goes_on = np.empty(most, dtype=np.int64)
    count = beginnings(patterns, starts, WORD, values, whole, goes_on)
    values, place = np.unique(values[:count], return_inverse=True)
    content = np.zeros((2, len(values)), dtype=np.int64)
    np.maximum.at(content[0], place, whole[:count] + 1)
    np.maximum.at(content[1], place, goes_on[:count])
    table = np.zeros((1 << max(4, (2 * len(values)).bit_length()), 2), dtype=np.uint64)
    fill_table(values, (2 * content[0] + content[1]).astype(np.uint64), table)
    bits = np.zeros(1 << BEGIN_BITS, dtype=np.uint8)
    bits[values >> np.uint64(64 - BEGIN_BITS)] = 1
    return table, np.packbits(bits, bitorder="little")
