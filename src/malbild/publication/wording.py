"""The interface's texts: one catalogue a language, the same keys in both."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from malbild.vocabulary.text import Language


@dataclass(frozen=True)
class Wording:
    """The texts of one language by dotted key ("goal.why").

    >>> str(Wording("sv", {"greeting": "Hej {name}"})("greeting", name="<du>"))
    'Hej &lt;du&gt;'
    """

    language: Language
    texts: dict[str, str]

    def __call__(self, key: str, **values: object) -> Markup:
        """A text with its places filled; what is filled in is escaped unless it is markup already."""
        return Markup(escape(self.texts[key])).format(**values)

    def counted(self, key: str, count: int, **values: object) -> Markup:
        """A text in its singular or plural form: `<key>.one` or `<key>.other`."""
        return self(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)

    def kind(self, family: str, code: str, form: str = "") -> str:
        """The word of a kind; a kind that the catalogue does not know is told by the family's general word."""
        tail = f".{form}" if form else ""
        return self.texts.get(f"{family}.{code}{tail}") or self.texts[f"{family}.other{tail}"]

    def plain(self, key: str, **values: object) -> str:
        """A text for a place that is escaped later, such as a title."""
        return self.texts[key].format(**values)


@cache
def wording(language: Language) -> Wording:
    """The catalogue of a language."""
    source = files(__package__).joinpath("text", f"{language}.toml").read_text(encoding="utf-8")
    return Wording(language, _flat(tomllib.loads(source)))


def _flat(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return flat
