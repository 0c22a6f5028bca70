"""Snapshots: raw bytes as a source gave them, kept under their digest for as long as the warehouse stands."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from malbild.vocabulary.provenance import Snapshot
from malbild.warehouse import durable


class Snapshots:
    """The folder where raw bytes are kept; a file's name is the SHA-256 of what it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, snapshot: Snapshot) -> Snapshot:
        """Keep the bytes and give the snapshot back with its digest; the second time nothing is written."""
        digest = sha256(snapshot.content).hexdigest()
        if not self._path(digest).exists():
            durable.write(self._path(digest), snapshot.content)
        return replace(snapshot, provenance=replace(snapshot.provenance, digest=digest))

    def read(self, digest: str) -> bytes:
        """The bytes of a digest; KeyError when they were never kept."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(digest) from error

    def __contains__(self, digest: str) -> bool:
        return self._path(digest).exists()

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise KeyError(digest)
        return self.folder / digest
