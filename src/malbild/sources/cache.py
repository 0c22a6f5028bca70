"""Cache: answers kept on disk under their digest, so that a source is not asked twice for what has not changed."""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source answered.

    address         where it was asked, after redirections
    fetched         when (UTC); for a kept answer, when the source last confirmed it
    etag, modified  what the source calls this version of it, to ask "has it changed?" next time
    kept            whether it came from the cache, unchanged
    """

    address: str
    content: bytes
    media_type: str
    fetched: datetime
    etag: str = ""
    modified: str = ""
    kept: bool = False


class _Entry(msgspec.Struct):
    address: str
    digest: str
    media_type: str
    fetched: datetime
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers; anything in it may be deleted at any time, and what is damaged is asked for again."""

    folder: Path

    def find(self, key: str) -> Answer | None:
        """The answer kept under a key; None when there is none, or when its bytes are no longer what they were."""
        try:
            entry = msgspec.json.decode(self._entry(key).read_bytes(), type=_Entry)
            content = self._body(entry.digest).read_bytes()
        except (OSError, ValueError, msgspec.MsgspecError):
            return None
        if hashlib.sha256(content).hexdigest() != entry.digest:
            return None
        return Answer(entry.address, content, entry.media_type, entry.fetched, entry.etag, entry.modified, kept=True)

    def keep(self, key: str, answer: Answer) -> None:
        """Write an answer down; a killed write leaves the earlier one whole."""
        digest = hashlib.sha256(answer.content).hexdigest()
        if not self._body(digest).exists():
            self._write(self._body(digest), answer.content)
        entry = _Entry(answer.address, digest, answer.media_type, answer.fetched, answer.etag, answer.modified)
        self._write(self._entry(key), msgspec.json.encode(entry))

    def _entry(self, key: str) -> Path:
        return self.folder / "answers" / f"{key}.json"

    def _body(self, digest: str) -> Path:
        return self.folder / "bodies" / Path(digest).name

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(content)
        os.replace(draft.name, path)
