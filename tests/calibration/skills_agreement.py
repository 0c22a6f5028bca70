"""How alike did the two annotators mark? `python -m tests.calibration.skills_agreement` prints it.

F1 of two annotators is the share of all their marks that the other made too. Kappa is Cohen's: the agreement beyond
what their own shares would give by chance. Tokens are runs of letters, digits and hyphens.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.calibration.skills_labelled import KINDS, exact, overlap
from tests.labelled_set import Mark, marks, sources, texts

TYPES = ("occupation", "skill", "trait", "education")
TOKEN = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Two:
    """One text as two have marked it."""

    text: str
    one: list[Mark]
    other: list[Mark]

    def of(self, type: str) -> "Two":
        return Two(self.text, [m for m in self.one if m.type == type], [m for m in self.other if m.type == type])


def f1(two: Sequence[Two], alike: Callable[[Mark, Mark], bool]) -> float:
    both = sum(
        sum(any(alike(mark, mate) for mate in mates) for mark in own)
        for each in two
        for own, mates in ((each.one, each.other), (each.other, each.one))
    )
    return both / max(1, sum(len(each.one) + len(each.other) for each in two))


def agreed(two: Sequence[Two]) -> list[tuple[Mark, Mark]]:
    """The marks of the same span and type, the one's beside the other's."""
    return [(mark, mate) for each in two for mark in each.one for mate in each.other if exact(mark, mate)]


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa; not a number where both always say the same one thing."""
    number, one, other = len(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[value] * other[value] for value in one) / number**2 if number else 1.0
    return (sum(a == b for a, b in pairs) / number - chance) / (1 - chance) if chance < 1 else float("nan")


def tokens(two: Sequence[Two]) -> list[tuple[str, str]]:
    """The type in which either has marked each token; "" where not at all."""
    return [(_type(token, each.one), _type(token, each.other)) for each in two for token in TOKEN.finditer(each.text)]


def _type(token: re.Match[str], made: Sequence[Mark]) -> str:
    return next((mark.type for mark in made if mark.start < token.end() and token.start() < mark.end), "")


def concepts(pairs: Sequence[tuple[Mark, Mark]]) -> tuple[float, float, int]:
    """The share of spans with the same concept or both none; that share where both name one; how many these are."""
    both = [(a.concept, b.concept) for a, b in pairs if a.type != "education"]
    named = [(a, b) for a, b in both if "-" not in (a, b)]
    return _share(both), _share(named), len(named)


def _share(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else float("nan")


def compare(folder: Path, one: str, other: str) -> None:
    words, first, second = texts(folder), marks(one), marks(other)
    print(f"\n{one} and {other}")
    for name, kinds in KINDS.items():
        two = [Two(words[s.number], first[s.number], second[s.number]) for s in sources() if s.kind in kinds]
        for type in TYPES:
            print(f"{name:8} {type:11} {_told([each.of(type) for each in two])}")
        print(f"{name:8} {'together':11} {_told(two)}; type per token: kappa {kappa(tokens(two)):.3f}")


def _told(two: Sequence[Two]) -> str:
    same = agreed(two)
    asking = [(a.asking, b.asking) for a, b in same]
    every, both, named = concepts(same)
    return (
        f"{sum(len(each.one) for each in two):5} {sum(len(each.other) for each in two):5}"
        f"  F1 exact {f1(two, exact):.3f} overlap {f1(two, overlap):.3f}; of {len(same)} agreed spans"
        f" asking same {_share(asking):.3f}, kappa {kappa(asking):.3f};"
        f" concept same {every:.3f}, where both name one {both:.3f} ({named})"
    )


if __name__ == "__main__":
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    compare(data, "annotator-a.tsv", "annotator-b.tsv")
    compare(data, "annotator-a.tsv", "marks.tsv")
    compare(data, "annotator-b.tsv", "marks.tsv")
