"""Printouts: documents that stand alone as one HTML file, for the screen and for paper, a sheet at a time."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from malbild.publication.prose import prose
from malbild.vocabulary.text import Language

_STYLE = Markup("""
body { font: 11pt/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; max-width: 46rem;
  padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #ccc; }
.sheet + .sheet { border-top: 2px solid #1a1a1a; margin-top: 2rem; padding-top: 2rem; }
@media print {
  @page { size: A4; margin: 20mm 18mm; }
  body { max-width: none; padding: 0; }
  .sheet { break-after: page; } .sheet:last-child { break-after: auto; }
  .sheet + .sheet { border: 0; margin: 0; padding: 0; }
  tr, h2 { break-inside: avoid; } h2 { break-after: avoid; }
}
""")
_HEAD = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#&!~])")


def printout(title: str, sheets: Iterable[str], language: Language) -> Iterator[str]:
    """A document in parts, to be written one after another: thousands of sheets are never all in memory.

    sheets   Markdown, each beginning with its heading; each begins a new page on paper

    >>> "".join(printout("Beslut", ["# Beslut"], "sv")).count('<section class="sheet">')
    1
    """
    yield str(_HEAD.format(language=language, title=title, style=_STYLE))
    for one in sheets:
        yield f'<section class="sheet">\n{prose(one, level=1)}</section>\n'
    yield "</main>\n</body>\n</html>\n"


def plain(text: str) -> str:
    """A text of others as Markdown shows it, whatever signs stand in it.

    >>> plain("El & energi | A*")
    'El \\\\& energi \\\\| A\\\\*'
    """
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; the cells are texts of others."""
    lines = [" | ".join(map(plain, one)) for one in (tuple(heading), *map(tuple, rows))]
    rule = " | ".join("---" for _ in lines[0].split(" | "))
    return "\n".join(f"| {one} |" for one in (lines[0], rule, *lines[1:])) + "\n"
