"""Figure: a chart with its sentence, its table and its source within reach."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from markupsafe import Markup

from malbild.publication.charts.bars import Bar, Bars, draw_bars
from malbild.publication.charts.frame import NARROW, WIDE, Paper
from malbild.publication.charts.history import Aim, Beside, History, draw, for_paper
from malbild.publication.edition import Edition
from malbild.vocabulary.cube import TOTAL, Series
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.indicator import Additivity
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetSummary
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.table import ESTIMATED, PRELIMINARY


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart and all that belongs to it.

    wide, narrow   the same chart drawn for a screen and for a phone
    sentence       what is seen, in words
    columns        the names of the table's columns of figures
    rows           period by period, a fact or nothing in each column
    """

    id: str
    heading: str
    sentence: str
    wide: Markup
    narrow: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[Period, tuple[Fact | None, ...]], ...]
    breaks: tuple[tuple[str, str], ...]
    legend: frozenset[str]
    source: Fact
    lineage: str
    dataset: str


def figure(
    edition: Edition,
    series: Series,
    *,
    id: str,
    judgement: Judgement | None = None,
    target: TargetSummary | None = None,
    beside: tuple[Beside, ...] = (),
) -> Figure:
    """The chart of a series, with the future and the target where there are any."""
    projection = judgement.projection if judgement else None
    aim, source = _aim(judgement, target), _latest_fact(edition, series)
    name = edition.say(series.indicator.name)
    heading = f"{name}, {edition.area(series.area)}"
    label = edition.group(series.group) if series.group != TOTAL else edition.area(series.area) if beside else ""
    sentence, vintage = describe(edition, series, projection, aim, beside), _vintage(edition, source)
    history = History(id, heading, sentence, series, vintage, projection, aim, label, beside)
    everything = (series, *(one.series for one in beside))
    return Figure(
        id=id, heading=heading, sentence=history.description,
        wide=_drawn(history, "w", WIDE, edition),
        narrow=_drawn(history, "n", NARROW, edition),
        columns=(label or edition.t.plain("table.value"), *(one.label for one in beside)),
        rows=_rows(edition, everything),
        breaks=tuple((edition.period(one.period), edition.say(one.reason)) for one in series.breaks),
        legend=_legend(history),
        source=source,
        lineage=edition.to("facts", series.indicator.id, series.area),
        dataset=edition.to("dataset_for_people", series.indicator.id),
    )  # fmt: skip


def county_figure(edition: Edition, indicator: str, *, id: str) -> Figure | None:
    """The county's own chart of an indicator; where there is no total its groups stand side by side."""
    site, county = edition.site, edition.site.region.county
    first, *others = site.groups_of(indicator)
    series = site.series(indicator, county, first)
    if series is None:
        return None
    found = ((edition.group(one), site.series(indicator, county, one)) for one in others)
    return figure(edition, series, id=id, beside=tuple(Beside(label, one) for label, one in found if one))


def _drawn(history: History, name: str, paper: Paper, edition: Edition) -> Markup:
    """A line through time; bars where there is one single point in it."""
    known = history.series.known()
    if len(known.periods) > 1 or history.projection is not None:
        return draw(for_paper(history, name), paper, edition)
    own = Bar(history.label or edition.area(known.area), float(known.values[0]), own=True)
    bars = (own, *_bars_beside(history, known.periods[0], edition))
    return draw_bars(
        Bars(
            f"{history.id}-{name}", history.title, history.description, known.indicator, bars, history.vintage,
            history.aim.value if history.aim else None,
        ),
        paper,
        edition,
    )  # fmt: skip


def _bars_beside(history: History, period: Period, edition: Edition) -> Iterator[Bar]:
    """What the single figure is held against: the series beside it, else the nation, in the very same period."""
    series = history.series
    beside = [(one.label, one.series) for one in history.beside]
    nation = edition.site.series(series.indicator.id, "00", series.group)
    if not beside and nation is not None and series.area != "00" and series.indicator.additivity is not Additivity.SUM:
        beside = [(edition.area("00"), nation)]
    for label, other in beside:
        known = other.known()
        if period in known.periods:
            yield Bar(label, float(known.values[known.periods.index(period)]))


def _rows(edition: Edition, everything: tuple[Series, ...]) -> tuple[tuple[Period, tuple[Fact | None, ...]], ...]:
    """Every period that has a published cell in one of the series, a cell without a number too."""
    rows = []
    for period in everything[0].periods:
        facts = tuple(edition.site.fact(one.indicator.id, one.area, period, one.group) for one in everything)
        if any(facts):
            rows.append((period, facts))
    return tuple(rows)


def _legend(history: History) -> frozenset[str]:
    """Which signs the chart has, for its legend."""
    known = history.series.known()
    if len(known.periods) == 1 and history.projection is None:
        return frozenset()
    signs = {
        "measured": True,
        "projected": history.projection is not None,
        "aimed": history.aim is not None,
        "unmeasured": any(after.ordinal - before.ordinal > 1 for before, after in pairwise(known.periods)),
        "unsure": bool(np.isin(known.status, (PRELIMINARY, ESTIMATED)).any()),
        "beside": bool(history.beside),
    }
    return frozenset(name for name, there in signs.items() if there)


def _latest_fact(edition: Edition, series: Series) -> Fact:
    found = latest(edition, series)
    assert found is not None, "a series that is drawn has a number"
    return found


def latest(edition: Edition, series: Series) -> Fact | None:
    """The latest number of a series."""
    known = series.known()
    return edition.site.fact(series.indicator.id, series.area, known.periods[-1], series.group)


def describe(
    edition: Edition,
    series: Series,
    projection: Projection | None = None,
    aim: Aim | None = None,
    beside: tuple[Beside, ...] = (),
) -> str:
    """What a chart shows, in words: from where to where, what is expected, and what is aimed at.

    The change is told after the last break alone: figures before it cannot be compared with those after.
    """
    known = comparable(series)
    first, last = (float(known.values[0]), float(known.values[-1]))
    values = {
        "name": named(edition, series), "area": edition.area(series.area),
        "start": edition.period(known.periods[0]), "end": edition.period(known.periods[-1]),
        "first": edition.value(first, series.indicator), "last": edition.value(last, series.indicator),
    }  # fmt: skip
    way = "one" if len(known.periods) == 1 else "rise" if last > first else "fall" if last < first else "same"
    said = [edition.t.plain(f"describe.{way}", **values)]
    said += [_beside(edition, one) for one in beside if len(beside) <= 2]
    if projection is not None:
        said.append(_expected(edition, series, projection))
    if aim is not None:
        said.append(_aimed(edition, series, aim))
    return " ".join(said)


def named(edition: Edition, series: Series) -> str:
    """The indicator's name, with the group where the series is of one."""
    name = edition.say(series.indicator.name)
    return name if series.group == TOTAL else f"{name} ({edition.group(series.group)})"


def comparable(series: Series) -> Series:
    """The known figures from the last break on, where there are any after it."""
    known = series.known()
    latest_break = max((one.period for one in series.breaks), default=None)
    keep = np.array([latest_break is None or period >= latest_break for period in known.periods])
    if not keep.any():
        return known
    periods = tuple(period for period, kept in zip(known.periods, keep, strict=True) if kept)
    return replace(known, periods=periods, values=known.values[keep], status=known.status[keep])


def _beside(edition: Edition, one: Beside) -> str:
    known = one.series.known()
    value = edition.value(float(known.values[-1]), known.indicator)
    return edition.t.plain("describe.beside", label=one.label, value=value, end=edition.period(known.periods[-1]))


def _expected(edition: Edition, series: Series, projection: Projection) -> str:
    period = projection.periods[-1]
    low, high = (edition.number(projection.quantile(period, level), series.indicator.decimals) for level in (0.1, 0.9))
    return edition.t.plain("describe.expected", period=edition.period(period), low=low, high=high)


def _aimed(edition: Edition, series: Series, aim: Aim) -> str:
    value = edition.value(aim.value, series.indicator)
    if aim.due is None:
        return edition.t.plain("describe.aim", value=value)
    return edition.t.plain("describe.aim_due", value=value, due=edition.period(aim.due))


def _aim(judgement: Judgement | None, target: TargetSummary | None) -> Aim | None:
    if judgement is None or judgement.goal_value is None:
        return None
    due: Period | None = target.due if target else None
    return Aim(judgement.goal_value, due)


def _vintage(edition: Edition, fact: Fact) -> str:
    provenance = fact.lineage.vintage.provenance
    told = provenance.published or provenance.read
    return edition.t.plain("chart.vintage", day=edition.day(told)) if told else ""
