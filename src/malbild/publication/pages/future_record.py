"""The track record: what was forecast, what came, and whether the forecast knew more than a simple rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.future_rows import Table, told_of
from malbild.publication.site import Site
from malbild.publication.sources import source_lines
from malbild.publication.view import View, crumb
from malbild.vocabulary.track_record import Outcome, ScoredForecast

MOST_ROWS = 24
"""A projection of many areas has hundreds of figures; the page shows those of the region's own that have come first."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One past forecast as the page tells of it."""

    name: str
    publisher: str
    sentence: str
    note: str
    figures: Table
    caveats: tuple[str, ...]
    sources: tuple[Markup, ...]
    left_out: int


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one such page."""
    if site.future is not None:
        yield ()


def view(edition: Edition) -> View:
    """Every kept forecast, the newest first."""
    record = told_of(edition.site).record
    return View(
        "future_record.html",
        edition.t.plain("nav.future_record"),
        edition.say(record.sentence),
        section="future",
        trail=(crumb(edition, "future"),),
        context={"forecasts": [_scored(edition, one) for one in record.forecasts]},
    )


def _scored(edition: Edition, one: ScoredForecast) -> Scored:
    told, forecast = _shown(edition, one), one.forecast
    columns = ("future.what", "future.said", "future.came", "future.error")
    caveats = {edition.say(each.said.caveat) for each in told if each.came is not None}
    return Scored(
        edition.say(forecast.name),
        forecast.publisher,
        edition.say(one.sentence),
        edition.say(forecast.note),
        Table(edition.say(forecast.name), tuple(edition.t.plain(each) for each in columns),
              tuple(_row(edition, each) for each in told)),
        tuple(sorted(caveats - {""})),
        source_lines(forecast.sources, edition),
        len(one.outcomes) - len(told),
    )  # fmt: skip


def _shown(edition: Edition, one: ScoredForecast) -> list[Outcome]:
    """The figures that are told, those that have an outcome first, then those of the region's own county."""
    county = edition.site.region.county
    order = sorted(one.outcomes, key=lambda each: (each.came is None, each.said.area != county, each.said.period))
    return sorted(order[:MOST_ROWS], key=lambda each: (each.said.area, each.said.period))


def _row(edition: Edition, one: Outcome) -> tuple[str, ...]:
    said = one.said
    what = f"{edition.say(said.what)}, {edition.area(said.area)} {edition.period(said.period)}"
    interval = f" ({_number(edition, said.low)}–{_number(edition, said.high)})" if said.low is not None else ""
    return what, f"{_number(edition, said.value)}{interval}", _number(edition, one.came), _number(edition, one.error)


def _number(edition: Edition, value: float | None) -> str:
    return "–" if value is None else edition.number(round(value), 0)
