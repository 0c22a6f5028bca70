"""Who reckons a projection: this process with NumPy, with JAX, or the workers of a cluster."""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.futures import Drawn, LedYear
from malbild.analysis.forecast.steering import led_in_pieces
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

Quantiles = Callable[[Drawn], NDArray[np.float64]]
ANSWER_WITHIN = "10s"
TASKS_A_WORKER = 4
"""So many pieces of work for each worker, so that one that is slow does not keep the others waiting."""


def backend(name: str) -> LedYear:
    """What runs a year. Raises Refused where it is not installed."""
    if name == "numpy":
        return led_in_pieces
    return _optional("malbild.analysis.forecast.accelerated", name, "accelerated").led  # type: ignore[no-any-return]


def shared_out(address: str, futures: Drawn, work: Quantiles) -> NDArray[np.float64]:
    """The quantiles of futures, area by area on the workers of a cluster: the same numbers as without.

    address   of the scheduler, as tcp://127.0.0.1:8786
    work      (…, year, area, sex, age) of the futures of some areas; areas are put together again along their axis
    Every draw of an area is run by one worker and only its quantiles come back. Raises Refused when nobody answers.
    """
    with connected(address) as client:
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        areas = futures.ahead.history.areas
        parts = np.array_split(np.array(areas, dtype=object), min(len(areas), TASKS_A_WORKER * workers))
        sent = client.scatter([futures.within(tuple(one)) for one in parts])
        tasks = client.map(work, sent, pure=False)
        return np.concatenate(client.gather(tasks), axis=-3)


def connected(address: str) -> Any:
    """A client of the scheduler at an address, to be used in a `with`. Raises Refused when nobody answers."""
    distributed = _optional("distributed", "Dask", "cluster")
    try:
        return distributed.Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise Refused([_silent(address, error)]) from error


def _optional(module: str, name: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise Refused([Finding("input.extra", Severity.ERROR, Place(name), Text(
            f"{name} är inte installerat.", f"{name} is not installed."), Text(
            f"Installera det: pip install 'malbild[{extra}]'.", f"Install it: pip install 'malbild[{extra}]'."
        ))]) from error  # fmt: skip


def _silent(address: str, error: Exception) -> Finding:
    return Finding("input.cluster", Severity.ERROR, Place(address), Text(
        f"Ingen schemaläggare svarar där ({type(error).__name__}).",
        f"No scheduler answers there ({type(error).__name__})."), Text(
        "Starta en med dask scheduler och dask worker, och ange dess adress: tcp://namn:8786.",
        "Start one with dask scheduler and dask worker, and give its address: tcp://name:8786."))  # fmt: skip
