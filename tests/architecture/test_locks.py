"""Do the locks hold every package the project needs, by version and hash, and no address?"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.steps import lock_addresses

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "locks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~\[;]", name, maxsplit=1)[0]).lower()


def locked(name: str) -> dict[str, str]:
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    return {plain(package): version for package, version in re.findall(r"^([\w.\-\[\]]+)==(\S+)", text, re.MULTILINE)}


def missing(wanted: Iterable[str], name: str) -> set[str]:
    return {plain(one) for one in wanted} - locked(name).keys()


def test_every_dependency_is_locked() -> None:
    groups = PROJECT["dependency-groups"]
    assert not missing(PROJECT["project"]["dependencies"], "run"), "run ./dev lock"
    assert not missing(groups["dev"], "dev"), "run ./dev lock"
    assert not missing(groups["bench"], "bench"), "run ./dev lock"


@pytest.mark.parametrize(("smaller", "larger"), [("run", "dev"), ("dev", "bench")])
def test_each_set_holds_the_one_before(smaller: str, larger: str) -> None:
    assert locked(smaller).items() <= locked(larger).items(), "run ./dev lock"


@pytest.mark.parametrize("name", ["run", "dev", "bench", "tools"])
def test_every_package_has_its_hash(name: str) -> None:
    packages = re.split(r"\n(?=\S)", (LOCKS / f"{name}.txt").read_text(encoding="utf-8"))
    assert [one.splitlines()[0] for one in packages if "--hash=sha256:" not in one] == []


def test_no_lock_holds_an_address() -> None:
    assert lock_addresses(LOCKS) == []


@pytest.mark.parametrize(
    "line",
    ["--index-url https://example.org/simple", "a @ file:///srv/a.whl", "--find-links wheels", "-i example.org"],
)
def test_an_address_would_be_seen(line: str, tmp_path: Path) -> None:
    (tmp_path / "run.txt").write_text(f"b==1 \\\n    --hash=sha256:00\n{line}\n", encoding="utf-8")
    assert lock_addresses(tmp_path) == [f"run.txt:3: {line}"]
