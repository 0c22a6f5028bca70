"""Are the reference files of PX read or refused as they should, and are the figures the right ones?

px_outcomes.tsv tells for each file: read, told (read, with something told) or refused; how many cells; and what was
named. A file that breaks the grammar anywhere, or does not tell what its figures are, is refused; what is wrong beside
the figures is told.
"""

import gzip
from pathlib import Path

import numpy as np
import pytest

from malbild.sources.files.px import read_px
from malbild.vocabulary.finding import Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import MISSING, SUPPRESSED, Table

OUTCOMES = Path(__file__).with_name("px_outcomes.tsv")
EXPECTED = [line.split("\t") for line in OUTCOMES.read_text("utf-8").splitlines()]
SWEDISH = "px_files_statisticssweden"


def outcome(path: Path) -> list[str]:
    """What became of a file: read, told or refused; its cells; the lines and keywords named."""
    try:
        table = read_px(path)
    except Refused as refused:
        what, cells, told = "refused", 0, [one for one in refused.findings if one.severity is Severity.ERROR]
    else:
        told = list(table.extra["findings"])
        what, cells = "told" if told else "read", len(table)
    return [what, str(cells), " | ".join(f"{one.place.line or ''} {one.place.cell}".strip() for one in told)]


@pytest.mark.parametrize(("file", "what", "cells", "named"), EXPECTED, ids=[one[0] for one in EXPECTED])
def test_every_reference_file(shared_data: Path, file: str, what: str, cells: str, named: str) -> None:
    assert outcome(shared_data / "pxweb" / file) == [what, cells, named]


def test_no_reference_file_is_forgotten(shared_data: Path) -> None:
    there = {path.relative_to(shared_data / "pxweb").as_posix() for path in (shared_data / "pxweb").rglob("*.px")}
    assert there == {file for file, *_ in EXPECTED}


def _at(table: Table, **codes: str) -> float:
    picked = np.logical_and.reduce([table.coordinates[name.replace("_", " ")] == code for name, code in codes.items()])
    (value,) = table.values[picked]
    return float(value)


def test_figures_by_their_codes(shared_data: Path) -> None:
    table = read_px(shared_data / "pxweb" / SWEDISH / "BE0101F1allakw.px")
    assert _at(table, area="0115", age="22", period="2003", measure="BE0101F2", sex="2") == 35
    assert _at(table, area="01", age="20", period="2003", measure="BE0101F1", sex="1") == 590
    assert table.lines[-1] == 106


def test_dots_by_the_files_own_words(shared_data: Path) -> None:
    table = read_px(shared_data / "pxweb" / SWEDISH / "BE0101F1symbnotkeys.px")
    dots = [str(table.status[cell]) for cell in np.flatnonzero(np.isnan(table.values))]
    assert dots == [MISSING, SUPPRESSED, SUPPRESSED, SUPPRESSED, SUPPRESSED, MISSING]  # n.a., unknown (..), hidden …


def test_a_dash_is_an_exact_zero(shared_data: Path) -> None:
    table = read_px(shared_data / "pxweb" / SWEDISH / "BE0101F1nilSymbol.px")
    assert _at(table, area="00", age="20", measure="BE0101F1", sex="2") == 0


def test_rows_with_keys_are_the_same_as_without(shared_data: Path) -> None:
    folder = shared_data / "pxweb" / SWEDISH
    keyed, plain = read_px(folder / "BE0101F1symbnotkeys.px"), read_px(folder / "BE0101F1symbnot.px")
    np.testing.assert_array_equal(keyed.values, plain.values)


def test_a_large_table_with_units_and_quarters(shared_data: Path) -> None:
    content = gzip.decompress((shared_data / "pxweb" / SWEDISH / "Transmengde.px.gz").read_bytes())
    table = read_px(content, file="Transmengde.px")
    assert len(table) == 2 * 65 * 15 * 1 * 14
    assert table.coordinates["period"][0] == "2015K1"
    assert len({*table.coordinates["tosifret SITC"].tolist()}) == 65
