"""Gap: what employers ask for and no education here teaches, and what is taught and nobody asks for.

Each row carries the lines of text that it rests on, so that a planner can read them and disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from malbild.analysis.skills.demand import shares
from malbild.vocabulary.matching import DemandShare, Gap, Line
from malbild.vocabulary.skill import Asking, ConceptType, Mention

_LINES = 3
_AROUND = 70


@dataclass
class Named:
    """The texts that name each concept, and a line from the first of them."""

    texts: int = 0
    count: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))

    def add(self, id: str, text: str, mentions: Iterable[Mention]) -> None:
        """Count a text once for each concept it names."""
        self.texts += 1
        for concept, mention in {one.concept: one for one in mentions}.items():
            self.count[concept] += 1
            if len(self.lines[concept]) < _LINES:
                self.lines[concept].append(Line(id, around(text, mention.start, mention.end)))


def around(text: str, start: int, end: int) -> str:
    """The words around a place in a text, on one line."""
    first, last = max(0, start - _AROUND), end + _AROUND
    words = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{words}{' …' if last < len(text) else ''}"


def asked_for(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that an employer asks for or counts as a merit."""
    return [one for one in mentions if one.asked is not Asking.MENTIONED]


def gaps(
    asked: Named, taught: Named, labels: Mapping[str, tuple[str, ConceptType]], types: Sequence[ConceptType]
) -> list[Gap]:
    """Both sides of every concept that enough advertisements ask for or any education teaches, largest demand first.

    `labels` holds the name and type of every concept of the dictionary; only those of the `types` are told.
    """
    concepts = sorted(one for one in {*asked.count, *taught.count} if labels[one][1] in types)
    counts = np.array([asked.count.get(one, 0) for one in concepts], dtype=np.int64)
    return [
        _gap(one, asked, taught, labels[one.concept])
        for one in shares(concepts, counts, asked.texts, len(labels))
        if one.asking is not None or one.concept in taught.count
    ]


def _gap(demand: DemandShare, asked: Named, taught: Named, named: tuple[str, ConceptType]) -> Gap:
    concept, (label, type) = demand.concept, named
    teaching = taught.count.get(concept, 0)
    kinds = {(True, False): "asked_not_taught", (False, True): "taught_not_asked", (True, True): "asked_and_taught"}
    is_asked = demand.asking is not None or asked.count.get(concept, 0) > 0
    return Gap(
        concept, label, type, kinds[is_asked, teaching > 0], demand, teaching,
        tuple(asked.lines.get(concept, ())), tuple(taught.lines.get(concept, ())),
    )  # fmt: skip
