"""What it would take: does the answer hold in the very futures `project` draws, and is there no smaller change?"""

from contextlib import suppress
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.analysis.forecast.aims import Aim, Outcome
from malbild.analysis.forecast.aims import aim as aim_as_written
from malbild.analysis.forecast.arrays import WOMEN
from malbild.analysis.forecast.futures import Drawn, drawn, futures, outlook
from malbild.analysis.forecast.levers import Cells
from malbild.analysis.forecast.precedent import change, changes, precedent
from malbild.analysis.forecast.seeking import Handle, Odds, frontier, seek
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import UNSAID
from tests.forecast_cases import history

KNOWN = history(areas=4)
LAST = KNOWN.years[-1]
DRAWS = 60


@cache
def everywhere() -> Drawn:
    return drawn(outlook(KNOWN, LAST + 6), draws=DRAWS, seed=3)


def handle(path: str, low: float = 0.5, high: float = 2.0, operation: str = "multiply", **selector: str) -> Handle:
    rest = 1.0 if operation == "multiply" else 0.0
    return Handle(Lever(path, operation, rest, selector, 2, ""), low, high)  # type: ignore[arg-type]


def level(share: float, outcome: Outcome, year: int = LAST + 6) -> float:
    """The value below which a share of the futures lies."""
    *_, last = everywhere().until(year).futures()
    return float(np.quantile(outcome.in_(last, everywhere().ahead.cells), share))


def odds(aim: Aim, *handles: Handle) -> Odds:
    return Odds(everywhere().within(aim.outcome.areas), aim, handles)


ASKED = [
    ("population", "", "at_least", "migration/in", 0.7),
    ("population", "20-64", "at_least", "migration/in", 0.6),
    ("population", "65+", "at_least", "mortality", 0.6),
    ("population", "0-5", "at_least", "fertility", 0.8),
    ("share", "20-64", "at_most", "fertility", 0.5),
]


@pytest.mark.parametrize(("measure", "ages", "sense", "path", "probability"), ASKED)
def test_the_answer_holds_in_the_futures_that_are_projected_and_less_is_not_enough(
    measure: str, ages: str, sense: str, path: str, probability: float
) -> None:
    outcome = Outcome(measure, ("01",), ages)
    wanted = level(0.6 if sense == "at_least" else 0.4, outcome)
    one = handle(path, 0, 3, "add") if path == "migration/in" else handle(path)  # hardly anybody comes to area 01
    aim = Aim("a", outcome, sense, wanted, LAST + 6)
    found = seek(odds(aim, one), probability)
    assert found.status == "found"

    def likely(value: float) -> float:
        scenario = Scenario("s", UNSAID, UNSAID, (one.at(value),))
        *_, last = futures(outlook(KNOWN, LAST + 6), draws=DRAWS, seed=3, scenario=scenario)
        return aim.reached(outcome.in_(last, Cells(KNOWN.areas, 70)))

    (value,) = found.settings
    assert likely(value) == found.reached >= probability
    assert likely(one.rest + (value - one.rest) * 0.995) < probability
    assert found.runs <= 12


@pytest.mark.parametrize("areas", [("02",), ("01", "03")])
def test_some_areas_alone_have_the_same_futures_to_the_bit(areas: tuple[str, ...]) -> None:
    scenario = Scenario("s", UNSAID, UNSAID, (handle("fertility").at(1.2),))
    at = [KNOWN.areas.index(one) for one in areas]
    for one in (None, scenario):
        for whole, part in zip(everywhere().futures(one), everywhere().within(areas).futures(one), strict=True):
            np.testing.assert_array_equal(whole[:, at], part)


def test_what_is_likely_enough_needs_nothing_and_tells_its_slack() -> None:
    outcome = Outcome("population", ("00",))
    aim = Aim("a", outcome, "at_least", level(0.2, outcome), LAST + 6)
    sure = odds(aim, handle("fertility", 0.2, 2.0))
    found = seek(sure, 0.5)
    assert (found.status, found.settings) == ("already", (1.0,))
    assert found.slack is not None
    assert found.slack < 1
    assert sure.probability((found.slack,)) >= 0.5 > sure.probability((found.slack - 0.02,))


def test_what_cannot_be_reached_is_said_with_the_nearest() -> None:
    outcome = Outcome("population", ("00",))
    far = odds(Aim("a", outcome, "at_least", 2 * level(1.0, outcome), LAST + 6), handle("fertility", 0.9, 1.1))
    found = seek(far, 0.5)
    assert (found.status, found.settings, found.reached) == ("out_of_reach", (1.1,), 0.0)


def test_a_lever_for_other_areas_is_of_no_help() -> None:
    outcome = Outcome("population", ("00",))
    other = odds(Aim("a", outcome, "at_least", level(0.6, outcome), LAST + 6), handle("fertility", area="01"))
    assert seek(other, 0.8).status == "out_of_reach"


@pytest.mark.parametrize("weights", [(1.0, 1.0), (1.0, 20.0)])
def test_two_levers_cost_hardly_more_than_the_best_of_a_fine_grid(weights: tuple[float, float]) -> None:
    outcome = Outcome("population", ("01",))
    aim = Aim("a", outcome, "at_least", level(0.7, outcome), LAST + 6)
    handles = [
        Handle(one.lever, one.low, one.high, weight)
        for one, weight in zip((handle("fertility"), handle("mortality", 0.2, 2.0)), weights, strict=True)
    ]
    both = odds(aim, *handles)
    found = seek(both, 0.5)
    assert found.status == "found"
    assert both.probability(found.settings) >= 0.5

    def cost(setting: tuple[float, ...]) -> float:
        return sum(weight * (value - 1) ** 2 for weight, value in zip(weights, setting, strict=True))

    grid = product(np.linspace(1, 2, 13), np.linspace(0.2, 1, 13))
    enough = [cost(one) for one in map(tuple, grid) if both.probability(one) >= 0.5]
    assert cost(found.settings) <= 1.02 * min(enough)


def test_every_pair_of_the_frontier_is_just_enough() -> None:
    outcome = Outcome("population", ("01",))
    aim = Aim("a", outcome, "at_least", level(0.7, outcome), LAST + 6)
    both = odds(aim, handle("fertility"), handle("mortality", 0.2, 2.0))
    pairs = frontier(both, 0.5)
    assert len(pairs) == 7
    for first, second in pairs:
        assert both.probability((first, second)) >= 0.5
        assert second == 1.0 or both.probability((first, second + 0.02)) < 0.5


@settings(max_examples=40)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=30), st.floats(0.01, 0.99), st.sampled_from((1, -1)))
def test_the_margin_is_not_negative_exactly_where_the_aim_is_likely_enough(
    outcomes: list[float], probability: float, sign: int
) -> None:
    aim = Aim("a", Outcome("population", ("00",)), "at_least" if sign > 0 else "at_most", 50.0, 2030)
    drawn_outcomes = np.array(outcomes)
    assert (aim.margin(drawn_outcomes, probability) >= 0) == (aim.reached(drawn_outcomes) >= probability - 1e-9)


@pytest.mark.parametrize("path", ["fertility", "mortality", "migration/in", "migration/out"])
def test_a_change_is_placed_among_those_that_plain_loops_find(path: str) -> None:
    known = changes(KNOWN, handle(path, age="20-40").lever)
    found = []
    for area in range(4):
        levels = [_level(path, area, first) for first in range(1, len(KNOWN.years) - 4)]
        found += [after / before for before, after in zip(levels, levels[5:], strict=False) if before > 0]
    np.testing.assert_allclose(known, np.sort(found), rtol=1e-9)


def _level(path: str, area: int, first: int) -> float:
    """A level of five years, from the year at a place on, for ages 20–40."""
    years, ages = range(first, first + 5), slice(20, 41)
    exposed = KNOWN.exposed
    if path in ("fertility", "mortality"):
        events = KNOWN.births[:, :, None] if path == "fertility" else KNOWN.deaths
        people = exposed[:, :, WOMEN : WOMEN + 1] if path == "fertility" else exposed
        rate = events[1:].sum((0, 1)) / np.maximum(people.sum((0, 1)), 1)
        counted = sum(events[year, area, :, ages].sum() for year in years)
        return float(counted / sum((people[year - 1, area] * rate)[:, ages].sum() for year in years))
    net = sum(KNOWN.moves[year - 1, area] for year in years) / 5
    if path == "migration/in":
        return float(np.maximum(net, 0)[:, ages].sum() / np.mean([KNOWN.totals[year, area] for year in years]))
    there = np.mean([exposed[year - 1, area, :, ages].sum() for year in years])
    return float(np.maximum(-net, 0)[:, ages].sum() / there)


def test_the_percentile_is_the_share_of_smaller_changes() -> None:
    _, rates = everywhere().everywhere
    one = handle("fertility").at(1.05)
    found = precedent(KNOWN, rates, one, ("01",))
    assert found is not None
    assert change(KNOWN, rates, one, ("01",)) == pytest.approx(1.05)
    assert found.percentile == pytest.approx(100 * (changes(KNOWN, one) < found.ratio).mean())
    assert found.areas == 4


def test_an_area_alone_has_no_percentile() -> None:
    _, rates = everywhere().everywhere
    assert precedent(KNOWN.of([1]), rates.of([1]), handle("fertility").at(1.05), ("01",)) is None


WRITTEN = {
    "population:00>=100@2018": Outcome("population", ("00",)),
    "population:00+01:20-64:women <= 100 @ 2018": Outcome("population", ("00", "01"), "20-64", "women"),
    "share:all:men:65+≥25.5@2018": Outcome("share", ("00", "01", "02"), "65+", "men"),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_an_aim_is_read_as_written(written: str) -> None:
    found = aim_as_written(written, Cells(("00", "01", "02"), 70), (2017, 2018))
    assert found.outcome == WRITTEN[written]
    assert found.sense == ("at_most" if "<" in written else "at_least")


@pytest.mark.parametrize(
    "wrong",
    ["population:00", "population:99>=1@2018", "people:00>=1@2018", "population:00>=1@2030",
     "population:00:7-90>=1@2018", "population:00:20-64:30-40>=1@2018", "population:00:boys>=1@2018",
     "population:00>=1.2.3@2018"],
)  # fmt: skip
def test_an_aim_that_cannot_be_is_refused(wrong: str) -> None:
    with pytest.raises(Refused):
        aim_as_written(wrong, Cells(("00", "01", "02"), 70), (2017, 2018))


@given(st.text(max_size=40))
def test_any_text_is_an_aim_or_refused(text: str) -> None:
    with suppress(Refused):
        aim_as_written(text, Cells(("00",), 70), (2017, 2018))
