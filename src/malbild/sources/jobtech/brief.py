"""Brief: what counting needs of advertisements, read in whole pieces of a file, their texts left as they stand.

An advertisement's text is not decoded here: it is a JSON string that points into the piece. To be counted it need not
be anything else, and the archives of a nation are read at the speed of the disk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec
import numpy as np

from malbild.sources.jobtech.advertisements import BYTE_ORDER_MARK, Coded, Workplace, as_utf8, occupation, ssyk, where
from malbild.sources.jobtech.contacts import without_addresses

_PIECE = 8 << 20
_LINE_END = ord("\n")
_NO_TEXT = msgspec.Raw(b"")
_NOTHING = (b"", b'""', b"null")
_LONGEST_NOTHING = 4


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


class Words(msgspec.Struct, gc=False):
    """The advertisement's text."""

    text: msgspec.Raw = _NO_TEXT


class Record(msgspec.Struct, gc=False):
    """The fields that are counted by, under the names of all forms (advertisements.Record has them too)."""

    description: Words | str | None = None
    text: msgspec.Raw = _NO_TEXT
    occupation: Coded | list[Coded] | None = None
    occupation_group: Coded | list[Coded] | None = None
    workplace_address: Workplace | None = None
    annonstext: msgspec.Raw = _NO_TEXT
    yrkesroll: Coded | None = None
    arbetsplatsadress: Workplace | None = None


_decoder = msgspec.json.Decoder(Record)


@dataclass
class Briefs:
    """The advertisements of a piece: parallel lists.

    strings   the text of each as a JSON string, empty when it has none
    groups    the number of each one's county and occupation in `names`
    broken    the numbers of lines that could not be read, the piece's first is 1
    lines     how many lines there are, empty ones among them
    """

    strings: list[msgspec.Raw] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    lines: int = 0


def read(piece: Piece, old: Mapping[str, str]) -> Briefs:
    """The advertisements whose lines begin in a piece of a file; a line that cannot be read is told by its number."""
    content = _content(piece)
    found = Briefs(lines=_lines(content))
    records = _at_once(content, found.lines)
    if records is None:
        records = list(_line_by_line(bytes(content), found.broken))
    numbers: dict[object, int] = {}
    for record in records:
        key = (record.workplace_address or record.arbetsplatsadress, *occupation(record))
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(found.names)
            found.names.append((where(key[0])[1], ssyk(key[1], key[2], old)))
        found.strings.append(_text(record))
        found.groups.append(number)
    return found


def text(string: bytes | bytearray | memoryview) -> str:
    """A JSON string as a text to be counted; one that is not UTF-8 is read as being in the encoding of Windows.

    Addresses are covered, since words stand in them. Numbers of telephones need not be: the text is not kept.
    """
    read = msgspec.json.decode(as_utf8(bytes(string)))
    return without_addresses(read) if isinstance(read, str) else ""


def _content(piece: Piece) -> memoryview:
    """The lines that begin in a piece, as they lie in the file."""
    with piece.path.open("rb") as file:
        whole = mmap(file.fileno(), 0, access=ACCESS_READ)
    begin, end = _line_from(whole, piece.start), _line_from(whole, piece.end)
    if begin == 0 and whole[: len(BYTE_ORDER_MARK)] == BYTE_ORDER_MARK:
        begin = min(end, len(BYTE_ORDER_MARK))
    return memoryview(whole)[begin:end]


def _line_from(whole: mmap, place: int) -> int:
    """Where the first line begins at a place of a file or after it."""
    if place == 0:
        return 0
    before = whole.find(b"\n", place - 1)
    return len(whole) if before < 0 else before + 1


def _lines(content: memoryview) -> int:
    """How many lines there are, the last one without its end counted as well."""
    signs = np.frombuffer(content, dtype=np.uint8)
    return int(np.count_nonzero(signs == _LINE_END)) + bool(len(signs) and signs[-1] != _LINE_END)


def _at_once(content: memoryview, lines: int) -> list[Record] | None:
    """The records of lines that are all in order, which reads them in a third of the time; else nothing.

    The reader takes a record for one even where it goes over two lines; then there are fewer than lines.
    """
    try:
        records = _decoder.decode_lines(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return records if len(records) == lines else None


def _line_by_line(content: bytes, broken: list[int]) -> Iterator[Record]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            try:
                yield _decoder.decode(as_utf8(line))
            except msgspec.MsgspecError:
                broken.append(number)


def _text(record: Record) -> msgspec.Raw:
    described = record.description
    if isinstance(described, Words) and len(described.text) > _LONGEST_NOTHING:
        return described.text
    first = msgspec.Raw(msgspec.json.encode(described)) if isinstance(described, str) else _NO_TEXT
    told = (described.text if isinstance(described, Words) else first, record.text, record.annonstext)
    return next((one for one in told if bytes(one) not in _NOTHING), _NO_TEXT)
