"""Headings: a year above the figures that is not theirs."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.grid import Grid, area_name, span_of
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.text import Text, number

_YEAR = re.compile(r"(?<![\d=:/§])((?:19|20)\d{2})(?![\d=:]|\s*=\s*100)")
# Years that a heading mentions for another reason than to date its figures.
_ASIDE = re.compile(
    r"(uppdaterad|updated|publicerad|published|hämtad|sedan|since|jämfört med|compared (?:with|to)|enligt|index|basår|"
    r"mål(?:et)?|till år|prognos|målår)[\s:]+(?:\w+\s+)?(?:19|20)\d{2}",
    re.IGNORECASE,
)
_DIGITS = 7
_FEW_DIGITS = 4
_TOTALS = frozenset({"", "total", "totalt", "all", "alla", "samtliga", "båda"})

Values = dict[str, dict[Period, float]]


@dataclass(frozen=True)
class _View:
    """One measure of one table for whole groups: area → period → value. `how` tells how years were made of months."""

    grid: Grid
    measure: str
    values: Values
    unit: float
    how: str = ""

    @cached_property
    def periods(self) -> set[Period]:
        """Every period with a figure."""
        return {period for values in self.values.values() for period in values}


def _views(grid: Grid) -> tuple[_View, ...]:
    if "views" not in grid.derived:
        grid.derived["views"] = tuple(_made_views(grid))
    views: tuple[_View, ...] = grid.derived["views"]
    return views


def _made_views(grid: Grid) -> Iterator[_View]:
    for measure in grid.measures:
        values: dict[tuple[str, ...], Values] = {}
        for key, cells in grid.series(measure).items():
            names = [name for name in grid.dimensions if name != "period"]
            codes = dict(zip(names, key, strict=True))
            group = tuple(code for name, code in codes.items() if name not in ("area", "measure"))
            series = {span.last: grid.value(cell) for span, cell in cells if not math.isnan(grid.value(cell))}
            values.setdefault(group, {}).setdefault(codes["area"], {}).update(series)
        for group, one in values.items():
            if len(values) == 1 or all(code.casefold() in _TOTALS for code in group):
                yield _View(grid, measure, one, grid.unit(measure))
                yield from _years(grid, measure, one)


def _years(grid: Grid, measure: str, values: Values) -> Iterator[_View]:
    """Years made of months or quarters, as means and as sums, for areas that have them all."""
    for how in ("mean", "sum"):
        made: Values = {}
        for area, series in values.items():
            by_year: dict[int, list[tuple[Period, float]]] = {}
            for period, value in series.items():
                if period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
                    by_year.setdefault(period.year, []).append((period, value))
            for year, parts in by_year.items():
                if sum(one.months for one, _ in parts) == 12:
                    total = math.fsum(value for _, value in parts)
                    made.setdefault(area, {})[Period(year)] = total / len(parts) if how == "mean" else total
        if made:
            yield _View(grid, measure, made, grid.unit(measure), how)


@dataclass(frozen=True, slots=True)
class _Match:
    """How the figures of one period agree with another table's of a period."""

    areas: tuple[str, ...]
    digits: int
    agree: bool


def _match(one: _View, period: Period, other: _View, then: Period) -> _Match:
    """Whether the figures of a period are those of another table at some period, in every area both have."""
    allowance = max(one.unit, other.unit) / 2 + 1e-9 + (0.5 * max(one.unit, other.unit) if other.how == "mean" else 0)
    shared = [area for area in one.values if period in one.values[area] and then in other.values.get(area, {})]
    agree = all(abs(one.values[area][period] - other.values[area][then]) <= allowance for area in shared)
    digits = sum(len(str(round(abs(one.values[area][period]) / max(one.unit, other.unit)))) for area in shared)
    return _Match(tuple(shared), digits, agree and bool(shared))


def _check_headings(exam: Examination) -> Iterator[Finding]:
    told: set[tuple[str, Period]] = set()
    for finding, key in _by_comparison(exam):
        if key not in told:
            told.add(key)
            yield finding
    if not told:
        yield from _by_words(exam)


def _by_comparison(exam: Examination) -> Iterator[tuple[Finding, tuple[str, Period]]]:
    """Figures that another table, or another measure of this one, has under another period."""
    own = list(_views(exam.grid))
    for view in (one for one in own if not one.how):
        kind = exam.grid.measures[view.measure].kind
        others = (*own, *(one for grid in exam.others for one in _views(grid)))
        for other in sorted(others, key=lambda one: bool(one.how)):
            if _comparable(view, other, kind):
                for period in sorted(view.periods):
                    actual = _actual(view, period, other)
                    if actual is not None:
                        yield _misdated(exam, view, period, other, actual), (view.measure, period)


def _comparable(view: _View, other: _View, kind: str) -> bool:
    """A table of few periods against a series; a series is not compared with a shorter one."""
    if other.grid is view.grid and (other.measure == view.measure or other.how):
        return False
    theirs = other.grid.measures[other.measure].kind
    if kind in {"index", "change"} or not (theirs == kind or {theirs, kind} <= {"count", "mean", "amount"}):
        return False
    return len(view.periods) <= 2 and (len(other.periods) > len(view.periods) or bool(other.how))


def _actual(view: _View, period: Period, other: _View) -> Period | None:
    """The one other period whose figures these are; None when they are their own, or nobody's."""
    there = _match(view, period, other, period)
    if there.agree or (any(period in series for series in other.values.values()) and not there.areas):
        return None
    found = [(then, match) for then in sorted(other.periods) if then != period and then.kind is period.kind
             if (match := _match(view, period, other, then)).agree]  # fmt: skip
    whole = view.grid.measures[view.measure].kind in {"count", "amount"}
    needed = _FEW_DIGITS if there.areas and whole else _DIGITS
    strong = [then for then, match in found if match.digits >= needed]
    return strong[0] if len(strong) == 1 else None


def _misdated(exam: Examination, view: _View, period: Period, other: _View, actual: Period) -> Finding:
    match = _match(view, period, other, actual)
    area = max(match.areas, key=lambda one: abs(view.values[one][period]))
    value = view.values[area][period]
    cell = next(
        one for one in exam.grid.by_measure[view.measure]
        if exam.grid.code(one, "area") == area and exam.grid.value(one) == value
    )  # fmt: skip
    decimals = exam.grid.decimals[view.measure]
    where = other.grid.table.file if other.grid is not exam.grid else ""
    source_sv = {"mean": "medelvärdet av perioderna", "sum": "summan av perioderna"}.get(
        other.how, f"serien {other.measure}"
    )
    source_en = {"mean": "the mean of the periods", "sum": "the sum of the periods"}.get(
        other.how, f"the series {other.measure}"
    )
    theirs = other.values[area].get(period)
    but_sv = "" if theirs is None else f"; för {period} står där {number(theirs, 'sv', decimals)}"
    but_en = "" if theirs is None else f"; for {period} it says {number(theirs, 'en', decimals)}"
    in_sv, in_en = (f" i {where}", f" in {where}") if where else ("", "")
    return Finding(
        "table.heading-year", Severity.ERROR, exam.place(cell),
        Text(f"Siffrorna kallas {period} men är {actual} års: {area_name(area)} {number(value, 'sv', decimals)} är "
             f"{source_sv}"
             f"{in_sv} för {actual}{but_sv} ({len(match.areas)} områden jämförda).",
             f"The figures are called {period} but are those of {actual}: {area_name(area)} "
             f"{number(value, 'en', decimals)} is "
             f"{source_en}{in_en} for {actual}{but_en} ({len(match.areas)} areas compared)."),
        Text(f"Rätta perioden till {actual}, eller hämta siffrorna för {period}.",
             f"Correct the period to {actual}, or fetch the figures of {period}."),
    )  # fmt: skip


def _by_words(exam: Examination) -> Iterator[Finding]:
    """A heading whose years are none of the table's."""
    declaration = exam.table.declaration
    spans = [span for code in exam.grid.members["period"] if (span := span_of(code))]
    covered = {year for one in spans for year in range(one.first.year - one.split, one.last.year + 1)}
    for text in dict.fromkeys((declaration.heading, declaration.provenance.title)):
        named = {int(year) for year in _YEAR.findall(_ASIDE.sub(" ", text))}
        if named and covered and not named & covered:
            years = ", ".join(str(year) for year in sorted(named))
            shown = ", ".join(str(code) for code in exam.grid.members["period"][:3])
            sure = _vouched(exam)
            certain = sure.en or text == declaration.heading
            yield Finding(
                "table.heading-year", Severity.ERROR if certain else Severity.WARNING, exam.whole,
                Text(f"Rubriken {text!r} säger {years}, men siffrorna står för {shown}{sure.sv}.",
                     f"The heading {text!r} says {years}, but the figures stand for {shown}{sure.en}."),
                Text("Rätta rubriken eller perioden; jämför med källans tidsserie.",
                     "Correct the heading or the period; compare with the source's time series."),
            )  # fmt: skip


def _vouched(exam: Examination) -> Text:
    """Whether another table has the same figures for the same period, so that it is the heading that errs."""
    for view in _views(exam.grid):
        for other in (one for grid in exam.others for one in _views(grid)):
            for period in view.periods & other.periods:
                match = _match(view, period, other, period)
                if match.agree and match.digits >= _DIGITS:
                    file = other.grid.table.file
                    return Text(f", vilket {file} bekräftar", f", which {file} confirms")
    return Text("", "")


HEADING_YEAR = Rule(
    "table.heading-year", Severity.ERROR,
    Text("Rubriken nämner ett annat år än siffrornas", "The heading names another year than its figures"),
    Text("Siffror som kallas ett års är ett annat års: de återfinns i en tidsserie under det andra året, eller är "
         "medelvärdet "
         "eller summan av det andra årets månader. Serien kan stå i samma fil eller i en fil som kontrolleras "
         "samtidigt. Också en "
         "rubrik vars årtal inte finns bland tabellens perioder.",
         "Figures called those of one year are another year's: they are found in a time series under the other year, "
         "or are the "
         "mean or sum of its months. The series may stand in the same file or in a file checked together with it. "
         "Also a heading "
         "whose year is none of the table's periods."),
    Text("Ett års gamla siffror citeras som nya, eller tvärtom.", "Figures a year old are quoted as new, or the "
                                                                  "other way round."),
    Text("”Årsmedeltal 2018” visar 5 091; serien har 4 596 för 2018 och 5 091 för 2019, och månaderna 2019 har "
         "medeltalet 5 090,75.",
         "“Annual mean 2018” shows 5,091; the series has 4,596 for 2018 and 5,091 for 2019, and the months of 2019 "
         "have the mean "
         "5,090.75."),
    Text("Rätta rubriken eller perioden, och tala om det för källan.", "Correct the heading or the period, and tell "
                                                                       "the source."),
    _check_headings,
)  # fmt: skip
