"""Totals: parts that miss their total, and those that only differ by rounding."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.arithmetic import Addition, additions
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.report import figure, gathered, signed
from malbild.analysis.checks.tables.rounding import learnt_allowance
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.relation import Flow, Sum, Total
from malbild.vocabulary.text import Text

_RESIDUAL = 0.05
_COARSE = 2


@dataclass(frozen=True)
class _Miss:
    """A total that its parts do not make, with how far they may lie from it."""

    addition: Addition
    relation: Total | Sum
    measure: str
    allowance: float

    @property
    def beyond(self) -> bool:
        """Whether rounding does not explain it; with parts missing, only a sum already above its total tells."""
        if self.addition.absent:
            return self.addition.gap > self.allowance
        return abs(self.addition.gap) > self.allowance + 1e-9


def _misses(exam: Examination) -> Iterator[_Miss]:
    """Every addition whose parts do not make the printed total exactly."""
    flowing = {name for one in exam.relations if isinstance(one, Flow) for name in (one.inward, one.outward)}
    for relation in exam.relations:
        if isinstance(relation, Total):
            for measure in relation.measures or tuple(exam.grid.measures):
                if relation.dimension != "area" or measure not in flowing:
                    yield from _of_measure(
                        exam, Total(relation.dimension, relation.total, relation.parts, (measure,)), measure
                    )
        elif isinstance(relation, Sum):
            yield from _of_measure(exam, relation, relation.total)


def _of_measure(exam: Examination, relation: Total | Sum, measure: str) -> Iterator[_Miss]:
    unit = exam.grid.unit(measure)
    found = [one for one in additions(exam.grid, relation) if not one.absent or _can_only_grow(exam, one)]
    gaps = [one.gap for one in found if not one.absent]
    for place, one in enumerate(found):
        others = gaps if one.absent else gaps[:place] + gaps[place + 1 :]
        allowance = max(learnt_allowance(others, len(one.known), unit), _coarse_allowance(exam, one))
        if abs(one.gap) > 1e-6 * unit:
            yield _Miss(one, relation, measure, allowance)


def _can_only_grow(exam: Examination, one: Addition) -> bool:
    """Whether missing parts can only add to the sum: no negative number among the parts, nothing subtracted."""
    return len(one.known) > 1 and all(sign > 0 and exam.grid.value(part) >= 0 for sign, part in one.known)


def _coarse_allowance(exam: Examination, one: Addition) -> float:
    """Half of the last written place of every figure, where all are written in round hundreds or coarser."""
    values = [one.printed, *(exam.grid.value(part) for _, part in one.known)]
    places = [_zeros(value) for value in values if value]
    if not places or min(places) < _COARSE:
        return 0.0
    return sum(10.0**place for place in places) / 2


def _zeros(value: float) -> int:
    if not float(value).is_integer():
        return 0
    text = str(abs(int(value)))
    return min(len(text) - len(text.rstrip("0")), len(text) - 1)


def _check_totals(exam: Examination) -> Iterator[Finding]:
    beyond = [one for one in _misses(exam) if one.beyond]
    slices: dict[tuple[str, str, str], list[_Miss]] = {}
    for miss in beyond:
        slices.setdefault(_slice(exam, miss), []).append(miss)
    wrong: dict[tuple[str, str], list[Finding]] = {}
    for (subject, measure, _), misses in slices.items():
        if len(misses) > 1 and _alike([_lacking(one) for one in misses]):
            yield _incomplete(exam, misses)
        else:
            wrong.setdefault((subject, measure), []).extend(_missed(exam, one) for one in misses)
    for group in wrong.values():
        yield from gathered(group)


def _lacking(miss: _Miss) -> float:
    """The share of the total that its parts lack."""
    return -miss.addition.gap / miss.addition.printed if miss.addition.printed else math.inf


def _subject(relation: Total | Sum) -> str:
    return f"{relation.dimension}={relation.total}" if isinstance(relation, Total) else relation.total


def _slice(exam: Examination, miss: _Miss) -> tuple[str, str, str]:
    return _subject(miss.relation), miss.measure, exam.grid.code(miss.addition.cell, "area")


def _alike(shares: list[float]) -> bool:
    """Whether every total is a little larger than its parts, by about the same share."""
    return min(shares) > 0 and max(shares) < _RESIDUAL and max(shares) < 4 * min(shares)


def _missed(exam: Examination, miss: _Miss) -> Finding:
    one = miss.addition
    if one.absent:
        why = Text(f"Ändå saknas {one.absent} av delarna.", f"And {one.absent} of the parts are missing.")
    else:
        why = Text("Det är mer än avrundning förklarar.", "That is more than rounding explains.")
    said = _said(exam, miss)
    return Finding(
        "table.total", Severity.ERROR, exam.place(one.cell), Text(f"{said.sv} {why.sv}", f"{said.en} {why.en}"),
        Text("Jämför raderna med källan; rätta den siffra som är fel, eller ange i sidofilens [[totals]] vad totalen "
             "omfattar.",
             "Compare the rows with the source; correct the wrong figure, or declare in the sidecar's [[totals]] "
             "what the total covers."),
    )  # fmt: skip


def _incomplete(exam: Examination, misses: list[_Miss]) -> Finding:
    worst = max(misses, key=lambda one: abs(one.addition.gap))
    said = _said(exam, worst)
    return Finding(
        "table.total", Severity.WARNING, exam.place(worst.addition.cell),
        Text(f"{said.sv} Ungefär lika mycket saknas på {len(misses)} ställen: något som inte visas ingår i totalen.",
             f"{said.en} About as much is lacking in {len(misses)} places: the total holds something that is not "
             f"shown."),
        Text("Ta reda på vad som ingår (okänd, utomlands …) och skriv det i anteckningarna; summera inte delarna "
             "till totalen.",
             "Find out what is included (unknown, abroad …) and write it in the notes; do not add the parts up to "
             "the total."),
    )  # fmt: skip


def _said(exam: Examination, miss: _Miss) -> Text:
    """What the parts make and what is printed, in one sentence."""
    one, decimals = miss.addition, exam.grid.decimals[miss.measure]
    where, parts = exam.grid.words(one.cell), _parts_in_words(miss.relation, len(one.known))
    return Text(
        f"{where}: {parts.sv} ger {figure(one.expected, 'sv', decimals)}, men {figure(one.printed, 'sv', decimals)} "
        f"står där "
        f"({signed(one.gap, 'sv', decimals)}).",
        f"{where}: {parts.en} make {figure(one.expected, 'en', decimals)}, but {figure(one.printed, 'en', decimals)} "
        f"is printed "
        f"({signed(one.gap, 'en', decimals)}).",
    )


def _parts_in_words(relation: Total | Sum, parts: int) -> Text:
    if isinstance(relation, Sum):
        terms = " ".join(f"{'+' if sign > 0 else '−'} {name}" for sign, name in relation.parts).removeprefix("+ ")
        return Text(terms, terms)
    if relation.dimension == "area":
        return Text(f"de {parts} områdena under", f"the {parts} areas below")
    return Text(f"de {parts} delarna", f"the {parts} parts")


def _check_rounding(exam: Examination) -> Iterator[Finding]:
    """One note per total: how many sums differ, and that it is rounding."""
    calm: dict[tuple[str, str], list[_Miss]] = {}
    for miss in _misses(exam):
        if not miss.beyond and not miss.addition.absent:
            calm.setdefault((_subject(miss.relation), miss.measure), []).append(miss)
    for (_, measure), misses in calm.items():
        worst = max(misses, key=lambda one: abs(one.addition.gap))
        decimals = exam.grid.decimals[measure]
        where = exam.grid.words(worst.addition.cell)
        gap_sv, gap_en = (signed(worst.addition.gap, one, decimals) for one in ("sv", "en"))
        yield Finding(
            "table.rounding", Severity.NOTE, exam.place(worst.addition.cell),
            Text(f"{len(misses)} summor skiljer sig från sina delar inom avrundningen, som mest {gap_sv} ({where}).",
                 f"{len(misses)} sums differ from their parts within rounding, at most {gap_en} ({where})."),
            Text("Inget behöver göras.", "Nothing needs to be done."),
        )  # fmt: skip


TOTAL = Rule(
    "table.total", Severity.ERROR,
    Text("Delarna ger inte totalen", "Parts miss their total"),
    Text("Delar som ska ge en total skiljer sig från den med mer än avrundningen: kommunerna från länet, länen från "
         "riket, "
         "kvinnor och män från båda, grupper från raden totalt, mått från det mått de är delar av. Är varje total "
         "lite större "
         "än sina delar är det en varning: något som inte visas ingår.",
         "Parts that should make a total miss it by more than rounding: municipalities their county, counties the "
         "nation, "
         "women and men both sexes, groups the row called total, measures the measure they are parts of. Where every "
         "total is "
         "a little larger than its parts it is a warning: something that is not shown is included."),
    Text("En siffra är fel skriven eller hämtad ur en annan tabell, och allt som räknas på den blir fel.",
         "A figure is mistyped or taken from another table, and everything computed from it is wrong."),
    Text("Tolv kommuner ger 5 091 personer, men länets rad säger 5 191.",
         "Twelve municipalities make 5,091 persons, but the county's row says 5,191."),
    Text("Jämför raderna med källan. Är totalen något annat än summan, ange det i sidofilens [[totals]].",
         "Compare the rows with the source. Where the total is something else than the sum, say so in the sidecar's "
         "[[totals]]."),
    _check_totals,
)  # fmt: skip

ROUNDING = Rule(
    "table.rounding", Severity.NOTE,
    Text("Skillnad inom avrundningen", "Difference within rounding"),
    Text("Delar och total skiljer sig så lite att avrundning förklarar det. Gränsen följer av antalet decimaler och "
         "antalet "
         "delar (tre standardavvikelser för en summa av avrundade tal, minst en enhet) och av tabellens övriga "
         "summor: stämmer "
         "de exakt godtas högst en enhet, och bär nästan alla ett litet brus (cellnyckelmetoden) godtas lika mycket "
         "brus.",
         "Parts and total differ so little that rounding explains it. The limit follows from the number of decimals "
         "and of "
         "parts (three standard deviations of a sum of rounded numbers, at least one unit) and from the table's "
         "other sums: "
         "where they are exact at most one unit is accepted, and where nearly all carry a small noise (cell keys) as "
         "much noise."),
    Text("Den som inte vet att det är avrundning letar efter ett fel som inte finns.",
         "Whoever does not know that it is rounding looks for an error that is not there."),
    Text("Årsmedeltal av kvinnor i tolv kommuner ger 1 854; länet visar 1 853.",
         "Annual means of women in twelve municipalities make 1,854; the county shows 1,853."),
    Text("Inget behöver göras.", "Nothing needs to be done."),
    _check_rounding,
)  # fmt: skip
