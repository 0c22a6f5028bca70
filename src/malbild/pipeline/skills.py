"""Skills: from files of advertisements, courses and vocabularies to what was found in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from malbild.analysis.skills import asking
from malbild.analysis.skills.dictionary import Dictionary, compiled
from malbild.analysis.skills.matcher import find
from malbild.sources.jobtech import advertisements, archive, taxonomy
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.skill import Advertisement, Mention

_BATCH = 200
_TAXONOMY = Path("jobs_taxonomy", "jobtech_taxonomy")
_VOCABULARY = Path("skills", "ontology")
_CROSSWALK = Path("skills", "crosswalk")
_OLD_IDS = Path("skills", "legacy_ids")


@dataclass
class Extracted:
    """What an extraction did: advertisements written, mentions found, lines left out, and everything told."""

    advertisements: int = 0
    mentions: int = 0
    left_out: int = 0
    findings: list[Finding] = field(default_factory=list)


def dictionary(folder: Path) -> Dictionary:
    """The dictionary of all vocabularies in a folder of data. The taxonomy's own terms go before ESCO's."""
    mapped = taxonomy.mapping(folder / _CROSSWALK / "se_skills_esco_jobtech.tsv")
    return compiled([
        *taxonomy.skills(folder / _TAXONOMY / "skills.json"),
        *taxonomy.occupations(folder / _TAXONOMY / "the-ssyk-hierarchy-with-occupations.json"),
        *taxonomy.vocabulary(folder / _VOCABULARY),
        *taxonomy.esco_skills(mapped),
        *taxonomy.esco_occupations(folder / _CROSSWALK / "se_occupations_esco.csv"),
    ])  # fmt: skip


def old_occupations(folder: Path) -> dict[str, str]:
    """The occupation numbers of older advertisements and their codes in SSYK 2012."""
    return dict(archive.json(folder / _OLD_IDS / "occId_2_ssyk2012.json"))


def extract(source: Path, target: Path, folder: Path) -> Extracted:
    """Write what each advertisement mentions, one JSON line for each; a broken line is told and the rest goes on."""
    done, known, old = Extracted(), dictionary(folder), old_occupations(folder)
    unfinished = target.with_name(target.name + ".part")
    with unfinished.open("wb") as lines:
        for batch in _batches(source, old, done):
            found = mentions([one.text for one in batch], known)
            for one, mentioned in zip(batch, found, strict=True):
                lines.write(msgspec.json.encode({"id": one.id, "mentions": mentioned}) + b"\n")
                done.mentions += len(mentioned)
            done.advertisements += len(batch)
    unfinished.replace(target)
    return done


def _batches(source: Path, old: dict[str, str], done: Extracted) -> Iterator[list[Advertisement]]:
    batch: list[Advertisement] = []
    for one, findings in advertisements.read(source, old):
        done.findings += findings
        if one is None:
            done.left_out += 1
            continue
        batch.append(one)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def mentions(texts: list[str], known: Dictionary) -> list[list[Mention]]:
    """What each text mentions, in order, and whether it is asked for."""
    spans, readings = find(texts, known), [asking.read(one) for one in texts]
    found: list[list[Mention]] = [[] for _ in texts]
    columns = (spans.text.tolist(), spans.start.tolist(), spans.end.tolist(), spans.pattern.tolist())
    for number, start, end, pattern in zip(*columns, strict=True):
        term, words = known.terms[pattern], texts[number][start:end]
        asked = readings[number].at(start)
        found[number].append(Mention(start, end, words, term.concept, term.type, asked))
    return found
