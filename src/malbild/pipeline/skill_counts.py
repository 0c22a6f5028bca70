"""Skill counts: how many advertisements of each region and occupation name each concept, from archives of any size.

A file is cut into pieces at line ends, each piece is counted by a process of its own, and the counts are added: the
same function counts the pieces on two cores or on a cluster. Nothing of a text is kept, so nothing of a person is.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills.dictionary import Dictionary
from malbild.analysis.skills.markup import readable
from malbild.analysis.skills.tally import Buffer, Numbered, named, numbered
from malbild.pipeline.workers import connected
from malbild.sources.jobtech import brief

_COLUMNS = (
    "region_code_scb", "occupation_code_ssyk2012", "concept", "label", "type", "advertisements_naming",
    "advertisements",
)  # fmt: skip

# region, occupation (SSYK 2012)
Group = tuple[str, str]
Broken = tuple[Path, int]


@dataclass(frozen=True)
class Part:
    """The counts of one piece: parallel arrays of group, concept and how many advertisements, for each pair met once.

    groups          county and occupation by number
    advertisements  how many there are of each group
    broken          the piece's lines that could not be read, its first is 1, of so many `lines`
    """

    piece: brief.Piece
    groups: tuple[Group, ...]
    advertisements: NDArray[np.int64]
    group: NDArray[np.int32]
    concept: NDArray[np.int32]
    count: NDArray[np.int32]
    broken: tuple[int, ...]
    lines: int


@dataclass
class Counts:
    """Advertisements by region, occupation and concept.

    cells           how many advertisements name the concept at least once, by region, occupation and its number in
                    `concepts`
    advertisements  how many there are by region and occupation
    broken          file and number of every line that could not be read
    """

    concepts: tuple[str, ...]
    cells: dict[tuple[str, str, int], int] = field(default_factory=dict)
    advertisements: dict[Group, int] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)


def count(
    paths: Sequence[Path], dictionary: Dictionary, old: Mapping[str, str], *, workers: int = 1, cluster: str = ""
) -> Counts:
    """Count the concepts of advertisements in files, on as many processes as there are `workers`.

    `cluster` is the address of a Dask scheduler whose workers count instead; they must see the files by the same paths.
    """
    cut = [piece for path in paths for piece in brief.pieces(path)]
    known = numbered(dictionary)
    if cluster:
        with connected(cluster) as client:
            sent = client.scatter(partial(count_piece, known=known, old=old), broadcast=True)
            tasks = client.map(_count_sent, cut, [sent] * len(cut), pure=False)
            return added(known.concepts, (task.result() for task in tasks))
    if workers == 1:
        return added(known.concepts, map(partial(count_piece, known=known, old=old), cut))
    with ProcessPoolExecutor(workers, initializer=_take, initargs=(known, old)) as pool:
        return added(known.concepts, pool.map(_count_taken, cut))


_taken: dict[str, Callable[[brief.Piece], Part]] = {}


def _take(known: Numbered, old: Mapping[str, str]) -> None:
    """Give a process its dictionary once, and not with every piece."""
    _taken["count"] = partial(count_piece, known=known, old=old)


def _count_sent(piece: brief.Piece, counting: Callable[[brief.Piece], Part]) -> Part:
    return counting(piece)


def _count_taken(piece: brief.Piece) -> Part:
    return _taken["count"](piece)


def count_piece(piece: brief.Piece, known: Numbered, old: Mapping[str, str]) -> Part:
    """Count the advertisements whose lines begin in a piece of a file."""
    read = brief.read(piece, old)
    groups, many = np.array(read.groups, dtype=np.int64), len(known.concepts)
    text, concept = named_by(read.strings, known)
    pairs, how_many = np.unique(groups[text] * many + concept, return_counts=True)
    return Part(
        piece, tuple(read.names), np.bincount(groups, minlength=len(read.names)),
        (pairs // many).astype(np.int32), (pairs % many).astype(np.int32), how_many.astype(np.int32),
        tuple(read.broken), read.lines,
    )  # fmt: skip


def named_by(strings: Sequence[Buffer], known: Numbered) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Which concepts each of some JSON strings names, each once: numbers of texts, and of concepts.

    Most texts are read as they stand; one that may hold an address or HTML has it taken out first.
    """
    found = named(strings, known)
    plain = [msgspec.json.encode(readable(brief.text(strings[number])).text) for number in found.closer]
    rest = named(plain, known, careful=False)
    return np.concatenate([found.text, found.closer[rest.text]]), np.concatenate([found.concept, rest.concept])


def added(concepts: tuple[str, ...], parts: Iterable[Part]) -> Counts:
    """The counts of all pieces together; the pieces of a file come one after another."""
    total = Counts(concepts)
    numbers: dict[Group, int] = {}
    codes, counts = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    lines: dict[Path, int] = {}
    for part in parts:
        before = lines.get(part.piece.path, 0)
        lines[part.piece.path] = before + part.lines
        total.broken += [(part.piece.path, before + number) for number in part.broken]
        here = np.array([numbers.setdefault(one, len(numbers)) for one in part.groups], dtype=np.int64)
        codes.append(here[part.group] * len(concepts) + part.concept)
        counts.append(part.count.astype(np.int64))
        for group, many in zip(part.groups, part.advertisements.tolist(), strict=True):
            total.advertisements[group] = total.advertisements.get(group, 0) + many
    pairs, place = np.unique(np.concatenate(codes), return_inverse=True)
    sums = np.bincount(place, np.concatenate(counts)).astype(np.int64)
    names = list(numbers)
    for pair, many in zip(pairs.tolist(), sums.tolist(), strict=True):
        group_number, concept = divmod(pair, len(concepts))
        total.cells[*names[group_number], concept] = many
    return total


def write_counts(counts: Counts, dictionary: Dictionary, target: Path) -> int:
    """Write the counts as CSV, one line for each county, occupation and concept; how many lines there are."""
    named = {term.concept: term for term in dictionary.terms}
    unfinished = target.with_name(target.name + ".part")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(_COLUMNS)
        for (region, occupation, number), many in sorted(counts.cells.items()):
            term = named[counts.concepts[number]]
            of_group = counts.advertisements[region, occupation]
            lines.writerow([region, occupation, term.concept, term.label, term.type.value, many, of_group])
    unfinished.replace(target)
    return len(counts.cells)
