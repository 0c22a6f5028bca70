"""Skill tables: a county's need, supply, demand and gap, derived from what it has fetched, as tables it may keep."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from malbild.analysis.skills.crosswalk import Crosswalk, circles
from malbild.analysis.skills.demand import LEAST_ADVERTISEMENTS, shares
from malbild.analysis.skills.gap import Named, asked_for, gaps
from malbild.analysis.skills.linking import link
from malbild.analysis.skills.ranking import ranked
from malbild.analysis.skills.volume import Assumptions, balance, growth
from malbild.pipeline import skills
from malbild.pipeline.matching import FOLDER, crosswalk
from malbild.sources.jobtech import archive, taxonomy
from malbild.sources.matching import figures, given, links, official, tables
from malbild.sources.matching.tables import GROUP, LINES, LINKS, OCCUPATION
from malbild.sources.skolverket import courses
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.matching import (
    Balance,
    Code,
    Education,
    Gap,
    Input,
    Link,
    LinkKind,
    OccupationDemand,
    Ranked,
    Review,
    Workforce,
)
from malbild.vocabulary.skill import Advertisement, ConceptType, CourseText
from malbild.vocabulary.swedish_areas import COUNTIES, NATION
from malbild.vocabulary.text import Text

_WORDS_OF_GROUPS = re.compile(r"^(Vidareu|U)tbildning(ar)? (till|inom|för) |s?programmet$", re.IGNORECASE)
_WORK = Path("labour", "se_county_ssyk3_sex_2014_2017")
_EMPLOYED, _AGES = _WORK / "000000NL_10.csv", _WORK / "000000NK_2.csv"
_COMMUTING = Path("labour", "se_county_commuting_share_2023", "NApendling.xlsx")
_COLLEGES = Path("education", "se_yrkeshogskola_applications_2024", "resultat-ansokningsomgang-2024.xlsx")
_SUBJECTS = Path("skills", "courses", "gymnasium_subjects.jsonl")
_HIERARCHY = Path("jobs_taxonomy", "jobtech_taxonomy", "the-ssyk-hierarchy-with-occupations.json")
_SUN_2000 = Path("education", "sun_classification", "suncode-2000.xlsx")
_SUN_2020 = Path("education", "sun_classification", "suncode-2020.xlsx")
_OLD = Path("skills", "legacy_ids", "occId_2_ssyk2012.json")
_MAPPING = Path("skills", "crosswalk", "se_skills_esco_jobtech.tsv")
_KEYWORDS = Path("jobs_taxonomy", "jobtech_taxonomy", "keyword-concepts-with-relations.json")
_FIELDS = Path("jobs_taxonomy", "jobtech_taxonomy", "sun-field-hierarchy.json")
_PROPOSED, _NEAR = 3, 30
_SCB = "CC0 (SCB:s öppna data)"
_TOLD = 60  # how many of the concepts that are taught and not asked for are kept
_ALL = "alla yrken"


@dataclass(frozen=True)
class Derived:
    """The tables of a region, as files by name; `lines` holds others' words and is not for sharing."""

    files: Mapping[str, str]
    lines: str


# ---- from what is fetched to the region's own tables


def derive(county: str, folder: Path) -> Derived:
    """A county's tables of need, supply, demand, gap and proposed links, from a folder of fetched data."""
    names = taxonomy.occupation_groups(folder / _HIERARCHY)
    worked = figures.employed(folder / _EMPLOYED)
    colleges = figures.college_places(folder / _COLLEGES, skills.short_name(county))
    offered = [*colleges, *figures.upper_secondary_programmes()]
    aged, english = figures.ages(folder / _AGES), figures.occupation_names(folder / _EMPLOYED)
    work = workforces(county, worked, aged, names, english)
    read = _Texts.read(county, folder)
    demanded = read.demands()
    told = read.gaps()
    grown = growth(np.array([list(one.values()) for one in worked.values()]))
    coming, going, year = figures.commuting(folder / _COMMUTING, county)
    basis = tables.Basis(
        county, read.basis, len(read.here), len(read.counted), grown.within, grown.counted, grown.pace, coming, going,
        year,
    )  # fmt: skip
    files = {
        "basis.csv": tables.basis_text(basis),
        "educations.csv": tables.educations_text(offered),
        "workforce.csv": tables.workforces_text(work),
        "demand.csv": tables.demands_text(demanded),
        "gaps.csv": tables.gaps_text(told),
        "rankings.csv": tables.rankings_text(read.rankings(demanded)),
        "inputs.csv": tables.inputs_text([*_inputs(read, worked, len(aged), offered)]),
        LINKS: links.links_text([*_proposed(offered, folder, names), *given.ssyk_levels(names)]),
    }
    return Derived(files, tables.lines_text(told))


def whole_crosswalk(folder: Path, region: Path | None = None) -> tuple[Crosswalk, list[Finding]]:
    """Every link that the publishers' files of a folder make, with those of a region; and the circles in it.

    The publishers' own circles are told and stay: who reads them cannot mend them, and the rest is as good as it was.
    """
    own = crosswalk(region / FOLDER).links if region else ()
    suns = {one.origin.code for one in own if one.origin.system == "sun2020"}
    found = (
        *own, *official.sun_versions(folder / _SUN_2000, folder / _SUN_2020),
        *official.sun_fields(suns, folder / _SUN_2020), *official.occupations(folder / _HIERARCHY, folder / _OLD),
        *official.skills(folder / _MAPPING), *official.search_words(folder / _KEYWORDS, folder / _FIELDS),
        *(() if own else given.ssyk_levels(taxonomy.occupation_groups(folder / _HIERARCHY))),
    )  # fmt: skip
    return Crosswalk(found), circles(found)


def needs(county: str, folder: Path) -> list[tuple[Workforce, Balance]]:
    """A county's groups of occupations with their need, the largest first; nothing where the figures are not there."""
    if not archive.is_there(folder / _EMPLOYED):
        return []
    worked, names = figures.employed(folder / _EMPLOYED), taxonomy.occupation_groups(folder / _HIERARCHY)
    english = figures.occupation_names(folder / _EMPLOYED)
    coming, going, _ = figures.commuting(folder / _COMMUTING, county)
    given_by = Assumptions(commuting_in=coming, commuting_out=going)
    grown = growth(np.array([list(one.values()) for one in worked.values()]))
    found = workforces(county, worked, figures.ages(folder / _AGES), names, english)
    pairs = [(one, balance(one, grown, given_by)) for one in found]
    return sorted(pairs, key=lambda pair: (-pair[1].retiring.middle, pair[0].occupation))


def workforces(
    county: str, worked: figures.Employed, aged: figures.Ages, names: Mapping[str, str], english: Mapping[str, str]
) -> list[Workforce]:
    """Who works in each group of occupations in a county; groups that no name is known of are left out.

    Groups with fewer than five at work in the last year are left out: a number so small may tell of a person.
    """
    region, found = figures.larger_region(county), []
    for (where, code), years in sorted(worked.items()):
        last = years[max(years)]
        if where != county or code not in names or last < 5 or (region, code) not in aged:
            continue
        regions = np.array([_older(one) for (_, other), one in aged.items() if other == code and one[0] >= 50])
        spread = regions.std(axis=0, ddof=1) if len(regions) > 1 else np.full(3, 0.05)
        found.append(
            Workforce(
                Code(GROUP, code), Text(names[code], english[code]), tuple(sorted(years.items())),
                _older(aged[region, code]), (float(spread[0]), float(spread[1]), float(spread[2])),
            )
        )  # fmt: skip
    return found


def _older(counted: tuple[float, float, float, float]) -> tuple[float, float, float]:
    everybody = max(counted[0], 1)
    return counted[1] / everybody, counted[2] / everybody, counted[3] / everybody


@dataclass(frozen=True)
class _Texts:
    """The advertisements and courses of a county, and what each of them names."""

    basis: str
    here: list[Advertisement]
    counted: list[Advertisement]
    taught: list[CourseText]
    asked: list[list[str]]
    named: list[list[str]]
    asked_lines: Named
    taught_lines: Named
    labels: Mapping[str, tuple[str, ConceptType]]
    names: Mapping[str, str]
    subjects: Mapping[str, str]
    everywhere: int

    @classmethod
    def read(cls, county: str, folder: Path) -> "_Texts":
        known = skills.dictionary(folder)
        everywhere, _ = skills.advertisements_of(folder)
        here = [one for one in everywhere if one.region == county]
        enough = len(here) >= LEAST_ADVERTISEMENTS
        counted, taught = (here if enough else everywhere), skills.courses_of(folder, county)
        asked_lines, taught_lines = Named(), Named()
        asked, named = [], []
        for ad, mentions in zip(counted, skills.mentions([one.text for one in counted], known), strict=True):
            kept = asked_for(mentions)
            asked_lines.add(ad.id, ad.text, kept)
            asked.append(sorted({one.concept for one in kept if one.type is ConceptType.SKILL}))
        for course, mentions in zip(taught, skills.mentions([one.text for one in taught], known), strict=True):
            taught_lines.add(course.id, course.text, mentions)
            named.append(sorted({one.concept for one in mentions if one.type is ConceptType.SKILL}))
        return cls(
            county if enough else NATION[0], here, counted, taught, asked, named, asked_lines, taught_lines,
            {one.concept: (one.label, one.type) for one in known.terms},
            taxonomy.occupation_groups(folder / _HIERARCHY),
            courses.subject_names(archive.content(folder / _SUBJECTS)), len(everywhere),
        )  # fmt: skip

    def gaps(self) -> list[Gap]:
        """The gap: all that enough ask for, and of what is taught and not asked for that which most courses name."""
        found = gaps(self.asked_lines, self.taught_lines, self.labels, (ConceptType.SKILL,))
        told = [one for one in found if one.demand.asking is not None]
        rest = [one for one in found if one.demand.asking is None and one.kind == "taught_not_asked"]
        return [*told, *sorted(rest, key=lambda one: (-one.taught, one.concept))[:_TOLD]]

    def demands(self) -> list[OccupationDemand]:
        """What the advertisements of each group of occupations ask for, at one to three digits and of all together.

        Groups with too few advertisements are left out: a page goes to the nearest wider group that is there.
        """
        groups = {ad.occupation[:length] for ad in self.counted for length in range(4)}
        places = {
            code: [place for place, ad in enumerate(self.counted) if ad.occupation.startswith(code)]
            for code in sorted(groups)
        }
        enough = {code: found for code, found in places.items() if len(found) >= LEAST_ADVERTISEMENTS}
        return [self._demand(code, found) for code, found in enough.items()]

    def _demand(self, code: str, places: Sequence[int]) -> OccupationDemand:
        count = Counter(concept for place in places for concept in self.asked[place])
        concepts = sorted(count)
        known = sum(type is ConceptType.SKILL for _, type in self.labels.values())
        found = shares(concepts, np.array([count[one] for one in concepts]), len(places), known)
        told = tuple(one for one in found if one.asking is not None)
        return OccupationDemand(Code(OCCUPATION, code), self.names.get(code, _ALL), len(places), told)

    def rankings(self, demanded: Sequence[OccupationDemand]) -> list[tuple[str, tuple[Ranked, ...]]]:
        """Subjects ranked for each group of occupations, and groups for each such subject."""
        subjects: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for course, named in zip(self.taught, self.named, strict=True):
            if course.publisher == "Skolverket":
                for concept in named:
                    subjects[course.id[:3]][concept] += 1
        groups = {one.occupation.code: {two.concept: two.share or 0.0 for two in one.shares} for one in demanded}
        names = {code: self.subjects.get(code, code) for code in subjects}
        wider = {code: self.names.get(code, _ALL) for code in groups}
        forth = [(f"{OCCUPATION}:{code}", ranked(row, subjects, names)) for code, row in sorted(groups.items())]
        first = sorted({one.id for _, found in forth for one in found})
        back = [(f"subject:{code}", ranked(subjects[code], groups, wider)) for code in first]
        return [(what, found) for what, found in (*forth, *back) if found]


def _inputs(read: _Texts, worked: figures.Employed, aged: int, offered: Sequence[Education]) -> Iterable[Input]:
    yield from skills.inputs(read.everywhere, read.taught)
    years = sorted(next(iter(worked.values())))
    yield Input(f"SCB: anställda efter län och yrke {years[0]}–{years[-1]}", len(worked), _SCB)
    yield Input(f"SCB: anställda efter riksområde, yrke och ålder {years[-1]}", aged, _SCB)
    yield Input("SCB: andel in- och utpendling efter län", 2 * len(COUNTIES), _SCB)
    granted = sum(one.form == "yh" for one in offered)
    yield Input("MYH: platser i beviljade utbildningar i länet", granted, "offentlig handling")


def _proposed(offered: Sequence[Education], folder: Path, names: Mapping[str, str]) -> list[Link]:
    """What the linker proposes each education group to lead to: the occupation groups whose names fit best."""
    groups = {one.group: bare(one.group_name or one.name) for one in offered}
    occupations = taxonomy.occupation_names(folder / _HIERARCHY)
    found = link(list(groups.values()), [name for name, _ in occupations], skills.knowledge(folder), most=_NEAR)
    proposed = []
    for group, name, candidates in sorted(zip(groups, groups.values(), found, strict=True), key=lambda one: one[0]):
        sure: dict[str, float] = defaultdict(float)
        for one in candidates:
            sure[occupations[one.place][1]] += one.confidence
        best = sorted(sure.items(), key=lambda pair: (-pair[1], pair[0]))[:_PROPOSED]
        proposed += [
            Link(
                group, Code(OCCUPATION, code), LinkKind.CLOSE, "malbild linker", "1", name, names.get(code, ""),
                confidence=round(confidence, 3), review=Review.PROPOSED,
            )
            for code, confidence in best
        ]  # fmt: skip
    return proposed


def bare(name: str) -> str:
    """A group's name without the words that only say that it is one.

    >>> bare("Utbildningar till tandsköterska")
    'tandsköterska'
    """
    return _WORDS_OF_GROUPS.sub("", name)


def write(derived: Derived, folder: Path, *, lines: bool = False) -> list[str]:
    """Write the tables to a folder, each whole or not at all; what else lies there stays. Returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {**derived.files, **({LINES: derived.lines} if lines else {})}
    for name, text in files.items():
        unfinished = folder / f"{name}.part"
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(folder / name)
    return sorted(files)
