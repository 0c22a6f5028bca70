"""Are the examples that the warehouse's documents show ones that the program takes?"""

import re
from pathlib import Path

import pytest

from malbild.sources import region
from malbild.sources.publishers import publishers
from malbild.vocabulary.correction import Correction, CorrectionAction
from malbild.warehouse import corrections as applied
from tests.unit.warehouse.tables import POPULATION

DOCS = Path(__file__).parents[2] / "docs"
CORRECTIONS = (DOCS / "reference/corrections.md").read_text(encoding="utf-8")
REFRESH = (DOCS / "how-to/refresh.md").read_text(encoding="utf-8")
INDICATOR = 'name = { sv = "…", en = "…" }\ndefinition = { sv = "…", en = "…" }\nunit = "person"\n'


def blocks(document: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", document, re.DOTALL)


def test_the_correction_is_one(tmp_path: Path) -> None:
    (tmp_path / "corrections").mkdir()
    (block,) = blocks(CORRECTIONS)
    (tmp_path / "corrections/kumla-slip-of-a-zero.toml").write_text(block)
    (found,) = region.corrections(tmp_path, {"population": POPULATION})
    assert (found.action, found.value, found.expect) == (CorrectionAction.OVERRIDE, 21738, 217380)


@pytest.mark.parametrize("name", [name for name in Correction.__dataclass_fields__ if name != "id"])
def test_every_key_of_a_correction_is_told(name: str) -> None:
    assert f"`{name}`" in CORRECTIONS


@pytest.mark.parametrize("action", list(CorrectionAction))
def test_every_action_is_told(action: CorrectionAction) -> None:
    assert f"| `{action}` |" in CORRECTIONS


def test_every_rule_of_corrections_is_told() -> None:
    rules = set(re.findall(r'"(correction\.\w+)"', Path(applied.__file__).read_text(encoding="utf-8")))
    assert rules == set(re.findall(r"\| `(correction\.\w+)`", CORRECTIONS))


def test_the_source_is_a_question_that_its_publisher_takes(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    (block,) = blocks(REFRESH)
    (tmp_path / "indicators/population.toml").write_text(INDICATOR + block)
    source = region.indicators(tmp_path)["population"].source
    assert publishers[source["publisher"]].query(source)
