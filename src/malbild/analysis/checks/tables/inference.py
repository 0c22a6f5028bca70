"""Inference: the relations that a table's structure makes evident without anybody declaring them.

A relation is inferred from names (a county's code above its municipalities', a group called total) where the names
alone are telling, and otherwise only when the figures themselves bear it out in nearly all rows: then the rows that
do not are what the checker is for.
"""

import itertools
import math
import re
from collections.abc import Iterator

import numpy as np

from malbild.analysis.checks.tables.ages import nested
from malbild.analysis.checks.tables.arithmetic import Addition, additions, areas_in, quotients
from malbild.analysis.checks.tables.equations import FLOWING, sums
from malbild.analysis.checks.tables.grid import Grid, span_of
from malbild.analysis.checks.tables.rounding import sum_allowance
from malbild.vocabulary.relation import Change, Flow, Index, Relation, Share, Sum, Total

TOTAL_WORDS = frozenset(
    {
        "total",
        "totalt",
        "totals",
        "sum",
        "summa",
        "samtliga",
        "alla",
        "all",
        "båda",
        "both",
        "tot",
        "t",
        "1+2",
        "riket",
        "sverige",
        "valid_votes",
        "both_sexes",
        "båda könen",
        "båda kön",
        "both sexes",
        "women and men",
        "men and women",
        "kvinnor och män",
        "män och kvinnor",
        "total, båda könen",
        "samtliga åldrar",
        "totalt ålder",
        "all ages",
        "summa brott",
        "hela länet",
    }
)
WOMEN = frozenset({"women", "kvinnor", "kvinna", "female", "females", "flickor", "k", "f", "girls"})
MEN = frozenset({"men", "män", "man", "male", "males", "pojkar", "m", "boys"})
ADDITIVE = frozenset({"count", "amount"})
_AGREE = 0.75
_FEW = 4
_RELATIVE = re.compile(r"percent|procent|per cent|%|point|punkt|enhet|per_|index|mean|medel", re.IGNORECASE)
_MOST_MEASURES = 14
_IN = re.compile(r"(^|[_\s])(in_migration|inflytt|inflow|moved_in|immigrants?|invandr|in_total|inpendl|inflöde|in)")
_OUT_OF = (
    ("in_migration", "out_migration"),
    ("inflytt", "utflytt"),
    ("inflow", "outflow"),
    ("moved_in", "moved_out"),
    ("inpendl", "utpendl"),
    ("inflöde", "utflöde"),
    ("in-migration", "out-migration"),
    ("Inflytt", "Utflytt"),
)
_BASE = re.compile(r"(?<!\d)((?:19|20)\d{2}(?:[-_\s]?[QKTM]\d{1,2}|-\d{2})?)(?!\d)\s*[=_:\s]*\s*100")
_NATION = re.compile(r"(riket|nation|sverige|sweden|hela landet)\W*[_=:\s]*\s*100", re.IGNORECASE)


def relations_of(grid: Grid) -> tuple[Relation, ...]:
    """Declared relations first, then inferred ones about what no declaration speaks of."""
    declared = grid.table.declaration.relations
    spoken = {_subject(one) for one in declared}
    inferred: tuple[Relation, ...] = (
        *_totals(grid),
        *_flows(grid),
        *_indices(grid),
        *sums(grid),
        *_shares(grid),
        *_changes(grid),
    )
    return (*declared, *(one for one in inferred if _subject(one) not in spoken))


def _subject(relation: Relation) -> tuple[str, ...]:
    """What a relation is about, so that a declared one silences the inferred one of the same thing."""
    if isinstance(relation, Total):
        return ("total", relation.dimension, relation.total)
    if isinstance(relation, Flow):
        return ("flow", relation.inward)
    if isinstance(relation, Sum):
        return ("sum", relation.total)
    return ("quotient", relation.measure)


# ---- totals of a dimension


def _totals(grid: Grid) -> Iterator[Total]:
    yield from _area_totals(grid)
    for dimension in grid.dimensions:
        if dimension not in ("period", "measure"):
            yield from _group_totals(grid, dimension)


def _area_totals(grid: Grid) -> Iterator[Total]:
    """A county of its municipalities, a nation of its counties: when all of them are in the table."""
    present = set(grid.members["area"])
    for code in grid.members["area"]:
        parts = set(areas_in(code, None))
        if parts and parts <= present:
            measures = tuple(name for name in grid.measures if _adds_over_areas(grid, name, code))
            if measures:
                yield Total("area", code, (), measures, inferred=True)


def _adds_over_areas(grid: Grid, measure: str, code: str) -> bool:
    """Counts and amounts add up; a change does when the figures show it; a mean in disguise lies among its parts."""
    kind = grid.measures[measure].kind
    if kind not in FLOWING:
        return False
    found = list(additions(grid, Total("area", code, (), (measure,))))
    if kind == "change":
        return not _RELATIVE.search(f"{measure} {grid.measures[measure].unit}") and _cancels(grid, found)
    return not _like_means(grid, found) or _borne_out(grid, found, measure)


def _cancels(grid: Grid, found: list[Addition]) -> bool:
    """Whether changes and nets make something like the larger area's: a slip is small beside all that moves."""
    whole = [one for one in found if not one.absent]
    return bool(whole) and all(
        abs(one.gap) <= 0.5 * math.fsum(abs(grid.value(part)) for _, part in one.known) for one in whole
    )


def _like_means(grid: Grid, found: list[Addition]) -> bool:
    """Whether half of the totals or more lie among their parts, as means do and sums of positive numbers do not."""
    return sum(_among_parts(grid, one) for one in found) >= 0.5 * len(found)


def _among_parts(grid: Grid, one: Addition) -> bool:
    values = [grid.value(part) for _, part in one.known]
    return len(values) > 1 and min(values) > 0 and min(values) <= one.printed <= max(values)


def _borne_out(grid: Grid, found: list[Addition], measure: str) -> bool:
    whole = [one for one in found if not one.absent]
    held = sum(abs(one.gap) <= sum_allowance(len(one.known), grid.unit(measure)) for one in whole)
    return bool(whole) and held >= _AGREE * len(whole)


def _group_totals(grid: Grid, dimension: str) -> Iterator[Total]:
    """A member called total is the sum of the others, of women and men, or of the age groups that cover it."""
    members = tuple(one for one in grid.members[dimension] if dimension != "area" or one != "00")
    candidates = list(_candidates(members))
    for total, parts in candidates[: 1 if dimension == "area" else None]:
        measures = tuple(name for name in grid.measures if _adds_over_groups(grid, name, dimension, total, parts))
        if measures:
            yield Total(dimension, total, parts, measures, inferred=True)


def _candidates(members: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for total in (one for one in members if one.strip().casefold() in TOTAL_WORDS or _ends_in_total(one)):
        rest = tuple(one for one in members if one != total and one.strip().casefold() not in TOTAL_WORDS)
        sexes = tuple(one for one in rest if one.strip().casefold() in WOMEN | MEN)
        yield total, sexes if len(sexes) == 2 else rest
    if not any(len(one) == 4 and one.isdigit() for one in members):
        yield from nested(members)


def _ends_in_total(code: str) -> bool:
    return bool(re.search(r"(^|[\s,])(totalt|summa|samtliga)([\s,]|$)", code.casefold()))


def _adds_over_groups(grid: Grid, measure: str, dimension: str, total: str, parts: tuple[str, ...]) -> bool:
    kind = grid.measures[measure].kind
    if len(parts) < 2 or kind in {"index", "mean"}:
        return False
    found = [one for one in additions(grid, Total(dimension, total, parts, (measure,))) if len(one.known) > 1]
    if kind not in ADDITIVE or (grid.decimals[measure] and _like_means(grid, found)):
        evident = len(found) >= _FEW and _borne_out(grid, found, measure)
        return (
            evident or _percent_of_whole(found, kind) or (kind == "rate" and len(parts) > _FEW and _near(found, 0.02))
        )
    return bool(found) and (_borne_out(grid, found, measure) or _near(found) or _two_sexes(parts))


def _percent_of_whole(found: list[Addition], kind: str) -> bool:
    """Shares add up where the total is the whole hundred."""
    return kind == "share" and bool(found) and all(abs(one.printed - 100) < 0.5 and abs(one.gap) < 5 for one in found)


def _near(found: list[Addition], share: float = 0.15) -> bool:
    """Parts that miss their total by little: they are its parts, and something is wrong."""
    return bool(found) and float(np.median([abs(one.gap) / max(abs(one.printed), 1) for one in found])) < share


def _two_sexes(parts: tuple[str, ...]) -> bool:
    return len(parts) == 2 and {one.strip().casefold() for one in parts} <= WOMEN | MEN


# ---- flows in and out of areas


def _flows(grid: Grid) -> Iterator[Flow]:
    names = tuple(grid.measures)
    for name in names:
        for inward, outward in _OUT_OF:
            partner = name.replace(inward, outward)
            if inward in name and partner in names:
                internal = next(
                    (one for one in names if re.search(r"own_county|egna länet|inom länet|own county", one, re.I)), ""
                )
                yield Flow(name, partner, internal, inferred=True)
                break


# ---- indices, shares and changes


def index_base(grid: Grid, measure: str) -> dict[str, str]:
    """Where an index is 100, by its name: a year, or the nation; empty when the name does not say."""
    spec = grid.measures[measure]
    text = f"{measure} {spec.title}"
    if (match := _NATION.search(text)) and "00" in grid.members["area"]:
        return {"area": "00"}
    if match := _BASE.search(text):
        wanted = span_of(match[1])
        code = next((one for one in grid.members["period"] if wanted and span_of(one) == wanted), "")
        return {"period": code} if code else {}
    return {}


def names_nation(grid: Grid, measure: str) -> bool:
    """Whether an index says that the nation is 100."""
    return bool(_NATION.search(f"{measure} {grid.measures[measure].title}"))


def index_candidates(grid: Grid, measure: str) -> Iterator[Index]:
    """What an index may be an index of: every other measure, with the base its name says or its 100s show."""
    bases = list(_bases(grid, measure))
    for name in grid.measures:
        if name != measure and grid.measures[name].kind not in {"index", "change"}:
            yield from (Index(measure, name, one, inferred=True) for one in bases or [{}])


def _bases(grid: Grid, measure: str) -> Iterator[dict[str, str]]:
    """The base an index names, else every place where it is 100; none for one of a nation that is not shown."""
    if base := index_base(grid, measure):
        yield base
    elif not names_nation(grid, measure):
        for dimension in ("period", "area"):
            yield from ({dimension: code} for code in _hundreds(grid, measure, dimension))


def _hundreds(grid: Grid, measure: str, dimension: str) -> Iterator[str]:
    """The codes at which every value of an index is 100."""
    for code in grid.members[dimension]:
        values = [grid.value(one) for one in grid.by_measure[measure] if grid.code(one, dimension) == code]
        if (
            values
            and all(value == 100 for value in values if not math.isnan(value))
            and len(grid.members[dimension]) > 1
        ):
            yield code


def _indices(grid: Grid) -> Iterator[Index]:
    """The series that gives each index best; one that gives it nowhere is still the one it should follow."""
    for name, measure in grid.measures.items():
        if measure.kind == "index":
            scored = [(_score(grid, one), one) for one in index_candidates(grid, name)]
            if scored:
                yield max(scored, key=lambda one: one[0])[1]


def _score(grid: Grid, relation: Index | Share | Change) -> float:
    tried = [one for one in quotients(grid, relation) if one.expected.low != one.expected.high]
    return sum(one.agrees for one in tried) / len(tried) if tried else 0.0


def _shares(grid: Grid) -> Iterator[Share]:
    """Shares that nearly every row bears out: one measure of another, of the whole group, or of the whole area."""
    for name, measure in grid.measures.items():
        if measure.kind in {"share", "rate"}:
            best = max(((_share_score(grid, one), one) for one in _share_candidates(grid, name)), default=None,
                       key=lambda one: one[0])  # fmt: skip
            if best and best[0] >= _AGREE:
                yield best[1]


def _share_score(grid: Grid, relation: Share) -> float:
    """How many rows agree; nothing where the figures are too few or too coarse to tell."""
    tried = [one for one in quotients(grid, relation) if one.expected.low != one.expected.high]
    sharp = [one for one in tried if one.expected.high - one.expected.low < 0.2 * max(abs(one.exact), 1e-9)]
    values = {round(grid.value(one.cell), 6) for one in sharp}
    if len(sharp) < 6 or len(values) < 4:
        return 0.0
    return sum(one.agrees for one in tried) / len(tried)


def _share_candidates(grid: Grid, measure: str) -> Iterator[Share]:
    counts = [name for name in grid.measures if grid.measures[name].kind in ADDITIVE and name != measure][
        :_MOST_MEASURES
    ]
    per = _per(grid, measure)
    for of, whole in itertools.permutations(counts, 2):
        yield Share(measure, of, whole, per=per, inferred=True)
    for of in counts:
        for dimension in grid.dimensions:
            if dimension in ("measure", "period"):
                continue
            for total in _total_members(grid, dimension):
                yield Share(measure, of, whole_at={dimension: total}, per=per, inferred=True)
                yield from _women_of_row(grid, measure, of, dimension, total, per)


def _women_of_row(grid: Grid, measure: str, of: str, dimension: str, total: str, per: float) -> Iterator[Share]:
    for code in grid.members[dimension]:
        if code.casefold() in WOMEN:
            yield Share(measure, of, whole_at={dimension: total}, of_at={dimension: code}, per=per, inferred=True)


def _total_members(grid: Grid, dimension: str) -> list[str]:
    if dimension == "area":
        return [code for code in grid.members["area"] if code == "00" or len(code) == 2]
    return [code for code in grid.members[dimension] if code.casefold() in TOTAL_WORDS]


def _per(grid: Grid, measure: str) -> float:
    text = f"{measure} {grid.measures[measure].unit} {grid.measures[measure].title}".replace("\u00a0", "")
    match = re.search(r"per[_\s](1000000|100000|10000|1000|100 000|1 000)", text)
    return float(match[1].replace(" ", "")) if match else 100.0


def _changes(grid: Grid) -> Iterator[Change]:
    """Changes that follow from two periods of the same table."""
    for name, measure in grid.measures.items():
        if measure.kind == "change":
            percent = bool(re.search(r"percent|procent|%", f"{name} {measure.unit}", re.I)) and "point" not in name
            candidates = [Change(name, of, "", percent, inferred=True) for of in grid.measures if of != name]
            candidates += _yearly(grid, name, percent)
            scored = [(_change_score(grid, one), one) for one in candidates]
            best = max(scored, default=None, key=lambda one: one[0])
            if best and best[0] >= _AGREE:
                yield best[1]


def _yearly(grid: Grid, name: str, percent: bool) -> Iterator[Change]:
    """Changes printed in the row of the last of two periods, since the first."""
    periods = [code for code in grid.members["period"] if (span := span_of(code)) and span.single]
    if len(periods) == 2:
        for since in periods:
            yield from (Change(name, of, since, percent, inferred=True) for of in grid.measures if of != name)


def _change_score(grid: Grid, relation: Change) -> float:
    tried = list(quotients(grid, relation))
    return sum(one.agrees for one in tried) / len(tried) if len(tried) >= 3 else 0.0
