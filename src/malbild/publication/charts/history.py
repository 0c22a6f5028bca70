"""The chart of a goal: history as a line with its points, the future as a fan, the target with its year."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from markupsafe import Markup

from malbild.publication.charts.frame import Frame, Paper, time_of, unit_label
from malbild.publication.charts.label import Label
from malbild.publication.charts.line import parted, pieces_of
from malbild.publication.charts.svg import path, tag
from malbild.publication.edition import Edition
from malbild.vocabulary.cube import Series
from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.table import ESTIMATED, PRELIMINARY, SUPPRESSED

MOST_POINTS = 70  # more than these and the points would hide the line


@dataclass(frozen=True)
class Aim:
    """A target as a chart draws it: the level to reach, and by when; None means every period."""

    value: float
    due: Period | None


@dataclass(frozen=True)
class Beside:
    """A series that stands beside the chart's own, on the same scale: another group, or a peer."""

    label: str
    series: Series


@dataclass(frozen=True)
class History:
    """What one chart shows.

    id         unique on the page; its title and description are named after it
    vintage    the state of the table, in words, for the corner
    label      what the line is, where others stand beside it
    reach      further values that the scale must hold, so that several charts share it
    """

    id: str
    title: str
    description: str
    series: Series
    vintage: str = ""
    projection: Projection | None = None
    aim: Aim | None = None
    label: str = ""
    beside: tuple[Beside, ...] = ()
    reach: tuple[float, ...] = ()


def draw(history: History, paper: Paper, edition: Edition) -> Markup:
    """The chart as SVG; without a number in the series there is nothing to draw."""
    known = history.series.known()
    frame = _frame(history, known, paper)
    latest = _latest(history.label, known, frame, edition)
    unit = unit_label(edition, known.indicator, frame.factor)
    parts = [
        tag("title", history.title, id=f"{history.id}-t"),
        tag("desc", history.description, id=f"{history.id}-d"),
        frame.grid(edition),
        _fan(history, known, frame),
        _aim(history, frame, edition, latest),
        _breaks(known, frame, edition),
        _others(history, frame, edition),
        _line(known, history.series, frame),
        _points(known, frame, edition),
        _withheld(history.series, frame, edition),
        tag("text", latest.text, class_="latest", x=latest.x, y=latest.y, text_anchor=latest.anchor),
        tag("text", unit, class_="unit", x=0, y=13),
        tag("text", history.vintage, class_="vintage", x=paper.width - paper.right, y=paper.top - 17),
    ]
    return tag(
        "svg", *parts, class_="chart", viewBox=f"0 0 {paper.width} {paper.height}", role="img",
        aria_labelledby=f"{history.id}-t {history.id}-d",
    )  # fmt: skip


def for_paper(history: History, name: str) -> History:
    """The same chart under an id of its own, so that one page can carry it on two papers."""
    return replace(history, id=f"{history.id}-{name}")


def _frame(history: History, known: Series, paper: Paper) -> Frame:
    times = [time_of(period) for period in known.periods]
    values = [float(value) for value in known.values] + list(history.reach)
    for one in history.beside:
        times += [time_of(period) for period in one.series.known().periods]
        values += [float(value) for value in one.series.known().values]
    if history.projection:
        times.append(time_of(history.projection.periods[-1]))
        values += [
            history.projection.quantile(period, level) for period in history.projection.periods for level in (0.1, 0.9)
        ]
    if history.aim:
        values.append(history.aim.value)
        times += [time_of(history.aim.due)] if history.aim.due else []
    return Frame.around(paper, times, values)


def _fan(history: History, known: Series, frame: Frame) -> Markup:
    """Where four of five outcomes, and where half of them, are expected; the middle as a dashed line."""
    if history.projection is None:
        return Markup("")
    projection, start = history.projection, frame.at(time_of(known.periods[-1]), float(known.values[-1]))

    def edge(level: float) -> list[tuple[float, float]]:
        return [frame.at(time_of(period), projection.quantile(period, level)) for period in projection.periods]

    bands = [
        tag("path", class_=kind, d=path([start, *edge(low), *reversed(edge(1 - low))], close=True))
        for kind, low in (("fan80", 0.1), ("fan50", 0.25))
    ]
    return Markup("").join([*bands, tag("path", class_="middle", d=path([start, *edge(0.5)]))])


def _aim(history: History, frame: Frame, edition: Edition, latest: Label) -> Markup:
    """The level to reach, with its year; its label above the line unless it would stand on the latest figure's."""
    if history.aim is None:
        return Markup("")
    aim, y, left = history.aim, frame.up.at(history.aim.value), frame.paper.left
    end = frame.across.at(time_of(aim.due)) if aim.due else frame.across.end
    figure = edition.number(aim.value, history.series.indicator.decimals)
    label = (
        edition.t("chart.aim_due", year=aim.due.year, value=figure) if aim.due else edition.t("chart.aim", value=figure)
    )
    above = Label(str(label), left + 4, y - 7)
    place = above.y if y > frame.paper.top + 14 and not above.meets(latest) else y + 16
    drawn = [tag("line", class_="aim", x1=left, x2=end, y1=y, y2=y)]
    if aim.due:
        drawn.append(
            tag("path", class_="flag", d=path([(end - 7, y), (end, y - 7), (end + 7, y), (end, y + 7)], close=True))
        )
    return Markup("").join([*drawn, tag("text", label, class_="aim-label", x=above.x, y=place)])


def _line(known: Series, series: Series, frame: Frame) -> Markup:
    """The line, whole between neighbours, dotted over periods nobody has measured, broken where it must be."""
    pairs = list(pairwise(zip(known.periods, known.values, strict=True)))
    solid: list[str] = []
    dotted: list[str] = []
    for (before, first), (after, second) in pairs:
        if parted(before, after, series):
            continue
        piece = path([frame.at(time_of(before), float(first)), frame.at(time_of(after), float(second))])
        (solid if after.ordinal - before.ordinal == 1 else dotted).append(piece)
    drawn = [tag("path", class_=kind, d=_joined(d)) for kind, d in (("line", solid), ("unmeasured", dotted)) if d]
    return Markup("").join(drawn)


def _joined(pieces: list[str]) -> str:
    """Pieces that meet, written as one path: half the bytes."""
    joined = pieces[0]
    for before, piece in pairwise(pieces):
        start, end = piece[1:].split("L")
        joined += f"L{end}" if before.endswith(f"L{start}") else piece
    return joined


def _points(known: Series, frame: Frame, edition: Edition) -> Markup:
    if len(known.periods) > MOST_POINTS:
        return Markup("")
    drawn = []
    for period, value, status in zip(known.periods, known.values, known.status, strict=True):
        x, y = frame.at(time_of(period), float(value))
        said = f"{edition.period(period)}: {edition.number(float(value), known.indicator.decimals)}"
        kind = "preliminary" if status in (PRELIMINARY, ESTIMATED) else None
        drawn.append(tag("circle", tag("title", said), cx=x, cy=y, r=3 if len(known.periods) < 40 else 2, class_=kind))
    return tag("g", *drawn, class_="points")


def _withheld(series: Series, frame: Frame, edition: Edition) -> Markup:
    """A cross at the foot where a number is kept secret; a gap alone would look like forgetfulness."""
    base, drawn = frame.paper.height - frame.paper.bottom, []
    for period, value, status in zip(series.periods, series.values, series.status, strict=True):
        if np.isnan(value) and status == SUPPRESSED:
            x = frame.across.at(time_of(period))
            cross = f"M{x - 3:.1f} {base - 9}l6 6m0 -6l-6 6"
            drawn.append(
                tag(
                    "path",
                    tag("title", edition.t("chart.withheld", period=edition.period(period))),
                    class_="withheld",
                    d=cross,
                )
            )
    return Markup("").join(drawn)


def _breaks(known: Series, frame: Frame, edition: Edition) -> Markup:
    drawn = []
    for one in known.breaks:
        before = [period for period in known.periods if period < one.period]
        if not before or one.period > known.periods[-1]:
            continue
        x = frame.across.at((time_of(before[-1]) + time_of(one.period)) / 2)
        base = frame.paper.height - frame.paper.bottom
        drawn.append(
            tag("line", tag("title", edition.say(one.reason)), class_="break", x1=x, x2=x, y1=frame.paper.top, y2=base)
        )
        drawn.append(
            tag(
                "text",
                edition.t("chart.break"),
                class_="break-label",
                x=x,
                y=base - 5,
                transform=f"rotate(-90 {x:.1f} {base - 5}) translate(2 -4)",
            )
        )
    return Markup("").join(drawn)


def _others(history: History, frame: Frame, edition: Edition) -> Markup:
    """What stands beside, in grey; named at its end where there is room to keep the names apart."""
    drawn = []
    for one in history.beside:
        known = one.series.known()
        lines = (path(frame.at(*point) for point in piece) for piece in pieces_of(one.series))
        drawn.append(tag("path", tag("title", one.label), class_="reference", d="".join(lines)))
        if len(history.beside) <= 2 and not history.reach:
            x, y = frame.at(time_of(known.periods[-1]), float(known.values[-1]))
            figure = edition.number(float(known.values[-1]), known.indicator.decimals)
            higher = known.values[-1] >= history.series.known().values[-1]
            label = f"{one.label} {edition.period(known.periods[-1])}: {figure}"
            drawn.append(
                tag("text", label, class_="beside-label", x=x, y=y + (-9 if higher else 20), text_anchor="end")
            )
    return Markup("").join(drawn)


def _latest(name: str, known: Series, frame: Frame, edition: Edition) -> Label:
    """The latest figure, to be written beside its point on the side that the line does not come from."""
    x, y = frame.at(time_of(known.periods[-1]), float(known.values[-1]))
    before = [float(value) for period, value in zip(known.periods[:-1], known.values[:-1], strict=True)
              if frame.across.at(time_of(period)) > x - 130]  # fmt: skip
    falling = bool(before) and sum(before) / len(before) > known.values[-1]
    below = falling and y + 22 < frame.paper.height - frame.paper.bottom
    figure = edition.number(float(known.values[-1]), known.indicator.decimals)
    label = f"{name} {edition.period(known.periods[-1])}: {figure}".strip()
    height = y + 20 if below else max(y - 10, frame.paper.top - 4)
    if x > frame.paper.left + 140:
        return Label(label, x + 4, height, "end")
    return Label(label, x - 4, height)
