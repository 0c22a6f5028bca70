"""Ranking: which lever moves a goal most, as a picture with its sentence and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.bars import Bar, Bars, draw_bars
from malbild.publication.charts.frame import NARROW, WIDE, Paper
from malbild.publication.edition import Edition
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.scenario import Sensitivity, lever_name
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit

MOST_BARS = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """The levers of one goal, the one that moves it most first.

    columns, rows   lever, its change, the effect, and the effect of a change as large as is usual
    """

    id: str
    heading: str
    sentence: str
    wide: Markup
    narrow: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def ranking(edition: Edition, goal: Text, found: Sequence[Sensitivity], *, id: str) -> Ranking:
    """The picture of one goal's sensitivities, which come ranked."""
    heading = edition.t.plain("ranking.heading", goal=edition.say(goal))
    sentence = _sentence(edition, found)
    return Ranking(
        id,
        heading,
        sentence,
        _drawn(edition, found, f"{id}-w", heading, sentence, WIDE),
        _drawn(edition, found, f"{id}-n", heading, sentence, NARROW),
        tuple(edition.t.plain(f"ranking.{one}") for one in ("lever", "change", "effect", "usual")),
        tuple(_row(edition, one) for one in found),
    )


def _measured(one: Sensitivity) -> Indicator:
    """What the bars count, and with how many decimals."""
    decimals = 0 if one.unit == "person" else 2
    return Indicator(one.goal, Text("", ""), Text("", ""), Unit(one.unit), decimals=decimals)


def _sentence(edition: Edition, found: Sequence[Sensitivity]) -> str:
    first = found[0]
    if not first.effect:
        return edition.t.plain("ranking.nothing")
    size = _signed(edition, first, first.effect)
    return edition.t.plain(
        "ranking.first", lever=edition.say(lever_name(first.lever)), change=_change(edition, first), effect=size
    )


def _drawn(
    edition: Edition, found: Sequence[Sensitivity], id: str, heading: str, sentence: str, paper: Paper
) -> Markup:
    bars = tuple(
        Bar(edition.say(lever_name(one.lever)), one.effect, own=place == 0)
        for place, one in enumerate(found[:MOST_BARS])
    )
    return draw_bars(Bars(id, heading, sentence, _measured(found[0]), bars), paper, edition)


def _row(edition: Edition, one: Sensitivity) -> tuple[str, ...]:
    usual = "–" if one.usual is None else _signed(edition, one, one.usual)
    return edition.say(lever_name(one.lever)), _change(edition, one), _signed(edition, one, one.effect), usual


def _change(edition: Edition, one: Sensitivity) -> str:
    if one.lever.operation != "multiply":
        return f"+{edition.number(one.lever.value)}"
    return edition.t.plain("ranking.per_cent", value=edition.number(100 * (one.lever.value - 1), 0))


def _signed(edition: Edition, one: Sensitivity, value: float) -> str:
    measured = _measured(one)
    sign = "+" if value > 0 else ""
    return f"{sign}{edition.number(value, measured.decimals)} {measured.unit.label(edition.language)}"
