"""Is the shipped table whole, and is the right part of it used?"""

import numpy as np
import pytest

from malbild.analysis.judgement import project
from malbild.analysis.judgement.calibration import Movement, Pace, error_table, movement_of, pace_of, shipped
from malbild.analysis.judgement.quantity import Quantity, quantity_of
from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.unit import Unit
from tests.judgement_cases import EMISSIONS, NET, series

KINDS = [(per_year, pace) for per_year in (1, 4, 12) for pace in Pace if per_year == 1 or pace is not Pace.STRAIGHT]


@pytest.mark.parametrize(("per_year", "pace"), KINDS)
def test_widths_rise_with_share_and_horizon(per_year: int, pace: Pace) -> None:
    table = error_table(per_year, pace)
    rows = np.array([table.width(years) for years in (0.1, 1, 2, 3, 5, 7, 10, 15, 30)])
    assert np.all(np.diff(rows, axis=0) >= 0)
    assert np.all(np.diff(rows, axis=1) >= 0)
    assert np.isfinite(rows).all()


def test_every_kind_rests_on_many_series_and_says_what_it_covered() -> None:
    for table in shipped().kinds.values():
        assert table.record.series >= 100
        assert all(0.5 < share < 1 for share in table.record.coverage)


def test_beyond_ten_years_widths_grow_with_the_root_of_time() -> None:
    table = error_table(1, Pace.LEANING)
    assert np.allclose(table.width(40), 2 * table.width(10))


@pytest.mark.parametrize(
    ("unit", "quantity"),
    [
        ("person", Quantity.PEOPLE),
        ("kg CO2e", Quantity.EMISSIONS),
        ("tkr / person", Quantity.OTHER),
        ("mkr", Quantity.MONEY),
        ("percent", Quantity.SHARE),
        ("person / 1000 person", Quantity.OTHER),
        ("dwelling", Quantity.DWELLINGS),
        ("index", Quantity.OTHER),
    ],
)
def test_what_is_counted_is_told_by_the_unit(unit: str, quantity: Quantity) -> None:
    assert quantity_of(Unit.parse(unit)) is quantity


def test_what_is_counted_changes_the_width_of_annual_figures_alone() -> None:
    assert not np.allclose(error_table(1, Pace.LEANING, Quantity.SHARE).width(1), error_table(1, Pace.LEANING).width(1))
    assert error_table(12, Pace.LEANING, Quantity.SHARE) is error_table(12, Pace.LEANING)


def test_a_given_table_is_used_instead_of_the_shipped_one() -> None:
    figures = series([100, 104, 99, 107, 103, 110, 106], EMISSIONS)
    wide = project(figures, Period(2027), calibration=error_table(1, Pace.LEANING, Quantity.EMISSIONS))
    narrow = project(figures, Period(2027), calibration=error_table(1, Pace.STRAIGHT))
    assert isinstance(wide, Projection)
    assert isinstance(narrow, Projection)
    assert np.ptp(wide.quantiles[0]) > np.ptp(narrow.quantiles[0])


@pytest.mark.parametrize(
    ("values", "pace"),
    [
        ([0, 1, 2, 3, 4, 5], Pace.STRAIGHT),
        ([0, 1, 3, 4, 4.5, 7], Pace.STEADY),
        ([0, 2, 1, 4, 3, 6], Pace.LEANING),
        ([0, 2, -1, 1, -2, 1], Pace.WANDERING),
    ],
)
def test_the_pace_of_a_history(values: list[float], pace: Pace) -> None:
    figures = np.array(values, dtype=np.float64)
    assert pace_of(figures, movement_of(np.arange(6.0), figures), 1) is pace
    monthly = pace_of(figures, movement_of(np.arange(6.0) / 12, figures), 12)
    assert monthly is (Pace.STEADY if pace is Pace.STRAIGHT else pace)


def test_a_change_over_a_gap_counts_by_the_root_of_its_length() -> None:
    over_gap = movement_of(np.array([0.0, 4.0, 5.0]), np.array([0.0, 2.0, 3.0]))
    assert over_gap.distance == pytest.approx((2 / 2 + 1) / 2)
    assert Movement(distance=1.0, unrest=0.0).typical == pytest.approx(0.5)


def test_a_steady_monthly_series_is_projected_on_its_trend() -> None:
    rising = series((1000 + np.cumsum(np.resize([2.0, 3.0, 1.0, 4.0], 40))).tolist(), NET, "2026-04")
    found = project(rising, Period.parse("2027-04"))
    assert isinstance(found, Projection)
    assert found.quantile(Period.parse("2027-04"), 0.5) > 1100 + 15
