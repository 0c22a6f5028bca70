"""How quickly a planner's what-if answers from the sealed store, beside the same with all in memory already."""

import json
import os
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Any

import django

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.county import county
from malbild.analysis.admission.what_if import Change, what_if
from malbild.pupils.sealing import VARIABLE, new_key

REPEATS = 5
SIZES = (3_800, 110_000)


def main() -> None:
    """Print one JSON line a size: processor seconds, the best of some runs, and the ratio to memory alone."""
    with TemporaryDirectory() as folder:
        os.environ |= {"MALBILD_DATA": folder, "DJANGO_SETTINGS_MODULE": "malbild.web.settings", VARIABLE: new_key()}
        django.setup()
        from tests.benchmarks import planners_store  # noqa: PLC0415 the store's models need Django to be set up

        for applicants in SIZES:
            alone = in_memory(applicants)
            stored = best(planners_store.what_if_of(applicants))
            line = {
                "name": f"what-if of {applicants} applicants, sealed store", "value": round(stored, 3), "unit": "s cpu",
                "peer": "in memory", "ratio": round(stored / alone, 1),
            }  # fmt: skip
            print(json.dumps(line, ensure_ascii=False), flush=True)


def in_memory(applicants: int) -> float:
    """The reckoning without the store: admit, and admit again with a programme closed."""
    made = county(1, applicants=applicants)
    programme = made.programmes.ids[5]

    def run() -> Any:
        before = admit(made.applications, made.programmes, seed=1)
        return what_if(before, [Change(programme, 0)], prices=made.prices)

    return best(run)


def best(run: Callable[[], Any]) -> float:
    """Processor seconds of the quickest of some runs."""
    taken = []
    for _ in range(REPEATS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    main()
