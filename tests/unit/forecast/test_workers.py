"""Do the workers of a cluster give the very numbers of one process, and is it told when nobody answers?"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from malbild.pipeline.project import Asked, project
from malbild.pipeline.workers import backend
from malbild.vocabulary.problem import Refused
from tests.forecast_cases import history, written


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (the extra 'cluster')")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, host="127.0.0.1", protocol="tcp"
    ) as local:
        yield local.scheduler_address


@pytest.mark.parametrize("scenario", [None, "weaker-labour-market"])
def test_two_workers_give_the_same_numbers_as_one_process(tmp_path: Path, cluster: str, scenario: str | None) -> None:
    written(tmp_path, history(areas=5))
    alone, shared = (project(Asked(tmp_path, None, scenario, 40, 2020, 1, cluster=one)) for one in ("", cluster))
    np.testing.assert_array_equal(shared.value, alone.value)
    assert shared.area == alone.area


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("malbild.pipeline.workers.ANSWER_WITHIN", "500ms")
    pytest.importorskip("distributed", reason="Dask is not installed (the extra 'cluster')")
    written(tmp_path, history())
    with pytest.raises(Refused, match="No scheduler answers"):
        project(Asked(tmp_path, None, None, 20, 2020, 1, cluster="tcp://127.0.0.1:1"))


def test_what_is_not_installed_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "malbild.analysis.forecast.accelerated", None)
    with pytest.raises(Refused, match=r"malbild\[accelerated\]"):
        backend("jax")
