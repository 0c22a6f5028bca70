"""Do corrections apply while they hold, say what they did, and stop by themselves?"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from malbild.vocabulary.correction import Correction, CorrectionAction
from malbild.vocabulary.period import Period
from malbild.vocabulary.text import Text
from malbild.warehouse import Prepared, Warehouse, prepare
from malbild.warehouse.corrections import correct
from malbild.warehouse.harmonise import harmonise
from tests.unit.warehouse.tables import INDICATORS, NAN, POPULATION, TODAY, indicator, row, table

PEOPLE = table([row("1881", "2017", 21_500), row("1881", "2018", 217_380), row("1880", "2018", 153_367)])
SLIP = Correction(
    "slip-of-a-zero", "population", CorrectionAction.OVERRIDE, Text("En nolla för mycket.", "A zero too many."),
    date(2027, 6, 30), area="1881", period=Period(2018), value=21_738, expect=217_380,
    source="https://example.org/errata",
)  # fmt: skip


def prepared(correction: Correction, today: date = TODAY) -> Prepared:
    return prepare(PEOPLE, INDICATORS, [correction], today=today)


def test_an_override_takes_the_figures_place_and_is_a_step_in_its_lineage() -> None:
    found = prepared(SLIP)
    assert found.observations.values.tolist() == [21_500, 21_738, 153_367]
    steps = [found.observations.chains[one] for one in found.observations.chain]
    assert [len(one) for one in steps] == [0, 1, 0]
    assert steps[1][0].explanation.en.replace("\u00a0", " ") == (
        "The value is replaced by 21,738; the source says 217,380. A zero too many. See https://example.org/errata. "
        "The correction holds until 30 June 2027."
    )
    assert found.findings == ()


def test_the_checks_see_the_corrected_figures_in_the_tables_own_unit() -> None:
    wages = {"wages": indicator("wages", "tkr")}
    one = replace(SLIP, indicator="wages", value=7_000, expect=5_000)
    source = table([row("1881", "2018", 5)], unit="mkr", indicator_id="wages")
    found = prepare(source, wages, [one], today=TODAY)
    assert found.table.values.tolist() == [7]
    assert source.values.tolist() == [5]


@pytest.mark.parametrize(
    ("action", "value", "expected", "status"),
    [
        (CorrectionAction.DROP, None, NAN, "missing"),
        (CorrectionAction.SCALE, 0.1, 21_738, ""),
        (CorrectionAction.FLAG, None, 217_380, "estimated"),
    ],
)
def test_actions(action: CorrectionAction, value: float | None, expected: float, status: str) -> None:
    found = prepared(replace(SLIP, action=action, value=value)).observations
    assert np.array_equal(found.values[1:2], [expected], equal_nan=True)
    assert found.status[1] == status


def test_a_correction_stops_the_day_after_its_last() -> None:
    assert prepared(SLIP, today=SLIP.until).observations.values[1] == 21_738
    ended = prepared(SLIP, today=SLIP.until + timedelta(days=1))
    assert ended.observations.values[1] == 217_380
    assert [one.rule for one in ended.findings] == ["correction.ended"]


def test_a_correction_stops_when_the_source_says_something_else() -> None:
    found = prepared(replace(SLIP, expect=217_381))
    assert found.observations.values[1] == 217_380
    assert [one.rule for one in found.findings] == ["correction.outdated"]
    assert "people.csv:3" in str(found.findings[0])


def test_a_correction_for_a_table_that_does_not_hold_the_cell_is_told() -> None:
    assert [one.rule for one in prepared(replace(SLIP, table="people", area="1882")).findings] == ["correction.nowhere"]


def test_a_correction_for_another_table_is_silent() -> None:
    found = prepared(replace(SLIP, table="others"))
    assert (found.findings, found.observations.values[1]) == ((), 217_380)


def test_a_correction_without_a_cell_holds_for_all_of_the_indicator() -> None:
    everywhere = replace(SLIP, action=CorrectionAction.SCALE, area="", period=None, value=2, expect=None)
    assert prepared(everywhere).observations.values.tolist() == [43_000, 434_760, 306_734]


def test_corrections_follow_one_another() -> None:
    twice = replace(SLIP, id="twice", action=CorrectionAction.SCALE, value=2, expect=21_738)
    found = correct(harmonise(PEOPLE, INDICATORS), PEOPLE, [SLIP, twice], TODAY).observations
    assert found.values[1] == 43_476
    assert [step.kind for step in found.chains[found.chain[1]]] == ["correction.slip-of-a-zero", "correction.twice"]


def test_figures_that_a_correction_left_are_a_new_vintage(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.load(PEOPLE, INDICATORS, [SLIP], today=SLIP.until)
    ended = warehouse.load(PEOPLE, INDICATORS, [SLIP], today=SLIP.until + timedelta(days=1))
    assert ended.new
    assert warehouse.cube(POPULATION, ["1881"], [Period(2018)]).values.item() == 217_380
