"""Does the reference of sources say what the code does, and has every publisher its whole card?"""

from pathlib import Path

import pytest

from malbild.sources.cards import page
from malbild.sources.publishers import publishers

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "sources.md"


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
