"""Cards: what each publisher's folder says of itself, as a page of the reference.

`python -m malbild.sources.cards > docs/reference/sources.md` writes the page; a test holds it to the code.
"""

import inspect
import re
import sys
from types import ModuleType

from malbild.sources import kolada, scb, smhi
from malbild.sources.files import jsonstat, px

_FIELD = re.compile(r"(Tables?|Counts|Dimensions|Rhythm|Licence|Address|Limits) +(\S.*)")
_HEAD = """# Sources

Where figures are fetched from, what each source is, and how an indicator's `[source]` asks it. This page is made from
the code: `python -m malbild.sources.cards > docs/reference/sources.md`. How one is added is told in
[Add a source](../how-to/add-a-source.md).
"""
_PUBLISHERS = {"scb": scb, "kolada": kolada, "smhi": smhi}
_FORMATS = {"PX": px, "JSON-stat 2": jsonstat}


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD, *(_publisher(name, module) for name, module in _PUBLISHERS.items()), "## File formats\n"]
    parts += [f"### {name}\n\n{_paragraphs(module)}" for name, module in _FORMATS.items()]
    return "\n".join(parts)


def _publisher(name: str, module: ModuleType) -> str:
    title, _, body = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    asked = inspect.cleandoc(module.query.__doc__ or "").partition(">>>")[0].strip()
    return f"## `{name}`\n\n{title}\n\n{_body(body)}\n\n### How `{name}` is asked\n\n{asked}\n"


def _body(text: str) -> str:
    """The card's fields as a list, its quirks as they stand."""
    lines: list[str] = []
    for line in text.splitlines():
        if field := _FIELD.fullmatch(line):
            lines.append(f"- **{field[1]}**: {field[2]}")
        elif line == "Quirks":
            lines.append("### Quirks\n")
        elif line.startswith("   "):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _paragraphs(module: ModuleType) -> str:
    return inspect.cleandoc(module.__doc__ or "") + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
