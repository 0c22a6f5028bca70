"""How much of what people marked does the extraction find? `python -m tests.calibration.skills_labelled dev` prints it.

`dev` is for developing: it shows the most frequent errors too. The tagger of skills and traits learned from it, so that
its scores there say nothing: `python -m tests.calibration.skills_tagger` has those of texts it did not learn from.
`test` is for judging: totals only, unless `--errors` is given, and whoever has read those errors can no longer judge.

A find is right when it has a mark's type and, *exact*, its very characters or, *overlap*, one character in common.
F1 is the harmonic mean of precision and recall. Limits: 90 per cent, texts drawn anew.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from malbild.pipeline.skills import dictionary, read
from malbild.vocabulary.skill import ConceptType
from tests.labelled_set import Mark, Source, marks, own_title, sources, texts

TYPES = [str(one) for one in ConceptType]
KINDS = {"all": ("ad", "gymnasium", "university"), "ads": ("ad",), "courses": ("gymnasium", "university")}
DRAWS = 1000
SHOWN = 25

Right = Callable[[Mark, Mark], bool]


@dataclass(frozen=True)
class Judged:
    """A text with what people marked and what was found, both without the types that no one looks for."""

    source: Source
    text: str
    marked: list[Mark]
    found: list[Mark]


def exact(one: Mark, other: Mark) -> bool:
    return (one.start, one.end, one.type) == (other.start, other.end, other.type)


def overlap(one: Mark, other: Mark) -> bool:
    return one.type == other.type and one.start < other.end and other.start < one.end


@dataclass(frozen=True)
class Score:
    """Precision, recall, F1, and the limits between which F1 lies when the texts are drawn anew."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


def score(judged: Sequence[Judged], type: str, right: Right) -> Score:
    """The score of one type; what would be a share of nothing is not a number."""
    counts = np.array([_counts(one, type, right) for one in judged], dtype=float)
    drawn = np.random.default_rng(4).integers(len(counts), size=(DRAWS, len(counts)))
    _, _, again = _of(counts[drawn].sum(axis=1))
    low, high = np.quantile(again[~np.isnan(again)], [0.05, 0.95]) if (~np.isnan(again)).any() else (np.nan, np.nan)
    precision, recall, f1 = _of(counts.sum(axis=0))
    return Score(float(precision), float(recall), float(f1), float(low), float(high))


def _counts(one: Judged, type: str, right: Right) -> tuple[int, int, int, int]:
    """Found and right, found, marked and found again, marked."""
    found = [mark for mark in one.found if mark.type == type]
    marked = [mark for mark in one.marked if mark.type == type]
    return (
        sum(any(right(mark, other) for other in marked) for mark in found), len(found),
        sum(any(right(mark, other) for other in found) for mark in marked), len(marked),
    )  # fmt: skip


def _of(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Precision, recall and F1 of the counts in the last dimension; not a number where there is nothing."""
    with np.errstate(invalid="ignore"):
        precision, recall = counts[..., 0] / counts[..., 1], counts[..., 2] / counts[..., 3]
        both = precision + recall
        return precision, recall, np.where(both == 0, 0.0, 2 * precision * recall / both)


def pairs(judged: Iterable[Judged], right: Right) -> Iterator[tuple[Mark, Mark]]:
    """Each mark with the first find that is right of it."""
    for one in judged:
        for mark in one.marked:
            again = next((other for other in one.found if right(mark, other)), None)
            if again:
                yield mark, again


def same(found: Iterable[tuple[Mark, Mark]], what: Callable[[Mark], str]) -> str:
    """The share of pairs that say the same, and how many they are."""
    agreeing = [what(one) == what(other) for one, other in found]
    return f"{np.mean(agreeing):.3f} of {len(agreeing)}" if agreeing else "none"


def judge(folder: Path, split: str) -> tuple[list[Judged], Mapping[str, str]]:
    """The texts of a part with their marks and finds, and the label of every concept."""
    known, gold, all_texts = dictionary(folder), marks(), texts(folder)
    part = sources(split)
    judged = []
    for one in part:
        text = all_texts[one.number]
        (found,) = read([text], known, taught=one.kind != "ad")
        begin = own_title(one.kind, text)
        finds = [Mark(m.start, m.end, str(m.type), str(m.asked), m.concept or "-") for m in found if m.start >= begin]
        judged.append(Judged(one, text, [mark for mark in gold[one.number] if mark.type in TYPES], finds))
    return judged, {term.concept: term.label.casefold() for term in known.terms}


def errors(judged: Iterable[Judged]) -> Iterator[tuple[str, str, str]]:
    """Every error as its kind, its type, and its words (marked | found where only the limits are other)."""
    for one in judged:
        for mark in one.found:
            if not any(overlap(mark, other) for other in one.marked):
                kind = "found as another type" if _touched(mark, one.marked) else "found, not marked"
                yield kind, mark.type, _words(one, mark)
        for mark in one.marked:
            again = next((other for other in one.found if overlap(mark, other)), None)
            if again is None:
                kind = "missed: found as another type" if _touched(mark, one.found) else "missed"
                yield kind, mark.type, _words(one, mark)
            elif not any(exact(mark, other) for other in one.found):
                yield "other limits", mark.type, f"{_words(one, mark)} | {_words(one, again)}"


def _touched(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _words(one: Judged, mark: Mark) -> str:
    return one.text[mark.start : mark.end].lower()


def _print_scores(judged: list[Judged], labels: Mapping[str, str]) -> None:
    for name, kinds in KINDS.items():
        part = [one for one in judged if one.source.kind in kinds]
        for type in TYPES:
            marked = sum(mark.type == type for one in part for mark in one.marked)
            found = sum(mark.type == type for one in part for mark in one.found)
            print(f"{name:8} {type:11} marked {marked:5} found {found:5}", end="")
            for right in (exact, overlap):
                s = score(part, type, right)
                print(f"  {right.__name__}: P {s.precision:.3f} R {s.recall:.3f}", end="")
                print(f" F1 {s.f1:.3f} ({s.low:.3f}–{s.high:.3f})", end="")
            print()
        for right in (exact, overlap):
            print(f"{name:8} {right.__name__} spans: asking the same {same(pairs(part, right), lambda m: m.asking)}")
    named = [pair for pair in pairs(judged, exact) if pair[0].concept != "-"]
    print(f"exact spans with a concept: the same {same(named, lambda m: m.concept)};", end=" ")
    print(f"its label the same {same(named, lambda m: labels.get(m.concept, m.concept))}")


def _print_known(judged: list[Judged]) -> None:
    """How often marks with and without a concept are found: a dictionary of the taxonomies knows only the former."""
    for type in TYPES:
        for what, named in (("with a concept", True), ("without a concept", False)):
            part = [(one, m) for one in judged for m in one.marked if m.type == type and (m.concept != "-") == named]
            found = sum(any(overlap(mark, other) for other in one.found) for one, mark in part)
            print(f"marked as {type} {what}: {len(part)}, found (overlap) {found}")


def _print_asking(judged: list[Judged]) -> None:
    for name in ("ads", "courses"):
        part = [one for one in judged if one.source.kind in KINDS[name]]
        said = Counter((mark.type, mark.asking, again.asking) for mark, again in pairs(part, exact))
        for (type, marked, found), number in sorted(said.items()):
            print(f"{name}: {type} marked as {marked}, found as {found}: {number}")


def _print_errors(judged: list[Judged]) -> None:
    told = list(errors(judged))
    for (kind, type), number in sorted(Counter((kind, type) for kind, type, _ in told).items()):
        print(f"\n{kind}, {type}: {number}")
        words = Counter(words for other, its, words in told if (other, its) == (kind, type))
        print("   " + "; ".join(f"{one} ×{times}" if times > 1 else one for one, times in words.most_common(SHOWN)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("split", choices=["dev", "test"], nargs="?", default="dev")
    arguments.add_argument("--errors", action="store_true", help="show the errors of the test part too")
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    asked = arguments.parse_args()
    judged, labels = judge(asked.data, asked.split)
    _print_scores(judged, labels)
    if asked.split == "dev" or asked.errors:
        _print_known(judged)
        _print_asking(judged)
        _print_errors(judged)


if __name__ == "__main__":
    main()
