"""Admit: from the files of an admission to a folder with who was admitted where, why, and what it came to."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from malbild import __version__
from malbild.analysis.admission import lottery
from malbild.analysis.admission.admission import Admission, admit
from malbild.analysis.admission.explanation import Explained, explanations
from malbild.analysis.admission.priority import Tie
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
from malbild.sources.admission import AdmissionFiles, read_admission

FILES = ("admissions.csv", "cutoffs.csv", "reserves.csv", "explanations.jsonl", "summary.json")
_AT_ONCE = 2000  # explanations written together


def admit_files(applications: Path, programmes: Path, out: Path, *, seed: int, tie: Tie = Tie.LOTTERY) -> Summary:
    """Read the files, admit, and write the outcome to a folder, whole or not at all.

    The folder holds personal data of children: only its owner may read it.
    """
    insist_on_ours(out, FILES)
    files = read_admission(applications, programmes)
    admission = admit(files.applications, files.programmes, seed=seed, tie=tie)
    why = admission.explained()
    summary = summarise(admission, why)
    with whole(out, FILES) as folder:
        write_rows(folder / "admissions.csv", ADMISSIONS, admission_rows(admission))
        write_rows(folder / "cutoffs.csv", CUTOFFS, cutoff_rows(admission))
        write_rows(folder / "reserves.csv", RESERVES, reserve_rows(admission))
        _write_explanations(folder / "explanations.jsonl", admission, why)
        told = _audit(files, seed, tie) | msgspec.to_builtins(summary)
        (folder / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    return summary


def _audit(files: AdmissionFiles, seed: int, tie: Tie) -> dict[str, Any]:
    """What it takes to do the same admission again, and to see that it is the same."""
    return {
        "software": f"malbild {__version__}", "seed": seed, "tie": tie.value, "lottery": lottery.ALGORITHM,
        "input_sha256": files.digests, "ignored_columns": files.ignored,
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
