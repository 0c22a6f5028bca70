"""Are the source's codes and units brought to ours, and is everything that cannot be told at once?"""

import numpy as np
import pytest

from malbild.vocabulary.problem import Refused
from malbild.warehouse.groups import groups
from malbild.warehouse.harmonise import harmonise
from tests.unit.warehouse.tables import INDICATORS, NAN, indicator, row, table


def test_codes_of_different_offices_become_ours() -> None:
    found = harmonise(
        table([row("0018", "2018-12-31", 1, "K"), row("18", "2018M12", 2, "män"), row("00", "2018K4", 3, "1+2")]),
        INDICATORS,
    )
    assert found.area.tolist() == ["18", "18", "00"]
    assert found.period.tolist() == ["2018", "2018-12", "2018-Q4"]
    assert found.group.tolist() == ["women", "men", "total"]


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        ({"Alder": "20", "Kon": "1"}, "men,Alder=20"),
        ({"sex": "women", "age_group": "total"}, "women"),
        ({"Kon": "TotSa", "Alder": "tot"}, "total"),
        ({"Kon": "TotSa", "Alder": "tot16-64"}, "Alder=tot16-64"),
        ({"sni": "A+B", "Yrke": "0110"}, "Yrke=0110,sni=A+B"),
        ({"sector": "Folk-/grundskola, 9 år"}, "sector=Folk-_grundskola_9_år"),
    ],
)
def test_groups_are_called_the_same_whatever_the_table_calls_them(dimensions: dict[str, str], expected: str) -> None:
    assert groups({name: np.array([code]) for name, code in dimensions.items()}, 1).tolist() == [expected]


def test_a_table_that_names_no_area_is_refused_with_a_way_forward() -> None:
    with pytest.raises(Refused, match="Give area in the sidecar"):
        harmonise(table([row("", "2018", 1)]), INDICATORS)


def test_values_come_in_the_indicators_unit() -> None:
    wages = {"wages": indicator("wages", "SEK")}
    found = harmonise(table([row("18", "2018", 2.5)], unit="mkr", indicator_id="wages"), wages)
    assert found.values.tolist() == [2_500_000]
    assert [step.kind for step in found.chains[found.chain[0]]] == ["unit"]


def test_all_problems_are_told_at_once_each_with_its_line() -> None:
    rows = [row("9999", "2018", 1), row("1881", "yesterday", 2), row("1917", "2015", 3), row("114", "2018", 4)]
    with pytest.raises(Refused) as refused:
        harmonise(table(rows), INDICATORS)
    assert [(one.place.line, one.rule) for one in refused.value.findings] == [
        (2, "input.area"), (3, "input.period"), (4, "input.area"), (5, "input.area"),
    ]  # fmt: skip


def test_a_unit_that_cannot_be_converted_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be converted"):
        harmonise(table([row("18", "2018", 1)], unit="SEK"), INDICATORS)


def test_a_unit_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="no known unit"):
        harmonise(table([row("18", "2018", 1)], unit="furlongs of joy"), INDICATORS)


def test_an_indicator_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="does not exist"):
        harmonise(table([row("18", "2018", 1)], indicator_id="happiness"), INDICATORS)


def test_a_table_that_feeds_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="feeds an indicator"):
        harmonise(table([row("18", "2018", 1)], indicator_id=""), INDICATORS)


def test_figures_recomputed_to_a_later_division_are_taken_and_say_so() -> None:
    found = harmonise(table([row("0330", "1990", 12_000), row("1881", "1990", 20_000)]), INDICATORS)
    assert [[step.kind for step in found.chains[one]] for one in found.chain] == [["recomputed"], []]


def test_an_ended_area_may_stand_in_a_table_without_a_number() -> None:
    found = harmonise(table([row("1917", "2015", NAN, status="missing")]), INDICATORS)
    assert found.area.tolist() == ["1917"]


def test_a_number_behind_a_status_that_says_there_is_none_is_not_read() -> None:
    found = harmonise(table([row("18", "2018", 0, status="suppressed"), row("18", "2019", NAN)]), INDICATORS)
    assert np.isnan(found.values).all()
    assert found.status.tolist() == ["suppressed", "missing"]


def test_the_same_figure_printed_twice_is_taken_once() -> None:
    assert len(harmonise(table([row("18", "2018", 1), row("0018", "2018-12-31", 1)]), INDICATORS)) == 1


def test_two_different_figures_for_one_cell_are_refused() -> None:
    with pytest.raises(Refused, match="Two different figures"):
        harmonise(table([row("18", "2018", 1), row("0018", "2018-12-31", 2)]), INDICATORS)
