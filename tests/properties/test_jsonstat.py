"""Does any cube survive JSON-stat in every form the standard allows?"""

import itertools
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.sources.files.jsonstat import read_jsonstat
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import ESTIMATED, MISSING, PRELIMINARY, PUBLISHED, SUPPRESSED

MARKS = {"": PUBLISHED, "..": SUPPRESSED, ".": MISSING, "p": PRELIMINARY, "e": ESTIMATED}
CODES = st.lists(st.text("0123456789ABCÅÄÖ+-_", min_size=1, max_size=6), min_size=1, max_size=4, unique=True)


@st.composite
def cubes(draw: st.DrawFn) -> tuple[dict[str, Any], dict[tuple[str, ...], tuple[float, str]]]:
    """A dataset in one of its forms, and its cells by their codes."""
    names = draw(st.permutations(["Region", "Tid", "Innehåll", "Kon"]))[: draw(st.integers(1, 4))]
    codes = {name: draw(CODES) for name in names}
    places = list(itertools.product(*codes.values()))
    marks = [draw(st.sampled_from(sorted(MARKS))) for _ in places]
    figures = [None if mark in ("..", ".") else draw(st.floats(-1e9, 1e9) | st.integers(-10, 10)) for mark in marks]
    dataset: dict[str, Any] = {
        "version": "2.0", "class": "dataset", "id": names, "size": [len(some) for some in codes.values()],
        "role": {"geo": ["Region"], "time": ["Tid"], "metric": ["Innehåll"]},
        "dimension": {name: {"category": _category(draw, some)} for name, some in codes.items()},
        "value": _form(draw, figures), "status": _form(draw, marks),
    }  # fmt: skip
    if not any(marks) and draw(st.booleans()):
        del dataset["status"]
    expected = {
        place: (math.nan if figure is None else float(figure), MARKS[mark])
        for place, figure, mark in zip(places, figures, marks, strict=True)
    }
    return dataset, expected


def _category(draw: st.DrawFn, codes: list[str]) -> dict[str, Any]:
    if len(codes) == 1 and draw(st.booleans()):
        return {"label": {codes[0]: "den enda"}}
    return {"index": draw(st.sampled_from([codes, {code: place for place, code in enumerate(codes)}]))}


def _form(draw: st.DrawFn, entries: list[Any]) -> Any:
    return draw(
        st.sampled_from([entries, {str(place): one for place, one in enumerate(entries) if one not in (None, "")}])
    )


@given(cubes())
def test_any_cube_comes_back_the_same(drawn: tuple[dict[str, Any], dict[tuple[str, ...], tuple[float, str]]]) -> None:
    dataset, expected = drawn
    table = read_jsonstat(json.dumps(dataset).encode())
    role = {"Region": "area", "Tid": "period", "Innehåll": "measure"}
    columns = [table.coordinates[role.get(name, name)].tolist() for name in dataset["id"]]
    found = dict(
        zip(zip(*columns, strict=True), zip(table.values.tolist(), table.status.tolist(), strict=True), strict=True)
    )
    assert found.keys() == expected.keys()
    for place, (value, status) in expected.items():
        np.testing.assert_equal(found[place], (value, status))


def test_one_status_for_all() -> None:
    dataset = {
        "id": ["Tid"],
        "size": [2],
        "dimension": {"Tid": {"category": {"index": ["1", "2"]}}},
        "value": [1, 2],
        "status": "e",
    }
    assert read_jsonstat(json.dumps(dataset).encode()).status.tolist() == [ESTIMATED, ESTIMATED]


def _of_one_cell(**more: Any) -> bytes:
    dimension = {"Tid": {"category": {"index": ["1"]}}}
    return json.dumps({"id": ["Tid"], "size": [1], "dimension": dimension, "value": [1], **more}).encode()


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (b'{"class": "collection", "link": {}}', "collection"), (b'{"class": "dimension"}', "dimension"),
        (b"[]", "list"),
        (b'{"id": ["Tid"]', "not whole JSON"), (b"", "not whole JSON"), (b"[" * 100_000, "not whole JSON"),
        (b'{"dimension": {}, "id": ["Tid"], "size": [3, 4], "value": []}', "1 dimensions but size 2"),
        (b'{"dimension": {}, "id": ["Tid"], "size": [2], "value": []}', r"has \? values but size says 2"),
        (_of_one_cell(value=[1, 2]), "size makes 1 cells"), (_of_one_cell(value={"7": 1}), "names cell 7 of 1"),
        (_of_one_cell(value=["x"]), "no number"), (_of_one_cell(status=["e", "e"]), "size makes 1 cells"),
    ],
)  # fmt: skip
def test_what_holds_no_figures_is_refused_by_name(content: bytes, names: str) -> None:
    with pytest.raises(Refused, match=names):
        read_jsonstat(content, file="x.json")


def test_a_giant_is_refused_before_it_is_built() -> None:
    codes = [str(code) for code in range(10_000)]
    dimension = {name: {"category": {"index": codes}} for name in ("A", "B", "C")}
    dataset = {"id": ["A", "B", "C"], "size": [10_000] * 3, "dimension": dimension, "value": {}}
    with pytest.raises(Refused, match=r"1e\+12 cells"):
        read_jsonstat(json.dumps(dataset).encode())
