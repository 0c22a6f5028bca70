"""Try: a reader moves a lever and sees the future answer; a form that works without any script."""

from collections.abc import Iterable
from dataclasses import dataclass

from malbild.publication.edition import Edition
from malbild.publication.future_rows import Table, persons, signed, span, told_of
from malbild.publication.pages.future_scenarios import Compared, sentence, side_by_side
from malbild.publication.site import Site
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.future import Tried

LEVERS = {"in": (-50, 100), "out": (-50, 100), "fertility": (-50, 50), "mortality": (-30, 30)}
"""The levers of the form: parameter → lowest and highest change, in per cent."""


@dataclass(frozen=True, slots=True)
class Field:
    """One lever of the form."""

    name: str
    label: str
    why: str
    low: int
    high: int
    value: str


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page, where there are futures to change."""
    if site.future is not None and site.future.alternatives:
        yield ()


def view(edition: Edition, tried: Tried | None = None) -> View:
    """The form; with what a reader's levers give, or what is wrong with them, where somebody has asked.

    tried   None on a page that stands alone: then the ready scenarios are shown instead of an answer
    """
    answered = tried is not None and bool(tried.courses)
    return View(
        "future_try.html",
        edition.t.plain("nav.future_try"),
        edition.t.plain("future_try.lead"),
        section="future",
        trail=(crumb(edition, "future"),),
        context={
            "running": tried is not None,
            "fields": [_field(edition, name, tried) for name in LEVERS],
            "problems": [edition.say(one) for one in tried.problems] if tried else [],
            "told": _told(edition, tried) if tried and answered else "",
            "apart": _apart(edition, tried) if tried and answered else None,
            "chances": _chances(edition, tried) if tried and answered else None,
            "compared": _compared(edition, tried) if tried and answered else None,
            "scenarios": [
                (Crumb(edition.to("future_scenario", one.scenario.id), edition.say(one.scenario.name)),
                 sentence(edition, one))
                for one in told_of(edition.site).alternatives
            ],
        },
    )  # fmt: skip


def _field(edition: Edition, name: str, tried: Tried | None) -> Field:
    low, high = LEVERS[name]
    value = tried.levers.get(name, 0) if tried else 0
    return Field(
        name, edition.t.plain(f"future_try.{name}.label"), edition.t.plain(f"future_try.{name}.why"), low, high,
        f"{value:g}",
    )  # fmt: skip


def _told(edition: Edition, tried: Tried) -> str:
    picture, county = told_of(edition.site), edition.site.region.county
    base = picture.courses[county, TOTAL].projection
    last = base.periods[-1]
    low, middle, high = (signed(edition, one) for one in tried.apart[TOTAL])
    return edition.t.plain(
        "future_try.told", year=last.year, apart=middle, low=low, high=high,
        before=persons(edition, base.quantile(last, 0.5)),
        after=span(edition, tried.courses[TOTAL], last)["middle"],
    )  # fmt: skip


def _apart(edition: Edition, tried: Tried) -> Table:
    picture, county, t = told_of(edition.site), edition.site.region.county, edition.t
    rows = []
    last = picture.courses[county, TOTAL].projection.periods[-1]
    for measure, projection in tried.courses.items():
        course = picture.courses[county, measure]
        before, after = (span(edition, one, last) for one in (course.projection, projection))
        low, middle, high = (signed(edition, one) for one in tried.apart[measure])
        rows.append(
            (
                edition.say(course.series.indicator.name),
                f"{before['middle']} ({before['low']}–{before['high']})",
                f"{after['middle']} ({after['low']}–{after['high']})",
                middle,
                t.plain("future_try.range", low=low, high=high),
            )
        )
    columns = tuple(t.plain(f"future_try.{one}") for one in ("measure", "before", "after", "apart", "most"))
    return Table(t.plain("future_try.table", year=last.year), columns, tuple(rows))


def _chances(edition: Edition, tried: Tried) -> Table:
    rows = tuple(
        (edition.say(one.told), edition.percent(one.probability), edition.percent(tried.chances[one.id]))
        for one in told_of(edition.site).questions
        if one.id in tried.chances
    )
    columns = tuple(edition.t.plain(f"future_try.{one}") for one in ("question", "before", "after"))
    return Table(edition.t.plain("future_try.chances"), columns, rows)


def _compared(edition: Edition, tried: Tried) -> Compared:
    county = edition.site.region.county
    base = told_of(edition.site).courses[county, TOTAL]
    named = {
        edition.t.plain("future.baseline"): base.projection,
        edition.t.plain("future_try.own"): tried.courses[TOTAL],
    }
    return side_by_side(edition, TOTAL, base, named)
