"""Figure: a chart with its sentence, its table and its source within reach."""

from dataclasses import dataclass, replace

import numpy as np
from markupsafe import Markup

from malbild.publication.charts.frame import NARROW, WIDE
from malbild.publication.charts.history import Aim, History, draw, for_paper
from malbild.publication.edition import Edition
from malbild.vocabulary.cube import Series
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetSummary
from malbild.vocabulary.projection import Projection


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart and all that belongs to it.

    wide, narrow   the same chart drawn for a screen and for a phone
    sentence       what is seen, in words
    """

    id: str
    heading: str
    sentence: str
    wide: Markup
    narrow: Markup
    facts: tuple[Fact, ...]
    breaks: tuple[tuple[str, str], ...]
    projected: bool
    aimed: bool
    unmeasured: bool
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
) -> Figure:
    """The chart of a series, with the future and the target where there are any."""
    projection = judgement.projection if judgement else None
    aim = _aim(judgement, target)
    known = series.known()
    sentence = describe(edition, series, projection, aim)
    facts = facts_of(edition, series)
    source = facts[-1]
    heading = f"{edition.say(series.indicator.name)}, {edition.area(series.area)}"
    history = History(
        id, heading, sentence, series, _vintage(edition, source), projection, aim,
    )  # fmt: skip
    return Figure(
        id=id, heading=heading, sentence=sentence,
        wide=draw(for_paper(history, "w"), WIDE, edition),
        narrow=draw(for_paper(history, "n"), NARROW, edition),
        facts=facts,
        breaks=tuple((edition.period(one.period), edition.say(one.reason)) for one in series.breaks),
        projected=projection is not None,
        aimed=aim is not None,
        unmeasured=any(b.ordinal - a.ordinal > 1 for a, b in zip(known.periods, known.periods[1:], strict=False)),
        source=source,
        lineage=edition.to("facts", series.indicator.id, series.area),
        dataset=edition.to("dataset_for_people", series.indicator.id),
    )  # fmt: skip


def facts_of(edition: Edition, series: Series) -> tuple[Fact, ...]:
    """Every published cell of a series, the ones without a number too."""
    found = (edition.site.fact(series.indicator.id, series.area, period, series.group) for period in series.periods)
    return tuple(fact for fact in found if fact is not None)


def latest(edition: Edition, series: Series) -> Fact | None:
    """The latest number of a series."""
    known = series.known()
    return edition.site.fact(series.indicator.id, series.area, known.periods[-1], series.group)


def describe(edition: Edition, series: Series, projection: Projection | None, aim: Aim | None) -> str:
    """What a chart shows, in words: from where to where, what is expected, and what is aimed at.

    The change is told after the last break alone: figures before it cannot be compared with those after.
    """
    known = comparable(series)
    first, last = (float(known.values[0]), float(known.values[-1]))
    values = {
        "name": edition.say(series.indicator.name), "area": edition.area(series.area),
        "start": edition.period(known.periods[0]), "end": edition.period(known.periods[-1]),
        "first": edition.value(first, series.indicator), "last": edition.value(last, series.indicator),
    }  # fmt: skip
    way = "one" if len(known.periods) == 1 else "rise" if last > first else "fall" if last < first else "same"
    said = [edition.t.plain(f"describe.{way}", **values)]
    if projection is not None:
        said.append(_expected(edition, series, projection))
    if aim is not None:
        said.append(_aimed(edition, series, aim))
    return " ".join(said)


def comparable(series: Series) -> Series:
    """The known figures from the last break on, where there are any after it."""
    known = series.known()
    latest_break = max((one.period for one in series.breaks), default=None)
    keep = np.array([latest_break is None or period >= latest_break for period in known.periods])
    if not keep.any():
        return known
    periods = tuple(period for period, kept in zip(known.periods, keep, strict=True) if kept)
    return replace(known, periods=periods, values=known.values[keep], status=known.status[keep])


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
