"""Does a load that is killed at any of its writes leave the earlier state whole?"""

from pathlib import Path

import pytest

from malbild.warehouse import Warehouse
from tests.processes import PROCESSES
from tests.unit.warehouse.killing import LOADED, load_until
from tests.unit.warehouse.tables import INDICATORS, POPULATION, TODAY, row, table

WRITES = 10


def exit_of_load(folder: Path, at: int) -> int | None:
    process = PROCESSES.Process(target=load_until, args=(folder, at))
    process.start()
    process.join()
    return process.exitcode


@pytest.mark.parametrize("at", range(WRITES))
def test_killed_at_a_write(tmp_path: Path, at: int) -> None:
    Warehouse(tmp_path).load(table([row("1881", "2018", 21_738)]), INDICATORS, today=TODAY)
    assert exit_of_load(tmp_path, at) == -9
    afterwards = Warehouse(tmp_path)
    last_write = at == WRITES - 1  # the manifest stands; only the folder's entry was not yet flushed
    assert afterwards.cube(POPULATION).values.item() == (21_739 if last_write else 21_738)
    assert len(afterwards.vintages()) == 1 + last_write
    again = afterwards.load(table([row("1881", "2018", 21_739)]), INDICATORS, today=TODAY)
    assert again.new is not last_write
    assert Warehouse(tmp_path).cube(POPULATION).values.item() == 21_739


def test_there_are_no_other_writes(tmp_path: Path) -> None:
    Warehouse(tmp_path).load(table([row("1881", "2018", 21_738)]), INDICATORS, today=TODAY)
    assert exit_of_load(tmp_path, WRITES) == LOADED
