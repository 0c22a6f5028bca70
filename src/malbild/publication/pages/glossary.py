"""Glossary: the words a reader meets, in both languages, and the project's own list below."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.prose import prose
from malbild.publication.site import Site
from malbild.publication.view import View
from malbild.publication.wording import wording

WORDS = (
    "plan", "goal", "indicator", "target", "action", "commitment", "decision", "organisation", "succession",
    "judgement", "probability", "projection", "vintage", "break", "finding", "fact",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word in the edition's language, and in the other."""

    id: str
    text: str
    other: str


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one glossary."""
    yield ()


def view(edition: Edition) -> View:
    """The words and what they mean."""
    other = wording("en" if edition.language == "sv" else "sv")
    words = [
        (Word(one, edition.t.plain(f"word.{one}.name"), other.plain(f"word.{one}.name")), edition.t(f"word.{one}.is"))
        for one in WORDS
    ]
    return View(
        "glossary.html", edition.t.plain("nav.glossary"), edition.t.plain("glossary.lead"),
        context={"words": words, "body": _project_list(edition.site)},
    )  # fmt: skip


def _project_list(site: Site) -> Markup:
    """The project's list, without its own title: the page has one."""
    lines = site.glossary.strip().splitlines()
    return prose("\n".join(lines[1:] if lines and lines[0].startswith("# ") else lines), 3)
