"""Are advertisements counted once, by region and occupation, however the file is cut?"""

import json
from pathlib import Path

import pytest

from malbild.analysis.skills.dictionary import compiled
from malbild.pipeline.skill_counts import Counts, count_piece, numbered, pieces
from malbild.vocabulary.skill import ConceptType, Term

TERMS = [
    Term("Java", "java", "Java", ConceptType.SKILL, "test"),
    Term("kock", "kock", "Kock", ConceptType.OCCUPATION, "test"),
]
KNOWN = numbered(compiled(TERMS))


def ad(text: str, municipality: str | None, occupation: str) -> bytes:
    group = {"legacy_ams_taxonomy_id": occupation}
    place = {"municipality_code": municipality}
    return json.dumps({"id": 1, "text": text, "workplace_address": place, "occupation_group": group}).encode()


@pytest.mark.parametrize("size", [1, 50, 120, 10_000])
def test_each_advertisement_is_counted_once_however_the_file_is_cut(tmp_path: Path, size: int) -> None:
    path = tmp_path / "ads.jsonl"
    lines = [ad("java JAVA kock", "1880", "2512"), b"", b"{broken", ad("java", "1881", "2512"), ad("", None, "5120")]
    path.write_bytes(b"\n".join(lines))
    total = Counts(KNOWN.concepts)
    for piece in pieces(path, size):
        total.add(count_piece(piece, KNOWN, {}))
    assert KNOWN.concepts == ("java", "kock")
    assert total.cells == {("18", "2512", 0): 2, ("18", "2512", 1): 1}
    assert total.advertisements == {("18", "2512"): 2, ("", "5120"): 1}
    assert total.broken == 1
