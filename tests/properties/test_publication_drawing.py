"""Whatever the figures and the words are: do scales enclose them, do labels keep apart, is nothing obeyed as HTML?"""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from malbild.publication.charts.line import pieces_of, points_of
from malbild.publication.charts.scale import Scale, range_of, ticks, year_labels
from malbild.publication.charts.svg import tag
from malbild.publication.maps.county import classes_of
from malbild.publication.prose import prose
from malbild.vocabulary.cube import Series
from malbild.vocabulary.period import Period
from malbild.vocabulary.table import MISSING, PUBLISHED
from tests.publication_sample import sample_site

PROGRAMME = sample_site().indicators["in-programme"]
figures = st.floats(-1e9, 1e9, allow_nan=False).map(lambda one: round(one, 3))


@given(st.lists(figures, min_size=1, max_size=40), st.integers(2, 8))
def test_ticks_enclose_every_figure_and_are_few(values: list[float], wanted: int) -> None:
    low, high = range_of(values)
    found = ticks(low, high, wanted)
    assert found[0] <= min(values) + 1e-6
    assert found[-1] >= max(values) - 1e-6
    assert 2 <= len(found) <= wanted + 3


@given(st.integers(1700, 2100), st.integers(0, 300), st.integers(150, 1200))
def test_year_labels_keep_apart(first: int, span: int, room: int) -> None:
    labels = year_labels(first, first + span, room)
    assert all((after - before) * room / max(span, 1) >= 36 for before, after in pairwise(labels))


@given(figures, figures, figures)
def test_a_scale_keeps_the_order(low: float, high: float, value: float) -> None:
    if high - low > 1e-3:
        scale = Scale(low, high, 0, 100)
        assert scale.at(value) <= scale.at(value + 1)
        assert abs(scale.at(low)) < 1e-6


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=20))
def test_pieces_hold_every_known_figure_once_and_never_span_the_break(values: list[float | None]) -> None:
    numbers = np.array([np.nan if one is None else one for one in values], dtype=float)
    status = np.where(np.isnan(numbers), MISSING, PUBLISHED)
    periods = tuple(Period(2004 + place) for place in range(len(values)))
    pieces = pieces_of(Series(PROGRAMME, "18", "total", periods, numbers, status, PROGRAMME.breaks))
    assert [value for _, value in points_of(pieces)] == [one for one in values if one is not None]
    broken = PROGRAMME.breaks[0].period.year
    for piece in pieces:
        times = [time for time, _ in piece]
        assert all(time < broken for time in times) or all(time >= broken for time in times)
        assert all(after - before == 1 for before, after in pairwise(times))


@given(st.dictionaries(st.text(min_size=1), figures, min_size=1, max_size=30))
def test_classes_follow_the_order_of_the_figures(values: dict[str, float]) -> None:
    shades = classes_of(values)
    ranked = sorted(values, key=lambda one: values[one])
    assert all(shades[before] <= shades[after] for before, after in pairwise(ranked))
    assert all(1 <= shade <= 5 for shade in shades.values())


@given(st.text())
def test_words_are_never_markup(words: str) -> None:
    assert "<script" not in prose(words).lower()
    written = tag("text", words, title=words)
    assert written.count("<") == 2
    assert written.count('"') == 2
