"""Everything CI runs, in order, one line a step: what `./dev test` does.

All steps run even when one fails. What this machine lacks is a failure under CI=true and said aloud elsewhere.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests import browser, postgres

ROOT = Path(__file__).resolve().parents[1]
NOTHING_COLLECTED = 5
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


@dataclass(frozen=True)
class Outcome:
    """What a step came to: how many checks passed, failed and were skipped, and what it printed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    text: str = ""

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclass(frozen=True)
class Step:
    """One step: its name, what it does, and whether it is worth telling how many checks it holds."""

    name: str
    run: Callable[[], Outcome]
    counts: bool = False


def main() -> int:
    """Run every step; the last line says how many checks passed and failed."""
    started = time.monotonic()
    total = Outcome()
    failed = []
    for step in STEPS:
        outcome = _told(step)
        total += outcome
        failed += [step.name] if outcome.failed else []
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    print(f"{time.monotonic() - started:.0f} s in all")
    print(total)
    return 1 if failed else 0


def _told(step: Step) -> Outcome:
    print(f"{step.name} … ", end="", flush=True)
    started = time.monotonic()
    outcome = step.run()
    word = "FAILED" if outcome.failed else "skipped" if not outcome.passed and outcome.skipped else "ok"
    counted = f", {outcome}" if step.counts else ""
    print(f"{word} ({time.monotonic() - started:.1f} s{counted})", flush=True)
    if outcome.text:
        print(outcome.text.rstrip() + "\n", flush=True)
    return outcome


def _checked(*command: str) -> Callable[[], Outcome]:
    """A step that is one check: what Python is started with, and its exit code is the answer."""

    def run() -> Outcome:
        done = _python(*command)
        return Outcome(passed=1) if done.returncode == 0 else Outcome(failed=1, text=done.stdout)

    return run


def _python(*arguments: str, more: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    # Modules and not the environment's scripts: these name the folder they were made in, and a clone may move.
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def lock_addresses(folder: Path) -> list[str]:
    """The lines of lock files that hold an address; there shall be none."""
    return [
        f"{one.name}:{number}: {line.strip()}"
        for one in sorted(folder.glob("*.txt"))
        for number, line in enumerate(one.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\w://|^-|^\s*--(index|find|extra)", line)
    ]


def _locks() -> Outcome:
    found = lock_addresses(ROOT / "locks")
    return Outcome(failed=1, text="\n".join(found)) if found else Outcome(passed=1)


def _tests(marked: str, *folders: str, workers: int = 0, more: Mapping[str, str] | None = None) -> Outcome:
    """Run the tests a marker expression picks, and count them; in all folders unless some are named."""
    with tempfile.TemporaryDirectory(prefix="malbild-test-") as folder:
        report = Path(folder) / "report.xml"
        arguments = ["-q", "--no-header", f"--junit-xml={report}", "-m", marked, "-n", str(workers), *folders]
        done = _python("-m", "pytest", *arguments, more={"MALBILD_DATA": folder, **(more or {})})
        counted = _counted(report) if report.exists() else Outcome(failed=1)
    if done.returncode in (0, NOTHING_COLLECTED) and not counted.failed:
        return Outcome(counted.passed, 0, counted.skipped, _skips(done.stdout))
    return Outcome(counted.passed, max(1, counted.failed), counted.skipped, done.stdout)


def _counted(report: Path) -> Outcome:
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    numbers = [{name: int(one.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")} for one in suites]
    whole = {name: sum(one[name] for one in numbers) for name in ("tests", "failures", "errors", "skipped")}
    failed = whole["failures"] + whole["errors"]
    return Outcome(whole["tests"] - failed - whole["skipped"], failed, whole["skipped"])


def _skips(printed: str) -> str:
    return "\n".join(f"    {line}" for line in printed.splitlines() if line.startswith("SKIPPED"))


def _lacking(what: str) -> Outcome:
    """What this machine lacks: a failure where nobody looks, else said aloud."""
    if os.environ.get("CI") == "true":
        return Outcome(failed=1, text=what)
    return Outcome(skipped=1, text=f"    NOT TESTED: {what}")


def _on_sqlite() -> Outcome:
    return _tests("not page", workers=2, more={"MALBILD_DATABASE_URL": ""})


def _on_postgres() -> Outcome:
    try:
        with postgres.server() as address:
            return _tests("register", "tests", more=_served_at(address))
    except postgres.NoServer as error:
        return Outcome(failed=1, text=str(error)) if postgres.available() else _lacking(postgres.MISSING)


def _served_at(address: str) -> dict[str, str]:
    """The server for both databases: the register's, and the one of pupils under a name of its own."""
    apart = address.replace("/postgres?", "/pupils?")
    return {
        "MALBILD_DATABASE_URL": address, "MALBILD_TEST_DATABASE_URL": address, "MALBILD_PUPILS_DATABASE_URL": apart
    }  # fmt: skip


def _in_browser() -> Outcome:
    executable = browser.provide()
    if executable is None:
        return _lacking(browser.MISSING)
    return _tests("page", "tests", more={"CHROMIUM": executable, "MALBILD_DATABASE_URL": ""})


STEPS = (
    Step("style (ruff check)", _checked("-m", "ruff", "check", "--output-format", "concise")),
    Step("layout (ruff format --check)", _checked("-m", "ruff", "format", "--check", "--output-format", "concise")),
    Step("types (mypy)", _checked("-m", "mypy")),
    Step("import contracts (import-linter)", _checked("-c", _LINT_IMPORTS)),
    Step("locks hold no address", _locks),
    Step("tests on SQLite", _on_sqlite, counts=True),
    Step("the register's tests on PostgreSQL", _on_postgres, counts=True),
    Step("pages in the browser", _in_browser, counts=True),
)

if __name__ == "__main__":
    sys.exit(main())
