"""Admit: from the files of an admission to a folder with who was admitted where, why, and what it came to."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from malbild import __version__
from malbild.analysis.admission import lottery
from malbild.analysis.admission.admission import Admission, admit
from malbild.analysis.admission.explanation import Explained, explanations
from malbild.analysis.admission.merit import with_grades
from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.rules import merit_rule
from malbild.analysis.admission.summary import Summary, summarise
from malbild.analysis.admission.tables import (
    ADMISSIONS,
    CUTOFFS,
    RESERVES,
    admission_rows,
    cutoff_rows,
    reserve_rows,
)
from malbild.pipeline.admission.folder import insist_on_ours, whole, write_rows
from malbild.sources.admission import AdmissionFiles, Readable, read_admission

Format = Literal["csv", "json"]
FILES = (
    "admissions.csv", "cutoffs.csv", "reserves.csv", "admissions.json", "cutoffs.json", "reserves.json",
    "explanations.jsonl", "summary.json",
)  # fmt: skip
YEAR = 2024
_AT_ONCE = 2000  # explanations written together


def admit_files(
    applications: Path,
    programmes: Path,
    out: Path,
    *,
    seed: int,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
    file_format: Format = "csv",
) -> Summary:
    """Read the files, admit, and write the outcome to a folder, whole or not at all.

    grades   where merit and eligibility shall follow from grades, by the rules of the year
    """
    insist_on_ours(out, FILES)
    files = read_year(applications, programmes, grades, year=year)
    admission = admit(files.applications, files.programmes, seed=seed, tie=tie)
    return write_outcome(out, admission, files, {"seed": seed, "tie": tie.value, "year": year}, file_format)


def read_year(
    applications: Readable, programmes: Readable, grades: Readable | None = None, *, year: int = YEAR
) -> AdmissionFiles:
    """The files of a year's admission; merit and eligibility follow from the grades where there is a file of them."""
    rule = merit_rule(year)
    scale = sorted(rule.worth)
    files = read_admission(applications, programmes, grades, most_merit=rule.highest, scale=scale)
    if not files.grades:
        return files
    judged = with_grades(files.applications, files.programmes, files.grades, year)
    return replace(files, applications=judged)


def write_outcome(
    out: Path, admission: Admission, files: AdmissionFiles, settings: dict[str, Any], file_format: Format = "csv"
) -> Summary:
    """Write an outcome to a folder, whole or not at all; it holds personal data of children.

    settings   what it takes to do the same admission again, told in summary.json
    """
    why = admission.explained()
    summary = summarise(admission, why)
    with whole(out, FILES) as folder:
        write_rows(folder / f"admissions.{file_format}", ADMISSIONS, admission_rows(admission))
        write_rows(folder / f"cutoffs.{file_format}", CUTOFFS, cutoff_rows(admission))
        write_rows(folder / f"reserves.{file_format}", RESERVES, reserve_rows(admission))
        _write_explanations(folder / "explanations.jsonl", admission, why)
        told = _audit(files) | settings | msgspec.to_builtins(summary)
        (folder / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    return summary


def _audit(files: AdmissionFiles) -> dict[str, Any]:
    """What it takes to see that another admission is the same."""
    return {
        "software": f"malbild {__version__}", "lottery": lottery.ALGORITHM, "input_sha256": files.digests,
        "ignored_columns": files.ignored,
    }  # fmt: skip


def _write_explanations(path: Path, admission: Admission, why: Explained) -> None:
    told = explanations(admission.applications, admission.programmes, admission.admitted, admission.numbers, why)
    encode = msgspec.json.Encoder().encode_lines
    with path.open("wb") as stream:
        for part in _batches(told, _AT_ONCE):
            stream.write(encode(part))


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
