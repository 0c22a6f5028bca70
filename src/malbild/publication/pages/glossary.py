"""Glossary: the words a reader meets, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from malbild.publication.edition import Edition
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
        context={"words": words},
    )  # fmt: skip
