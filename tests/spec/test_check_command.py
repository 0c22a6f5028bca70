"""`malbild check` as people and programs call it: formats, languages and exit status."""

import json
from pathlib import Path

import pytest

from malbild.cli.check import check

RIGHT = "area_code,period,value\n1881,2018,217\n1881,2019,228\n"
WRONG = RIGHT + "1881,2019,282\n"


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "right.csv"
    path.write_text(RIGHT, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.csv"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_exit_status(right: Path, wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(right) == 0
    assert check(right, wrong) == 1
    assert check(tmp_path / "none.csv") == 2
    assert check() == 2
    assert "Traceback" not in capsys.readouterr().err


def test_json_is_an_array_of_findings(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(wrong, format="json", language="en")
    found = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in found] == ["table.duplicate-key"]
    assert found[0]["severity"] == "error"
    assert isinstance(found[0]["place"], str)
    assert f"{wrong}:4" in found[0]["place"]
    assert "stands twice" in found[0]["message"]


def test_json_of_nothing_is_an_empty_array(right: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(right, format="json")
    assert json.loads(capsys.readouterr().out) == []


def test_sarif_names_rules_places_and_pages(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(wrong, format="sarif", language="sv")
    sarif = json.loads(capsys.readouterr().out)
    assert sarif["version"] == "2.1.0"
    (run,) = sarif["runs"]
    (result,) = run["results"]
    assert result["ruleId"] == "table.duplicate-key"
    assert result["level"] in {"error", "warning", "note", "none"}
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 4
    declared = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    root = Path(__file__).resolve().parents[2]
    assert all((root / one["helpUri"]).is_file() for one in declared.values())
    assert result["ruleId"] in declared


def test_text_in_both_languages_without_colour(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(wrong, language="sv")
    swedish = capsys.readouterr().out
    check(wrong, language="en")
    english = capsys.readouterr().out
    assert "står två gånger" in swedish
    assert "stands twice" in english
    assert "\x1b" not in swedish + english


def test_a_region_folder_and_one_of_its_plan_files(capsys: pytest.CaptureFixture[str]) -> None:
    region = Path(__file__).resolve().parents[2] / "examples" / "orebro"
    assert check(region, format="json") == 0
    rules = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    assert "table.level-shift" in rules
    assert any(one.startswith("plan.") for one in rules)
    goal = sorted((region / "goals").glob("*.md"))[0]
    check(goal, format="json")
    assert {Path(one["file"]).name for one in json.loads(capsys.readouterr().out)} <= {goal.name}


SUPPRESS = '[[suppress]]\nrule = "table.duplicate-key"\n'


@pytest.mark.parametrize(("sidecar", "rules"), [
    (SUPPRESS + 'reason = "As published."\nuntil = 2999-01-01\n', []),
    (SUPPRESS + 'reason = "As published."\nuntil = 2020-01-01\n', ["table.duplicate-key", "table.suppression"]),
    (SUPPRESS + "until = 2999-01-01\n", ["table.duplicate-key", "table.suppression"]),
    (SUPPRESS + 'reason = "As published."\n', ["table.duplicate-key", "table.suppression"]),
])  # fmt: skip
def test_a_suppression_needs_a_reason_and_a_day(
    wrong: Path, sidecar: str, rules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    check(wrong, format="json")
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)] == rules


def test_a_folder_without_anything_to_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "table.csv"
    folder.mkdir()
    assert check(folder, language="en") == 2
    told = capsys.readouterr().out
    assert str(folder) in told
    assert "holds no table and no region" in told
