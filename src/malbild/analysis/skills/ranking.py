"""Ranking: which educations fit an occupation, and which occupations an education, by what is asked for and taught.

Each side is a row of weights over concepts, rare ones weighing more; the fit is the cosine of two rows. Rows with
fewer than three concepts in common are not ranked: one word that both use says nothing of an education.
"""

from collections.abc import Mapping, Sequence
from math import log, sqrt

from malbild.vocabulary.matching import Ranked

Weights = Mapping[str, Mapping[str, float]]
"""id → concept → weight: a share of advertisements, or how many of an education's texts name it."""

_SHOWN = 5
LEAST_IN_COMMON = 3


def ranked(
    weights: Mapping[str, float], others: Weights, names: Mapping[str, str], most: int = 10
) -> tuple[Ranked, ...]:
    """The others that fit best, with the concepts in common that weigh most.

    >>> asked = {"a": 1, "b": 1, "c": 1, "d": 1}
    >>> ranked(asked, {"x": {"a": 1, "b": 1, "c": 1}, "y": {"d": 1}}, {"x": "X", "y": "Y"})
    (Ranked(id='x', name='X', fit=0.866, concepts=('a', 'b', 'c')),)
    """
    rare = _rarity(others)
    rarest = log(1 + len(others))
    own = {one: weight * rare.get(one, rarest) for one, weight in weights.items()}
    near = {id: other for id, other in others.items() if len(own.keys() & other.keys()) >= LEAST_IN_COMMON}
    found = [_one(own, id, other, names[id], rare) for id, other in near.items()]
    return tuple(sorted(found, key=lambda one: (-one.fit, one.name, one.id))[:most])


def _one(own: Mapping[str, float], id: str, other: Mapping[str, float], name: str, rare: Mapping[str, float]) -> Ranked:
    theirs = {one: weight * rare[one] for one, weight in other.items()}
    common: Sequence[str] = sorted(own.keys() & theirs.keys(), key=lambda one: (-own[one] * theirs[one], one))
    both = sum(own[one] * theirs[one] for one in common)
    size = sqrt(sum(one * one for one in own.values()) * sum(one * one for one in theirs.values()))
    return Ranked(id, name, round(both / size, 3) if size else 0.0, tuple(common[:_SHOWN]))


def _rarity(rows: Weights) -> dict[str, float]:
    """log(1 + all / those that have it): what everybody has tells little."""
    having: dict[str, int] = {}
    for row in rows.values():
        for concept in row:
            having[concept] = having.get(concept, 0) + 1
    return {concept: log(1 + len(rows) / count) for concept, count in having.items()}
