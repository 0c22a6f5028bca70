"""A register as a folder of plan files: stable order, defaults left out, the whole folder or none of it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import tomli_w

from malbild.register.files.sections import SECTIONS, joined
from malbild.register.nouns import BY_FOLDER, Summary, noun_of, objects
from malbild.register.validity import faults, findings
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused

_TEXTS = tuple(SECTIONS.values())
_EXACT_WHOLE = 2**53
_WIDTH = 120


def write(summary: RegisterSummary, folder: Path) -> None:
    """Write a register's plan files to a folder; what else lies in it (figures, indicators) stays.

    The new folder is made beside the old and takes its place by renaming: a reader meets the one or the other.
    Raises `Refused` when the register has faults that no file could be read back from.
    """
    if problems := faults(summary):
        raise Refused(findings(problems))
    with replaced(folder) as fresh:
        write_into(summary, fresh)


def write_into(summary: RegisterSummary, folder: Path) -> None:
    """Write plan files into a folder that nobody reads yet; those of earlier registers are removed."""
    for name in BY_FOLDER:
        for old in (folder / name).glob("*.md"):
            old.unlink()
    for one in objects(summary):
        path = folder / noun_of(one).folder / f"{one.id}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(rendered(one).encode())


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A copy of a folder to change, which takes its place when all went well and leaves no trace when not."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        fresh = Path(beside) / "new"
        if folder.exists():
            shutil.copytree(folder, fresh, symlinks=True)
        else:
            fresh.mkdir()
        yield fresh
        if folder.exists():
            os.replace(folder, Path(beside) / "old")
        os.replace(fresh, folder)


def rendered(one: Summary) -> str:
    """The text of one object's file."""
    texts = {name: getattr(one, name) for name in _TEXTS if hasattr(one, name)}
    return joined("".join(_toml(one, ())), texts)


def _toml(record: Any, around: tuple[str, ...]) -> Iterator[str]:
    """A record's keys in the order of its fields, then its tables; a key that says the default is left out."""
    tables: list[tuple[str, tuple[Any, ...]]] = []
    for one in fields(record):
        value = getattr(record, one.name)
        if one.name in _TEXTS or (one.default is not MISSING and value == one.default):
            continue
        if isinstance(value, tuple) and is_dataclass(value[0]):
            tables.append((one.name, value))
        else:
            yield _line(one.name, _plain(value))
    for name, rows in tables:
        path = (*around, name)
        for row in rows:
            yield f"\n[[{'.'.join(path)}]]\n"
            yield from _toml(row, path)


def _line(name: str, value: Any) -> str:
    """A key and its value; a list stands on one line while it fits."""
    if isinstance(value, list):
        inline = ", ".join(_line("x", part).removeprefix("x = ").rstrip("\n") for part in value)
        line = f"{name} = [{inline}]\n"
        if len(line) <= _WIDTH:
            return line
    return tomli_w.dumps({name: value})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_WHOLE:
        return int(value)
    return value
