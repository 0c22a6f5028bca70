"""A table written as text, read and checked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from malbild.analysis.checks import check_tables
from malbild.sources.files import read
from malbild.vocabulary.finding import Finding

TODAY = date(2026, 11, 23)
Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Write tables (each a CSV, or a CSV and its sidecar), read them, and give the errors and warnings found."""

    def run(*tables: str | tuple[str, str]) -> list[Finding]:
        paths = []
        for number, one in enumerate(tables):
            text, sidecar = one if isinstance(one, tuple) else (one, "")
            path = tmp_path / f"table_{number}.csv"
            path.write_text(text, encoding="utf-8")
            if sidecar:
                path.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
            paths.append(path)
        found = check_tables([read(path) for path in paths], today=TODAY)
        return [one for one in found if one.severity != "note"]

    return run
