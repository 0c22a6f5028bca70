"""Taxonomy: skills and occupations of Arbetsförmedlingen, the terms employers write, and ESCO's Swedish labels.

The files are those the taxonomy's own service gives (skills.json, the-ssyk-hierarchy-with-occupations.json), the
vocabulary of job titles and traits (termer_koncept_yrke.csv, termer_koncept_formaga.csv) and the official mapping
between ESCO and the taxonomy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from malbild.sources.jobtech.archive import json, rows
from malbild.vocabulary.skill import ConceptType, Term

_VOCABULARIES = {"yrke": ConceptType.OCCUPATION, "formaga": ConceptType.TRAIT}


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row of the official mapping: an ESCO skill, a JobTech skill, and how the first stands to the second.

    relation    "exact", "close", "broad" or "narrow"
    """

    esco: str
    esco_label: str
    jobtech: str
    jobtech_label: str
    relation: str


def skills(path: Path) -> list[Term]:
    """The taxonomy's skills (skills.json)."""
    found = json(path)["data"]["concepts"]
    return [_term(one, ConceptType.SKILL, "jobtech-skills") for one in found]


def occupations(path: Path) -> list[Term]:
    """The taxonomy's occupation names (the-ssyk-hierarchy-with-occupations.json)."""
    found = _below(json(path)["data"]["concepts"])
    return [_term(one, ConceptType.OCCUPATION, "jobtech-occupations") for one, _ in found]


def older_skills(old: Path) -> list[Term]:
    """Names that skills had in older taxonomies (taxonomy_to_concept.json), by the concept they are today."""
    concepts = json(old / "taxonomy_to_concept.json")["skill"].values()
    found = ((one["preferredTerm"], f"jobtech:{one['conceptId']}") for one in concepts)
    return [Term(label, concept, label, ConceptType.SKILL, "jobtech-older") for label, concept in found]


def keywords(path: Path) -> list[Term]:
    """Subjects of educations that the taxonomy knows by a word of its own (keyword-concepts-with-relations.json)."""
    return [_term(one, ConceptType.SKILL, "jobtech-keywords") for one in json(path)["data"]["concepts"]]


def languages(path: Path) -> list[Term]:
    """Languages (languages.json) whose names are words of Swedish for a language: "Ga" and "Bilen" are others too."""
    found = [one for one in json(path)["data"]["concepts"] if one["preferred_label"].endswith("ska")]
    return [_term(one, ConceptType.SKILL, "jobtech-languages") for one in found]


def isco_groups(related: Path) -> dict[str, list[str]]:
    """SSYK 2012 code → names of the ISCO groups it corresponds to, by the taxonomy's own key.

    The file is ssyk-level-4-with-related-isco-level-4-groups.json.
    """
    return {
        one["ssyk_code_2012"]: [group["preferred_label"] for group in one.get("related", [])]
        for one in json(related)["data"]["concepts"]
    }


def occupation_codes(hierarchy: Path, old: Path) -> dict[str, str]:
    """Occupation name → SSYK 2012 code: today's names, and those that older taxonomies had.

    `hierarchy` is the-ssyk-hierarchy-with-occupations.json; the folder `old` has occId_2_name.json and
    occId_2_ssyk2012.json.
    """
    codes = json(old / "occId_2_ssyk2012.json")
    ended = {name: codes[id] for id, name in json(old / "occId_2_name.json").items() if id in codes}
    return {**ended, **{one["preferred_label"]: code for one, code in _below(json(hierarchy)["data"]["concepts"])}}


def ssyk_codes(old: Path, hierarchy: Path) -> dict[str, str]:
    """SSYK 2012 code of occupations by the number that older advertisements bear, and by the taxonomy's concept.

    The folder `old` has occId_2_ssyk2012.json and, for concepts that the taxonomy has left, taxonomy_to_concept.json.
    """
    by_number: dict[str, str] = json(old / "occId_2_ssyk2012.json")
    concepts = json(old / "taxonomy_to_concept.json")
    left = {one["conceptId"]: by_number[id] for id, one in concepts["occupation-name"].items() if id in by_number}
    groups = {one["conceptId"]: code for code, one in concepts["occupation-group"].items()}
    today = {one["id"]: code for one, code in _below(json(hierarchy)["data"]["concepts"])}
    return {**by_number, **left, **groups, **today}


def _below(concepts: list[dict[str, Any]], code: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    for one in concepts:
        if one["type"] == "occupation-name":
            yield one, code
        yield from _below(one.get("narrower", []), one.get("ssyk_code_2012", code))


def _term(concept: dict[str, Any], type: ConceptType, source: str) -> Term:
    label = concept["preferred_label"]
    return Term(label, f"jobtech:{concept['id']}", label, type, source)


def vocabulary(folder: Path) -> list[Term]:
    """Job titles and traits as employers write them; a misspelling is known and not inflected."""
    return [
        Term(text, f"jobtech-term:{id}", label, type, f"jobtech-{name}", inflect=misspelled != "True")
        for name, type in _VOCABULARIES.items()
        for text, id, label, _, _, misspelled, *_ in rows(folder / f"termer_koncept_{name}.csv", ";")[1:]
    ]


def mapping(path: Path) -> list[Mapped]:
    """The official mapping between ESCO's skills and the taxonomy's (se_skills_esco_jobtech.tsv)."""
    return [
        Mapped(_esco(uri), label, f"jobtech:{id}", other, relation.removeprefix("skos:").removesuffix("Match"))
        for uri, label, id, other, relation in rows(path, "\t")[1:]
    ]


def esco_skills(mapped: list[Mapped]) -> list[Term]:
    """ESCO's Swedish skill labels; one that is exactly a skill of the taxonomy goes by the taxonomy's concept."""
    same = {one.esco: (one.jobtech, one.jobtech_label) for one in mapped if one.relation == "exact"}
    found = {one.esco: one.esco_label for one in mapped}
    return [
        Term(label, *same.get(id, (id, label)), ConceptType.SKILL, "esco-skills")
        for id, label in found.items()
    ]  # fmt: skip


def esco_occupations(path: Path) -> list[Term]:
    """ESCO's Swedish occupation labels (se_occupations_esco.csv), its groups left out."""
    table = rows(path, ",")
    first = next(number for number, row in enumerate(table) if row[0] == "Classification 1 URI") + 1
    labels = {row[0]: row[1] for row in table[first:] if "/occupation/" in row[0]}
    return [Term(label, _esco(uri), label, ConceptType.OCCUPATION, "esco-occupations") for uri, label in labels.items()]


def _esco(uri: str) -> str:
    return f"esco:{uri.rpartition('/')[2]}"


def occupation_groups(hierarchy: Path) -> dict[str, str]:
    """SSYK 2012 code → the group's name, at all four levels (the-ssyk-hierarchy-with-occupations.json)."""
    return dict(_groups(json(hierarchy)["data"]["concepts"]))


def _groups(concepts: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in concepts:
        if "ssyk_code_2012" in one:
            yield one["ssyk_code_2012"], one["preferred_label"]
        yield from _groups(one.get("narrower", []))


def occupation_names(hierarchy: Path) -> list[tuple[str, str]]:
    """Today's occupation names, each with its SSYK 2012 code at four digits."""
    return [(name, code) for _, name, code in occupation_concepts(hierarchy)]


def occupation_concepts(hierarchy: Path) -> list[tuple[str, str, str]]:
    """Today's occupations: id, name, and SSYK 2012 code at four digits."""
    return [(one["id"], one["preferred_label"], code) for one, code in _below(json(hierarchy)["data"]["concepts"])]
