"""Whatever the numbers: a slip is found, order does not matter, and no bytes break the readers."""

import dataclasses
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malbild.analysis.checks import check_table
from malbild.sources.files import read
from malbild.vocabulary.area import municipalities_of
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.table import Declaration, Measure, Table

TODAY = date(2026, 11, 23)
PUBLISHED = Path(__file__).resolve().parents[1] / "specimens" / "published"
COUNTIES = ("04", "08", "13", "17", "18", "20", "21", "22", "23")
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def table(area: list[str], period: list[str], values: list[float]) -> Table:
    count = len(values)
    return Table(
        Declaration("t", Provenance("", "", ""), (Measure("persons", "person"),)),
        {"area": np.array(area), "period": np.array(period), "measure": np.array(["persons"] * count)},
        np.array(values, dtype=np.float64), np.array([""] * count), np.arange(count, dtype=np.int64) + 2,
        np.array(["value"] * count), "t.csv",
    )  # fmt: skip


@st.composite
def counties(draw: st.DrawFn) -> Table:
    """A county with its municipalities over some years, summed right."""
    county = draw(st.sampled_from(COUNTIES))
    parts = [one.code_scb for one in municipalities_of(county)]
    years = [str(2010 + step) for step in range(draw(st.integers(1, 4)))]
    area, period, values = [], [], []
    for year in years:
        numbers = draw(st.lists(st.integers(20, 90_000), min_size=len(parts), max_size=len(parts)))
        area += [*parts, county]
        period += [year] * (len(parts) + 1)
        values += [*numbers, sum(numbers)]
    return table(area, period, values)


def loud(one: Table, rule: str = "table.total") -> set[str]:
    return {
        str(found.place) for found in check_table(one, today=TODAY) if found.severity == "error" and found.rule == rule
    }


@QUIET
@given(counties(), st.data())
def test_any_slip_larger_than_rounding_is_found(one: Table, data: st.DataObject) -> None:
    assert loud(one) == set()
    cell = data.draw(st.integers(0, len(one) - 1))
    slip = data.draw(st.integers(8, 5000)) * data.draw(st.sampled_from([1, -1]))
    values = one.values.copy()
    values[cell] = values[cell] + slip if values[cell] + slip > 0 else values[cell] + abs(slip)
    assert loud(dataclasses.replace(one, values=values))


@QUIET
@given(counties(), st.randoms(use_true_random=False))
def test_rounding_of_annual_means_is_calm(one: Table, random) -> None:
    """Means are rounded after they are summed: every total may differ from its rounded parts."""
    values = one.values.copy()
    totals = [cell for cell, code in enumerate(one.coordinates["area"].tolist()) if len(code) == 2]
    for cell in totals:
        parts = sum(random.uniform(-0.5, 0.5) for _ in range(5))
        values[cell] += round(parts)
    assert loud(dataclasses.replace(one, values=values)) == set()


@QUIET
@given(counties(), st.data())
def test_the_order_of_rows_changes_nothing(one: Table, data: st.DataObject) -> None:
    values = one.values.copy()
    values[data.draw(st.integers(0, len(one) - 1))] += 1000
    order = np.array(data.draw(st.permutations(range(len(one)))))
    slipped = dataclasses.replace(one, values=values)
    turned = dataclasses.replace(
        slipped, values=values[order], status=slipped.status[order], lines=slipped.lines[order],
        columns=slipped.columns[order], coordinates={name: codes[order] for name, codes in slipped.coordinates.items()},
    )  # fmt: skip
    assert loud(turned) == loud(slipped)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(200, 5000),
    st.lists(st.floats(0.3, 3.0), min_size=8, max_size=12),
    st.integers(0, 7),
    st.integers(0, 11),
    st.data(),
)
def test_an_index_is_followed_whatever_its_base(
    level: float, ratios: list[float], base: int, at: int, data: st.DataObject
) -> None:
    counts = [max(50, round(level * ratio)) for ratio in ratios]
    indices = [round(100 * count / counts[base]) for count in counts]
    area, period = ["18"] * (2 * len(counts)), [str(2008 + step) for step in range(len(counts))] * 2
    one = table(area, period, [*counts, *indices])
    name = f"index {2008 + base}=100"
    measures = np.array(["persons"] * len(counts) + [name] * len(counts))
    declaration = dataclasses.replace(
        one.declaration, measures=(Measure("persons", "person"), Measure(name, "index", "index"))
    )
    one = dataclasses.replace(one, declaration=declaration, coordinates={**one.coordinates, "measure": measures})
    assert loud(one, "table.index") == set()
    at = at % len(counts)
    values = one.values.copy()
    values[len(counts) + at] += data.draw(st.integers(5, 60))
    assert loud(dataclasses.replace(one, values=values), "table.index")


def only_table_or_refused(path: Path) -> None:
    refused: Refused | None = None
    try:
        check_table(read(path), today=TODAY)
    except Refused as raised:
        refused = raised
    if refused is not None:
        assert refused.findings
        assert all(one.place.file for one in refused.findings)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), sidecar=st.binary(max_size=120))
def test_random_bytes_are_a_table_or_refused(tmp_path: Path, content: bytes, sidecar: bytes) -> None:
    for suffix in (".csv", ".xlsx"):
        path = tmp_path / f"table{suffix}"
        path.write_bytes(content)
        path.with_suffix(".toml").write_bytes(sidecar)
        only_table_or_refused(path)


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, bytes, str]]:
    """Real files to be damaged: CSV in three forms, and a workbook."""
    book = openpyxl.Workbook()
    for row in (["Kommun", "2017", "2018"], ["Kumla", 21506, 21640], ["Nora", 10729, 10701]):
        book.active.append(row)
    workbook = tmp_path_factory.mktemp("book") / "table.xlsx"
    book.save(workbook)
    texts = [
        (one.read_bytes()[:1500], one.with_suffix(".toml").read_bytes(), ".csv")
        for one in sorted(PUBLISHED.glob("*.csv"))
    ]
    return [*texts, (workbook.read_bytes(), b"", ".xlsx")]


PIECES = (
    b";",
    b"\n",
    b'"',
    b",,",
    b"1e999",
    b"-",
    b"\xff\xfe",
    b"\x00",
    b"[[totals]]\n",
    b'role = "area"\n',
    b"9" * 400,
    b"\r",
    b"=",
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_a_table_or_refused(
    tmp_path: Path, originals: list[tuple[bytes, bytes, str]], data: st.DataObject
) -> None:
    content, sidecar, suffix = data.draw(st.sampled_from(originals))
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(damaged(data, content))
    path.with_suffix(".toml").write_bytes(damaged(data, sidecar))
    only_table_or_refused(path)


def damaged(data: st.DataObject, content: bytes) -> bytes:
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(content)))
        kind = data.draw(st.sampled_from(["cut", "insert", "delete", "change"]))
        if kind == "cut":
            content = content[:at]
        elif kind == "insert":
            content = content[:at] + data.draw(st.sampled_from(PIECES)) + content[at:]
        elif kind == "delete":
            content = content[:at] + content[at + data.draw(st.integers(1, 40)) :]
        else:
            content = content[:at] + data.draw(st.binary(min_size=1, max_size=1)) + content[at + 1 :]
    return content
