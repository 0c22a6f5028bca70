"""The future: where the population heads, by age and by municipality, and how far that can be trusted."""

from collections.abc import Iterable

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.future_rows import Table, come_true, expected, fan, persons, rests_on, span, told_of
from malbild.publication.site import Site
from malbild.publication.view import Crumb, View
from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.future import Course, FuturePicture


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page, where anything tells of the future."""
    if site.future is not None:
        yield ()


def view(edition: Edition) -> View:
    """The county's course, its ages, its municipalities, and what it all rests on."""
    picture, county = told_of(edition.site), edition.site.region.county
    courses = {measure: one for (area, measure), one in picture.courses.items() if area == county}
    whole = courses[TOTAL]
    lead = _lead(edition, whole)
    return View(
        "future.html",
        edition.t.plain("nav.future"),
        lead,
        section="future",
        context={
            "since": come_true(edition, whole),
            "links": _links(edition),
            "whole": fan(edition, whole, "f-total"),
            "ages": [fan(edition, one, f"f-{measure}") for measure, one in courses.items() if measure != TOTAL],
            "ages_told": [expected(edition, one) for measure, one in courses.items() if measure != TOTAL],
            "municipalities": _municipalities(edition),
            "basis": rests_on(edition),
            "typed": picture.basis.kind == "totals",
            "short": picture.basis.kind == "ages" and _of_short_series(picture, county),
        },
    )


def _lead(edition: Edition, course: Course) -> str:
    last = course.projection.periods[-1]
    return edition.t.plain(
        "future.lead", area=edition.area(course.series.area), year=last.year, origin=course.projection.origin.year,
        now=persons(edition, float(course.series.known().values[-1])), **span(edition, course.projection, last),
    )  # fmt: skip


def _links(edition: Edition) -> list[tuple[Crumb, str]]:
    """The other pages, each with what it answers."""
    kinds = ["future_scenarios", "future_questions", "future_try"] if told_of(edition.site).alternatives else []
    return [
        (Crumb(edition.to(kind), edition.t.plain(f"nav.{kind}")), edition.t.plain(f"future.answers.{kind}"))
        for kind in (*kinds, "future_record")
    ]


def _municipalities(edition: Edition) -> Table | None:
    """Every municipality that the tables have: now, then, and the interval."""
    county = edition.site.region.county
    found = [
        one for (area, measure), one in told_of(edition.site).courses.items() if area != county and measure == TOTAL
    ]
    if not found:
        return None
    last = found[0].projection.periods[-1]
    columns = (edition.t.plain("table.municipality"), edition.t.plain("future.latest"), str(last.year),
               edition.t.plain("future.interval"))  # fmt: skip
    rows = tuple(_municipality(edition, one) for one in sorted(found, key=lambda one: edition.area(one.series.area)))
    return Table(edition.t.plain("future.municipalities", year=last.year), columns, rows)


def _of_short_series(picture: FuturePicture, county: str) -> bool:
    """Whether municipalities are told by their totals alone, beside a county that is told by its ages."""
    own = {area for area, _ in picture.courses if area != county}
    return any((area, "working") not in picture.courses for area in own)


def _municipality(edition: Edition, course: Course) -> tuple[str | Markup, ...]:
    known, area = course.series.known(), course.series.area
    shown = span(edition, course.projection, course.projection.periods[-1])
    link = Markup('<a href="{}">{}</a>').format(edition.to("municipality", area), edition.area(area))
    now = f"{edition.number(float(known.values[-1]), 0)} ({edition.period(known.periods[-1])})"
    return link, now, shown["middle"], f"{shown['low']}–{shown['high']}"
