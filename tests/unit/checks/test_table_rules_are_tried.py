"""Every rule about tables is tried by a case that asks for it by name."""

from pathlib import Path

from malbild.analysis.checks import RULES

TESTS = Path(__file__).resolve().parents[2]


def test_every_rule_is_asked_for_somewhere() -> None:
    texts = "".join(one.read_text(encoding="utf-8") for one in TESTS.rglob("test_*.py") if one != Path(__file__))
    assert [rule.id for rule in RULES if f'"{rule.id}"' not in texts] == []
