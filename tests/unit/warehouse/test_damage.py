"""Is a damaged warehouse told in plain words, and do readers and writers leave each other alone?"""

from pathlib import Path

import pytest

from malbild.vocabulary.problem import Refused
from malbild.warehouse import Warehouse
from tests.processes import PROCESSES
from tests.unit.warehouse.killing import load_values
from tests.unit.warehouse.tables import INDICATORS, POPULATION, TODAY, row, table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Warehouse(tmp_path).load(table([row("1881", "2018", 21_738)]), INDICATORS, today=TODAY)
    return tmp_path


def cut(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_a_file_that_is_cut_off_is_named(folder: Path, kind: str, share: float) -> None:
    (path,) = folder.rglob(f"*.{kind}")
    cut(path, share)
    with pytest.raises(Refused, match=path.name) as refused:
        Warehouse(folder).cube(POPULATION)
    assert [one.rule for one in refused.value.findings] == ["warehouse.damaged"]


def test_a_file_that_is_gone_is_named(folder: Path) -> None:
    (path,) = folder.rglob("*.parquet")
    path.unlink()
    with pytest.raises(Refused, match=path.name):
        Warehouse(folder).cube(POPULATION)


def test_a_vintage_of_a_later_layout_is_not_guessed_at(folder: Path) -> None:
    (path,) = folder.rglob("*.json")
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(Refused, match="layout 2"):
        Warehouse(folder).cube(POPULATION)


def test_writers_and_readers_at_the_same_time(folder: Path) -> None:
    writers = [PROCESSES.Process(target=load_values, args=(folder, name, 20)) for name in ("people", "others")]
    for one in writers:
        one.start()
    reader, seen = Warehouse(folder), set()
    while any(one.is_alive() for one in writers):
        seen.add(reader.cube(POPULATION).values.item())
    for one in writers:
        one.join()
    assert [one.exitcode for one in writers] == [0, 0]
    assert {21_738.0} | set(map(float, range(2_000, 2_020))) >= seen
    assert len(reader.vintages("people")) == 21
    assert len(reader.vintages("others")) == 20
