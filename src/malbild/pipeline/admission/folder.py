"""A folder that is written whole or not at all, and replaces nothing but an earlier one of its kind."""

import csv
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


def insist_on_ours(out: Path, files: Iterable[str]) -> None:
    """Refuse a folder that holds anything but such files: it is never replaced."""
    if out.is_dir() and not {one.name for one in out.iterdir()} - set(files):
        return
    if out.exists() or out.is_symlink():
        raise Refused([_foreign(out)])


def _foreign(out: Path) -> Finding:
    return Finding(
        "input.folder",
        Severity.ERROR,
        Place(str(out)),
        Text("Där finns annat än vad kommandot skriver.", "There is something else than what the command writes."),
        Text("Ange en ny eller tom mapp.", "Name a new or empty folder."),
    )


@contextmanager
def whole(out: Path, files: Iterable[str]) -> Iterator[Path]:
    """A folder to write to, for its owner alone, which takes the name's place when all is written; else it is gone."""
    insist_on_ours(out, files)
    out.absolute().parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.absolute().parent))  # for its owner alone
    try:
        yield made
        if out.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.absolute().parent))
            os.replace(out, old)
            os.replace(made, out)
            shutil.rmtree(old)
        else:
            os.replace(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_rows(path: Path, heading: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """A CSV file with its heading; for a name that ends in .json a list of objects, where what is empty is null."""
    if path.suffix == ".json":
        objects = [
            {name: None if value == "" else value for name, value in zip(heading, row, strict=True)} for row in rows
        ]
        path.write_bytes(msgspec.json.encode(objects) + b"\n")
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)
