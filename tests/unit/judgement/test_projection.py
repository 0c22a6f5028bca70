"""What does a projection build on, and what does it refuse?"""

import numpy as np
import pytest

from malbild.analysis.judgement import CannotProject, project
from malbild.analysis.judgement.season import season
from malbild.vocabulary.indicator import Break
from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.text import Text
from tests.judgement_cases import EMISSIONS, HEALTH, NET, cube, periods, series

WOBBLY = [100, 104, 99, 107, 103, 110, 106, 112, 109, 115]
BREAK = Break(Period(2020), Text("Ny metod.", "New method."))


def _projected(*arguments: object) -> Projection:
    found = project(*arguments)  # type: ignore[arg-type]
    assert isinstance(found, Projection)
    return found


def test_it_reaches_from_the_period_after_the_last_figure_to_the_one_asked_for() -> None:
    found = _projected(series(WOBBLY), Period(2030))
    assert found.origin == Period(2024)
    assert found.periods == periods("2030", 6)
    assert found.quantiles.shape == (6, len(found.levels))


def test_it_tells_the_record_that_vouches_for_it() -> None:
    record = _projected(series(WOBBLY), Period(2030)).calibration
    assert record is not None
    assert record.series > 100
    assert record.horizons == (1, 3, 5)


@pytest.mark.parametrize(
    ("values", "to", "reason"),
    [
        ([1, 2, 3, 4], "2030", "too_few_points"),
        ([], "2030", "too_few_points"),
        ([np.nan] * 9, "2030", "too_few_points"),
        ([5] * 9, "2030", "constant"),
        (WOBBLY, "2024", "period_not_ahead"),
        (WOBBLY, "2030-06", "period_of_other_length"),
    ],
)
def test_it_refuses_with_a_reason(values: list[float], to: str, reason: str) -> None:
    found = project(series(values), Period.parse(to))
    assert isinstance(found, CannotProject)
    assert found.reason == reason


def test_figures_before_a_break_are_not_built_on() -> None:
    figures = [*np.array(WOBBLY[:5]) * 50, *WOBBLY[:5]]
    broken = cube(NET, periods("2024", 10), {"18": figures}, breaks=(BREAK,)).series("18")
    after = _projected(broken, Period(2027))
    assert np.array_equal(after.quantiles, _projected(series(WOBBLY[:5]), Period(2027)).quantiles)


def test_a_break_that_no_figure_has_crossed_yet_changes_nothing() -> None:
    coming = Break(Period(2025), Text("Ny metod.", "New method."))
    figures = cube(NET, periods("2024", 10), {"18": WOBBLY}, breaks=(coming,)).series("18")
    assert np.array_equal(
        _projected(figures, Period(2027)).quantiles, _projected(series(WOBBLY), Period(2027)).quantiles
    )


def test_emissions_never_fall_below_zero_and_shares_stay_within_a_hundred() -> None:
    falling = _projected(series(np.linspace(100, 3, 10).tolist(), EMISSIONS), Period(2040))
    assert falling.quantiles.min() >= 0
    share = _projected(series([90, 95, 91, 97, 94, 98, 96, 99], HEALTH), Period(2040))
    assert 0 <= share.quantiles.min() < share.quantiles.max() <= 100


def test_counts_with_zeros_are_projected_too() -> None:
    found = _projected(series([0, 3, 0, 8, 2, 0, 5, 1], EMISSIONS), Period(2030))
    assert np.isfinite(found.quantiles).all()
    assert found.quantiles.min() >= 0


def test_gaps_in_time_are_bridged_by_their_length() -> None:
    """Emissions come every fifth year at first: a change over five years is not one year's change."""
    years = [Period(year) for year in (1990, 1995, 2000, 2005, 2010, 2015, 2020, 2024)]
    sparse = cube(NET, years, {"18": [0, 5, 9, 16, 19, 26, 29, 35]}).series("18")
    dense = series(np.interp(np.arange(1990, 2025), [p.year for p in years], [0, 5, 9, 16, 19, 26, 29, 35]).tolist())
    middle = [_projected(one, Period(2027)).quantile(Period(2027), 0.5) for one in (sparse, dense)]
    assert middle[0] == pytest.approx(middle[1], rel=0.05)


def test_the_season_returns_in_the_months_to_come() -> None:
    months = np.arange(60)
    figures = 1000 + 200 * np.cos(2 * np.pi * months / 12) + np.resize([3, -5, 2, 4, -4, 1, -3], 60)
    monthly = series(figures.tolist(), NET, "2025-12")
    found = _projected(monthly, Period.parse("2026-12"))
    assert found.quantile(Period.parse("2026-01"), 0.5) == pytest.approx(1200, abs=20)
    assert found.quantile(Period.parse("2026-07"), 0.5) == pytest.approx(800, abs=20)


def test_a_season_needs_every_part_of_the_year_to_be_seen() -> None:
    assert not season(np.arange(18), np.arange(18.0), 12).any()
    assert season(np.arange(36), np.resize([1.0, 2.0, 3.0, 6.0], 36), 4).sum() == pytest.approx(0)


def test_intervals_widen_with_time() -> None:
    found = _projected(series(WOBBLY), Period(2045))
    widths = found.quantiles[:, -10] - found.quantiles[:, 9]
    assert np.all(np.diff(widths) > 0)
