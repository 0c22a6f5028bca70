"""Do the shipped intervals still cover what they promise, on areas that no choice was made on?

A tenth of the hold-out areas' series, so that it stays under a minute; the whole is `./dev bench coverage`. On
unchanged data and code it is deterministic. Were another tenth drawn, coverage would move by one to two points (about
700 series, the standard error of a share of 0.8), so that true coverage of 80 passes a bar six points away by chance in
fewer than one of a thousand runs; shocks of the calendar are the same in every tenth.
"""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from malbild.analysis.judgement import project
from malbild.analysis.judgement.quantity import quantity_of
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.unit import Unit
from tests.benchmarks.coverage import scaled_errors
from tests.calibration.backtest import (
    BARS_YEARS,
    Errors,
    Trial,
    as_series,
    by_series,
    collect,
    covered,
    evenly,
    period,
    shipped_width,
    trials,
)
from tests.calibration.real_series import RealSeries, real_series

FEW = 60  # families with fewer held-out series than this are tried whole


@pytest.fixture(scope="module")
def held_out(shared_data: Path) -> list[RealSeries]:
    held = [one for one in real_series(shared_data) if one.held_out]
    sizes = {one.family: sum(1 for other in held if other.family == one.family) for one in held}
    return [one for one in held if sizes[one.family] < FEW or _in_tenth(one)]


def _in_tenth(one: RealSeries) -> bool:
    return hashlib.sha256(f"{one.area}{one.part}".encode()).digest()[5] < 26


@pytest.fixture(scope="module")
def tried(held_out: list[RealSeries]) -> list[Trial]:
    return list(trials(held_out))


@pytest.fixture(scope="module")
def errors(tried: list[Trial]) -> Errors:
    return collect(tried)


@pytest.mark.parametrize("years", BARS_YEARS)
def test_eighty_per_cent_intervals_cover_74_to_86_per_cent(errors: Errors, years: int) -> None:
    at = errors.where(np.abs(errors.years - years) < 1e-6)
    inside = covered(at, shipped_width).astype(float)
    assert 0.74 <= np.average(inside, weights=evenly(at)) <= 0.86, "families alike"
    assert 0.74 <= np.mean(list(by_series(at.series, inside).values())) <= 0.86, "series alike"


@pytest.mark.parametrize("years", BARS_YEARS)
def test_the_error_is_no_larger_than_of_no_change_or_the_straight_line(tried: list[Trial], years: int) -> None:
    pooled: dict[str, list[float]] = {}
    for (_, at), named in scaled_errors(tried).items():
        for name, each in named.items():
            pooled.setdefault(name, []).extend(each.values() if at == years else ())
    mean = {name: float(np.mean(some)) for name, some in pooled.items()}
    assert mean["projection"] <= min(mean["no change"], mean["linear"])


def test_what_is_tried_is_what_the_package_answers(tried: list[Trial]) -> None:
    """The trials read the inside of the projection for speed; its door must say the same."""
    for one in tried[:: max(len(tried) // 40, 1)]:
        count = int(np.searchsorted(one.source.time, one.end)) + 1
        to = period(one.end + int(one.steps[-1]), one.source.per_year)
        found = project(as_series(one.source, count), to)
        assert isinstance(found, Projection)
        low, high = (found.quantile(to, level) for level in (0.1, 0.9))
        inside = low <= one.outcomes[-1] <= high
        quantity = quantity_of(Unit(one.source.unit)).value
        width = shipped_width(one.kind, quantity, float(one.steps[-1]) / one.source.per_year, 0.8)
        assert inside == (one.errors()[-1] <= width)
