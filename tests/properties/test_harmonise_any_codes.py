"""Whatever codes a table holds: is it either ours afterwards, or refused with a place for every problem?"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.vocabulary.area import areas
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import STATUSES, Table
from malbild.warehouse.harmonise import harmonise
from malbild.warehouse.observations import Observations
from tests.unit.warehouse.tables import INDICATORS, Row, indicator, table

CODE = st.text(max_size=8) | st.sampled_from(["00", "18", "0018", "1881", "1917", "0330", "114"])
WHEN = st.text(max_size=8) | st.sampled_from(["2018", "2018K3", "2018-12-31", "1990", "2014-2018", "2017/18", "0"])
SEX = st.text(max_size=4) | st.sampled_from(["T", "K", "M", "1+2", "women"])
VALUE = st.floats(allow_nan=True, allow_infinity=False, width=32)
ROWS = st.lists(st.tuples(CODE, WHEN, SEX, VALUE, st.sampled_from(STATUSES)), min_size=1, max_size=6)


def harmonised(source: Table) -> Observations | tuple[Finding, ...]:
    try:
        return harmonise(source, INDICATORS)
    except Refused as refused:
        return refused.findings


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_harmonised_or_refused(rows: list[Row]) -> None:
    found = harmonised(table(rows))
    if isinstance(found, tuple):
        assert found
        assert all(one.place.line for one in found)
        return
    assert set(found.area.tolist()) <= areas().keys()
    assert [str(Period.parse(one)) for one in found.period.tolist()] == found.period.tolist()
    assert len(set(found.keys())) == len(found) <= len(rows)
    numbered = np.isin(found.status, ["", "preliminary", "estimated"])
    assert (np.isnan(found.values) == ~numbered).all()


@settings(max_examples=100, deadline=None)
@given(st.floats(-1e9, 1e9), st.sampled_from([("mkr", "tkr"), ("tkr", "mkr"), ("SEK", "mkr"), ("mkr", "SEK")]))
def test_a_unit_and_back_is_the_same(value: float, units: tuple[str, str]) -> None:
    one, other = units
    there = harmonise(
        table([("18", "2018", "T", value, "")], unit=one, indicator_id="wages"), {"wages": indicator("wages", other)}
    ).values[0]
    back = harmonise(
        table([("18", "2018", "T", there, "")], unit=other, indicator_id="wages"), {"wages": indicator("wages", one)}
    ).values[0]
    assert np.isclose(back, value, rtol=1e-12, atol=1e-12)
