"""Write the pages of the rules: `python -m tests.golden.rule_pages`."""

from pathlib import Path

from malbild.analysis.checks import RULES
from malbild.analysis.checks.pages import pages

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"


def write() -> None:
    """Write every page anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages(RULES).items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
