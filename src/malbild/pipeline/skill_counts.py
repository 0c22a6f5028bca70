"""Skill counts: how many advertisements of each region and occupation name each concept, from archives of any size.

A file is cut into pieces at line ends, each piece is counted by a process of its own, and the counts are added: the
same function counts the pieces on two cores or on a cluster. Nothing of a text is kept, so nothing of a person is.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.dictionary import Dictionary
from malbild.analysis.skills.matcher import find
from malbild.sources.jobtech import advertisements

_BATCH = 64
_PIECE = 32 << 20

# region, occupation (SSYK 2012), number of the concept in Counts.concepts
Cell = tuple[str, str, int]


@dataclass
class Counts:
    """Advertisements by region, occupation and concept.

    cells           how many advertisements name the concept at least once
    advertisements  how many there are by region and occupation
    broken          lines that could not be read
    """

    concepts: tuple[str, ...]
    cells: dict[Cell, int] = field(default_factory=dict)
    advertisements: dict[tuple[str, str], int] = field(default_factory=dict)
    broken: int = 0

    def add(self, other: "Counts") -> None:
        """Add the counts of another piece."""
        for cell, count in other.cells.items():
            self.cells[cell] = self.cells.get(cell, 0) + count
        for group, count in other.advertisements.items():
            self.advertisements[group] = self.advertisements.get(group, 0) + count
        self.broken += other.broken


@dataclass(frozen=True)
class Piece:
    """The bytes of a file from `start` up to `end`; lines that begin there belong to it."""

    path: Path
    start: int
    end: int


def pieces(path: Path, size: int = _PIECE) -> list[Piece]:
    """A file cut into pieces that can be counted apart."""
    length = path.stat().st_size
    return [Piece(path, start, min(start + size, length)) for start in range(0, length, size)]


@dataclass(frozen=True)
class Numbered:
    """A dictionary whose concepts have numbers: those of Counts.concepts, and which one each pattern names."""

    dictionary: Dictionary
    concepts: tuple[str, ...]
    of_pattern: NDArray[np.int64]


def numbered(dictionary: Dictionary) -> Numbered:
    """The dictionary with its concepts numbered."""
    concepts = tuple(sorted({term.concept for term in dictionary.terms}))
    numbers = {concept: number for number, concept in enumerate(concepts)}
    of_pattern = np.array([numbers[term.concept] for term in dictionary.terms], dtype=np.int64)
    return Numbered(dictionary, concepts, of_pattern)


def count(paths: Sequence[Path], dictionary: Dictionary, old: dict[str, str], *, workers: int = 1) -> Counts:
    """Count the concepts of advertisements in files, on as many processes as there are `workers`."""
    cut = [piece for path in paths for piece in pieces(path)]
    known = numbered(dictionary)
    total = Counts(known.concepts)
    if workers == 1:
        for piece in cut:
            total.add(count_piece(piece, known, old))
        return total
    with ProcessPoolExecutor(workers, initializer=_take, initargs=(known, old)) as pool:
        for counted in pool.map(_count_taken, cut):
            total.add(counted)
    return total


_taken: dict[str, tuple[Numbered, dict[str, str]]] = {}


def _take(known: Numbered, old: dict[str, str]) -> None:
    """Give a process its dictionary once, and not with every piece."""
    _taken["all"] = (known, old)


def _count_taken(piece: Piece) -> Counts:
    return replace(count_piece(piece, *_taken["all"]), concepts=())  # the concepts are known where the counts are added


def count_piece(piece: Piece, known: Numbered, old: dict[str, str]) -> Counts:
    """Count the advertisements whose lines begin in a piece of a file."""
    counts, groups, many = Counts(known.concepts), _Groups(), len(known.concepts)
    codes = [np.zeros(0, dtype=np.int64)]
    for texts, places in _batches(piece, groups, counts, old):
        spans = find(texts, known.dictionary)
        named = np.unique(spans.text.astype(np.int64) * many + known.of_pattern[spans.pattern])
        text, concept = np.divmod(named, many)
        codes.append(np.array(places, dtype=np.int64)[text] * many + concept)
    cells, how_many = np.unique(np.concatenate(codes), return_counts=True)
    for cell, number in zip(cells.tolist(), how_many.tolist(), strict=True):
        group, concept_number = divmod(cell, many)
        counts.cells[*groups.names[group], concept_number] = number
    return counts


class _Groups:
    """Region and occupation as numbers, in the order they are met."""

    def __init__(self) -> None:
        self.names: list[tuple[str, str]] = []
        self._places: dict[tuple[str, str], int] = {}

    def place(self, region: str, occupation: str) -> int:
        """The number of a region and occupation."""
        name = (region, occupation)
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(name)
        return self._places[name]


def _batches(
    piece: Piece, groups: _Groups, counts: Counts, old: dict[str, str]
) -> Iterator[tuple[list[str], list[int]]]:
    """The texts of a piece, and the number of each one's region and occupation."""
    texts: list[str] = []
    places: list[int] = []
    for line in _lines(piece):
        read = advertisements.brief(line, old)
        if read is None:
            counts.broken += 1
            continue
        text, region, occupation = read
        counts.advertisements[region, occupation] = counts.advertisements.get((region, occupation), 0) + 1
        texts.append(text)
        places.append(groups.place(region, occupation))
        if len(texts) == _BATCH:
            yield texts, places
            texts, places = [], []
    if texts:
        yield texts, places


def _lines(piece: Piece) -> Iterator[bytes]:
    with piece.path.open("rb", buffering=1 << 20) as file:
        file.seek(max(0, piece.start - 1))
        if piece.start:
            file.readline()  # the line before began in the piece before
        at = file.tell()
        while at < piece.end and (line := file.readline()):
            at += len(line)
            if line.strip():
                yield line
