"""Does every command of `malbild` load, and does it tell what it is for and what it takes?"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from malbild import __version__
from malbild.cli import app

COMMANDS = sorted(name for name in app if not name.startswith("-"))
THERE = [name for name in COMMANDS if find_spec(f"malbild.cli.{name}") or find_spec(f"malbild.cli.{name}_")]


def malbild(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "malbild", *arguments], capture_output=True, text=True, check=False)


def test_every_command_that_is_offered_is_there() -> None:
    assert sorted(set(COMMANDS) - set(THERE)) == [], "take them out of malbild.cli until they are there"


@pytest.mark.parametrize("name", THERE)
def test_every_command_tells_what_it_takes(name: str) -> None:
    done = malbild(name, "--help")
    assert done.returncode == 0, done.stderr[-500:]
    assert f"malbild {name}" in done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert malbild("--version").stdout.strip() == __version__


def test_asking_for_the_version_loads_no_stage() -> None:
    program = "import sys, malbild.cli; print([one for one in ('django.db', 'numpy', 'duckdb') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_that_is_not_there() -> None:
    done = malbild("jugde")
    assert done.returncode == 2
    assert "'jugde'" in done.stderr
    assert "judge" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["judge", "publish OUT", "serve", "export OUT", "refresh"])
def test_a_working_folder_without_a_region_is_told_how_to_get_one(command: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = malbild(*command.replace("OUT", str(out)).split(), "--data", str(tmp_path / "work"))
    assert done.returncode == 2, done.stdout
    assert "malbild import" in done.stderr
    assert str(tmp_path / "work") in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_only_read_is_left_as_it_was(tmp_path: Path) -> None:
    assert malbild("judge", "--data", str(tmp_path)).returncode == 2
    assert list(tmp_path.iterdir()) == []
