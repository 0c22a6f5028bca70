"""Charts and maps: do they show what the figures say, and nothing that they do not?"""

import itertools
import re
from dataclasses import replace

import numpy as np
import pytest

from malbild.publication.charts.frame import NARROW, WIDE, Frame
from malbild.publication.charts.history import Aim, History, draw
from malbild.publication.charts.line import index_of, pieces_of
from malbild.publication.charts.scale import range_of, ticks, year_labels
from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.publication.figure import comparable, county_figure, describe, figure
from malbild.publication.maps.county import classes_of
from malbild.publication.maps.projection import Projection, middle
from malbild.vocabulary.cube import Series
from malbild.vocabulary.period import Period
from malbild.vocabulary.table import SUPPRESSED
from tests.publication_sample import fan, sample_site

SITE = sample_site()
SV, EN = Edition(SITE, "sv"), Edition(SITE, "en")


def series(indicator: str, area: str = "18") -> Series:
    found = SITE.series(indicator, area)
    assert found is not None
    return found


def drawn(one: Series, **more: object) -> str:
    return draw(History("c", "Rubrik", "Beskrivning", one, "Årgång", **more), WIDE, SV)  # type: ignore[arg-type]


@pytest.mark.parametrize(("low", "high"), [(0, 1), (3, 97), (-60, 4), (881858, 1840942), (0.02, 0.031), (5, 5), (0, 0)])
def test_ticks_are_round_and_enclose_what_is_shown(low: float, high: float) -> None:
    found = ticks(low, high, 5)
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= 8
    steps = np.diff(found)
    assert np.allclose(steps, steps[0])


@pytest.mark.parametrize(("first", "last"), [(1990, 2030), (2012, 2013), (1749, 2024), (2022, 2022)])
@pytest.mark.parametrize("room", [220, 290, 790])
def test_year_labels_never_collide(first: int, last: int, room: int) -> None:
    labels = year_labels(first, last, room)
    assert all(first <= year <= last for year in labels)
    apart = room / max(1, last - first)
    assert all((after - before) * apart >= 36 for before, after in itertools.pairwise(labels))


def test_a_fall_to_a_half_looks_like_one_and_a_small_change_is_not_hidden() -> None:
    assert range_of([50, 100]) == (0.0, 100)
    assert range_of([95, 100]) == (95, 100)
    assert range_of([-5, 3]) == (-5, 3)


def test_a_break_is_a_gap_with_its_reason() -> None:
    svg = drawn(series("in-programme"))
    line = re.search(r'class="line" d="([^"]*)"', svg)
    assert line
    assert line[1].count("M") == 2, "the line is in two pieces"
    assert "Programmen räknas på ett nytt sätt." in svg


def test_periods_nobody_has_measured_are_dotted_and_a_missing_cell_is_a_gap() -> None:
    assert 'class="unmeasured"' in drawn(series("carbon-dioxide"))
    women = drawn(series("unemployed-women", "1882"))  # 2017 is in the table, without a number
    assert 'class="unmeasured"' not in women
    assert re.search(r'class="line" d="([^"]*)"', women)[1].count("M") == 2  # type: ignore[index]


def test_a_suppressed_cell_is_marked_and_never_drawn_as_a_number() -> None:
    one = series("carbon-dioxide", "1881")
    assert one.status[0] == SUPPRESSED
    svg = drawn(one)
    assert 'class="withheld"' in svg
    assert len(re.findall("<circle", svg)) == len(one.known().periods)


def test_a_preliminary_figure_is_hollow() -> None:
    assert drawn(series("carbon-dioxide")).count('class="preliminary"') == 1


def test_the_fan_starts_at_the_latest_figure_and_the_target_has_its_year() -> None:
    one = series("carbon-dioxide")
    svg = drawn(one, projection=fan(2022, 2030, 881858, 720000, 95000), aim=Aim(553326, Period(2030)))
    point = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)[-1]
    for kind in ("fan80", "fan50", "middle"):
        start = re.search(rf'class="{kind}" d="M([\d.]+) ([\d.]+)', svg)
        assert start
        assert start.groups() == point
    assert "Mål 2030: 553\u00a0326" in svg


def test_a_chart_has_colours_only_from_the_style_sheet() -> None:
    svg = drawn(series("carbon-dioxide"), projection=fan(2022, 2030, 881858, 720000, 95000))
    assert not re.search(r'(fill|stroke)="', svg)
    assert "style=" not in svg


def test_a_chart_weighs_a_few_kilobytes() -> None:
    target = SITE.goals["minskade-utslapp"].targets[0]
    judgement = SITE.judged[("minskade-utslapp", target.id)]
    one = figure(SV, series("carbon-dioxide"), id="f", judgement=judgement, target=target)
    assert max(len(one.wide), len(one.narrow)) < 8_000


def test_what_is_put_in_is_escaped() -> None:
    assert tag("text", "<b>&", title='"><script>') == ('<text title="&#34;&gt;&lt;script&gt;">&lt;b&gt;&amp;</text>')


def test_a_single_figure_is_a_bar_beside_the_nation() -> None:
    one = figure(SV, series("eligible-upper-secondary"), id="f")
    assert 'class="bar own"' in one.wide
    assert "riket" in one.wide
    assert "86,2" in one.wide
    assert one.legend == frozenset()


def test_a_sentence_never_compares_across_a_break() -> None:
    said = describe(SV, series("in-programme"))
    assert (
        said == "Andel i arbetsmarknadsprogram i Örebro län minskade från 4,8 procent (2013) till 3,5 procent (2019)."
    )
    assert str(comparable(series("in-programme")).periods[0]) == "2013"


def test_a_sentence_says_the_same_in_both_languages() -> None:
    assert describe(EN, series("population")).replace("\u00a0", " ") == (
        "Population in Örebro county rose from 272,513 persons (1990) to 308,116 persons (2023)."
    ).replace("Örebro county", EN.area("18"))


def test_pieces_end_at_breaks_and_missing_cells() -> None:
    assert [len(piece) for piece in pieces_of(series("in-programme"))] == [5, 7]
    assert [len(piece) for piece in pieces_of(series("unemployed-women", "1882"))] == [3, 6]
    assert pieces_of(None) == ()


def test_an_index_is_a_hundred_at_its_base_and_keeps_the_shape() -> None:
    index = index_of(pieces_of(series("population")), 2010.0)
    assert index[0][0] == (2010.0, 100.0)
    assert index[0][-1][1] == pytest.approx(100 * 308116 / 280230)


def test_the_same_value_never_falls_into_two_classes() -> None:
    shades = classes_of({str(place): float(place // 3) for place in range(12)})
    for value in range(4):
        assert len({shades[str(place)] for place in range(12) if place // 3 == value}) == 1
    assert min(shades.values()) == 1
    assert max(shades.values()) <= 5


def test_the_map_holds_every_municipality_within_its_paper() -> None:
    projection = Projection.around(SITE.county_borders, 440, 500)
    for rings in SITE.county_borders.values():
        for point in (*rings[0], middle(rings)):
            x, y = projection.at(point)
            assert 0 <= x <= projection.width
            assert 0 <= y <= projection.height


def test_the_map_is_as_wide_as_the_county_is() -> None:
    """One degree of longitude is shorter than one of latitude, by the cosine of the latitude."""
    projection = Projection.around(SITE.county_borders, 440, 500)
    (x0, y0), (x1, _), (_, y1) = (projection.at(point) for point in ((15, 59), (16, 59), (15, 60)))
    assert (x1 - x0) / (y0 - y1) == pytest.approx(np.cos(np.radians(59.3)), abs=0.01)


@pytest.mark.parametrize("paper", [WIDE, NARROW])
def test_nothing_stands_outside_the_paper(paper: object) -> None:
    one = series("carbon-dioxide")
    svg = draw(History("c", "R", "B", one, "Å", fan(2022, 2030, 881858, 720000, 95000)), paper, SV)  # type: ignore[arg-type]
    width, height = (float(part) for part in re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())  # type: ignore[union-attr]
    for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", svg):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height


def test_a_frame_writes_long_figures_in_thousands() -> None:
    assert Frame.around(WIDE, [1990, 2022], [553326, 1840942]).factor == 1_000
    assert Frame.around(WIDE, [1990, 2022], [2.2, 4.8]).factor == 1


def test_a_series_of_one_value_can_be_drawn() -> None:
    flat = replace(series("in-programme"), values=np.full(12, 3.0))
    assert "NaN" not in drawn(flat)
    assert "nan" not in drawn(flat)


def test_groups_without_a_total_stand_side_by_side() -> None:
    one = county_figure(SV, "life-expectancy", id="f")
    assert one
    assert one.columns == ("kvinnor", "män")
    assert "män 2017: 79,6" in one.wide
    assert "För män: 79,6 år (2017)." in one.sentence.replace("\u00a0", " ")
