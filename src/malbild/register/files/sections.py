"""A plan file's outer shape: front matter between two `+++`, then Markdown in sections.

What a section holds comes back to the letter: a line that would look like a border is written with a backslash
before it, and exactly one line end is added after each section.
"""

import itertools
import re
from dataclasses import dataclass, field

_BORDER = "+++"
_LOOKS_LIKE_BORDER = re.compile(r"^(?=\\*\+\+\+)", re.MULTILINE)
_ESCAPED = re.compile(r"^\\(?=\\*\+\+\+)", re.MULTILINE)
SECTIONS = {"": "body", "en": "body_en", "outcome": "outcome", "outcome en": "outcome_en"}


class NoFrontMatter(ValueError):
    """A file that does not begin with front matter, or where it has no end."""


@dataclass(slots=True)
class Sections:
    """A file in its parts.

    front    the TOML between the borders; it begins on line 2
    texts    Markdown by field name
    lines    the line each text's border stands on
    strange  borders that name no section, and sections that come twice, by line
    """

    front: str
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    strange: dict[int, str] = field(default_factory=dict)


def parted(text: str) -> Sections:
    """A file's text in its parts.

    >>> parted("+++\\nid = 1\\n+++\\nHej\\n\\n+++ en\\nHello\\n").texts
    {'body': 'Hej', 'body_en': 'Hello'}
    """
    lines = _line_ends_mended(text.removeprefix("\ufeff")).split("\n")
    if lines[0].rstrip() != _BORDER:
        raise NoFrontMatter("the first line is not +++")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _BORDER), None)
    if end is None:
        raise NoFrontMatter("there is no second line +++")
    found = Sections("\n".join(lines[1:end]))
    borders = [
        end,
        *(number for number, line in enumerate(lines) if number > end and line.startswith(_BORDER)),
        len(lines),
    ]
    for begin, stop in itertools.pairwise(borders):
        heading = "" if begin == end else lines[begin][len(_BORDER) :].strip()
        name = SECTIONS.get(heading) if heading or begin == end else None
        if name is None or name in found.texts:
            found.strange[begin + 1] = lines[begin]
            continue
        found.texts[name] = _content("\n".join(lines[begin + 1 : stop]))
        found.lines[name] = begin + 1
    return found


def joined(front: str, texts: dict[str, str]) -> str:
    """The inverse of `parted`: empty texts are left out."""
    parts = [f"{_BORDER}\n{front}{_BORDER}\n"]
    for heading, name in SECTIONS.items():
        if text := texts.get(name):
            border = f"\n{_BORDER} {heading}\n" if heading else ""
            parts.append(f"{border}{_escaped(text)}\n")
    return "".join(parts)


def _line_ends_mended(text: str) -> str:
    """A file saved with Windows line ends throughout is read as if it were not; a lone one inside a text is content."""
    return text.replace("\r\n", "\n") if text.split("\n", 1)[0].endswith("\r") else text


def _content(raw: str) -> str:
    """A section's text: without the line end that the writer adds."""
    return _ESCAPED.sub("", raw.removesuffix("\n"))


def _escaped(text: str) -> str:
    return _LOOKS_LIKE_BORDER.sub(r"\\", text)
