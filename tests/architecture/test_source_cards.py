"""Does the reference of sources say what the code does, and has every publisher its whole card?"""

import re
from pathlib import Path

import pytest

from malbild.sources.cards import page
from malbild.sources.publishers import publishers

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference" / "sources.md"
RULES = ROOT / "docs" / "rules" / "input.md"
RULE = re.compile(r'"(input\.(?:px|jsonstat|smhi|source|unweighted|snapshot|too)[a-z-]*)"')


def test_the_reference_is_made_from_the_code() -> None:
    assert REFERENCE.read_text("utf-8") == page(), "python -m malbild.sources.cards > docs/reference/sources.md"


@pytest.mark.parametrize("name", publishers)
def test_every_publisher_has_its_card(name: str) -> None:
    _, _, rest = page().partition(f"## `{name}`\n")
    card, _, _ = rest.partition("\n## ")
    for field in ("Counts", "Dimensions", "Rhythm", "Licence", "Address"):
        assert f"- **{field}**: " in card
    assert "### Quirks" in card
    assert f"### How `{name}` is asked" in card


def test_every_refusal_is_explained() -> None:
    sources = (ROOT / "src" / "malbild" / "sources").rglob("*.py")
    made = {rule for one in sources for rule in RULE.findall(one.read_text("utf-8"))}
    assert len(made) > 20
    assert not {rule for rule in made if f"`{rule}`" not in RULES.read_text("utf-8")}
