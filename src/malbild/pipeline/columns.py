"""Columns as a file: Parquet or CSV after its name, whole or not at all, with what they rest on beside them."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet
from numpy.typing import NDArray

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

Column = Sequence[str] | NDArray[np.int64] | NDArray[np.float64]
_DECIMALS = {"quantile": "g"}
"""How a column of numbers is written as text; three decimals when nothing is said. What is no number is left empty."""


@dataclass(frozen=True)
class Columns:
    """A table by column, and what its figures rest on."""

    values: Mapping[str, Column]
    record: dict[str, object]


def write(columns: Columns, path: Path) -> None:
    """Write the columns; raises Refused when the name tells no format."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise Refused([Finding("input.format", Severity.ERROR, Place(str(path)), Text(
            "Filnamnet slutar varken på .csv eller .parquet.", "The file's name ends neither in .csv nor in .parquet."),
            Text("Byt ändelse.", "Change the suffix."))])  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    (_write_parquet if suffix == ".parquet" else _write_csv)(columns, unfinished)
    unfinished.replace(path)
    path.with_name(f"{path.name}.json").write_text(json.dumps(columns.record, indent=2) + "\n", encoding="utf-8")


def _write_csv(columns: Columns, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns.values)
        writer.writerows(zip(*(_written(name, one) for name, one in columns.values.items()), strict=True))


def _written(name: str, column: Column) -> Iterator[object]:
    if not isinstance(column, np.ndarray) or column.dtype.kind == "i":
        yield from column
        return
    form = _DECIMALS.get(name, ".3f")
    yield from ("" if np.isnan(one) else f"{one:{form}}" for one in column)


def _write_parquet(columns: Columns, path: Path) -> None:
    arrays = [_array(one) for one in columns.values.values()]
    write_parquet(Table.from_arrays(arrays, names=list(columns.values)), path)


def _array(column: Column) -> Array:
    if not isinstance(column, np.ndarray):
        return Array(list(column), type=DataType.string())
    return Array(column.tolist(), type=DataType.int64() if column.dtype.kind == "i" else DataType.float64())
