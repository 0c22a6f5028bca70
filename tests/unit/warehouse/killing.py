"""A load in which the n-th call that touches the disk ends the process, without warning and halfway through."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from malbild.warehouse import Warehouse, engine
from malbild.warehouse.engine import Columns
from tests.unit.warehouse.tables import INDICATORS, TODAY, row, table

LOADED = 7  # exit code of a load that was not killed


def load_until(folder: Path, at: int) -> None:
    """Load a revised figure, and be killed at a write."""
    left = iter(range(at, -1, -1))
    write_bytes, write_parquet = Path.write_bytes, engine.write_parquet

    def deadly(call: Callable[..., Any], half: Callable[..., object]) -> Callable[..., Any]:
        def before(*arguments: object) -> object:
            if next(left) == 0:
                half(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments)

        return before

    def half_the_bytes(path: Path, content: bytes) -> None:
        write_bytes(path, content[: len(content) // 2])

    def half_the_parquet(columns: Columns, path: Path) -> None:
        write_parquet(columns, path)
        half_the_bytes(path, path.read_bytes())

    def nothing(*arguments: object) -> None:
        pass

    made = Path.mkdir
    os.replace, os.fsync = deadly(os.replace, nothing), deadly(os.fsync, nothing)
    Path.mkdir = lambda self, **named: deadly(lambda: made(self, **named), nothing)()  # type: ignore[method-assign]
    Path.write_bytes = deadly(write_bytes, half_the_bytes)  # type: ignore[method-assign]
    engine.write_parquet = deadly(write_parquet, half_the_parquet)
    Warehouse(folder).load(table([row("1881", "2018", 21_739)]), INDICATORS, today=TODAY)
    os._exit(LOADED)


def load_values(folder: Path, id_: str, count: int) -> None:
    """Load so many revisions of a table, one after the other."""
    warehouse = Warehouse(folder)
    for value in range(2_000, 2_000 + count):
        warehouse.load(table([row("1881", "2018", value)], id_=id_), INDICATORS, today=TODAY)
