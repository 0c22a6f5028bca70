"""How well does the linker find what people have linked? `python -m tests.calibration.skills_linking` prints it.

MELO, its Swedish part: 2,882 occupation names of Arbetsförmedlingen to 7,506 Swedish names of ESCO, the mean of 1 /
rank of the best right name, ties sharing their ranks. Its annotations are read here and nowhere else. ESCO to JobTech:
one in five of the ESCO skills of the official mapping is kept aside, the rest is what the linker knows.
"""

import hashlib
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from malbild.analysis.skills.evidence import Meaning
from malbild.analysis.skills.linking import Knowledge, link
from malbild.pipeline.meaning import reader
from malbild.pipeline.skills import knowledge
from malbild.sources.jobtech import archive, taxonomy

MAPPING = Path("skills", "crosswalk", "se_skills_esco_jobtech.tsv")
SKILLS = Path("jobs_taxonomy", "jobtech_taxonomy", "skills.json")
MELO = Path("skills", "melo")


@dataclass(frozen=True)
class Outcome:
    """Mean reciprocal rank, and the shares whose first and whose first ten hold a right one."""

    names: int
    mrr: float
    first: float
    ten: float
    exact_first: float = float("nan")


def melo(folder: Path, known: Knowledge) -> Outcome:
    queries = archive.rows(folder / MELO / "swe_q_sv_c_sv_queries.tsv", "\t")
    elements = archive.rows(folder / MELO / "swe_q_sv_c_sv_corpus_elements.tsv", "\t")
    right = defaultdict(set)
    for query, _, element, _ in archive.rows(folder / MELO / "swe_q_sv_c_sv_annotations.tsv", "\t"):
        right[query].add(element)
    ranks = [
        _rank([elements[one.place][0] for one in ranked], [one.confidence for one in ranked], right[id])
        for (id, _), ranked in zip(queries, _all([q for _, q in queries], [e for _, e in elements], known), strict=True)
    ]
    return _outcome(ranks)


def _all(names, candidates, known, meaning=None):  # type: ignore[no-untyped-def]
    return link(names, candidates, known, most=len(candidates), meaning=meaning)


def _rank(ids: list[str], scores: list[float], right: set[str]) -> float:
    """The rank of the best right one; those with the same score share their ranks."""
    values = np.array(scores)
    best = max(score for id, score in zip(ids, scores, strict=True) if id in right)
    return float((values > best).sum() + ((values == best).sum() + 1) / 2)


def _outcome(ranks: list[float], exact: float = float("nan")) -> Outcome:
    found = np.array(ranks)
    return Outcome(
        len(ranks), float((1 / found).mean()), float((found <= 1).mean()), float((found <= 10).mean()), exact
    )


def kept_aside(folder: Path, meaning: Meaning | None = None) -> Outcome:
    mapped = taxonomy.mapping(folder / MAPPING)
    aside = {one.esco for one in mapped if int(hashlib.md5(one.esco.encode()).hexdigest(), 16) % 5 == 0}
    labels = {one.concept: one.label for one in taxonomy.skills(folder / SKILLS)}
    labels |= {one.jobtech: one.jobtech_label for one in mapped if one.jobtech not in labels}
    names = {one.esco: one.esco_label for one in mapped if one.esco in aside}
    right, exact = defaultdict(set), defaultdict(set)
    for one in mapped:
        right[one.esco].add(one.jobtech)
        if one.relation == "exact":
            exact[one.esco].add(one.jobtech)
    known = Knowledge([(one.esco_label, one.jobtech_label) for one in mapped if one.esco not in aside])
    ids = list(labels)
    found = _all(list(names.values()), list(labels.values()), known, meaning)
    ranks = [
        _rank([ids[c.place] for c in ranked], [c.confidence for c in ranked], right[esco])
        for esco, ranked in zip(names, found, strict=True)
    ]
    firsts = [ids[ranked[0].place] in exact[esco] for esco, ranked in zip(names, found, strict=True) if exact[esco]]
    return _outcome(ranks, float(np.mean(firsts)))


def main(folder: Path) -> None:
    print("MELO sv-sv, names alone   ", melo(folder, Knowledge()))
    print("MELO sv-sv, official keys ", melo(folder, knowledge(folder)))
    print("ESCO to JobTech, kept aside", kept_aside(folder))
    print("the same, with the model of meaning", kept_aside(folder, reader(lambda labels: print(labels, "to read"))))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
