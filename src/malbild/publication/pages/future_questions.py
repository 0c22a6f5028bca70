"""What it would take: how likely something is, what would make it likely, and which assumption matters most."""

from collections.abc import Iterable
from dataclasses import dataclass

from malbild.publication.edition import Edition
from malbild.publication.future_rows import Table, told_of
from malbild.publication.ranking import Ranking, ranking
from malbild.publication.site import Site
from malbild.publication.view import View, crumb
from malbild.vocabulary.future import AskedOf


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answers."""

    heading: str
    ours: bool
    sought: str
    ranking: Ranking
    table: Table


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page, where the forecast is asked anything."""
    if site.future is not None and site.future.questions:
        yield ()


def view(edition: Edition) -> View:
    """Every question: its probability, what it would take, and the levers ranked."""
    asked = told_of(edition.site).questions
    answers = [_answered(edition, one, place) for place, one in enumerate(asked)]
    return View(
        "future_questions.html",
        edition.t.plain("nav.future_questions"),
        f"{answers[0].heading}.",
        section="future",
        trail=(crumb(edition, "future"),),
        context={"answers": answers, "none_of_plan": not any(one.ours for one in asked)},
    )


def _answered(edition: Edition, one: AskedOf, place: int) -> Answered:
    told = edition.say(one.told)
    ranked = ranking(edition, one.told, one.ranked, id=f"r-{place}")
    return Answered(
        edition.t.plain("future.question", told=told, chance=edition.percent(one.probability)),
        one.ours,
        edition.say(one.sought),
        ranked,
        Table(ranked.heading, ranked.columns, ranked.rows),
    )
