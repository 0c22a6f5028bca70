"""Grow the tagger's weights from the development part of the labelled set, or try how good such weights are.

`python -m tests.calibration.skills_tagger` tries: six parts of the texts, each read by what the other five taught.
`… --write` learns from all of them and writes `src/malbild/analysis/skills/tagger.npz`. The part for judging is not
touched.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.skills import tagger
from malbild.analysis.skills.tagger import LABELS, OUTSIDE, ROWS, Tokens, Weights
from malbild.pipeline.skills import dictionary, mentions
from malbild.vocabulary.skill import ConceptType
from tests.calibration.skills_labelled import Judged, exact, overlap, score
from tests.labelled_set import Mark, Source, marks, own_title, sources, texts

ROUNDS = 8
PARTS = 6
LARGEST = 32_767  # weights are kept as whole numbers of sixteen bits
TARGET = Path(tagger.__file__).with_name("tagger.npz")

Example = tuple[Tokens, list[int]]


def example(kind: str, text: str, found: Sequence[Mark], marked: Sequence[Mark]) -> Example:
    """A text's words and their right labels."""
    read = tagger.tokens(text, [(one.start, one.end, ConceptType(one.type)) for one in found], taught=kind != "ad")
    labels = [OUTSIDE] * len(read.starts)
    for mark in (one for one in marked if f"B-{one.type}" in LABELS):
        first = "B-"
        for number, (start, end) in enumerate(zip(read.starts, read.ends, strict=True)):
            if start < mark.end and mark.start < end:
                labels[number], first = LABELS.index(first + mark.type), "I-"
    return read, labels


def learned(examples: Sequence[Example], seed: int = 1) -> Weights:
    """An averaged perceptron: weights move where a label is wrong, and what counts is their mean over time."""
    of_words, of_labels = np.zeros((2, ROWS, 5)), np.zeros((2, 5, 5))
    order, time = np.random.default_rng(seed), 1
    for _ in range(ROUNDS):
        for number in order.permutation(len(examples)):
            read, labels = examples[number]
            time = _learn(read, labels, of_words, of_labels, time)
    means = (of_words[0] - of_words[1] / time, of_labels[0] - of_labels[1] / time)
    scale = LARGEST / max(np.abs(one).max() for one in means)
    return Weights(*(np.rint(one * scale).astype(np.float32) for one in means))


def _learn(
    read: Tokens, labels: list[int], of_words: NDArray[np.float64], of_labels: NDArray[np.float64], time: int
) -> int:
    before = OUTSIDE
    barred = np.where(tagger.IMPOSSIBLE, -np.inf, 0.0)
    for rows, right in zip(read.rows, labels, strict=True):
        said = int(np.argmax(of_words[0, rows].sum(axis=0) + of_labels[0, before] + barred[before]))
        if said != right:
            for label, step in ((right, 1.0), (said, -1.0)):
                of_words[0, rows, label] += step
                of_words[1, rows, label] += step * time
                of_labels[0, before, label] += step
                of_labels[1, before, label] += step * time
        before, time = said, time + 1
    return time


def material(folder: Path) -> list[tuple[Source, str, list[Mark], list[Mark], Example]]:
    """The development texts with their marks, the dictionary's finds, and both as an example."""
    known, gold, all_texts = dictionary(folder), marks(), texts(folder)
    part = sources("dev")
    done = []
    for one, found in zip(part, mentions([all_texts[one.number] for one in part], known), strict=True):
        finds = [Mark(m.start, m.end, str(m.type), str(m.asked), m.concept) for m in found]
        text = all_texts[one.number]
        done.append((one, text, gold[one.number], finds, example(one.kind, text, finds, gold[one.number])))
    return done


def tried(done: Sequence[tuple[Source, str, list[Mark], list[Mark], Example]]) -> list[Judged]:
    """Every text read by what the texts of the other parts taught."""
    parts = np.random.default_rng(3).permutation(len(done)) % PARTS
    judged = []
    for part in range(PARTS):
        by = learned([one[-1] for one, its in zip(done, parts, strict=True) if its != part])
        for (source, text, marked, finds, _), its in zip(done, parts, strict=True):
            if its == part:
                seen = [(one.start, one.end, ConceptType(one.type)) for one in finds]
                begin = own_title(source.kind, text)
                tagged = tagger.tag(text, seen, taught=source.kind != "ad", by=by)
                found = [Mark(start, end, str(type), "-", "-") for start, end, type in tagged]
                judged.append(Judged(source, text, marked, [one for one in found if one.start >= begin]))
    return judged


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="write the weights instead of trying")
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    asked = arguments.parse_args()
    done = material(asked.data)
    if asked.write:
        made = learned([one[-1] for one in done])
        rows = np.flatnonzero(made.of_words.any(axis=1)).astype(np.int32)
        of_words, of_labels = made.of_words[rows].astype(np.int16), made.of_labels.astype(np.int16)
        np.savez_compressed(TARGET, rows=rows, of_words=of_words, of_labels=of_labels)
        return
    judged = tried(done)
    for type in ("skill", "trait"):
        for right in (exact, overlap):
            s = score(judged, type, right)
            limits = f"({s.low:.3f}–{s.high:.3f})"
            print(f"{type} {right.__name__}: P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f} {limits}")


if __name__ == "__main__":
    main()
