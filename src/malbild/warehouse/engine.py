"""Engine: the one place that speaks SQL. DuckDB works in memory; all that lasts lies in Parquet files."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]

_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One database in memory for the process; no extension is fetched, so nothing waits for a network."""
    return duckdb.connect(":memory:", config=dict(_SETTINGS))


def write_parquet(columns: Columns, path: Path) -> None:
    """Write columns, already in order, as one Parquet file."""
    with _database().cursor() as connection:
        connection.register("columns", columns)
        connection.execute(f"COPY columns TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)")


class Unreadable(Exception):
    """A Parquet file is missing or is not what was written."""


def query(sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> Columns:
    """The result of a query, a column an array; numbers that are not there are NaN. Raises Unreadable."""
    with _database().cursor() as connection:
        try:
            found = connection.execute(sql, parameters).fetchnumpy()
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            raise Unreadable(str(error).partition("\n")[0]) from error
    return {name: _plain(column) for name, column in found.items()}


def _plain(column: Any) -> NDArray[Any]:
    if not isinstance(column, np.ma.MaskedArray):
        return np.asarray(column)
    return column.filled(np.nan) if column.dtype.kind == "f" else column.data


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
