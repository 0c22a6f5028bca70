"""Is there one noun for each concept, and is every noun of the vocabulary explained?"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "malbild"
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?)(_|$)")


def modules() -> list[Path]:
    return sorted(one for one in SOURCE.rglob("*.py") if "migrations" not in one.parts)


def nouns() -> set[str]:
    """The English words of the glossary's tables."""
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.M)
    return {word.strip() for row in rows for word in row.split(",")}


def classes_of_vocabulary() -> set[str]:
    """The nouns of the public classes; a summary goes by the noun it sums up, a refusal of input by `Refused`."""
    found = set()
    for module in sorted((SOURCE / "vocabulary").glob("*.py")):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith(("_", "Unknown")):
                found.add(node.name.removesuffix("Summary"))
    return found


def test_every_class_of_the_vocabulary_is_in_the_glossary() -> None:
    assert not classes_of_vocabulary() - nouns(), "explain these in GLOSSARY.md, with their Swedish words"


def test_every_row_of_the_glossary_has_its_swedish_word() -> None:
    rows = [one for one in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines() if one.startswith("| ")]
    assert all(len(cells) == 3 and all(cells) for cells in (split(row) for row in rows))


def split(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


@pytest.mark.parametrize("name", ["utils", "string_utils", "helper", "common", "data_manager"])
def test_empty_names_are_known(name: str) -> None:
    assert EMPTY_NAMES.search(name)


def test_no_module_has_an_empty_name() -> None:
    found = [str(one.relative_to(ROOT)) for one in modules() if EMPTY_NAMES.search(one.stem)]
    folders = [str(one.relative_to(ROOT)) for one in SOURCE.rglob("*") if one.is_dir() and EMPTY_NAMES.search(one.name)]
    assert not found + folders, "name them after what they are"
