"""Are advertisements counted once, by region and occupation, however the file is cut?"""

import json
from pathlib import Path

import pytest

from malbild.analysis.skills.dictionary import compiled
from malbild.analysis.skills.tally import numbered
from malbild.pipeline.skill_counts import added, count, count_piece
from malbild.sources.jobtech.brief import pieces
from malbild.vocabulary.skill import ConceptType, Term

TERMS = [
    Term("Java", "java", "Java", ConceptType.SKILL, "test"),
    Term("kock", "kock", "Kock", ConceptType.OCCUPATION, "test"),
]
KNOWN = numbered(compiled(TERMS))


def ad(text: str | None, municipality: str | None, occupation: str) -> bytes:
    group = {"legacy_ams_taxonomy_id": occupation}
    place = {"municipality_code": municipality}
    return json.dumps({"id": 1, "text": text, "workplace_address": place, "occupation_group": group}).encode()


LINES = [
    b"\xef\xbb\xbf" + ad("java JAVA kock", "1880", "2512"), b"", b"{broken", ad("java", "1881", "2512"),
    ad(None, None, "5120"), b'{"description": "k\xe5ck java", "occupation": [{"concept_id": "k"}]}',
    b'{"annonstext": "kock", "yrkesroll": {"varde": "9"}, "arbetsplatsadress": {"lan": {"varde": "1"}}}',
    b'{"description": {"text": 5}}', b'{"text": "kock"',
]  # fmt: skip


@pytest.mark.parametrize("size", [1, 50, 120, 10_000])
def test_each_advertisement_is_counted_once_however_the_file_is_cut(tmp_path: Path, size: int) -> None:
    path = tmp_path / "ads.jsonl"
    path.write_bytes(b"\n".join(LINES))
    old = {"k": "5120", "9": "5120"}
    total = added(KNOWN.concepts, (count_piece(piece, KNOWN, old) for piece in pieces(path, size)))
    assert KNOWN.concepts == ("java", "kock")
    assert total.cells == {
        ("18", "2512", 0): 2, ("18", "2512", 1): 1, ("", "5120", 0): 1, ("01", "5120", 1): 1,
    }  # fmt: skip
    assert total.advertisements == {("18", "2512"): 2, ("", "5120"): 2, ("01", "5120"): 1, ("", ""): 1}
    assert total.broken == [(path, 3), (path, 9)]


# Another test of the same process may have started JAX, whose threads no worker here uses.
@pytest.mark.filterwarnings("ignore:os.fork\\(\\) was called:RuntimeWarning")
def test_two_processes_count_what_one_counts(tmp_path: Path) -> None:
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "empty.jsonl"]
    for path, times in zip(paths, (7, 3, 0), strict=True):
        path.write_bytes(b"\n".join(LINES * times))
    alone = count(paths, KNOWN.dictionary, {}, workers=1)
    assert count(paths, KNOWN.dictionary, {}, workers=2) == alone
    assert [number for path, number in alone.broken if path == paths[1]] == [3, 9, 12, 18, 21, 27]
