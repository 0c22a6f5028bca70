"""Scenarios: other assumptions beside the baseline, as fans on the same scale, a table and a sentence each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from malbild.publication.charts.history import Beside
from malbild.publication.edition import Edition
from malbild.publication.future_rows import Fan, Table, extremes, fan, signed, span, told_of, with_projection
from malbild.publication.site import Site
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.cube import Series
from malbild.vocabulary.future import Alternative, Course
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.scenario import Lever, lever_name

SIDE_BY_SIDE = 4
"""The baseline and three scenarios: more than four pictures are not compared at a glance."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure under the baseline and some scenarios, on one scale."""

    name: str
    fans: tuple[Fan, ...]
    table: Table


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one comparison, where there are scenarios."""
    if site.future is not None and site.future.alternatives:
        yield ()


def scenario_keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page a scenario."""
    if site.future is not None:
        yield from ((one.scenario.id,) for one in site.future.alternatives)


def view(edition: Edition) -> View:
    """The baseline beside the first three scenarios, and every scenario with its sentence."""
    picture = told_of(edition.site)
    chosen = picture.alternatives[: SIDE_BY_SIDE - 1]
    return View(
        "future_scenarios.html",
        edition.t.plain("nav.future_scenarios"),
        f"{edition.say(chosen[0].scenario.name)}: {sentence(edition, chosen[0])}",
        section="future",
        trail=(crumb(edition, "future"),),
        context={
            "compared": compared(edition, chosen),
            "scenarios": [
                (Crumb(edition.to("future_scenario", one.scenario.id), edition.say(one.scenario.name)),
                 sentence(edition, one))
                for one in picture.alternatives
            ],
            "idle": [edition.say(one.name) for one in picture.idle],
        },
    )  # fmt: skip


def scenario(edition: Edition, identity: str) -> View:
    """One scenario beside the baseline, with what it assumes and who assumes it."""
    one = next(each for each in told_of(edition.site).alternatives if each.scenario.id == identity)
    return View(
        "future_scenario.html",
        edition.say(one.scenario.name),
        sentence(edition, one),
        section="future",
        trail=(crumb(edition, "future"), crumb(edition, "future_scenarios")),
        context={
            "explanation": edition.say(one.scenario.explanation),
            "compared": compared(edition, (one,)),
            "levers": _levers(edition, one),
            "beside": bool(one.beside),
        },
    )


def compared(edition: Edition, chosen: Sequence[Alternative]) -> list[Compared]:
    """Every measure: a fan each for the baseline and the scenarios, on one scale, and a table of the last year."""
    county = edition.site.region.county
    found = []
    for (area, measure), base in told_of(edition.site).courses.items():
        if area == county:
            named = {edition.t.plain("future.baseline"): base.projection}
            named |= {edition.say(one.scenario.name): one.courses[measure] for one in chosen}
            found.append(side_by_side(edition, measure, base, named))
    return found


def side_by_side(edition: Edition, measure: str, base: Course, named: dict[str, Projection]) -> Compared:
    """One measure under several assumptions, the baseline first; its middle is drawn in the others too."""
    courses = {name: with_projection(base, projection) for name, projection in named.items()}
    reach, name = extremes(list(courses.values())), edition.say(base.series.indicator.name)
    first = next(iter(courses))
    middle = Beside(first, _middle(base))
    fans = tuple(
        fan(
            edition, course, f"c-{measure}-{place}", heading=label, reach=reach, table=False,
            sentence=_told(edition, name, label, base, course), beside=() if label == first else (middle,),
        )
        for place, (label, course) in enumerate(courses.items())
    )  # fmt: skip
    return Compared(name, fans, _table(edition, name, base, courses))


def _middle(base: Course) -> Series:
    """The baseline's middle, as a line to hold a scenario's fan against."""
    values = base.projection.quantiles[:, base.projection.levels.index(0.5)]
    series, periods = base.series, base.projection.periods
    return Series(series.indicator, series.area, series.group, periods, values, np.full(len(values), ""))


def _told(edition: Edition, name: str, label: str, base: Course, course: Course) -> str:
    last = course.projection.periods[-1]
    return edition.t.plain(
        "future.under", name=name, scenario=label, year=last.year, **span(edition, course.projection, last)
    )


def _table(edition: Edition, name: str, base: Course, courses: dict[str, Course]) -> Table:
    last = base.projection.periods[-1]
    columns = tuple(
        edition.t.plain(one) for one in ("future.scenario", "future.middle", "future.interval", "future.apart")
    )
    rows = []
    for label, course in courses.items():
        shown = span(edition, course.projection, last)
        apart = course.projection.quantile(last, 0.5) - base.projection.quantile(last, 0.5)
        rows.append((label, shown["middle"], f"{shown['low']}–{shown['high']}", signed(edition, apart)))
    return Table(f"{name} {last.year}", columns, tuple(rows))


def sentence(edition: Edition, one: Alternative) -> str:
    """What a scenario does to the county's population, in a sentence."""
    county = edition.site.region.county
    base = told_of(edition.site).courses
    last = base[county, "total"].projection.periods[-1]

    def apart(measure: str) -> float:
        before, after = base[county, measure].projection, one.courses[measure]
        return after.quantile(last, 0.5) - before.quantile(last, 0.5)

    whole = apart("total")
    return edition.t.plain(
        f"future.scenario_says.{'fewer' if whole < 0 else 'more'}",
        area=edition.area(county), year=last.year, apart=signed(edition, whole).lstrip("-−+"),
        working=signed(edition, apart("working")), children=signed(edition, apart("children")),
        oldest=signed(edition, apart("oldest")),
    )  # fmt: skip


def _levers(edition: Edition, one: Alternative) -> Table:
    columns = tuple(edition.t.plain(each) for each in ("ranking.lever", "ranking.change", "future.assumed_by"))
    rows = tuple((_name(edition, lever), _change(edition, lever), _source(edition, lever))
                 for lever in one.scenario.levers if lever.path not in one.beside)  # fmt: skip
    return Table(edition.t.plain("future.assumes"), columns, rows)


def _name(edition: Edition, lever: Lever) -> str:
    return edition.say(lever_name(lever))


def _change(edition: Edition, lever: Lever) -> str:
    by = 100 * (lever.value - 1) if lever.operation == "multiply" else lever.value
    key = "future.percent" if lever.operation == "multiply" else "future.added"
    shown = edition.t.plain(key, value=f"{'+' if by > 0 else ''}{edition.number(round(by, 1))}")
    return f"{shown}, {edition.t.plain('future.ramp', years=lever.ramp)}" if lever.ramp else shown


def _source(edition: Edition, lever: Lever) -> str:
    """A ready pack's source is written in both languages, with a slash between."""
    swedish, _, english = lever.source.partition(" / ")
    return english if english and edition.language == "en" else swedish
