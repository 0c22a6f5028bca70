"""What must hold for every series and target?"""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from malbild.analysis.judgement import project
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.judgement import State
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
from malbild.vocabulary.projection import Projection
from tests.judgement_cases import COMPANIES, EMISSIONS, HEALTH, NET, codes, cube, judged, periods, series, target

INDICATORS = {NET: (-1e6, 1e6), EMISSIONS: (0.0, 1e6), HEALTH: (0.0, 100.0)}


@st.composite
def histories(draw: st.DrawFn, indicator: Indicator | None = None) -> tuple[Indicator, list[float]]:
    chosen = indicator or draw(st.sampled_from(list(INDICATORS)))
    low, high = INDICATORS[chosen]
    value = st.floats(low, high, allow_nan=False).map(lambda one: round(one, 3))
    return chosen, draw(st.lists(value, min_size=5, max_size=25))


def _projection(indicator: Indicator, values: list[float], last: str = "2024") -> Projection:
    found = project(series(values, indicator, last), Period.parse(last).shifted(6))
    assume(isinstance(found, Projection))
    assert isinstance(found, Projection)
    return found


@settings(deadline=None)
@given(histories())
def test_quantiles_rise_are_finite_and_possible(history: tuple[Indicator, list[float]]) -> None:
    indicator, values = history
    found = _projection(indicator, values)
    assert np.isfinite(found.quantiles).all()
    assert np.all(np.diff(found.quantiles, axis=1) >= 0)
    assert all(indicator.impossible.holds(value) for value in found.quantiles.ravel())


@settings(deadline=None)
@given(histories(NET), st.integers(-6, 6))
def test_another_unit_changes_nothing(history: tuple[Indicator, list[float]], power: int) -> None:
    """In powers of two, so that rounding cannot be the difference."""
    indicator, values = history
    factor = 2.0**power
    plain, scaled = _projection(indicator, values), _projection(indicator, [factor * value for value in values])
    assert np.allclose(
        plain.quantiles * factor, scaled.quantiles, rtol=1e-6, atol=1e-6 * np.abs(scaled.quantiles).max()
    )
    level = float(np.mean(values))
    states = [
        judged(
            target(TargetKind.LEVEL, NET, value=level * by, due="2030"),
            cube(NET, _years(values), {"18": [by * v for v in values]}),
        )
        for by in (1.0, factor)
    ]
    assert states[0].state is states[1].state


@settings(deadline=None)
@given(histories(), st.lists(st.floats(0, 100), min_size=2, max_size=6))
def test_a_more_ambitious_target_is_never_more_probable(
    history: tuple[Indicator, list[float]], levels: list[float]
) -> None:
    indicator, values = history
    figures = cube(indicator, _years(values), {"18": values})
    for sense in ("at_least", "at_most"):
        told = [
            judged(target(TargetKind.LEVEL, indicator, sense=sense, value=level, due="2030"), figures).probability
            for level in sorted(levels, reverse=sense == "at_most")
        ]
        odds = [one for one in told if one is not None]
        assert odds == sorted(odds, reverse=True)
        assert all(0.01 <= one <= 0.99 for one in odds)


@settings(deadline=None)
@given(histories(), st.randoms(use_true_random=False), st.integers(0, 4))
def test_the_order_of_periods_and_cells_without_a_number_change_nothing(
    history: tuple[Indicator, list[float]], random: object, empty: int
) -> None:
    indicator, values = history
    times = list(_years([*values, *[0.0] * empty]))
    cells = list(zip(times, [*values, *[float("nan")] * empty], strict=True))
    shuffled = cells.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    wanted = target(TargetKind.LEVEL, indicator, value=50, due="2030")
    one, other = (
        judged(wanted, cube(indicator, [time for time, _ in some], {"18": [value for _, value in some]}))
        for some in (cells, shuffled)
    )
    assert (one.state, one.probability, one.value, one.sentence) == (
        other.state,
        other.probability,
        other.value,
        other.sentence,
    )


@settings(deadline=None)
@given(st.integers(6, 40), st.floats(0.1, 50), st.sampled_from([1, -1]))
def test_a_perfect_line_is_on_track_to_what_lies_well_before_its_continuation(
    count: int, slope: float, way: int
) -> None:
    values = [way * slope * step for step in range(count)]
    goal = values[-1] + way * slope * 3 * 0.5  # half of what the line reaches in three years
    sense = "at_least" if way > 0 else "at_most"
    wanted = target(TargetKind.LEVEL, NET, sense=sense, value=goal, due="2027")
    assert judged(wanted, cube(NET, _years(values), {"18": values})).state is State.ON_TRACK


@settings(deadline=None)
@given(histories(NET), histories(NET))
def test_a_peer_far_behind_changes_nothing_when_each_must_be_beaten(
    history: tuple[Indicator, list[float]], other: tuple[Indicator, list[float]]
) -> None:
    count = min(len(history[1]), len(other[1]))
    own, peer = history[1][:count], other[1][:count]
    figures = {"18": own, "19": peer, "07": [-1e9] * count}
    times = _years(own)
    two = judged(target(TargetKind.PEERS, NET, peers=("19", "07"), each=True), cube(NET, times, figures))
    one = judged(target(TargetKind.PEERS, NET, peers=("19",), each=True), cube(NET, times, figures))
    assert (two.state, two.probability, codes(two)) == (one.state, one.probability, codes(one))


@given(histories(EMISSIONS), st.sampled_from(list(TargetKind)), st.booleans(), st.sampled_from(["2020", "2030", None]))
@settings(max_examples=150, deadline=None)
def test_every_judgement_is_whole_and_the_same_twice(
    history: tuple[Indicator, list[float]], kind: TargetKind, upward: bool, due: str | None
) -> None:
    values = history[1]
    figures = cube(COMPANIES, _years(values), {
        "18/total": values, "18/women": values[::-1], "18/men": values,
        "19/total": values[::-1], "19/women": values, "19/men": values,
    }, groups=("total", "women", "men"))  # fmt: skip
    wanted = target(
        kind, COMPANIES, sense="at_least" if upward else "at_most", value=20, base="2022", due=due,
        peers=("19",), groups=("women", "men"),
    )  # fmt: skip
    first, second = judged(wanted, figures), judged(wanted, figures)
    assert first.sentence == second.sentence
    assert first.reasons == second.reasons
    assert first.reasons
    assert (first.state is State.CANNOT_TELL) <= (first.probability is None)
    assert first.probability is None or 0.01 <= first.probability <= 0.99
    assert "nan" not in first.sentence.sv + first.sentence.en


def _years(values: list[float]) -> tuple[Period, ...]:
    return periods("2024", len(values))
