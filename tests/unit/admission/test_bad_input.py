"""Is everything that is wrong told at once, by row and without what stands there, and is nothing written?"""

from pathlib import Path

import pytest

from malbild.pipeline.admission.admit import admit_files
from malbild.sources.admission import problems as telling
from malbild.vocabulary.problem import Refused

HEADING = "applicant_id,rank,programme_id,group,merit"
PROGRAMMES = "programme_id,places\np1,1\np2,2\n"


def refusal(folder: Path, applications: str, programmes: str = PROGRAMMES) -> Refused:
    with pytest.raises(Refused) as raised:
        admit(folder, applications, programmes)
    assert sorted(one.name for one in folder.iterdir()) == ["applications.csv", "programmes.csv"]
    return raised.value


def admit(folder: Path, applications: str, programmes: str = PROGRAMMES) -> Path:
    (folder / "applications.csv").write_text(applications, encoding="utf-8")
    (folder / "programmes.csv").write_text(programmes, encoding="utf-8")
    admit_files(folder / "applications.csv", folder / "programmes.csv", folder / "out", seed=1)
    return folder / "out"


def told(refused: Refused) -> set[tuple[str, int | None]]:
    return {(one.rule.removeprefix("input."), one.place.line) for one in refused.findings}


def test_every_problem_of_both_files_is_told_with_its_row(tmp_path: Path) -> None:
    applications = [
        HEADING,
        "anna,1,p1,1,340.5",
        "anna,2,p9,1,300",
        "bo,1,p1,1,200",
        "bo,2,p1,1,200",
        "bo,2,p2,1,200",
        "cia,1,p1,1,200",
        "cia,2,p1,2,200",
        "dan,1,p1,3,nan",
        "dan,x,p2,1,",
        ",1,p1,1,200",
        "eva,1,p1,1",
    ]
    refused = refusal(tmp_path, "\n".join(applications), "programme_id,places\np1,-1\np2,1\np2,1\n")
    assert told(refused) == {
        ("merit", 2), ("unknown_programme", 3), ("choice_twice", 5), ("rank_twice", 6), ("two_groups", 8),
        ("group", 9), ("merit", 9), ("rank", 10), ("merit", 10), ("empty", 11), ("width", 12),
        ("places", 2), ("programme_twice", 4),
    }  # fmt: skip


def test_messages_tell_no_name_and_no_merit(tmp_path: Path) -> None:
    refused = refusal(tmp_path, f"{HEADING}\nanna-andersson,1,p9,7,999\nanna-andersson,1,p9,7,999\n")
    assert not any(word in f"{one.in_('sv')} {one}" for one in refused.findings for word in ("anna", "999"))


@pytest.mark.parametrize(
    ("applications", "programmes", "rules"),
    [
        ("", PROGRAMMES, {"file"}),
        ("rank,programme_id,group,merit\n1,p1,1,200\n", PROGRAMMES, {"heading"}),
        (f"{HEADING},merit\na,1,p1,1,200,200\n", PROGRAMMES, {"heading"}),
        (f"{HEADING},municipality\na,1,p1,1,200,X\na,2,p2,1,200,Y\n", PROGRAMMES, {"municipality_differs"}),
        (f"{HEADING},late\na,1,p1,1,200,maybe\n", PROGRAMMES, {"late"}),
        (f"{HEADING}\na,1,p1,1,200\n", "programme_id,places,free_quota_places\np1,1,2\n", {"free_quota_places"}),
        (f"{HEADING}\na,1,p1,1,200\n", "programme_id,places,test\np1,1,maybe\n", {"test"}),
        (f"{HEADING}\na,1,p1,1,200\n", "programme_id\np1\n", {"heading"}),
        (f"{HEADING}\na,1,p1,1,200\n", "programme_id,places\np1,2.5\n", {"places"}),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, applications: str, programmes: str, rules: set[str]) -> None:
    assert {rule for rule, _ in told(refusal(tmp_path, applications, programmes))} == rules


def test_one_broken_row_of_many_is_found(tmp_path: Path) -> None:
    rows = [f"a{one},1,p2,1,200" for one in range(20_000)]
    rows[12_345] = "a12345,1,p2,1,340.01"
    assert told(refusal(tmp_path, "\n".join([HEADING, *rows]))) == {("merit", 12_347)}


def test_very_many_of_a_kind_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_OF_A_KIND", 3)
    rows = [f"a{one},1,p2,1,999" for one in range(10)]
    refused = refusal(tmp_path, "\n".join([HEADING, *rows]))
    assert len(refused.findings) == 4
    assert "7 more rows" in str(refused.findings[-1])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as raised:
        admit_files(tmp_path / "none.csv", tmp_path / "neither.csv", tmp_path / "out", seed=1)
    assert {one.place.file for one in raised.value.findings} == {
        str(tmp_path / "none.csv"),
        str(tmp_path / "neither.csv"),
    }


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Refused):
        admit(tmp_path, f"{HEADING}\na,1,p1,1,200\n")
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_an_earlier_admission_is_replaced_whole(tmp_path: Path) -> None:
    admit(tmp_path, f"{HEADING}\na,1,p1,1,200\n")
    out = admit(tmp_path, f"{HEADING}\nb,1,p1,1,200\n")
    assert sorted(one.name for one in out.iterdir()) == sorted(
        ["admissions.csv", "cutoffs.csv", "explanations.jsonl", "reserves.csv", "summary.json"]
    )
    assert (out / "admissions.csv").read_text() == "applicant_id,programme_id\nb,p1\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["applications.csv", "out", "programmes.csv"]


def test_files_as_swedish_spreadsheets_save_them_are_read(tmp_path: Path) -> None:
    applications = "\ufeffApplicant_ID;Rank;Programme_ID;Group;Merit\r\nå;1;p1;1;247,5\r\nä;1;p1;1;250\r\n\r\n"
    out = admit(tmp_path, applications)
    assert (out / "admissions.csv").read_text(encoding="utf-8") == "applicant_id,programme_id\nä,p1\nå,\n"
