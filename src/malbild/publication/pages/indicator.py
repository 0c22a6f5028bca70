"""One indicator: what it counts, the county's chart, the municipalities on a map, in small charts and in a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.line import Line, Pieces, pieces_of, points_of
from malbild.publication.charts.small import Small, draw_small
from malbild.publication.edition import Edition
from malbild.publication.figure import county_figure
from malbild.publication.goal_rows import rows_of
from malbild.publication.maps.county import classes_of, county_map
from malbild.publication.pages.municipalities import by_name, facts_of_one_period
from malbild.publication.site import Site
from malbild.publication.view import View, crumb
from malbild.vocabulary.area import Area
from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.indicator import Additivity, Indicator
from malbild.vocabulary.period import Period


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality's figure and small chart."""

    address: str
    name: str
    fact: Markup
    shade: str
    chart: Markup


@dataclass(frozen=True, slots=True)
class Step:
    """One class of the map's legend."""

    shade: int
    words: str


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page an indicator."""
    return ((identity,) for identity in site.indicators)


def view(edition: Edition, identity: str) -> View:
    """What the page of an indicator says."""
    site, indicator = edition.site, edition.site.indicators[identity]
    facts, drawn = facts_of_one_period(edition, identity), county_figure(edition, identity, id="f-county")
    values = {code: fact.value for code, fact in facts.items() if fact.value is not None}
    shades = classes_of(values)
    period = next(iter(facts.values())).period if facts else None
    goals = [
        goal
        for goal in site.register.goals
        if identity in goal.indicators or any(target.indicator == identity for target in goal.targets)
    ]
    return View(
        "indicator.html",
        edition.say(indicator.name),
        drawn.sentence if drawn else edition.say(indicator.definition),
        trail=(crumb(edition, "indicators"),),
        context={
            "indicator": indicator,
            "unit": indicator.unit.label(edition.language),
            "better": edition.t.plain(f"better.{indicator.better}"),
            "figure": drawn,
            "definition": edition.say(indicator.definition),
            "period": _told(edition, identity, period) if period else "",
            "map": _map(edition, indicator, values, shades, period) if len(values) > 1 else Markup(""),
            "legend": _legend(edition, indicator, values, shades),
            "places": _places(edition, indicator, facts, shades),
            "counts": indicator.additivity is Additivity.SUM,
            "goals": rows_of(goals, edition),
            "nation": edition.to("facts", identity, "00") if site.series(identity, "00") else "",
        },
    )


def _told(edition: Edition, identity: str, period: Period) -> str:
    """The period of the map and table, with the group where there is no total."""
    group = edition.site.groups_of(identity)[0]
    told = edition.period(period)
    return told if group == TOTAL else f"{told}, {edition.group(group)}"


def _map(
    edition: Edition, indicator: Indicator, values: dict[str, float], shades: dict[str, int], period: Period | None
) -> Markup:
    said = {code: f"{edition.value(value, indicator)}" for code, value in values.items()}
    title = edition.t.plain(
        "indicator.map", name=edition.say(indicator.name), period=edition.period(period) if period else ""
    )
    return county_map(edition, title, shades=shades, said=said)


def _legend(
    edition: Edition, indicator: Indicator, values: dict[str, float], shades: dict[str, int]
) -> tuple[Step, ...]:
    steps = []
    for shade in sorted(set(shades.values())):
        within = [value for code, value in values.items() if shades[code] == shade]
        low, high = (edition.number(one, indicator.decimals) for one in (min(within), max(within)))
        steps.append(Step(shade, low if low == high else f"{low}–{high}"))
    return tuple(steps)


def _places(
    edition: Edition, indicator: Indicator, facts: dict[str, Fact], shades: dict[str, int]
) -> tuple[Place, ...]:
    lines = {
        area.code_scb: pieces_of(edition.site.series(indicator.id, area.code_scb)) for area in by_name(edition.site)
    }
    scale = _shared(indicator, lines)
    reference = (
        ()
        if indicator.additivity is Additivity.SUM
        else pieces_of(edition.site.series(indicator.id, edition.site.region.county))
    )
    return tuple(
        Place(
            edition.to("municipality", area.code_scb),
            area.name,
            edition.fact(facts.get(area.code_scb)),
            edition.t.plain(f"shade.{shades[area.code_scb]}") if area.code_scb in shades else "",
            _small(edition, indicator, area, lines[area.code_scb], reference, scale),
        )
        for area in by_name(edition.site)
    )


def _shared(indicator: Indicator, lines: dict[str, Pieces]) -> Line:
    """What every small chart's scale must hold; counts keep a scale of their own, or the small ones would be flat."""
    if indicator.additivity is Additivity.SUM:
        return ()
    return tuple(point for line in lines.values() for point in points_of(line))


def _small(edition: Edition, indicator: Indicator, area: Area, line: Pieces, reference: Pieces, scale: Line) -> Markup:
    if len(points_of(line)) < 2:
        return Markup("")
    title = edition.t.plain(
        "municipality.chart", name=edition.say(indicator.name), area=area.name,
        start=f"{line[0][0][0]:.0f}", end=f"{line[-1][-1][0]:.0f}",
    )  # fmt: skip
    return draw_small(Small(f"s-{area.code_scb}", title, line, reference, scale), edition)
