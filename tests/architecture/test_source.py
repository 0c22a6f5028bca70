"""Does the code name no place, hide no import, and know nothing of the machine it was written on?"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from malbild.vocabulary.swedish_areas import COUNTIES, MUNICIPALITIES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "malbild"
PLACES_BELONG_IN = SOURCE / "vocabulary" / "swedish_areas.py"
# Names of municipalities that are words of Swedish or English as well; alone they prove nothing.
ALSO_WORDS = {
    "Ale", "Berg", "Boden", "Eda", "Kil", "Lund", "Mark", "Mora", "Nora", "Orsa", "Sala", "Vara", "Ånge", "Åre",
}  # fmt: skip
# The files that hold dated facts of places, as swedish_areas.py does: divisions and codes that have ended.
HOLD_FACTS_OF_PLACES = {SOURCE / "vocabulary" / "area.py"}
OF_A_MACHINE = re.compile(r"(?<![\w.])/(home|root|Users|opt|work|mnt)/[\w.-]+|[A-Z]:\\\\Users")


def modules() -> list[Path]:
    return sorted(one for one in SOURCE.rglob("*.py") if "migrations" not in one.parts)


def place_names() -> "re.Pattern[str]":
    names = {name for _, name in (*COUNTIES, *MUNICIPALITIES)}
    names |= {name.removesuffix(" län").removesuffix("s") for _, name in COUNTIES}
    alternatives = "|".join(sorted(map(re.escape, names - ALSO_WORDS), key=len, reverse=True))
    return re.compile(rf"(?<![\w/])(?:{alternatives})s?(?!\w)")


def bare_code(text: str) -> str:
    """The code without comments and docstrings: prose may tell where a quirk was seen, code may not know it."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            node.body[0] = ast.Pass()
    return ast.unparse(tree)


def lines_with(pattern: "re.Pattern[str]", text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if found := pattern.search(line):
            yield number, found[0]


def test_no_place_is_named_in_the_code() -> None:
    pattern = place_names()
    found = [
        f"{one.relative_to(ROOT)}: {name}"
        for one in modules()
        if one != PLACES_BELONG_IN and one not in HOLD_FACTS_OF_PLACES
        for _, name in lines_with(pattern, bare_code(one.read_text(encoding="utf-8")))
    ]
    assert not found, "places belong in data, examples and tests"


@pytest.mark.parametrize("line", ['AREA = "Örebro"', "# as Örebro läns plan says", "Kumlas folkmängd", "in Stockholm"])
def test_a_place_would_be_seen(line: str) -> None:
    assert place_names().search(line)


def test_prose_is_no_code() -> None:
    code = bare_code('"""Seen in Örebro."""\n# and in Kumla\ndef f():\n    """As in Nora."""\n    return "Askersund"\n')
    assert place_names().findall(code) == ["Askersund"]


@pytest.mark.parametrize("line", ["the mark of a status", "ett berg av data", 'ZONE = "Europe/Stockholm"'])
def test_words_and_time_zones_are_no_places(line: str) -> None:
    assert not place_names().search(line)


def hidden_imports(text: str) -> list[int]:
    """The lines where a function imports a module of our own."""
    functions = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    return sorted({inner.lineno for one in functions for inner in ast.walk(one) if _imports_ours(inner)})


def _imports_ours(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return bool(node.level) or (node.module or "").split(".")[0] == "malbild"
    return isinstance(node, ast.Import) and any(one.name.split(".")[0] == "malbild" for one in node.names)


def test_no_internal_import_hides_in_a_function() -> None:
    found = [f"{one.relative_to(ROOT)}:{line}" for one in modules() for line in hidden_imports(one.read_text("utf-8"))]
    assert not found, "import at the top of the file; if that makes a cycle, the cycle is the fault"


def test_a_hidden_import_would_be_seen() -> None:
    assert hidden_imports("def f():\n    from malbild.register import queries\n    import numba\n") == [2]


def committed() -> list[Path]:
    """The text files git knows; generated and ignored ones are nobody's."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no git clone")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_nothing_of_a_machine_is_committed() -> None:
    found = []
    for one in committed():
        try:
            text = one.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{one.relative_to(ROOT)}:{number}: {path}" for number, path in lines_with(OF_A_MACHINE, text)]
    assert not found, "paths of one machine mean nothing on another"


@pytest.mark.parametrize("line", ["/home" + "/åsa/malbild", 'open("/root' + '/x.csv")'])
def test_a_path_of_a_machine_would_be_seen(line: str) -> None:
    assert OF_A_MACHINE.search(line)
