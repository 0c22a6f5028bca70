"""Whatever stands in a region's files: are they read or refused, and never anything else?"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malbild.sources import region
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.problem import Refused

SCALARS = st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=6) | st.dates()
KEYS = st.sampled_from(
    ["name", "sv", "en", "county", "peers", "accessibility", "assessed", "unit", "breaks", "period", "impossible",
     "low", "source", "definition", "reason", "until", "action", "indicator", "id", "[x]", "å ä"]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS.filter(lambda one: one is not None),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
FILES = st.dictionaries(KEYS, VALUES, max_size=8)


def findings(read: Callable[[Path], object], folder: Path) -> tuple[Finding, ...]:
    try:
        read(folder)
    except Refused as refused:
        return refused.findings
    return ()


def read_or_refuse(content: bytes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "indicators").mkdir()
        (folder / "corrections").mkdir()
        for path in ("region.toml", "indicators/x.toml", "corrections/x.toml"):
            (folder / path).write_bytes(content)
        for read in (region.region, region.indicators, lambda one: region.corrections(one, {})):
            assert all(one.place.file and one.message.sv and one.remedy.sv for one in findings(read, folder))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(content: bytes) -> None:
    read_or_refuse(content)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_any_toml(data: dict[str, Any]) -> None:
    read_or_refuse(tomli_w.dumps(data).encode())
