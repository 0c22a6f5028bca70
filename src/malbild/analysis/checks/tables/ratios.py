"""Ratios: indices, shares and changes that the figures beside them do not give, and shares called an index."""

from collections.abc import Iterator
from itertools import permutations
from statistics import median

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.arithmetic import Quotient, quotients
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.inference import ADDITIVE, TOTAL_WORDS, names_nation
from malbild.analysis.checks.tables.report import figure, gathered
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.relation import Change, Index, Share
from malbild.vocabulary.text import Text

_AGREE = 0.75
_FEW = 2


def _check_index(exam: Examination) -> Iterator[Finding]:
    for relation in exam.relations:
        if isinstance(relation, Index) and not _as_share(exam, relation.measure):
            wrong = [one for one in quotients(exam.grid, relation) if not one.agrees]
            yield from gathered([_wrong(exam, "table.index", relation, one) for one in wrong])


def _check_share(exam: Examination) -> Iterator[Finding]:
    for relation in exam.relations:
        if isinstance(relation, Share):
            wrong = [one for one in quotients(exam.grid, relation) if not one.agrees]
            yield from gathered([_wrong(exam, "table.share", relation, one) for one in wrong])


def _check_change(exam: Examination) -> Iterator[Finding]:
    for relation in exam.relations:
        if isinstance(relation, Change):
            wrong = [one for one in quotients(exam.grid, relation) if not one.agrees]
            yield from gathered([_wrong(exam, "table.change", relation, one) for one in wrong])


def _wrong(exam: Examination, rule: str, relation: Index | Share | Change, one: Quotient) -> Finding:
    decimals = exam.grid.decimals[relation.measure]
    where = exam.grid.words(one.cell)
    printed, made = exam.grid.value(one.cell), one.exact
    source_sv, source_en = _source(relation)
    return Finding(
        rule, Severity.ERROR, exam.place(one.cell),
        Text(f"{where}: {figure(printed, 'sv', decimals)} står där, men {source_sv} ger "
             f"{figure(made, 'sv', decimals + 1)}.",
             f"{where}: {figure(printed, 'en', decimals)} is printed, but {source_en} gives "
             f"{figure(made, 'en', decimals + 1)}."),
        Text("Räkna om värdet, eller rätta den siffra det räknas på.",
             "Compute the value again, or correct the figure it is computed from."),
    )  # fmt: skip


def _source(relation: Index | Share | Change) -> tuple[str, str]:
    if isinstance(relation, Change):
        return f"förändringen av {relation.of}", f"the change of {relation.of}"
    if isinstance(relation, Index):
        base = ", ".join(relation.base.values())
        if not base:
            return f"{relation.of} med de andra radernas bas", f"{relation.of} with the base of the other rows"
        return f"{relation.of} med {base} = 100", f"{relation.of} with {base} = 100"
    whole = ", ".join(filter(None, (relation.whole, *relation.whole_at.values()))) or relation.of
    return f"{relation.of} delat med {whole}", f"{relation.of} divided by {whole}"


def _check_share_called_index(exam: Examination) -> Iterator[Finding]:
    for name in exam.grid.measures:
        share = _as_share(exam, name)
        if share is None:
            continue
        cell = next(one.cell for one in quotients(exam.grid, share) if one.agrees and one.exact != share.per)
        decimals = exam.grid.decimals[name]
        unit_sv, unit_en = ("procent", "per cent") if share.per == 100 else ("promille", "per mille")
        _, source = _source(share)
        value = exam.grid.value(cell)
        yield Finding(
            "table.share-called-index", Severity.ERROR, exam.place(cell),
            Text(f"{name!r} kallas index men är en andel i {unit_sv}: {exam.grid.words(cell)} "
                 f"{figure(value, 'sv', decimals)} är "
                 f"{share.of} som andel av {_whole(share)}. Ett index räknas på jämförbara tal (per invånare, i "
                 f"procent).",
                 f"{name!r} is called an index but is a share in {unit_en}: {exam.grid.words(cell)} "
                 f"{figure(value, 'en', decimals)} is {source}. An index compares rates (per inhabitant, per cent)."),
            Text("Döp om kolumnen till andel och sätt enheten procent, eller räkna ett riktigt index.",
                 "Rename the column to share with the unit per cent, or compute a real index."),
        )  # fmt: skip


def _whole(share: Share) -> str:
    return ", ".join(filter(None, (share.whole, *share.whole_at.values()))) or share.of


def _as_share(exam: Examination, name: str) -> Share | None:
    """The share that a measure called an index really is; None when it is an index, or nothing known."""
    measure = exam.grid.measures.get(name)
    if measure is None or measure.kind != "index" or _is_index(exam, name):
        return None
    for share in _shares(exam, name):
        tried = [one for one in quotients(exam.grid, share) if one.expected.low != one.expected.high]
        telling = [one for one in tried if one.agrees and one.expected.high - one.expected.low < 0.5 * abs(one.exact)]
        agreeing = sum(one.agrees for one in tried) >= _AGREE * len(tried)
        if len(telling) >= _FEW and agreeing and median(one.exact for one in tried) < _most(exam, name) * share.per:
            return share
    return None


def _most(exam: Examination, name: str) -> float:
    """How large a share may be: none is above the whole, and no county is half of the nation."""
    return 0.5 if names_nation(exam.grid, name) else 1.0


def _is_index(exam: Examination, name: str) -> bool:
    """Whether its own series gives it, with a base in time or of figures that may be compared between areas."""
    for relation in exam.relations:
        if isinstance(relation, Index) and relation.measure == name:
            of = exam.grid.measures.get(relation.of)
            if "area" in relation.base and of is not None and of.kind in ADDITIVE:
                return False
            tried = list(quotients(exam.grid, relation))
            return bool(tried) and sum(one.agrees for one in tried) >= 0.5 * len(tried)
    return False


def _shares(exam: Examination, name: str) -> Iterator[Share]:
    counts = [one for one, measure in exam.grid.measures.items() if measure.kind in ADDITIVE and one != name]
    for per in (100.0, 1000.0):
        for of in counts:
            for dimension, codes in exam.grid.members.items():
                if dimension not in ("measure", "period"):
                    for code in codes:
                        if len(code) == 2 or code.casefold() in TOTAL_WORDS:
                            yield Share(name, of, whole_at={dimension: code}, per=per, inferred=True)
        for of, whole in permutations(counts, 2):
            yield Share(name, of, whole, per=per, inferred=True)


INDEX = Rule(
    "table.index", Severity.ERROR,
    Text("Indexet följer inte av sin egen serie", "An index that its own series does not give"),
    Text("Ett index ska vara 100 gånger värdet delat med basens värde. Basen läses ur namnet (index 2008=100, "
         "riket=100), ur "
         "sidofilens [[indices]] eller där indexet är 100. Avrundningen av både värde, bas och index räknas in.",
         "An index shall be 100 times the value divided by the base's. The base is read from the name (index 2008=100, "
         "nation=100), from the sidecar's [[indices]], or where the index is 100. Rounding of value, base and index "
         "is allowed for."),
    Text("Ett fel basår eller en inklistrad kolumn gör att läsaren ser en utveckling som inte finns.",
         "A wrong base year or a pasted column makes the reader see a development that is not there."),
    Text("2 935 år 2008 och 6 738 år 2010 ger index 230; 203 är omkastade siffror.",
         "2,935 in 2008 and 6,738 in 2010 give the index 230; 203 has its digits swapped."),
    Text("Räkna om indexet, eller rätta serien.", "Compute the index again, or correct the series."),
    _check_index,
)  # fmt: skip

SHARE_CALLED_INDEX = Rule(
    "table.share-called-index", Severity.ERROR,
    Text("En andel kallas index", "A share called an index"),
    Text("En kolumn som heter index innehåller ett områdes andel av ett annat, i procent eller promille.",
         "A column called an index holds an area's share of another, in per cent or per mille."),
    Text("Ett index på 3,2 med riket = 100 läses som att länet ligger långt under riket; det är bara litet.",
         "An index of 3.2 with the nation = 100 reads as if the county were far below the nation; it is only small."),
    Text("”Länet, index riket=100: 3,0 … 3,3” är länets andel av riket i procent.",
         "“The county, index nation=100: 3.0 … 3.3” is the county's share of the nation in per cent."),
    Text("Kalla den andel, i procent, eller räkna index på tal per invånare.",
         "Call it a share, in per cent, or compute the index from figures per inhabitant."),
    _check_share_called_index,
)  # fmt: skip

SHARE = Rule(
    "table.share", Severity.ERROR,
    Text("Andelen följer inte av talen", "A share that its numbers do not give"),
    Text("En andel ska vara delen delad med helheten. Vilka det är sägs i sidofilens [[shares]], eller visar sig av "
         "att nästan "
         "alla rader stämmer.",
         "A share shall be its part divided by its whole. Which these are is said in the sidecar's [[shares]], or "
         "shown by nearly "
         "all rows agreeing."),
    Text("Andelen eller ett av talen är fel, och de citeras var för sig.",
         "The share or one of the numbers is wrong, and they are quoted apart."),
    Text("502 av 5 570 är 9,0 procent; 19,0 står där.", "502 of 5,570 are 9.0 per cent; 19.0 is printed."),
    Text("Räkna om andelen, eller rätta talet.", "Compute the share again, or correct the number."),
    _check_share,
)  # fmt: skip

CHANGE = Rule(
    "table.change", Severity.ERROR,
    Text("Förändringen följer inte av talen", "A change that its numbers do not give"),
    Text("En förändring i antal eller procent ska följa av tabellens egna värden för de två perioderna.",
         "A change in number or per cent shall follow from the table's own values of the two periods."),
    Text("Det är förändringen som hamnar i rubriken.", "The change is what ends up in the headline."),
    Text("298 907 blir 302 252: +3 345 och 1,1 procent.", "298,907 becomes 302,252: +3,345 and 1.1 per cent."),
    Text("Räkna om förändringen, eller rätta talet.", "Compute the change again, or correct the number."),
    _check_change,
)  # fmt: skip
