"""Content: a file's bytes and the name a message gives it, or a refusal that says why it cannot be opened."""

from pathlib import Path

from malbild.sources.problems import refuse
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text


def content_of(source: Path | bytes, file: str) -> tuple[bytes, str]:
    """The bytes of a path or the bytes themselves, and the name to use in messages."""
    if isinstance(source, bytes):
        return source, file
    try:
        return source.read_bytes(), file or str(source)
    except OSError as problem:
        raise refuse(
            "input.file", Place(file or str(source)),
            Text(f"Filen går inte att öppna ({problem.strerror}).", f"The file cannot be opened ({problem.strerror})."),
            Text("Se efter att namnet är rätt och att filen får läsas.",
                 "Check the name, and that the file may be read."),
        ) from problem  # fmt: skip
