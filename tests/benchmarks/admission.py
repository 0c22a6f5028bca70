"""How fast an admission is, beside the same algorithm in plain Python and, where installed, the package `matching`.

Prints one JSON line a measurement: name, value, unit, peer, ratio (the peer's time divided by ours).
The admissions are made up: six choices each, log-normal popularity, merit in steps of 2.5, 3 per cent second hand.
"""

import csv
import heapq
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from malbild.analysis.admission import kernel
from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.lotteries import lottery_share
from malbild.analysis.admission.one_more_place import one_more_place
from malbild.analysis.admission.priority import Priority
from malbild.pipeline.admission.admit import admit_files
from malbild.vocabulary.admission import NOWHERE, Applications, Kind, Programmes, Selection

Outcome = TypeVar("Outcome")

CHOICES = 6
LARGE = (110_000, 4_000)
LOTTERIES = 1_000
PEER_SIZES = ((1_000, 100), (10_000, 400))
_FIRST_CALL = """
import time, numpy as np
started = time.perf_counter()
from malbild.analysis.admission import kernel
one = np.zeros((1, 1), np.int32)
kernel.admit(one, one.astype(np.int64), one.astype(np.bool_), np.ones(1, np.int32), np.zeros(1, np.int32))
print(time.perf_counter() - started)
"""


def main() -> None:
    """Measure, and print one JSON line a measurement."""
    report("first call, cached, numba loaded with it", _first_call(), "s")
    for size in (*PEER_SIZES, LARGE):
        _kernel(size)
    applications, programmes = made_up(*LARGE)
    admission = admit(applications, programmes, seed=1)
    one_more_place(admit(*made_up(10, 2), seed=1))  # compiles
    seconds, _ = timed(lambda: one_more_place(admission))
    report(f"one more place at each of {len(programmes)}", seconds, "s")
    seconds, share = timed(lambda: lottery_share(admission, draws=LOTTERIES, seed=1))
    report(f"{LOTTERIES} lotteries", seconds, "s")
    report("applicants whose outcome a lottery decides", float(share.decided.sum()), "applicants")
    _files(applications, programmes)


def _kernel(size: tuple[int, int]) -> None:
    applications, programmes = made_up(*size)
    priority = admit(applications, programmes, seed=1).priority
    arguments = (
        applications.choices, priority.keys, priority.reserved, programmes.places, programmes.free_quota_places,
    )  # fmt: skip
    ours = median(timed(lambda: kernel.admit(*arguments), time.process_time)[0] for _ in range(21))
    name = f"admission of {size[0]} to {size[1]}, CPU"
    lists = [one.tolist() for one in arguments]
    runs = [timed(lambda: plain(*lists[:2], lists[3]), time.process_time) for _ in range(3)]
    theirs, outcome = median(seconds for seconds, _ in runs), runs[0][1]
    assert outcome == kernel.admit(*arguments).tolist()
    report(name, 1000 * ours, "ms", peer="the same algorithm in plain Python", ratio=theirs / ours)
    if size in PEER_SIZES and find_spec("matching"):
        theirs, outcome = timed(lambda: by_matching(applications, programmes, priority), time.process_time)
        assert outcome == kernel.admit(*arguments).tolist()
        report(name, 1000 * ours, "ms", peer="matching", ratio=theirs / ours)


def made_up(applicants: int, programmes: int) -> tuple[Applications, Programmes]:
    """A made-up admission; places in proportion to popularity, as many as applicants, no free quota."""
    random = np.random.default_rng(1)
    weight = np.log(random.lognormal(0, 1, programmes))
    choices = np.empty((applicants, min(CHOICES, programmes)), np.int32, order="F")  # as the files are read
    for row in range(applicants):  # Gumbel noise on the weights draws without replacement
        noisy = weight + random.gumbel(size=programmes)
        best = np.argpartition(-noisy, choices.shape[1] - 1)[: choices.shape[1]]
        choices[row] = best[np.argsort(-noisy[best])]
    share = np.exp(0.7 * weight)
    places = random.multinomial(applicants, share / share.sum()).astype(np.int32)
    shape, blank = choices.shape, ("",) * programmes
    merit = np.repeat(random.integers(64, 137, applicants)[:, None] * 250, shape[1], axis=1).astype(np.int32)
    asked = Applications(
        tuple(f"a{one:06d}" for one in range(applicants)), ("",) * applicants, ("",) * applicants, choices,
        np.tile(np.arange(1, shape[1] + 1, dtype=np.int16), (applicants, 1)), random.random(shape) >= 0.03, merit,
        np.full(shape, -1, np.int32), np.zeros(shape, np.bool_), np.zeros(shape, np.bool_), np.ones(shape, np.bool_),
    )  # fmt: skip
    ids = tuple(f"p{one:04d}" for one in range(programmes))
    nothing = np.zeros(programmes, np.int32)
    return asked, Programmes(ids, places, nothing, (Selection.MERIT,) * programmes, blank, blank, blank,
                            (Kind.UNSAID,) * programmes, blank)  # fmt: skip


def plain(choices: list[list[int]], keys: list[list[int]], places: list[int]) -> list[int]:
    """The kernel's algorithm in plain Python, with lists and heapq."""
    held: list[list[tuple[int, int]]] = [[] for _ in places]
    asked = [NOWHERE] * len(choices)
    for first in range(len(choices)):
        pupil = first
        while True:
            asked[pupil] += 1
            rank = asked[pupil]
            if rank == len(choices[pupil]) or choices[pupil][rank] < 0:
                asked[pupil] = len(choices[pupil])
                break
            programme, key = choices[pupil][rank], keys[pupil][rank]
            if key < 0 or not places[programme]:
                continue
            if len(held[programme]) < places[programme]:
                heapq.heappush(held[programme], (key, pupil))
                break
            pupil = heapq.heappushpop(held[programme], (key, pupil))[1]
    return [one if one < len(choices[row]) else NOWHERE for row, one in enumerate(asked)]


def by_matching(applications: Applications, programmes: Programmes, priority: Priority) -> list[int]:
    """The package `matching`, construction and solving; it recurses deeply, so it gets a thread with a large stack."""
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(512 * 1024 * 1024)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_by_matching, applications, programmes, priority).result()


def _by_matching(applications: Applications, programmes: Programmes, priority: Priority) -> list[int]:
    games = import_module("matching.games")
    choices = applications.choices.tolist()
    order = np.argsort(-priority.keys.ravel())
    rows, columns = np.unravel_index(order, priority.keys.shape)
    listed: dict[int, list[int]] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        listed.setdefault(choices[row][column], []).append(row)
    open_ = {one: int(programmes.places[one]) for one in listed if programmes.places[one] > 0}
    wishes = {row: [one for one in wish if one in open_] for row, wish in enumerate(choices)}
    game = games.HospitalResident.create_from_dictionaries(
        {f"a{row}": [f"p{one}" for one in wish] for row, wish in wishes.items() if wish},
        {f"p{one}": [f"a{row}" for row in listed[one]] for one in open_},
        {f"p{one}": places for one, places in open_.items()},
    )
    found = [NOWHERE] * len(choices)
    for programme, residents in game.solve(optimal="resident").items():
        for one in residents:
            row = int(one.name[1:])
            found[row] = choices[row].index(int(programme.name[1:]))
    return found


def _files(applications: Applications, programmes: Programmes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, applications, programmes)
        seconds, _ = timed(
            lambda: admit_files(folder / "applications.csv", folder / "programmes.csv", folder / "out", seed=1)
        )
    report("CSV in, results and explanations out", seconds, "s")


def write(folder: Path, applications: Applications, programmes: Programmes) -> None:
    """Write the made-up admission as its two files."""
    with (folder / "applications.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["applicant_id", "rank", "programme_id", "group", "merit"])
        columns = (applications.choices, applications.first_hand, applications.merit)
        for who, *rows in zip(applications.applicants, *(one.tolist() for one in columns), strict=True):
            for rank, (choice, first, merit) in enumerate(zip(*rows, strict=True), start=1):
                writer.writerow([who, rank, programmes.ids[choice], 1 if first else 2, merit / 100])
    with (folder / "programmes.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["programme_id", "places"])
        writer.writerows(zip(programmes.ids, programmes.places.tolist(), strict=True))


def _first_call() -> float:
    kernel_once = [sys.executable, "-c", _FIRST_CALL]
    subprocess.run(kernel_once, check=True, capture_output=True)
    return float(subprocess.run(kernel_once, check=True, capture_output=True, text=True).stdout)


def timed(call: Callable[[], Outcome], clock: Callable[[], float] = time.perf_counter) -> tuple[float, Outcome]:
    """How long a call takes in seconds, and what it gives; by `time.process_time`, whatever else the machine does."""
    started = clock()
    outcome = call()
    return clock() - started, outcome


def report(name: str, value: float, unit: str, *, peer: str | None = None, ratio: float | None = None) -> None:
    """One measurement as a JSON line."""
    line = {"name": name, "value": round(value, 4), "unit": unit, "peer": peer, "ratio": ratio and round(ratio, 1)}
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
