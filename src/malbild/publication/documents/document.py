"""Document: headings, sentences and tables, written as HTML by a template or as Markdown here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a document: its caption, the headings of its columns, and its rows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: sentences, a list, and a table."""

    heading: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `made` tells when, and from which figures."""

    title: str
    lead: str
    made: str
    sections: tuple[Section, ...]


def markdown(document: Document) -> str:
    """The document as Markdown, to be edited and handed in.

    >>> print(markdown(Document("A", "B", "C", (Section("D", ("E",)),))))
    # A
    <BLANKLINE>
    B
    <BLANKLINE>
    C
    <BLANKLINE>
    ## D
    <BLANKLINE>
    E
    <BLANKLINE>
    """
    parts = [f"# {document.title}", document.lead, document.made]
    for one in document.sections:
        parts += [f"## {one.heading}", *one.sentences]
        parts += ["\n".join(f"- {item}" for item in one.items)] if one.items else []
        parts += [_grid(one.grid)] if one.grid else []
    return "\n\n".join(parts) + "\n"


def _grid(grid: Grid) -> str:
    lines = [grid.headings, ("---",) * len(grid.headings), *grid.rows]
    return grid.caption + "\n\n" + "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
