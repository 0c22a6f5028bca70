"""Bundle: the answers to one query, byte for byte as they came, in one archive that is the same for the same answers.

Neither the time of fetching nor anything of this machine goes into it, so that the digest changes only when the source
has changed. It is an ordinary uncompressed ZIP archive: any tool opens it.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from malbild.sources.problems import refuse
from malbild.vocabulary.finding import Place
from malbild.vocabulary.provenance import Provenance, Snapshot
from malbild.vocabulary.text import Text

MEDIA_TYPE = "application/zip"
_MANIFEST = "query.json"
_MOST_BYTES = 1024**3
_MOST_ANSWERS = 10_000
_BEGINNING = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: what it is called in the archive, where it was asked, and its bytes."""

    name: str
    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was asked, and every answer in the order it was asked for."""

    query: Mapping[str, Any]
    parts: Sequence[Part]

    def named(self, start: str) -> list[Part]:
        """The parts whose name begins so, in order."""
        return [part for part in self.parts if part.name.startswith(start)]


def snapshot(name: str, bundle: Bundle, provenance: Provenance) -> Snapshot:
    """The bundle as a snapshot, its digest in the provenance."""
    content = pack(bundle)
    digest = hashlib.sha256(content).hexdigest()
    kept = Provenance(
        provenance.publisher, provenance.title, provenance.address, provenance.published, provenance.read,
        provenance.licence, digest,
    )  # fmt: skip
    return Snapshot(name, content, MEDIA_TYPE, kept)


def pack(bundle: Bundle) -> bytes:
    """The archive's bytes.

    >>> unpack(pack(Bundle({"table": "T"}, [Part("a.json", "https://a", b"{}")])), "x").parts[0].content
    b'{}'
    """
    manifest = {"query": bundle.query, "parts": [{"name": one.name, "address": one.address} for one in bundle.parts]}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, _MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        for part in bundle.parts:
            _add(archive, part.name, part.content)
    return target.getvalue()


def unpack(content: bytes, name: str) -> Bundle:
    """The query and the answers of an archive. Raises Refused when it is not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_ANSWERS or sum(one.file_size for one in members) > _MOST_BYTES:
                raise ValueError("too large")
            manifest = msgspec.json.decode(archive.read(_MANIFEST), type=_Manifest)
            parts = [Part(one.name, one.address, archive.read(one.name)) for one in manifest.parts]
    except (zipfile.BadZipFile, msgspec.MsgspecError, KeyError, ValueError, OSError, EOFError, RuntimeError,
            NotImplementedError, RecursionError) as error:  # fmt: skip
        raise refuse(
            "input.snapshot", Place(name),
            Text("Ögonblicksbilden är skadad.", "The snapshot is damaged."),
            Text("Hämta tabellen på nytt.", "Fetch the table again."),
        ) from error  # fmt: skip
    return Bundle(manifest.query, parts)


class _Named(msgspec.Struct):
    name: str
    address: str


class _Manifest(msgspec.Struct):
    query: dict[str, Any]
    parts: list[_Named]


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _BEGINNING), content)
