"""PX files, the format of PC-Axis and PxWeb: one table with its codes, texts, notes and figures in a text file.

A file whose figures can be read and understood is read; what is merely wrong beside them (a note on a variable that
does not exist, a missing subject area) is told in `Table.extra["findings"]`. A file that breaks the grammar anywhere,
or does not tell what its figures are, is refused with every problem at once.
"""

import hashlib
import math
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from malbild.sources.files.content import content_of
from malbild.sources.files.grid import coordinates, refuse_giant
from malbild.sources.files.px_cube import Cube
from malbild.sources.files.px_figures import FigureReader, Figures, symbols
from malbild.sources.files.px_keywords import Keywords, decode
from malbild.sources.files.px_syntax import Grammar, Statement
from malbild.sources.problems import raise_any
from malbild.vocabulary.finding import Place
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.table import Declaration, Table
from malbild.vocabulary.text import Text

_STAMP = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_NOTES = ("NOTEX", "NOTE")


def read_px(source: Path | bytes, *, file: str = "") -> Table:
    """Read a PX file into a table.

    source   a path, or the bytes themselves; `file` is then the name used in messages
    Raises Refused with all problems of the file.
    """
    content, file = content_of(source, file)
    grammar = Grammar(decode(content, file), file)
    keywords = Keywords(file, tuple(grammar.statements()), grammar.problems)
    cube = Cube(keywords)
    figures = _figures(grammar, cube)
    raise_any(keywords.problems)
    assert figures is not None  # a file without figures has been refused
    found = coordinates(cube.dimensions, cube.measures[0].name)
    return Table(
        _declaration(cube, hashlib.sha256(content).hexdigest()), found, figures.values, figures.status,
        figures.lines, found["measure"], file=file,
        extra={"findings": tuple(keywords.problems), "dimensions": cube.dimensions},
    )  # fmt: skip


def _figures(grammar: Grammar, cube: Cube) -> Figures | None:
    """The figures, unless something is wrong that makes counting them pointless."""
    keywords, keys, data = cube.keywords, cube.keys(), grammar.data()
    if data is None:
        keywords.missing("DATA")
    if data is None or keywords.problems_that_stop():
        return None
    start, text = data
    sizes = [len(one.codes) for one in cube.dimensions]
    refuse_giant(sizes, cube.dimensions, Place(keywords.file, None, "VALUES"))
    reader = FigureReader(keywords.file, grammar.line(start), symbols(_symbol_texts(keywords)))
    body = _closed(text, keywords, grammar.line(start))
    figures = (
        reader.keyed(body, cube.stub, keys, math.prod(len(one.codes) for one in cube.heading))
        if keys
        else reader.dense(body, math.prod(sizes))
    )
    keywords.problems.extend(reader.problems)
    return figures


def _closed(text: str, keywords: Keywords, line: int) -> str:
    """The figures up to their semicolon; older files may lack it, and then a cut in the last figure would not show."""
    body, semicolon, _ = text.rpartition(";")
    if semicolon:
        return body
    keywords.doubtful(
        Statement("DATA", "", (), (), line),
        Text("DATA slutar utan semikolon.", "DATA ends without a semicolon."),
        Text("Kontrollera att filens sista tal är helt.", "Check that the last figure of the file is whole."),
    )
    return text


def _symbol_texts(keywords: Keywords) -> dict[int, str]:
    return {dots: keywords.text(f"DATASYMBOL{dots}") for dots in range(1, 7)}


def _declaration(cube: Cube, digest: str) -> Declaration:
    keywords = cube.keywords
    notes = [value for name in _NOTES for one in keywords.every(name) if not one.language for value in one.values]
    provenance = Provenance(
        keywords.text("SOURCE"), cube.title, keywords.file, _updated(keywords), digest=digest,
    )  # fmt: skip
    return Declaration(
        keywords.text("MATRIX") or Path(keywords.file).stem, provenance, cube.measures,
        notes="\n".join(note.replace("#", "\n") for note in notes),
    )  # fmt: skip


def _updated(keywords: Keywords) -> date | None:
    """When the figures were last updated: the latest of the contents, else when the file was made."""
    stamps = [value for one in keywords.every("LAST-UPDATED") for value in one.values]
    return _latest(stamps) or _latest(keywords.values("CREATION-DATE"))


def _latest(stamps: Sequence[str]) -> date | None:
    days = []
    for stamp in stamps:
        if match := _STAMP.match(stamp):
            try:
                days.append(date(int(match[1]), int(match[2]), int(match[3])))
            except ValueError:
                continue
    return max(days, default=None)
