"""One municipality: its figures beside the county's, on the same scale."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.line import Pieces, index_of, pieces_of, points_of
from malbild.publication.charts.small import Small, draw_small
from malbild.publication.edition import Edition
from malbild.publication.figure import comparable, latest, named
from malbild.publication.goal_rows import rows_of
from malbild.publication.pages.municipalities import locator
from malbild.publication.plan_rows import organisation_link
from malbild.publication.site import Site
from malbild.publication.view import View, crumb
from malbild.vocabulary.area import municipalities_of
from malbild.vocabulary.cube import Series
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.indicator import Additivity, Better


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator in the municipality and in the county.

    note      what the small chart shows: values, or index where counts are compared
    """

    address: str
    name: str
    unit: str
    period: str
    here: Markup
    county: Markup
    nation: Markup
    chart: Markup
    note: str
    better: bool | None


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page a municipality of the county."""
    return ((area.code_scb,) for area in municipalities_of(site.region.county))


def view(edition: Edition, code: str) -> View:
    """What the page of a municipality says."""
    site, name = edition.site, edition.area(code)
    found = [site.series(one, code, group) for one in site.indicators for group in site.groups_of(one)]
    rows = tuple(_compared(edition, series) for series in found if series is not None)
    lead = _lead(edition, name, rows)
    bodies = [one for one in site.register.organisations if one.area == code]
    goals = [goal for goal in site.register.goals if any(target.area == code for target in goal.targets)]
    return View(
        "municipality.html",
        name,
        lead,
        section="municipalities",
        trail=(crumb(edition, "municipalities"),),
        context={
            "lead": lead,
            "rows": rows,
            "map": locator(edition, code),
            "bodies": [organisation_link(one.id, edition) for one in bodies],
            "goals": rows_of(goals, edition),
        },
    )


def _compared(edition: Edition, series: Series) -> Compared:
    site, county, identity = edition.site, edition.site.region.county, series.indicator.id
    here = latest(edition, series)
    assert here is not None
    chart, note = _chart(edition, series, site.series(identity, county, series.group))
    return Compared(
        edition.to("indicator", identity),
        named(edition, series),
        series.indicator.unit.label(edition.language),
        edition.period(here.period),
        edition.fact(here),
        _beside(edition, here, county),
        _beside(edition, here, "00"),
        chart,
        note,
        _better(edition, here, site.fact(identity, county, here.period, here.group)),
    )


def _lead(edition: Edition, name: str, rows: tuple[Compared, ...]) -> str:
    """How the municipality stands beside its county, as far as the figures can be compared."""
    said = [str(edition.t.counted("municipality.lead", len({one.address for one in rows}), name=name))]
    compared = [one.better for one in rows if one.better is not None]
    if compared:
        said.append(str(edition.t.counted("municipality.better", len(compared), better=sum(compared))))
    return " ".join(said)


def _better(edition: Edition, here: Fact, county: Fact | None) -> bool | None:
    """Whether a share or mean is better than the county's; None for counts, and where neither way is better."""
    indicator = edition.site.indicators[here.indicator]
    if county is None or here.value is None or county.value is None:
        return None
    if indicator.additivity is Additivity.SUM or indicator.better is Better.NEITHER:
        return None
    return here.value > county.value if indicator.better is Better.UP else here.value < county.value


def _beside(edition: Edition, here: Fact, area: str) -> Markup:
    """The same period's figure of another area; never another period's."""
    fact = edition.site.fact(here.indicator, area, here.period, here.group)
    return edition.fact(fact) if fact else Markup("")


def _chart(edition: Edition, series: Series, county: Series | None) -> tuple[Markup, str]:
    """Shares and means on one scale; counts as index, since a municipality is always less than its county."""
    line, reference = pieces_of(series), pieces_of(county)
    if len(points_of(line)) < 2:
        return Markup(""), ""
    note = "municipality.same_scale" if reference else "municipality.alone"
    if series.indicator.additivity is Additivity.SUM and county is not None:
        line, reference, note = _indexed(series, county)
    points = points_of(line)
    start, end = (f"{time:.0f}" for time in (points[0][0], points[-1][0]))
    title = edition.t.plain(
        "municipality.chart", name=named(edition, series), area=edition.area(series.area), start=start, end=end
    )
    chart = draw_small(Small(f"s-{series.indicator.id}-{series.group}", title, line, reference), edition)
    return chart, edition.t.plain(note, year=start, unit=series.indicator.unit.label(edition.language))


def _indexed(series: Series, county: Series) -> tuple[Pieces, Pieces, str]:
    """Both as index from the first period they share; never across a break."""
    line, reference = pieces_of(comparable(series)), pieces_of(comparable(county))
    theirs = dict(points_of(reference))
    shared = [time for time, value in points_of(line) if value and theirs.get(time)]
    if len(shared) < 2:
        return pieces_of(series), (), "municipality.alone"
    return index_of(line, shared[0]), index_of(reference, shared[0]), "municipality.index"
