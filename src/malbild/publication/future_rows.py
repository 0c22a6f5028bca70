"""What the pages about the future are made of: fans, tables and sentences of a course."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from malbild.publication.charts.frame import NARROW, WIDE
from malbild.publication.charts.history import Beside, History, draw, for_paper
from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.vocabulary.future import Course, FuturePicture
from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
YEARS_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words: its caption, its columns, and its rows, each beginning with what it is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | Markup, ...], ...]


@dataclass(frozen=True, slots=True)
class Fan:
    """A chart of the future with its sentence and its table."""

    heading: str
    sentence: str
    wide: Markup
    narrow: Markup
    table: Table | None
    beside: str


def told_of(site: Site) -> FuturePicture:
    """The picture of a site that has these pages."""
    assert site.future is not None, "a page about the future needs one"
    return site.future


def persons(edition: Edition, value: float) -> str:
    """Persons as a forecast may say them: to the nearest hundred above a thousand, to the nearest ten below."""
    return edition.number(round(value, -2 if abs(value) >= 1000 else -1), 0)


def signed(edition: Edition, value: float) -> str:
    """A difference in persons with its sign."""
    shown = persons(edition, value)
    return f"+{shown}" if value > 0 and shown != "0" else shown


def span(edition: Edition, projection: Projection, period: Period) -> dict[str, str]:
    """The middle and the 80 per cent interval of a year, as persons."""
    levels = {"low": LOW, "middle": MIDDLE, "high": HIGH}
    return {name: persons(edition, projection.quantile(period, level)) for name, level in levels.items()}


def fan(
    edition: Edition,
    course: Course,
    id: str,
    *,
    sentence: str = "",
    heading: str = "",
    beside: Sequence[Beside] = (),
    reach: tuple[float, ...] = (),
    table: bool = True,
) -> Fan:
    """The chart of a course."""
    name = edition.say(course.series.indicator.name)
    heading = heading or f"{name}, {edition.area(course.series.area)}"
    sentence = sentence or expected(edition, course)
    drawn = History(
        id, heading, sentence, course.series, _corner(edition, course), course.projection,
        beside=tuple(beside), reach=reach,
    )  # fmt: skip
    return Fan(
        heading, sentence, draw(for_paper(drawn, "w"), WIDE, edition), draw(for_paper(drawn, "n"), NARROW, edition),
        _years(edition, course, heading) if table else None, ", ".join(one.label for one in drawn.beside),
    )  # fmt: skip


def _corner(edition: Edition, course: Course) -> str:
    return edition.t.plain("future.corner", year=course.projection.origin.year)


def expected(edition: Edition, course: Course, period: Period | None = None) -> str:
    """Where a course heads, in a sentence."""
    last = period or course.projection.periods[-1]
    known = course.series.known()
    now = float(known.values[-1])
    middle = course.projection.quantile(last, MIDDLE)
    way = "same" if persons(edition, middle) == persons(edition, now) else "rise" if middle > now else "fall"
    return edition.t.plain(
        f"future.expected.{way}", name=edition.say(course.series.indicator.name), year=last.year,
        origin=course.projection.origin.year, now=persons(edition, now), **span(edition, course.projection, last),
    )  # fmt: skip


def _years(edition: Edition, course: Course, caption: str) -> Table:
    columns = tuple(edition.t.plain(one) for one in ("table.period", "future.low", "future.middle", "future.high"))
    rows = []
    for period in course.projection.periods:
        shown = span(edition, course.projection, period)
        rows.append((edition.period(period), shown["low"], shown["middle"], shown["high"]))
    return Table(caption, columns, tuple(rows))


def come_true(edition: Edition, course: Course) -> str:
    """What has been counted since the tables ended, and whether the forecast expected so; empty where nothing has."""
    if course.blind is None:
        return ""
    last, came = course.series.periods[-1], float(course.series.values[-1])
    low, high = (course.blind.quantile(last, level) for level in (LOW, HIGH))
    way = "inside" if low <= came <= high else "above" if came > high else "below"
    return edition.t.plain(
        f"future.since.{way}", year=last.year, came=edition.number(came, 0),
        low=persons(edition, low), high=persons(edition, high), origin=course.blind.origin.year,
    )  # fmt: skip


def rests_on(edition: Edition) -> tuple[str, ...]:
    """What the futures rest on, in sentences: which tables, which of them typed in, and how the fan is made."""
    basis, t = told_of(edition.site).basis, edition.t
    values = {
        "origin": basis.origin, "first": basis.first, "areas": basis.areas, "draws": edition.number(basis.draws),
        "seed": basis.seed, "code": basis.code, "source": edition.say(basis.source) or t.plain("future.own_tables"),
    }  # fmt: skip
    said = [t.plain(f"future.basis.{basis.kind}.{one}", **values) for one in ("inputs", "method", "limits")]
    if basis.counted:
        said.insert(2, t.plain("future.basis.counted", origin=basis.origin, counted=basis.counted))
    return tuple(said)


def with_projection(course: Course, projection: Projection) -> Course:
    """The same latest years with another future, for small pictures side by side."""
    series, shown = course.series, slice(-YEARS_COMPARED, None)
    recent = replace(series, periods=series.periods[shown], values=series.values[shown], status=series.status[shown])
    return replace(course, series=recent, projection=projection, blind=None)


def extremes(courses: Sequence[Course]) -> tuple[float, ...]:
    """The lowest and the highest of some courses, for charts on the same scale."""
    values = [float(value) for one in courses for value in one.series.known().values]
    for one in courses:
        values += [float(one.projection.quantiles.min()), float(one.projection.quantiles.max())]
    return min(values), max(values)
