"""Drawings of the planners' pages, by the publication's own writer."""

from itertools import pairwise

from markupsafe import Markup

from malbild.pipeline.admission.decision import Decision
from malbild.publication.charts.frame import Paper
from malbild.publication.charts.scale import Scale, ticks
from malbild.publication.charts.svg import path, tag
from malbild.vocabulary.text import Language, number
from malbild.web.admission.words import Words

_PAPERS = {"wide": Paper(760, 360, 58, 20, 24, 44), "narrow": Paper(360, 320, 48, 14, 24, 44)}


def interval(share: float, low: float, high: float) -> Markup:
    """A share with its interval on a line from 0 to 100 per cent; its figures stand beside it for who cannot see."""
    scale = Scale(0.0, 1.0, 2.0, 118.0)
    return tag(
        "svg",
        tag("line", class_="grid", x1=scale.at(0), x2=scale.at(1), y1=8, y2=8),
        tag("line", class_="reach", x1=scale.at(low), x2=scale.at(high), y1=8, y2=8),
        tag("circle", class_="dot", cx=scale.at(share), cy=8, r=4),
        class_="interval",
        viewBox="0 0 120 16",
        width=120,
        height=16,
        aria_hidden="true",
    )


def frontier(decision: Decision, language: Language) -> Markup:
    """What each weight gives: demand met across, need met upwards; today's places and the chosen proposal stand out."""
    return Markup("").join(
        Markup('<div class="only-{}">{}</div>').format(name, _drawn(decision, language, paper, name))
        for name, paper in _PAPERS.items()
    )


def _drawn(decision: Decision, language: Language, paper: Paper, name: str) -> Markup:
    w = Words(language)
    points = [(100 * one.demand_met, 100 * one.need_met) for one in decision.frontier]
    now, chosen = ((100 * one.demand_met, 100 * one.need_met) for one in (decision.today, decision.proposal))
    everything = [*points, now, chosen]
    across = _axis([one for one, _ in everything], paper.left, paper.width - paper.right)
    up = _axis([one for _, one in everything], paper.height - paper.bottom, paper.top)
    at = [(across[0].at(x), up[0].at(y)) for x, y in points]
    line = [tag("path", class_="line", d=path(pair)) for pair in pairwise(at)]
    dots = [
        _dot(*place, f"{round(100 * one.weight)}", w("weight_point", weight=round(100 * one.weight)), "dot")
        for place, one in zip(at, decision.frontier, strict=True)
    ]
    marked = [
        _mark(across[0].at(now[0]), up[0].at(now[1]), w("now"), "own-now", paper),
        _mark(across[0].at(chosen[0]), up[0].at(chosen[1]), w("proposed"), "own-then", paper),
    ]
    title, told = w("frontier"), w("frontier_lead")
    return tag(
        "svg",
        tag("title", title, id=f"frontier-{name}-t"),
        tag("desc", told, id=f"frontier-{name}-d"),
        *_grid(across, up, paper, language),
        *_axes(w, paper),
        *line,
        *dots,
        *marked,
        class_="chart",
        viewBox=f"0 0 {paper.width} {paper.height}",
        role="img",
        aria_labelledby=f"frontier-{name}-t frontier-{name}-d",
    )


def _axis(values: list[float], start: float, end: float) -> tuple[Scale, tuple[float, ...]]:
    marks = ticks(max(0.0, min(values) - 1), min(100.0, max(values) + 1), 4)
    return Scale(marks[0], marks[-1], start, end), marks


def _grid(
    across: tuple[Scale, tuple[float, ...]], up: tuple[Scale, tuple[float, ...]], paper: Paper, language: Language
) -> list[Markup]:
    drawn = []
    base = paper.height - paper.bottom
    for mark in up[1]:
        y = up[0].at(mark)
        drawn.append(tag("line", class_="grid", x1=paper.left, x2=paper.width - paper.right, y1=y, y2=y))
        drawn.append(tag("text", f"{number(mark, language)} %", class_="level", x=paper.left - 6, y=y + 4))
    for mark in across[1]:
        x = across[0].at(mark)
        drawn.append(tag("line", class_="tick", x1=x, x2=x, y1=base, y2=base + 4))
        drawn.append(tag("text", f"{number(mark, language)} %", class_="year", x=x, y=base + 18))
    return drawn


def _axes(w: Words, paper: Paper) -> list[Markup]:
    return [
        tag("text", w("need_met"), class_="unit", x=0, y=12),
        tag("text", w("demand_met"), class_="vintage", x=paper.width - paper.right, y=paper.height - 6),
    ]


def _dot(x: float, y: float, label: str, told: str, kind: str) -> Markup:
    return tag("circle", tag("title", told), class_=kind, cx=x, cy=y, r=4) + tag(
        "text", label, class_="beside-label", x=x, y=y + 18, text_anchor="middle"
    )


def _mark(x: float, y: float, label: str, kind: str, paper: Paper) -> Markup:
    """A point with its name, on the side where there is room."""
    right = x < paper.width - 90
    return tag("circle", class_=kind, cx=x, cy=y, r=7) + tag(
        "text", label, class_="latest", x=x + (11 if right else -11), y=y - 8, text_anchor="start" if right else "end"
    )
