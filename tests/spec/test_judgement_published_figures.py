"""Does judgement say of published figures what was worked out from them by hand?

Carbon dioxide, the sum of twelve municipalities: github.com/Klimatbyran/klimatkollen, data/output/climate-data.json,
commit 2fc6856 of 2024-12-17.
"""

from datetime import date

import numpy as np
import pytest

from malbild.analysis.judgement.pace import yearly_rates
from malbild.vocabulary.judgement import State
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
from tests.judgement_cases import EMISSIONS, codes, cube, judged, target

COUNTY = {1990: 1_840_942, 2005: 1_383_316, 2015: 1_074_597, 2020: 783_931, 2021: 856_097, 2022: 881_858}
ONE_MUNICIPALITY = {2005: 83_678, 2022: 192_296}
PUBLISHED = date(2024, 12, 17)


def _county() -> object:
    return cube(EMISSIONS, [Period(year) for year in COUNTY], {"18": list(COUNTY.values())})


def _sixty_per_cent() -> object:
    return target(TargetKind.CHANGE, sense="at_most", value=-60, base="2005", due="2030")


def test_sixty_per_cent_less_than_2005_is_553_326_tonnes_and_off_track() -> None:
    judgement = judged(_sixty_per_cent(), _county(), PUBLISHED)  # type: ignore[arg-type]
    assert judgement.goal_value == pytest.approx(553_326, abs=1)
    assert judgement.state is State.OFF_TRACK
    assert "minskade med 36\u00a0procent från 2005 till 2022. I den takten nås inte målet 2030" in judgement.sentence.sv


def test_the_reasons_name_the_needed_rate_the_achieved_and_the_straight_line() -> None:
    judgement = judged(_sixty_per_cent(), _county(), PUBLISHED)  # type: ignore[arg-type]
    reasons = {reason.code: reason.text.sv.replace("\u00a0", " ") for reason in judgement.reasons}
    assert "−5,7 procent per år" in reasons["needed_rate"]
    assert "−2,6 procent per år" in reasons["achieved_rate"]
    assert "−53 procent" in reasons["straight_line"]
    assert "553 326 ton" in reasons["goal_level"]


def test_one_municipality_decides_whether_the_county_fell_by_36_or_47_per_cent() -> None:
    rest = {year: COUNTY[year] - ONE_MUNICIPALITY[year] for year in ONE_MUNICIPALITY}
    assert 100 * (COUNTY[2022] / COUNTY[2005] - 1) == pytest.approx(-36.3, abs=0.05)
    assert 100 * (rest[2022] / rest[2005] - 1) == pytest.approx(-46.9, abs=0.05)


def test_the_same_figures_are_too_old_two_years_later() -> None:
    judgement = judged(_sixty_per_cent(), _county(), date(2026, 11, 23))  # type: ignore[arg-type]
    assert judgement.state is State.CANNOT_TELL
    assert codes(judgement)[0] == "too_old"


def test_rates_need_time_between_them_and_positive_values() -> None:
    assert yearly_rates(base=(2022, 5), latest=(2022, 4), goal=(2030, 2)) is None
    assert yearly_rates(base=(2005, 5), latest=(2022, 0), goal=(2030, 2)) is None


def test_relative_targets_are_evaluated_against_the_four_named_counties() -> None:
    """Start-ups "higher than in comparable counties", product per employed "to grow faster": effektmål 5 of 2023."""
    years = [Period(year) for year in range(2013, 2025)]
    wobble = np.resize([0.1, -0.2, 0.15, 0.0, -0.1], 12)
    peers = {code: 10 + step + wobble * (1 + step) for step, code in enumerate(["19", "07", "17", "06"])}
    figures = cube(EMISSIONS, years, {"18": 14 + wobble} | peers)
    higher = target(TargetKind.PEERS, peers=("19", "07", "17", "06"))
    assert judged(higher, figures).state is State.REACHED
    assert judged(higher, figures).goal_value == pytest.approx(np.mean([peers[code][-1] for code in peers]))
    each = target(TargetKind.PEERS, peers=("19", "07", "17", "06"), each=True)
    assert judged(each, figures).goal_value == pytest.approx(max(peers[code][-1] for code in peers))
