"""What is wrong with a person's input tables, and is she told all of it at once, with where and what to do?"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from malbild.pipeline.project import history_of
from malbild.sources.forecast_tables import Tables, read
from malbild.vocabulary.problem import Refused
from tests.forecast_cases import history, written


def tables(folder: Path) -> Tables:
    return read(*(folder / f"{one}.csv" for one in ("population", "births", "deaths")))


def change(path: Path, how: Callable[[list[str]], list[str]]) -> None:
    path.write_text("\n".join(how(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


def rules(folder: Path) -> set[str]:
    with pytest.raises(Refused) as refused:
        tables(folder)
    for one in refused.value.findings:
        assert one.place.file
        assert one.message.sv != one.message.en
        assert one.remedy.sv
    return {one.rule for one in refused.value.findings}


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    known = history()
    written(tmp_path, known)
    found = history_of(tables(tmp_path))
    assert (found.areas, found.years) == (known.areas, known.years)
    np.testing.assert_allclose(found.population, known.population)
    np.testing.assert_allclose(found.births[1:], known.births[1:])
    np.testing.assert_allclose(found.moves, known.moves)


def without(*starts: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [one for one in lines if not one.startswith(starts)]


WRONG: list[tuple[str, Callable[[list[str]], list[str]], str]] = [
    ("population", without("01,women,7,2003"), "input.missing-age"),
    ("population", lambda lines: [one for one in lines if ",2003," not in one], "input.gap"),
    ("population", lambda lines: [*lines, lines[-1]], "input.duplicate"),
    ("population", lambda lines: [one.replace("69+", "69") for one in lines], "input.open-age"),
    ("population", lambda lines: [one.replace("women", "1") for one in lines], "input.sex"),
    (
        "population",
        lambda lines: [lines[0], *(f"{one}," for one in lines[1:9]), *lines[9:], "00,men,3,2003,many"],
        "input.number",
    ),
    ("population", lambda lines: [*lines, "00,men,3,2003,-4"], "input.number"),
    ("population", lambda lines: [*lines, "00,men,3-5,2003,4"], "input.age"),
    ("population", lambda lines: [*lines, "00,men,3,03,4"], "input.year"),
    (
        "population",
        lambda lines: [one for one in lines if one.split(",")[3] in ("year", "2014", "2015")],
        "input.history",
    ),
    ("population", lambda lines: [lines[0].replace("value", "persons"), *lines[1:]], "input.columns"),
    ("population", lambda lines: lines[:1], "input.empty"),
    ("births", without("01,"), "input.area-without-events"),
    (
        "births",
        lambda lines: [
            lines[0],
            *(f"{one.rsplit(',', 1)[0]},0" if one.startswith("01,") else one for one in lines[1:]),
        ],
        "input.no-births",
    ),
    ("births", lambda lines: [*lines, "77,28,2003,4"], "input.area"),
    (
        "births",
        lambda lines: [lines[0], *(f"{one.rsplit(',', 1)[0]},99999" for one in lines[1:])],
        "input.rate-above-one",
    ),
    (
        "deaths",
        lambda lines: [lines[0], *(f"{one.rsplit(',', 1)[0]},99999" for one in lines[1:])],
        "input.rate-above-one",
    ),
    ("deaths", lambda lines: [one for one in lines if ",2009," not in one], "input.gap"),
]


@pytest.mark.parametrize(("table", "how", "rule"), WRONG, ids=lambda one: str(one)[:25])
def test_what_is_wrong_is_told(tmp_path: Path, table: str, how: Callable[[list[str]], list[str]], rule: str) -> None:
    written(tmp_path, history())
    change(tmp_path / f"{table}.csv", how)
    assert rule in rules(tmp_path)


def test_a_table_that_is_absent_is_named(tmp_path: Path) -> None:
    written(tmp_path, history())
    (tmp_path / "deaths.csv").unlink()
    assert rules(tmp_path) == {"input.file"}


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, history())
    change(tmp_path / "population.csv", lambda lines: [*lines, "00,men,x,2003,4", "00,boys,3,2003,4"])
    change(tmp_path / "births.csv", lambda lines: [*lines, "00,28,MMIII,4"])
    assert rules(tmp_path) == {"input.age", "input.sex", "input.year"}


def test_a_table_that_can_be_read_is_tried_although_another_cannot(tmp_path: Path) -> None:
    written(tmp_path, history())
    change(tmp_path / "population.csv", without("01,women,7,2003"))
    change(tmp_path / "births.csv", lambda lines: [*lines, "00,28,MMIII,4"])
    assert rules(tmp_path) == {"input.missing-age", "input.year"}


def test_a_wrong_column_does_not_drown_the_reader(tmp_path: Path) -> None:
    written(tmp_path, history())
    change(tmp_path / "population.csv", lambda lines: [one.replace("women", "w") for one in lines])
    with pytest.raises(Refused) as refused:
        tables(tmp_path)
    assert len(refused.value.findings) == 21
    assert "more of the kind" in str(refused.value.findings[-1])
