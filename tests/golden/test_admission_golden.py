"""Does a small admission with every rule in it give the files that were looked at when they were made?

Made with seed 7 on 2026-11-23. If a rule is changed on purpose, run `malbild admit` on the two input files, look at
every line that differs, and put the new files here.
"""

from pathlib import Path

import pytest

from malbild.pipeline.admission.admit import admit_files
from malbild.sources.admission import read_admission
from tests.admission_cases import obvious, prioritised

GOLDEN = Path(__file__).parent / "admission"
APPLICATIONS, PROGRAMMES = GOLDEN / "applications.csv", GOLDEN / "programmes.csv"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("admission") / "out"
    admit_files(APPLICATIONS, PROGRAMMES, folder, seed=7)
    return folder


@pytest.mark.parametrize("name", ["admissions.csv", "cutoffs.csv", "reserves.csv", "explanations.jsonl"])
def test_the_files_are_those_that_were_looked_at(out: Path, name: str) -> None:
    assert (out / name).read_text(encoding="utf-8") == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_textbook_gives_the_same_outcome() -> None:
    read = read_admission(APPLICATIONS, PROGRAMMES)
    applications, programmes = read.applications, read.programmes
    choices = obvious(applications, programmes, prioritised(applications, programmes, seed=7))
    got = [
        programmes.ids[applications.choices[row, choice]] if choice >= 0 else "" for row, choice in enumerate(choices)
    ]
    lines = (GOLDEN / "admissions.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == [f"{who},{one}" for who, one in zip(applications.applicants, got, strict=True)]
