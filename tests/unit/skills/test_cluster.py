"""Do the workers of a cluster count what one process counts?"""

import json
from pathlib import Path

import distributed
import pytest

from malbild.analysis.skills.dictionary import compiled
from malbild.pipeline.skill_counts import count
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.skill import ConceptType, Term

KNOWN = compiled([Term(one, one, one, ConceptType.SKILL, "test") for one in ("java", "kock")])


def test_two_workers_count_what_one_process_counts(tmp_path: Path) -> None:
    paths = [tmp_path / "2019.jsonl", tmp_path / "2020.jsonl"]
    for number, path in enumerate(paths, 1):
        ads = [json.dumps({"id": one, "text": "java kock"[: one % 10]}) for one in range(100 * number)]
        path.write_text("\n".join([*ads, "{broken"]))
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, host="127.0.0.1", protocol="tcp"
    ) as cluster:
        shared = count(paths, KNOWN, {}, cluster=cluster.scheduler_address)
    assert shared == count(paths, KNOWN, {})
    assert shared.broken == [(paths[0], 101), (paths[1], 201)]


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    with pytest.raises(Refused, match=r"tcp://127\.0\.0\.1:9"):
        count([], KNOWN, {}, cluster="tcp://127.0.0.1:9")
