"""Is every problem of every plan file told at once, with its file and line?"""

from pathlib import Path

import pytest

from malbild.register import files
from malbild.vocabulary.problem import Refused
from tests.register_sample import SMALL


@pytest.fixture
def region(tmp_path: Path) -> Path:
    files.write(SMALL, tmp_path / "region")
    return tmp_path / "region"


def problems(region: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(Refused) as refused:
        files.read(region)
    return [(one.place.file, one.place.line, one.rule) for one in refused.value.findings]


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


GOAL = "goals/utslapp.md"


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ('name_en = "Lower emissions"', 'namn_en = "Lower"', 5, "input.key"),
        ('name_en = "Lower emissions"', "name_en = 5", 5, "input.type"),
        ('name_en = "Lower emissions"', 'body = "x"', 5, "input.key"),
        ('name_en = "Lower emissions"', "name_en = ", 5, "input.toml"),
        ('plan = "klimatprogram"\n', "", 1, "input.missing"),
        ('responsible = "forbundet"', 'responsible = "ingen"', 6, "input.reference"),
        ('indicators = ["greenhouse-gases"]', 'indicators = "greenhouse-gases"', 7, "input.type"),
        ('due = "2030"', 'due = "snart"', 17, "input.type"),
        ('due = "2030"', "due = 2030", 17, "input.type"),
        ('due = "2030"', 'due = "1990"', 17, "input.order"),
        ('area = "18"', 'area = "1899"', 13, "input.spelling"),
        ('area = "18"', 'area = "18"\nunit = "sparrow"', 14, "input.spelling"),
        ('kind = "change"', 'kind = "growth"', 12, "input.word"),
        ('sense = "at_most"', 'sense = "below"', 14, "input.word"),
        ("value = -60", "value = nan", 15, "input.number"),
        ('base = "2005"\n', "", 9, "input.missing"),
        ("read = 2026-11-23", 'read = "2026-11-23"', 21, "input.type"),
        ("read = 2026-11-23", "read = 2026-02-30", 21, "input.toml"),
        ("+++\nUtsläppen", "\nUtsläppen", 1, "input.front"),
        ("Utsläppen ska minska.", "Utsläppen\n\n+++ de\nEmissionen", 25, "input.section"),
        ("Utsläppen ska minska.", "Utsläppen\n\n+++ outcome\nDet gick bra", 25, "input.section"),
    ],
)
def test_a_problem_is_told_with_its_line(region: Path, old: str, new: str, line: int, rule: str) -> None:
    edited(region / GOAL, old, new)
    assert (GOAL, line, rule) in problems(region)


def test_two_goals_of_one_id_are_told_with_both_files(region: Path) -> None:
    edited(region / "goals" / "hemligt.md", 'id = "hemligt"', 'id = "utslapp"')
    with pytest.raises(Refused) as refused:
        files.read(region)
    (twice,) = [one for one in refused.value.findings if one.rule == "input.twice"]
    assert str(twice.place) == "goals/utslapp.md:2 (id)"
    assert "goals/hemligt.md" in twice.message.sv


def test_two_targets_of_one_id_are_told(region: Path) -> None:
    table = (region / GOAL).read_text(encoding="utf-8").split("\n[[targets]]\n")[1].split("\n[[targets.sources]]")[0]
    edited(region / GOAL, "\n[[targets]]\n", f"\n[[targets]]\n{table}\n\n[[targets]]\n")
    assert (GOAL, 21, "input.twice") in problems(region)


def test_a_circle_of_parents_is_told_once(region: Path) -> None:
    edited(region / GOAL, 'responsible = "forbundet"', 'responsible = "forbundet"\nparent = "hemligt"')
    assert [one for one in problems(region) if one[2] == "input.circle"] == [("goals/hemligt.md", 5, "input.circle")]


def test_all_problems_of_all_files_come_at_once(region: Path) -> None:
    edited(region / GOAL, 'plan = "klimatprogram"', 'plan = "borta"')
    edited(region / GOAL, 'due = "2030"', 'due = "snart"')
    edited(region / "plans" / "utkast.md", 'status = "draft"', 'status = "kanske"')
    (region / "actions" / "radgivning.md").write_bytes(b'+++\nname = "\xff"\n+++\n')
    files_with_problems = {one[0] for one in problems(region)}
    assert {GOAL, "plans/utkast.md", "actions/radgivning.md"} <= files_with_problems


def test_an_indicator_without_a_file_is_told_where_the_folder_has_indicators(region: Path) -> None:
    (region / "indicators").mkdir()
    assert problems(region) == [(GOAL, 7, "input.reference"), (GOAL, 11, "input.reference")]


def test_a_file_saved_on_windows_reads_the_same(region: Path) -> None:
    for path in region.rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert files.read(region) == SMALL


def test_writing_keeps_what_else_lies_in_the_folder(region: Path) -> None:
    (region / "figures").mkdir()
    (region / "figures" / "table.csv").write_text("x", encoding="utf-8")
    files.write(SMALL, region)
    assert (region / "figures" / "table.csv").read_text(encoding="utf-8") == "x"
    assert sorted(path.name for path in region.parent.iterdir()) == ["region"]


def test_a_write_that_fails_leaves_the_folder_as_it_was(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in region.rglob("*.md")}
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        files.write(SMALL, region)
    assert {path: path.read_bytes() for path in region.rglob("*.md")} == before
    assert sorted(path.name for path in region.parent.iterdir()) == ["region"]
