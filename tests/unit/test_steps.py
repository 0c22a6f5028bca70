"""Does `./dev test` count right, go on after a failure, and refuse in CI what it lets pass on a desk?"""

from pathlib import Path

import pytest

from tests import browser, steps
from tests.steps import Outcome, Step

REPORT = """<?xml version="1.0"?><testsuites>
<testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="1"/></testsuites>"""


def test_a_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    assert steps._counted(tmp_path / "report.xml") == Outcome(passed=4, failed=3, skipped=3)


def test_all_steps_run_and_the_last_line_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        steps,
        "STEPS",
        (
            Step("one", lambda: Outcome(failed=1, text="what went wrong")),
            Step("two", lambda: Outcome(passed=7, skipped=2), counts=True),
        ),
    )
    assert steps.main() == 1
    lines = capsys.readouterr().out.splitlines()
    assert "what went wrong" in lines
    assert "failed: one" in lines
    assert lines[-1].startswith("7 passed, 1 failed, 2 skipped")


@pytest.mark.parametrize(("ci", "failed", "skipped"), [("true", 1, 0), ("", 0, 1)])
def test_a_missing_browser_fails_in_ci_alone(
    ci: str, failed: int, skipped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(browser, "provide", lambda: None)
    outcome = steps._in_browser()
    assert (outcome.failed, outcome.skipped) == (failed, skipped)
    assert "CHROMIUM" in outcome.text


@pytest.mark.parametrize(("ci", "failed", "skipped"), [("true", 1, 0), ("", 0, 1)])
def test_a_missing_postgres_fails_in_ci_alone(
    ci: str, failed: int, skipped: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("MALBILD_TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("MALBILD_TEST_POSTGRES_BIN", str(tmp_path))
    outcome = steps._on_postgres()
    assert (outcome.failed, outcome.skipped) == (failed, skipped)
    assert "apt-get install postgresql" in outcome.text
