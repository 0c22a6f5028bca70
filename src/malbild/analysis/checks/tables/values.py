"""Values: figures that cannot be, figures that surprise, and suppression read as zero."""

import math
from collections.abc import Iterator

import numpy as np

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.inference import TOTAL_WORDS
from malbild.analysis.checks.tables.report import figure, gathered
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.table import SUPPRESSED
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit, UnknownUnit

_EXPECTED = 8.0
_MANY = 30.0
_STEP = 5.0
_CALM = 1.6


def _check_impossible(exam: Examination) -> Iterator[Finding]:
    found = []
    for name, measure in exam.grid.measures.items():
        for cell in exam.grid.by_measure[name]:
            value = exam.grid.value(cell)
            if math.isnan(value):
                continue
            if measure.kind == "share" and not -1e-9 <= value <= 100 + 1e-9:
                found.append(_impossible(exam, cell, Text("en andel ligger mellan 0 och 100 procent",
                                                          "a share lies between 0 and 100 per cent")))  # fmt: skip
            elif measure.kind == "count" and value < 0 and not _mixed_signs(exam, name):
                found.append(
                    _impossible(exam, cell, Text("ett antal kan inte vara negativt", "a count cannot be negative"))
                )
    yield from gathered(found)
    yield from _outside(exam, "table.impossible-value", Severity.ERROR)


def _mixed_signs(exam: Examination, measure: str) -> bool:
    """Whether negative numbers are common enough to be meant: a net that is not called one."""
    values = exam.grid.values(measure)
    return float(np.mean(values < 0)) > 0.1 and int(np.sum(values < 0)) > 1


def _impossible(exam: Examination, cell: int, why: Text) -> Finding:
    value, decimals = exam.grid.value(cell), exam.grid.decimals[exam.grid.code(cell, "measure")]
    where = exam.grid.words(cell)
    return Finding(
        "table.impossible-value", Severity.ERROR, exam.place(cell),
        Text(f"{where}: {figure(value, 'sv', decimals)} kan inte stämma; {why.sv}.",
             f"{where}: {figure(value, 'en', decimals)} cannot be right; {why.en}."),
        Text("Jämför med källan. Är det en förändring eller ett index, ange kind i sidofilen.",
             "Compare with the source. If it is a change or an index, declare its kind in the sidecar."),
    )  # fmt: skip


def _outside(exam: Examination, rule: str, severity: Severity) -> Iterator[Finding]:
    """Values outside the range of the indicator that their measure feeds."""
    found = []
    for name, measure in exam.grid.measures.items():
        indicator = exam.indicators.get(measure.indicator)
        if indicator is None:
            continue
        impossible = severity is Severity.ERROR
        factor = _factor(measure.unit, indicator)
        span = indicator.impossible if impossible else indicator.surprising
        for cell in exam.grid.by_measure[name]:
            value = exam.grid.value(cell) * factor
            beyond = not math.isnan(value) and not span.holds(value)
            if beyond and (impossible or (indicator.impossible.holds(value) and _whole_group(exam, cell))):
                found.append(_out_of_range(exam, rule, severity, cell, indicator))
    yield from gathered(found)


def _whole_group(exam: Examination, cell: int) -> bool:
    """Whether a cell stands for all people: what is unusual for all is usual for an age group."""
    codes = dict(zip(exam.grid.dimensions, exam.grid.keys[cell], strict=True))
    return all(
        code.casefold() in TOTAL_WORDS for name, code in codes.items() if name not in ("area", "period", "measure")
    )


def _factor(unit: str, indicator: Indicator) -> float:
    try:
        return Unit.parse(unit).factor_to(indicator.unit) if unit else 1.0
    except UnknownUnit:
        return 1.0


def _out_of_range(exam: Examination, rule: str, severity: Severity, cell: int, indicator: Indicator) -> Finding:
    value, decimals = exam.grid.value(cell), exam.grid.decimals[exam.grid.code(cell, "measure")]
    where = exam.grid.words(cell)
    word_sv, word_en = ("omöjligt", "impossible") if severity is Severity.ERROR else ("ovanligt", "unusual")
    return Finding(
        rule, severity, exam.place(cell),
        Text(f"{where}: {figure(value, 'sv', decimals)} är {word_sv} för {indicator.name.sv}.",
             f"{where}: {figure(value, 'en', decimals)} is {word_en} for {indicator.name.en}."),
        Text("Jämför med källan; ändra indikatorns gränser om värdet är rätt.",
             "Compare with the source; change the indicator's range if the value is right."),
    )  # fmt: skip


def _check_units(exam: Examination) -> Iterator[Finding]:
    for name, measure in exam.grid.measures.items():
        indicator = exam.indicators.get(measure.indicator)
        if measure.indicator and indicator is None and exam.indicators:
            yield _unit_finding(exam, name, Text(f"matar indikatorn {measure.indicator!r}, som inte finns",
                                                 f"feeds the indicator {measure.indicator!r}, which does not "
                                                 f"exist"))  # fmt: skip
        if indicator is None or not measure.unit:
            continue
        try:
            Unit.parse(measure.unit).factor_to(indicator.unit)
        except UnknownUnit:
            yield _unit_finding(exam, name, Text(
                f"har enheten {measure.unit!r}, som inte kan räknas om till indikatorns {indicator.unit.name!r}",
                f"has the unit {measure.unit!r}, which cannot be converted to the indicator's "
                f"{indicator.unit.name!r}"))  # fmt: skip


def _unit_finding(exam: Examination, name: str, what: Text) -> Finding:
    return Finding(
        "table.unit", Severity.ERROR, exam.place(exam.grid.by_measure[name][0]),
        Text(f"Måttet {name} {what.sv}.", f"The measure {name} {what.en}."),
        Text("Rätta unit eller indicator för kolumnen i sidofilen.", "Correct the column's unit or indicator in the "
                                                                     "sidecar."),
    )  # fmt: skip


def _check_surprising(exam: Examination) -> Iterator[Finding]:
    yield from _outside(exam, "table.surprising-value", Severity.WARNING)
    found = []
    for name, measure in exam.grid.measures.items():
        if measure.kind not in {"change", "index"}:
            for cells in exam.grid.series(name).values():
                found += [_surprise(exam, cell) for cell in _spikes(exam, [cell for _, cell in cells])]
    yield from gathered(found)


def _spikes(exam: Examination, cells: list[int]) -> Iterator[int]:
    """Cells at least five times their neighbours on both sides, or at most a fifth, where the neighbours agree."""
    known = [cell for cell in cells if not math.isnan(exam.grid.value(cell))]
    for before, cell, after in zip(known, known[1:], known[2:], strict=False):
        low, value, high = (exam.grid.value(one) for one in (before, cell, after))
        if min(low, value, high) <= 0 or max(low, value, high) < _MANY * exam.grid.unit(
            exam.grid.code(cell, "measure")
        ):
            continue
        near = max(low, high) / min(low, high) < _CALM
        if near and (value / max(low, high) >= _STEP or min(low, high) / value >= _STEP):
            yield cell


def _surprise(exam: Examination, cell: int) -> Finding:
    value, decimals = exam.grid.value(cell), exam.grid.decimals[exam.grid.code(cell, "measure")]
    where = exam.grid.words(cell)
    return Finding(
        "table.surprising-value", Severity.WARNING, exam.place(cell),
        Text(f"{where}: {figure(value, 'sv', decimals)} avviker minst fem gånger från perioderna före och efter.",
             f"{where}: {figure(value, 'en', decimals)} is at least five times off the periods before and after."),
        Text("Se efter om enhet, decimaltecken eller rad är rätt.", "See whether unit, decimal sign or row is right."),
    )  # fmt: skip


def _check_zeros(exam: Examination) -> Iterator[Finding]:
    found = []
    for name, measure in exam.grid.measures.items():
        if measure.kind not in {"count", "amount"}:
            continue
        for cell in exam.grid.by_measure[name]:
            if str(exam.table.status[cell]) == SUPPRESSED and not math.isnan(exam.grid.value(cell)):
                found.append(_hidden(exam, cell))
            elif exam.grid.value(cell) == 0:
                usual = _usual(exam, cell)
                if usual >= _limit(exam, name):
                    found.append(_zero(exam, cell, usual))
    yield from gathered(found)


def _hidden(exam: Examination, cell: int) -> Finding:
    where, value = exam.grid.words(cell), exam.grid.value(cell)
    return Finding(
        "table.suppressed-as-zero", Severity.ERROR, exam.place(cell),
        Text(f"{where}: värdet är märkt som dolt men {figure(value, 'sv', 0)} står där.",
             f"{where}: the value is marked as suppressed but {figure(value, 'en', 0)} is printed."),
        Text("Lämna cellen tom; ett dolt värde är inte noll.", "Leave the cell empty; a suppressed value is not zero."),
    )  # fmt: skip


def _limit(exam: Examination, measure: str) -> float:
    """A zero where eight or more are usual is no chance; without a suppressed cell in the column we ask for more."""
    cells = exam.grid.by_measure[measure]
    marked = any(str(exam.table.status[cell]) == SUPPRESSED for cell in cells)
    return _EXPECTED if marked else _MANY


def _usual(exam: Examination, cell: int) -> float:
    """The smallest of the nearest figures of the same series; 0 when it has fewer than two others."""
    place = exam.grid.dimensions.index("period")
    key = exam.grid.keys[cell]
    series = exam.grid.series(exam.grid.code(cell, "measure")).get((*key[:place], *key[place + 1 :]), [])
    order = [one for _, one in series]
    if cell not in order:
        return 0.0
    at = order.index(cell)
    near = [exam.grid.value(one) for one in order[max(0, at - 2) : at + 3] if one != cell]
    known = [value for value in near if not math.isnan(value)]
    return min(known) if len(known) >= 2 else 0.0


def _zero(exam: Examination, cell: int, usual: float) -> Finding:
    where = exam.grid.words(cell)
    return Finding(
        "table.suppressed-as-zero", Severity.WARNING, exam.place(cell),
        Text(f"{where}: 0, fast perioderna intill har minst {figure(usual, 'sv', 0)}. Nollan är troligen ett dolt "
             f"eller saknat värde.",
             f"{where}: 0, though the periods beside have at least {figure(usual, 'en', 0)}. The zero is probably a "
             f"suppressed or "
             f"missing value."),
        Text("Skriv ”..” för dolt värde eller lämna cellen tom, inte 0.",
             "Write “..” for a suppressed value or leave the cell empty, not 0."),
    )  # fmt: skip


IMPOSSIBLE = Rule(
    "table.impossible-value", Severity.ERROR,
    Text("Omöjligt värde", "An impossible value"),
    Text("En andel utanför 0–100 procent, ett negativt antal, eller ett värde utanför indikatorns gränser för det "
         "möjliga.",
         "A share outside 0–100 per cent, a negative count, or a value outside the indicator's limits of the "
         "possible."),
    Text("Ett värde som inte kan vara sant gör allt som bygger på det osant.",
         "A value that cannot be true makes everything built on it untrue."),
    Text("Andel kvinnor: 503 procent; decimalkommat har fallit bort.", "Share of women: 503 per cent; the decimal "
                                                                       "sign was lost."),
    Text("Jämför med källan. Är det en förändring eller ett index, ange kind i sidofilen.",
         "Compare with the source. If it is a change or an index, declare its kind in the sidecar."),
    _check_impossible,
)  # fmt: skip

SURPRISING = Rule(
    "table.surprising-value", Severity.WARNING,
    Text("Ovanligt värde", "A surprising value"),
    Text("Ett värde utanför indikatorns gränser för det vanliga, eller en enda period minst fem gånger större eller "
         "mindre än "
         "grannarna, som är varandra lika.",
         "A value outside the indicator's limits of the usual, or a single period at least five times larger or "
         "smaller than its "
         "neighbours, which are alike."),
    Text("Det är oftast en enhet eller ett decimaltecken som är fel.", "It is mostly a unit or a decimal sign that "
                                                                       "is wrong."),
    Text("1 052, 12 250, 1 171 färdigställda bostäder.", "1,052, 12,250, 1,171 dwellings completed."),
    Text("Se efter i källan; är värdet rätt, skriv varför i anteckningarna.",
         "Look in the source; where the value is right, write why in the notes."),
    _check_surprising,
)  # fmt: skip

SUPPRESSED_AS_ZERO = Rule(
    "table.suppressed-as-zero", Severity.WARNING,
    Text("Dolt värde läst som noll", "Suppression read as zero"),
    Text("En nolla i en serie av antal vars perioder intill är så stora att en verklig nolla är osannolik. Finns "
         "dolda värden i "
         "samma kolumn räcker åtta, annars krävs trettio.",
         "A zero in a series of counts whose neighbouring periods are so large that a true zero is improbable. Where "
         "the column "
         "has suppressed values eight is enough, else thirty is asked for."),
    Text("Dolt är inte noll: kurvan dyker, och summor blir för små.", "Suppressed is not zero: the curve dives and "
                                                                      "sums become too small."),
    Text("17, 21, 0, 19 elever, där 0 står för ett värde källan döljer.", "17, 21, 0, 19 pupils, where 0 stands for "
                                                                          "a value the source hides."),
    Text("Skriv ”..” för dolt värde, eller lämna cellen tom.", "Write “..” for a suppressed value, or leave the cell "
                                                               "empty."),
    _check_zeros,
)  # fmt: skip

UNIT = Rule(
    "table.unit", Severity.ERROR,
    Text("Enheten passar inte indikatorn", "The unit does not fit the indicator"),
    Text("Ett mått matar en indikator i en enhet som inte kan räknas om, eller en indikator som inte finns.",
         "A measure feeds an indicator in a unit that cannot be converted, or an indicator that does not exist."),
    Text("Procent och personer i samma serie går inte att läsa.", "Per cent and persons in one series cannot be read."),
    Text("Kolumnen har enheten person, indikatorn procent.", "The column has the unit person, the indicator per cent."),
    Text("Rätta kolumnens unit eller indicator i sidofilen.", "Correct the column's unit or indicator in the sidecar."),
    _check_units,
)  # fmt: skip
