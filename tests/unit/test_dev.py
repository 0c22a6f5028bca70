"""Does ./dev make the environment once, let it grow and never shrink, and say what a machine lacks?"""

import json
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script as a module, in a clone of its own where installing only writes down what was asked for."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("dev", str(ROOT / "dev"))
    spec = spec_from_loader("dev", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    for name, place in {"ROOT": ".", "VENV": ".venv", "TOOLS": ".tools/uv", "LOCKS": "locks"}.items():
        monkeypatch.setattr(module, name, tmp_path / place)
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(module, "site_packages", lambda _: tmp_path / ".venv")
    (tmp_path / "locks").mkdir()
    for name in (*module.SETS, "tools"):
        (tmp_path / "locks" / f"{name}.txt").write_text(f"{name}==1\n")
    return module


@pytest.fixture
def installed(dev: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sets that were installed, in order."""
    asked: list[str] = []

    def install(target: str, python: Path) -> None:
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        asked.append(target)

    monkeypatch.setattr(dev, "install", install)
    return asked


def test_an_environment_that_is_there_is_used(dev: Any, installed: list[str]) -> None:
    assert dev.environment("run") == dev.environment("run")
    assert installed == ["run"]


def test_it_grows_and_never_shrinks(dev: Any, installed: list[str]) -> None:
    for wanted in ("run", "dev", "run", "bench", "dev", "run"):
        dev.environment(wanted)
    assert installed == ["run", "dev", "bench"]


def test_a_changed_lock_is_installed(dev: Any, installed: list[str]) -> None:
    dev.environment("dev")
    (dev.LOCKS / "dev.txt").write_text("dev==2\n")
    dev.environment("run")
    assert installed == ["dev", "dev"]


def test_an_environment_that_was_never_finished_is_made_again(
    dev: Any, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.environment("run")
    with monkeypatch.context() as patch:
        patch.setattr(dev, "install", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            dev.environment("dev")
    dev.environment("run")
    assert installed == ["run", "run"]


def test_a_torn_stamp_is_no_stamp(dev: Any, installed: list[str]) -> None:
    dev.environment("run")
    dev.STAMP.write_text(json.dumps({"set": "run"})[:5])
    dev.environment("run")
    assert installed == ["run", "run"]


def test_the_project_is_found_without_being_installed(dev: Any, installed: list[str]) -> None:
    dev.environment("run")
    assert (dev.VENV / "malbild.pth").read_text() == f"{dev.ROOT / 'src'}\n"


def test_a_missing_lock_is_told(dev: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (dev.LOCKS / "run.txt").unlink()
    assert dev.main(["run", "--help"]) == 1
    assert "locks/run.txt is missing" in capsys.readouterr().err


def test_a_python_without_venv_is_told_which_package(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    assert dev.main(["run", "--help"]) == 1
    assert "apt-get install python3-venv" in capsys.readouterr().err


def test_an_old_python_is_told_what_to_do(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    assert dev.main(["demo"]) == 1
    assert "3.11 or newer" in capsys.readouterr().err


def test_an_old_python_goes_over_to_a_newer_one(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[str] = []
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.11" else None)
    monkeypatch.setattr(dev, "become", lambda program, *_: went.append(program) or sys.exit(0))
    with pytest.raises(SystemExit):
        dev.insist_on_python()
    assert went == ["/usr/bin/python3.11"]


def test_an_unknown_benchmark_names_those_that_are_there(dev: Any, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dev.ROOT / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "coverage.py").touch()
    assert dev.main(["bench", "covrage"]) == 1
    assert "no benchmark covrage. There are: coverage." in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["dmeo"], 2)])
def test_it_says_what_it_can_from_any_folder(arguments: list[str], code: int, tmp_path: Path) -> None:
    done = subprocess.run([ROOT / "dev", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "./dev demo" in done.stdout


def test_no_python_is_downloaded_and_no_other_environment_shines_through(
    dev: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    given = dev.surroundings()
    assert given["UV_PYTHON_DOWNLOADS"] == "never"
    assert "VIRTUAL_ENV" not in given
