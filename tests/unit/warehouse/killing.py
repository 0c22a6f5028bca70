"""A load in which the n-th call that touches the disk ends the process, without warning."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from malbild.warehouse import Warehouse, engine
from tests.unit.warehouse.tables import INDICATORS, TODAY, row, table

LOADED = 7  # exit code of a load that was not killed


def load_until(folder: Path, at: int) -> None:
    """Load a revised figure, and be killed at a write."""
    left = iter(range(at, -1, -1))

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def before(*arguments: object, **named: object) -> object:
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return before

    os.replace, os.fsync, Path.mkdir = deadly(os.replace), deadly(os.fsync), deadly(Path.mkdir)  # type: ignore[method-assign]
    Path.write_bytes, engine.write_parquet = deadly(Path.write_bytes), deadly(engine.write_parquet)  # type: ignore[method-assign]
    Warehouse(folder).load(table([row("1881", "2018", 21_739)]), INDICATORS, today=TODAY)
    os._exit(LOADED)


def load_values(folder: Path, id_: str, count: int) -> None:
    """Load so many revisions of a table, one after the other."""
    warehouse = Warehouse(folder)
    for value in range(2_000, 2_000 + count):
        warehouse.load(table([row("1881", "2018", value)], id_=id_), INDICATORS, today=TODAY)
