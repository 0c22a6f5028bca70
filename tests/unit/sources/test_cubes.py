"""Does a sidecar beside a PX or JSON-stat file say more than the file, and nothing that the file lacks?"""

import json
from pathlib import Path

import pytest

from malbild.sources.files import read
from malbild.vocabulary.problem import Refused

CUBE = {
    "class": "dataset", "label": "Folkmängd", "id": ["Bostadsort", "Innehåll"], "size": [2, 1],
    "role": {"metric": ["Innehåll"]}, "value": [158057, 22000],
    "dimension": {
        "Bostadsort": {"category": {"index": ["1880", "1881"]}},
        "Innehåll": {"category": {"index": ["BE1"], "label": {"BE1": "Folkmängd"}}},
    },
}  # fmt: skip
SIDECAR = """
source = "SCB"
read = 2026-11-23
period = "2024"
[columns]
"Bostadsort" = { role = "area" }
[measures."Folkmängd"]
unit = "person"
indicator = "population"
"""


def _files(folder: Path, sidecar: str) -> Path:
    (folder / "people.json").write_text(json.dumps(CUBE), "utf-8")
    (folder / "people.toml").write_text(sidecar, "utf-8")
    return folder / "people.json"


def test_the_sidecar_tells_what_the_cube_does_not(tmp_path: Path) -> None:
    table = read(_files(tmp_path, SIDECAR))
    assert {name: codes.tolist() for name, codes in table.coordinates.items()} == {
        "area": ["1880", "1881"],
        "period": ["2024"] * 2,
        "measure": ["BE1"] * 2,
    }
    (measure,) = table.declaration.measures
    assert (measure.unit, measure.indicator, measure.title) == ("person", "population", "Folkmängd")
    assert table.declaration.provenance.publisher == "SCB"
    assert table.declaration.provenance.title == "Folkmängd"


def test_what_the_cube_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“Hemort”.*lacks") as refused:
        read(
            _files(tmp_path, SIDECAR.replace("Bostadsort", "Hemort").replace('measures."Folkmängd"', "measures.Antal"))
        )
    assert [one.place.cell for one in refused.value.findings] == ["Hemort", "Antal"]
