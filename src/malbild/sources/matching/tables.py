"""Tables: what `malbild skills tables` derives and a region keeps in its folder skills/, each a CSV."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from malbild.sources.matching.grid import Cells, grid, written
from malbild.vocabulary.matching import (
    Code,
    DemandShare,
    Education,
    Gap,
    Input,
    Line,
    OccupationDemand,
    Ranked,
    Workforce,
)
from malbild.vocabulary.skill import ConceptType
from malbild.vocabulary.text import Text

LINKS, REVIEWS, LINES = "links.csv", "reviews.csv", "lines.csv"
OCCUPATION, GROUP = "ssyk2012", "ssyk2012-3"
_AGES = ("50", "55", "60")
_GAP = (
    "concept", "label", "type", "kind", "advertisements", "asking", "share", "low", "high", "taught", "named_by",
)  # fmt: skip
_DEMAND = ("occupation", "name", "advertisements", "concept", "asking", "share", "low", "high")
_RANKING = ("ranked_for", "id", "name", "fit", "concepts")
_LINES = ("concept", "side", "id", "words")
_JOIN = "|"


@dataclass(frozen=True)
class Basis:
    """What the figures of a region rest on, in one row: whose advertisements, how many, and how unsteady work is."""

    county: str
    basis: str
    advertisements_county: int
    advertisements: int
    within: float
    counted: float
    pace: float
    commuting_in: float
    commuting_out: float
    commuting_year: int


def basis_text(one: Basis) -> str:
    """The basis as basis.csv."""
    names = [each.name for each in fields(Basis)]
    return written(names, [[_short(getattr(one, name)) for name in names]])


def basis(path: Path) -> Basis | None:
    """The basis of a folder; None where none was derived."""
    if not path.is_file():
        return None
    kinds = get_type_hints(Basis)

    def read(row: Cells) -> Basis:
        told: dict[str, Any] = {
            name: row.needed(name) if kind is str else kind(row.count(name)) for name, kind in kinds.items()
        }
        return Basis(**told)

    return next(iter(grid(path, kinds).each(read)), None)


_EDUCATION = ("id", "name", "name_en", "form", "group_system", "group", "group_name", "organiser", "municipality")
_NUMBERS = ("places", "applied", "applicants", "admitted", "completed")


def educations_text(found: Iterable[Education]) -> str:
    """Educations as educations.csv."""
    rows = (
        (
            one.id, one.name, one.name_en, one.form, one.group.system, one.group.code, one.group_name, one.organiser,
            one.municipality, *(_short(getattr(one, name)) for name in _NUMBERS), one.source,
        )
        for one in found
    )  # fmt: skip
    return written((*_EDUCATION, *_NUMBERS, "source"), rows)


def educations(path: Path) -> list[Education]:
    """The educations of a folder; columns of numbers may be left out or empty."""
    return grid(path, ("id", "name", "form", "group_system", "group")).each(_education) if path.is_file() else []


def _education(row: Cells) -> Education:
    numbers = {name: row.number(name) for name in _NUMBERS}
    return Education(
        row.needed("id"), row.needed("name"), row.needed("form"), row.code("group_system", "group"),
        row.text("group_name"), row.text("name_en"), row.text("organiser"), row.text("municipality"),
        **numbers, source=row.text("source"),
    )  # fmt: skip


def workforces_text(found: list[Workforce]) -> str:
    """Who works where, as workforce.csv."""
    years = [year for year, _ in found[0].employed] if found else []
    heading = [
        "occupation", "name_sv", "name_en", *(f"employed_{year}" for year in years),
        *(f"older_{age}" for age in _AGES), *(f"spread_{age}" for age in _AGES),
    ]  # fmt: skip
    rows = (
        (
            one.occupation.code, one.name.sv, one.name.en, *(_short(number) for _, number in one.employed),
            *(f"{share:.5f}" for share in (*one.older, *one.spread)),
        )
        for one in found
    )  # fmt: skip
    return written(heading, rows)


def workforces(path: Path) -> list[Workforce]:
    """Who works where in a county, by occupation group."""
    if not path.is_file():
        return []
    table = grid(path, ("occupation", "name_sv", "name_en", *(f"older_{age}" for age in _AGES)))
    columns = table.rows[0].cells if table.rows else {}
    years = sorted(int(name.removeprefix("employed_")) for name in columns if name.startswith("employed_"))

    def read(row: Cells) -> Workforce:
        older, spread = ([row.count(f"{what}_{age}") for age in _AGES] for what in ("older", "spread"))
        return Workforce(
            Code(GROUP, row.needed("occupation")), Text(row.text("name_sv"), row.text("name_en")),
            tuple((year, row.count(f"employed_{year}")) for year in years),
            (older[0], older[1], older[2]), (spread[0], spread[1], spread[2]),
        )  # fmt: skip

    return table.each(read)


def gaps_text(found: Iterable[Gap]) -> str:
    """The gap as gaps.csv: whose texts name a concept by their ids, and none of their words."""
    rows = (
        (
            one.concept, one.label, one.type, one.kind, one.demand.advertisements, *_share(one.demand), one.taught,
            _JOIN.join(line.id for line in one.educations),
        )
        for one in found
    )  # fmt: skip
    return written(_GAP, rows)


def gaps(path: Path, lines: Path) -> list[Gap]:
    """The gap of a folder, with the lines of text it rests on where lines.csv has them."""
    if not path.is_file():
        return []
    told = _lines(lines)

    def read(row: Cells) -> Gap:
        concept = row.needed("concept")
        named = [Line(one, "") for one in row.text("named_by").split(_JOIN) if one]
        return Gap(
            concept, row.needed("label"), ConceptType(row.word("type", ConceptType)), row.needed("kind"),
            _read_share(row), int(row.count("taught")), tuple(told.get((concept, "asked"), ())),
            tuple(told.get((concept, "taught"), named)),
        )  # fmt: skip

    return grid(path, _GAP).each(read)


def lines_text(found: Iterable[Gap]) -> str:
    """The lines of text that the gap rests on, as lines.csv. Others wrote them: see to their terms before sharing."""
    rows = (
        (one.concept, side, line.id, line.words)
        for one in found
        for side, lines in (("asked", one.advertisements), ("taught", one.educations))
        for line in lines
    )
    return written(_LINES, rows)


def _lines(path: Path) -> Mapping[tuple[str, str], list[Line]]:
    told: dict[tuple[str, str], list[Line]] = {}
    if path.is_file():
        for row in grid(path, _LINES).rows:
            key = (row.text("concept"), row.text("side"))
            told.setdefault(key, []).append(Line(row.text("id"), row.text("words")))
    return told


def demands_text(found: Iterable[OccupationDemand]) -> str:
    """What each occupation's advertisements ask for, as demand.csv; one that nothing can be told of has a row too."""
    rows = (
        (
            one.occupation.code, one.name, one.advertisements,
            *((share.concept, *_share(share)) if share else ("", *[None] * 4)),
        )
        for one in found
        for share in (one.shares or (None,))
    )  # fmt: skip
    return written(_DEMAND, rows)


def demands(path: Path) -> list[OccupationDemand]:
    """What each occupation's advertisements ask for."""
    if not path.is_file():
        return []
    found: dict[str, OccupationDemand] = {}

    def read(row: Cells) -> None:
        code = row.text("occupation")
        before = found.get(code)
        shares = (*before.shares, _read_share(row)) if before else (_read_share(row),)
        found[code] = OccupationDemand(
            Code(OCCUPATION, code), row.text("name"), int(row.count("advertisements")),
            tuple(one for one in shares if one.concept),
        )  # fmt: skip

    grid(path, _DEMAND).each(read)
    return list(found.values())


def rankings_text(found: Iterable[tuple[str, Iterable[Ranked]]]) -> str:
    """Rankings as rankings.csv."""
    rows = (
        (what, one.id, one.name, f"{one.fit:.4f}", _JOIN.join(one.concepts)) for what, ranked in found for one in ranked
    )
    return written(_RANKING, rows)


def rankings(path: Path) -> list[tuple[str, tuple[Ranked, ...]]]:
    """Educations ranked for each occupation, and occupations for each education."""
    if not path.is_file():
        return []
    found: dict[str, list[Ranked]] = {}

    def read(row: Cells) -> None:
        concepts = tuple(filter(None, row.text("concepts").split(_JOIN)))
        one = Ranked(row.needed("id"), row.needed("name"), row.count("fit"), concepts)
        found.setdefault(row.needed("ranked_for"), []).append(one)

    grid(path, _RANKING).each(read)
    return [(what, tuple(ranked)) for what, ranked in found.items()]


def inputs_text(found: Iterable[Input]) -> str:
    """What the tables rest on, as inputs.csv."""
    return written(("name", "records", "licence"), ((one.name, one.records, one.licence) for one in found))


def inputs(path: Path) -> list[Input]:
    """What the tables rest on."""
    if not path.is_file():
        return []
    return grid(path, ("name", "records", "licence")).each(
        lambda row: Input(row.needed("name"), int(row.count("records")), row.text("licence"))
    )


def _share(one: DemandShare) -> tuple[object, ...]:
    return (one.asking, *(None if each is None else f"{each:.4f}" for each in (one.share, one.low, one.high)))


def _read_share(row: Cells) -> DemandShare:
    asking = row.number("asking")
    return DemandShare(
        row.text("concept"), int(row.count("advertisements")), None if asking is None else int(asking),
        row.number("share"), row.number("low"), row.number("high"),
    )  # fmt: skip


def _short(value: object) -> object:
    """A number without decimals that say nothing."""
    if not isinstance(value, float):
        return value
    return int(value) if value.is_integer() else float(f"{value:.5g}")
