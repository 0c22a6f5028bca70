"""Does each wall of the house hold: does a package that breaks it break its contract?

A small house of the same shape is built in a temporary folder, under the contracts of pyproject.toml, and one import
is put where it must not be.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import tomli_w

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "vocabulary",
    "sources",
    "warehouse",
    "analysis/checks",
    "analysis/judgement",
    "register/models",
    "register/changes",
    "register/queries",
    "register/migrations",
    "pupils/log",
    "pupils/members",
    "pupils/models",
    "pupils/opening",
    "pupils/changes",
    "pupils/queries",
    "pupils/migrations",
    "publication",
    "pipeline",
    "pipeline/exchange",
    "pipeline/load",
    "pipeline/publish",
    "pipeline/refresh",
    "web",
    "web/reading",
    "cli",
)
STAGES = "Stages speak vocabulary and meet only in pipeline"
BREAKS = (
    ("vocabulary", "from malbild import sources", STAGES),
    ("sources", "from malbild import warehouse", STAGES),
    ("warehouse", "from malbild.analysis import checks", STAGES),
    ("publication", "from malbild.register import queries", STAGES),
    ("pipeline", "from malbild import web", STAGES),
    ("web", "from malbild import cli", STAGES),
    ("newcomer", "", STAGES),
    ("analysis/checks", "from malbild.analysis import judgement", "The questions of analysis do not know each other"),
    ("register/queries", "from malbild.register import changes", "No cycle between neighbours"),
    ("publication", "from django.http import HttpRequest", "Django only in register, pupils, pipeline, web and cli"),
    ("pipeline", "import httpx", "The HTTP client only in sources"),
    ("register/queries", "import duckdb", "DuckDB only in warehouse"),
    ("cli", "from jinja2 import Environment", "Page templates only in publication"),
    ("web", "from malbild.register import models", "The register is written in changes and read in queries"),
    ("pipeline", "from malbild.pupils import models", "Pupils are written in changes and read in queries"),
    ("pipeline/publish", "from malbild.pupils import queries", "Nothing that is published knows of pupils"),
    ("web/reading", "from malbild.pupils import queries", "Nothing that is published knows of pupils"),
)
ALLOWED = (
    ("sources", "import httpx"),
    ("warehouse", "import duckdb"),
    ("publication", "import jinja2"),
    ("register/models", "from django.db import models"),
    ("register/changes", "from malbild.register import models"),
    ("register/queries", "from malbild.register import models"),
    ("pupils/changes", "from malbild.pupils import models"),
    ("pipeline", "from malbild.pupils import queries"),
    ("pipeline", "from malbild.sources import *; from malbild.warehouse import *"),
    ("web", "from malbild.pipeline import *; from malbild.register import queries"),
    ("cli", "from malbild.web import *; from malbild.pipeline import *"),
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An empty house of the shape of src/malbild, under the same contracts."""
    for name in PACKAGES:
        build(tmp_path, name)
    build(tmp_path, "register/changes", "from malbild.register import queries")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (tmp_path / "pyproject.toml").write_text(tomli_w.dumps({"tool": {"importlinter": settings}}), encoding="utf-8")
    return tmp_path


def build(house: Path, name: str, code: str = "") -> None:
    folder = house / "malbild" / name
    folder.mkdir(parents=True, exist_ok=True)
    for one in (folder, *folder.parents):
        if one == house:
            break
        (one / "__init__.py").touch()
    with (folder / "__init__.py").open("a", encoding="utf-8") as module:
        module.write(f"{code}\n")


def broken(house: Path) -> set[str]:
    """The contracts that do not hold."""
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-I", "-c", program], cwd=house, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert any(line.startswith("Contracts: ") for line in lines), done.stdout + done.stderr
    found = {line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")}
    assert bool(found) == bool(done.returncode)
    return found


def test_the_empty_house_stands(house: Path) -> None:
    assert broken(house) == set()


@pytest.mark.parametrize(("where", "code", "contract"), BREAKS)
def test_a_breach_is_seen(house: Path, where: str, code: str, contract: str) -> None:
    build(house, where, code)
    assert broken(house) == {contract}


def test_what_is_allowed_is_left_alone(house: Path) -> None:
    for where, code in ALLOWED:
        for line in code.split("; "):
            build(house, where, line)
    assert broken(house) == set()


def test_every_contract_is_tried() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert {one["name"] for one in settings["contracts"]} == {contract for _, _, contract in BREAKS}


def test_the_house_itself_stands() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
