"""Skills: from files of advertisements, courses and vocabularies to what was found in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from malbild.analysis.skills import asking
from malbild.analysis.skills.demand import LEAST_ADVERTISEMENTS
from malbild.analysis.skills.dictionary import Dictionary, compiled, house_terms
from malbild.analysis.skills.evidence import Meaning
from malbild.analysis.skills.gap import Named, asked_for, gaps
from malbild.analysis.skills.linking import Candidate, Knowledge, link
from malbild.analysis.skills.markup import Readable, readable
from malbild.analysis.skills.matcher import find
from malbild.analysis.skills.tagger import tag
from malbild.sources.jobtech import advertisements, archive, taxonomy
from malbild.sources.skolverket import courses
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.matching import Gap, Input
from malbild.vocabulary.skill import Advertisement, Asking, ConceptType, CourseText, Mention
from malbild.vocabulary.swedish_areas import COUNTIES, NATION

_BATCH = 200
_TAXONOMY = Path("jobs_taxonomy", "jobtech_taxonomy")
_VOCABULARY = Path("skills", "ontology")
_CROSSWALK = Path("skills", "crosswalk")
_OLD_IDS = Path("skills", "legacy_ids")
_OLD_NAMES = Path("jobs_taxonomy", "occupation_keys")
_ADVERTISEMENTS = Path("skills", "ads", "jobsearch_ads.jsonl")
_UPPER_SECONDARY = Path("skills", "courses", "gymnasium_courses.jsonl")
_COLLEGES = Path("education", "se_yrkeshogskola_applications_2024", "resultat-ansokningsomgang-2024.xlsx")


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
        *taxonomy.older_skills(folder / _OLD_IDS),
        *taxonomy.keywords(folder / _TAXONOMY / "keyword-concepts-with-relations.json"),
        *taxonomy.languages(folder / _TAXONOMY / "languages.json"),
        *house_terms(),
    ])  # fmt: skip


def old_occupations(folder: Path) -> dict[str, str]:
    """SSYK 2012 of every occupation that an advertisement may name, by its number or its concept, old ones too."""
    return taxonomy.ssyk_codes(folder / _OLD_IDS, folder / _TAXONOMY / "the-ssyk-hierarchy-with-occupations.json")


def extract(source: Path, target: Path, folder: Path, *, learned: bool = False) -> Extracted:
    """Write what each advertisement mentions, one JSON line for each; a broken line is told and the rest goes on.

    learned   read sentences with the tagger, which also tells skills and traits that no vocabulary has
    """
    done, known, old = Extracted(), dictionary(folder), old_occupations(folder)
    found_in = read if learned else mentions
    unfinished = target.with_name(target.name + ".part")
    with unfinished.open("wb") as lines:
        for batch in _batches(source, old, done):
            found = found_in([one.text for one in batch], known)
            for one, mentioned in zip(batch, found, strict=True):
                lines.write(msgspec.json.encode({"id": one.id, "mentions": mentioned}) + b"\n")
                done.mentions += len(mentioned)
            done.advertisements += len(batch)
    unfinished.replace(target)
    return done


def extract_courses(source: Path, target: Path, folder: Path, *, learned: bool = False) -> Extracted:
    """Write what each education of a file mentions, one JSON line for each (sources/skolverket/courses.py: read)."""
    taught, known, done = courses.read(source), dictionary(folder), Extracted()
    texts = [one.text for one in taught]
    found = read(texts, known, taught=True) if learned else mentions(texts, known)
    unfinished = target.with_name(target.name + ".part")
    with unfinished.open("wb") as lines:
        for one, mentioned in zip(taught, found, strict=True):
            lines.write(msgspec.json.encode({"id": one.id, "name": one.name, "mentions": mentioned}) + b"\n")
    unfinished.replace(target)
    done.advertisements, done.mentions = len(taught), sum(map(len, found))
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
    plain = [readable(one) for one in texts]
    spans, readings = find([one.text for one in plain], known), [asking.read(one.text) for one in plain]
    found: list[list[Mention]] = [[] for _ in texts]
    columns = (spans.text.tolist(), spans.start.tolist(), spans.end.tolist(), spans.pattern.tolist())
    for number, start, end, pattern in zip(*columns, strict=True):
        term, (first, last) = known.terms[pattern], plain[number].given(start, end)
        asked = readings[number].at(start)
        found[number].append(Mention(first, last, texts[number][first:last], term.concept, term.type, asked))
    return found


def read(texts: list[str], known: Dictionary, *, taught: bool = False) -> list[list[Mention]]:
    """What each text mentions when it is read and not only looked through: skills and traits that no vocabulary has are
    found too, with an empty concept, and words that only look like one are passed over (analysis/skills/tagger.py).

    `taught` tells that the texts say what educations teach; else they are advertisements.
    """
    plain = [readable(one) for one in texts]
    looked_up = mentions([one.text for one in plain], known)
    return [
        [_as_given(one, shown, text) for one in _sifted(shown.text, found, taught)]
        for text, shown, found in zip(texts, plain, looked_up, strict=True)
    ]


def _sifted(text: str, found: list[Mention], taught: bool) -> list[Mention]:
    """The occupations that were looked up, and the skills and traits that the tagger tells."""
    occupations = [one for one in found if one.type is ConceptType.OCCUPATION]
    askings = asking.read(text)
    mentioned = [replace(one, asked=Asking.ASKED) if asking.is_sought(text, one.start) else one for one in occupations]
    for start, end, type in tag(text, [(one.start, one.end, one.type) for one in found], taught=taught):
        if not any(start < one.end and one.start < end for one in occupations):
            concept = _concept(start, end, type, found)
            mentioned.append(Mention(start, end, text[start:end], concept, type, askings.at(start)))
    if taught:  # an education demands nothing of its pupils in what it teaches
        mentioned = [replace(one, asked=Asking.MENTIONED) for one in mentioned]
    return sorted(mentioned, key=lambda one: one.start)


def _as_given(one: Mention, shown: Readable, text: str) -> Mention:
    start, end = shown.given(one.start, one.end)
    return replace(one, start=start, end=end, text=text[start:end])


def _concept(start: int, end: int, type: ConceptType, found: list[Mention]) -> str:
    """The concept of the longest name that stands within the words: of the same, or of something broader."""
    within = [one for one in found if start <= one.start and one.end <= end and one.type is type]
    return max(within, key=lambda one: one.end - one.start).concept if within else ""


@dataclass(frozen=True)
class GapTable:
    """The gap of a region, and what it rests on.

    basis      code of the area whose advertisements are counted: the region's, or the nation's where it has too few
    """

    region: str
    basis: str
    advertisements_region: int
    advertisements_basis: int
    educations: int
    dictionary: str
    inputs: tuple[Input, ...]
    rows: tuple[Gap, ...]
    findings: tuple[Finding, ...] = ()


def gap(region: str, folder: Path, types: tuple[ConceptType, ...] = (ConceptType.SKILL,)) -> GapTable:
    """What employers ask for and no education teaches, and the other way round, in a county by its code.

    Where the county has fewer advertisements than a share can rest on, the nation's are counted, and the table says so.
    """
    known = dictionary(folder)
    everywhere, findings = advertisements_of(folder)
    here = [one for one in everywhere if one.region == region]
    basis, counted = (region, here) if len(here) >= LEAST_ADVERTISEMENTS else (NATION[0], everywhere)
    taught = courses_of(folder, region)
    labels = {one.concept: (one.label, one.type) for one in known.terms}
    return GapTable(
        region, basis, len(here), len(counted), len(taught), known.version, inputs(len(everywhere), taught),
        tuple(gaps(_asked(counted, known), _taught(taught, known), labels, types)), tuple(findings),
    )  # fmt: skip


def _asked(counted: list[Advertisement], known: Dictionary) -> Named:
    named = Named()
    for one, found in zip(counted, mentions([one.text for one in counted], known), strict=True):
        named.add(one.id, one.text, asked_for(found))
    return named


def _taught(taught: list[CourseText], known: Dictionary) -> Named:
    named = Named()
    for one, found in zip(taught, mentions([one.text for one in taught], known), strict=True):
        named.add(one.id, one.text, found)
    return named


def advertisements_of(folder: Path) -> tuple[list[Advertisement], list[Finding]]:
    """The advertisements of a folder of data, and what was wrong in their file."""
    done = Extracted()
    found = [one for batch in _batches(folder / _ADVERTISEMENTS, old_occupations(folder), done) for one in batch]
    return found, done.findings


def courses_of(folder: Path, region: str) -> list[CourseText]:
    """What is taught in a county: the nation's upper-secondary courses, and its vocational colleges' programmes."""
    return [
        *courses.upper_secondary(archive.content(folder / _UPPER_SECONDARY), str(_UPPER_SECONDARY)),
        *courses.vocational_colleges(archive.content(folder / _COLLEGES), short_name(region)),
    ]


def short_name(region: str) -> str:
    """A county's name as the publishers of education write it, without "län"."""
    return dict(COUNTIES)[region].removesuffix(" län").removesuffix("s")


def inputs(ads: int, taught: list[CourseText]) -> tuple[Input, ...]:
    """What the gap rests on: so many advertisements, and the texts of education."""
    colleges = sum(one.publisher == "MYH" for one in taught)
    return (
        Input("Arbetsförmedlingen: platsannonser (JobSearch)", ads, "öppna data; filen bär ingen licens"),
        Input("Skolverket: gymnasiekurser", len(taught) - colleges, "offentlig handling"),
        Input("MYH: beviljade yrkeshögskoleutbildningar i länet", colleges, "offentlig handling"),
    )


def knowledge(folder: Path) -> Knowledge:
    """What the vocabularies of a folder know about names: links people have made, and the official key of groups."""
    mapped = taxonomy.mapping(folder / _CROSSWALK / "se_skills_esco_jobtech.tsv")
    linked = [(one.esco_label, one.jobtech_label) for one in mapped]
    isco = taxonomy.isco_groups(folder / _TAXONOMY / "ssyk-level-4-with-related-isco-level-4-groups.json")
    names = taxonomy.occupation_codes(
        folder / _TAXONOMY / "the-ssyk-hierarchy-with-occupations.json", folder / _OLD_NAMES
    )
    groups = {name: isco.get(code, []) for name, code in names.items()}
    return Knowledge([*linked, *((jobtech, esco) for esco, jobtech in linked)], groups)


def link_files(
    queries: Path, candidates: Path, target: Path, known: Knowledge, most: int = 10, meaning: Meaning | None = None
) -> int:
    """Write the likeliest candidates of each name of a file, one line for each candidate; how many names there were.

    Both files are TSV with id and label; the answer is TSV with query id, candidate id, rank and confidence.
    """
    asked, offered = archive.labels(queries), archive.labels(candidates)
    names, labels = ([label for _, label in some] for some in (asked, offered))
    found = link(names, labels, known, most=most, meaning=meaning)
    lines = [line for (id, _), ranked in zip(asked, found, strict=True) for line in _answer(id, ranked, offered)]
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(target)
    return len(asked)


def _answer(id: str, ranked: list[Candidate], offered: list[tuple[str, str]]) -> Iterator[str]:
    for rank, one in enumerate(ranked, 1):
        yield f"{id}\t{offered[one.place][0]}\t{rank}\t{one.confidence:.4f}\n"
