"""Shifts: series that jump to another level, and stay there or come back."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.grid import area_name
from malbild.analysis.checks.tables.report import gathered
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.period import PeriodKind
from malbild.vocabulary.text import Text, number

_LEAST = math.log(1.5)
_CLEAR = 3.0
_SUSTAINED_CLEAR = 4.0
_NOISE = 6.0
_WINDOW = 3
_UNITS = 20


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of a series at another level: positions of its first and last point; `back` when it returns after."""

    first: int
    last: int
    size: float
    back: bool


def shifts(values: Sequence[float], *, count: bool, unit: float) -> tuple[Shift, ...]:
    """The level shifts of a series in order of time; those that come back first, then lasting ones.

    A level is the median of up to three neighbouring points, and a shift must be three times as large as anything
    that moves within the levels. For counts it must also be six times the chance variation of numbers that small.

    >>> tonnes = [189.9, 193.2, 202.2, 68.2, 66.8, 63.9, 64.4, 192.3]
    >>> [(one.first, one.last, one.back) for one in shifts(tonnes, count=False, unit=0.1)]
    [(3, 6, True)]
    """
    array = np.array(values, dtype=np.float64)
    if len(array) < 6 or np.any(array <= 0) or float(np.min(array)) < _UNITS * unit:
        return ()
    logs = np.log(array)
    chance = _NOISE * math.sqrt(2 / float(np.min(array))) if count else 0.0
    least = max(_LEAST, chance)
    back = _returning(logs, least)
    return back or _lasting(logs, least)


def _returning(logs: np.ndarray, least: float) -> tuple[Shift, ...]:
    found: list[Shift] = []
    start = 2
    while start < len(logs) - 2:
        best = max(
            (one for end in range(start + 1, len(logs) - 1) if (one := _stretch(logs, start, end, least))),
            key=lambda one: one.last, default=None,
        )  # fmt: skip
        if best:
            found.append(best)
        start = best.last + 1 if best else start + 1
    return tuple(found)


def _stretch(logs: np.ndarray, start: int, end: int, least: float) -> Shift | None:
    before, inside, after = (
        logs[max(0, start - _WINDOW) : start],
        logs[start : end + 1],
        logs[end + 1 : end + 1 + _WINDOW],
    )
    outside = (float(np.median(before)) + float(np.median(after))) / 2
    size = float(np.median(inside)) - outside
    wobble = max(_range(inside), _range(before[-2:]), _range(after[:2]), abs(float(before[-1] - after[0])))
    edges = min(abs(float(inside[0] - before[-1])), abs(float(after[0] - inside[-1])))
    clear = abs(size) >= least and edges >= least and min(abs(size), edges) >= _CLEAR * wobble
    return Shift(start, end, size, True) if clear else None


def _lasting(logs: np.ndarray, least: float) -> tuple[Shift, ...]:
    for start in range(_WINDOW, len(logs) - _WINDOW + 1):
        before, after = logs[:start], logs[start:]
        size = float(np.median(after[:_WINDOW]) - np.median(before[-_WINDOW:]))
        jump = float(after[0] - before[-1])
        steps = np.abs(np.diff(logs))
        others = float(np.max(np.delete(steps, start - 1)))
        wobble = max(_range(before[-4:]), _range(after[:4]), others)
        if abs(size) >= least and abs(jump) >= least and min(abs(size), abs(jump)) >= _SUSTAINED_CLEAR * wobble:
            return (Shift(start, len(logs) - 1, size, False),)
    return ()


def _range(logs: np.ndarray) -> float:
    return float(np.max(logs) - np.min(logs)) if len(logs) else 0.0


def _check_shifts(exam: Examination) -> Iterator[Finding]:
    found = []
    for name, measure in exam.grid.measures.items():
        if measure.kind in {"change", "index"}:
            continue
        for cells in exam.grid.series(name).values():
            known = [(span, cell) for span, cell in cells if not math.isnan(exam.grid.value(cell))]
            if known and all(span.last.kind is PeriodKind.YEAR for span, _ in known):
                values = [exam.grid.value(cell) for _, cell in known]
                for one in shifts(values, count=measure.kind == "count", unit=exam.grid.unit(name)):
                    found.append(_shift(exam, known, one))
    yield from gathered(found)


def _shift(exam: Examination, known: Sequence[tuple[object, int]], shift: Shift) -> Finding:
    first, last = known[shift.first][1], known[shift.last][1]
    before = known[shift.first - 1][1]

    def period(cell: int) -> str:
        return exam.grid.code(cell, "period")

    area = area_name(exam.grid.code(first, "area"))
    measure = exam.grid.code(first, "measure")
    factor = 100 * math.expm1(shift.size)
    change_sv, change_en = number(factor, "sv", 0), number(factor, "en", 0)
    edges_sv, edges_en = f"mellan {period(before)} och {period(first)}", f"between {period(before)} and {period(first)}"
    if shift.back:
        after = period(known[shift.last + 1][1])
        told = Text(
            f"{area}, {measure}: nivån ändras {change_sv} procent {edges_sv} och går tillbaka mellan {period(last)} "
            f"och {after}.",
            f"{area}, {measure}: the level changes by {change_en} per cent {edges_en} and goes back between "
            f"{period(last)} and "
            f"{after}.",
        )
    else:
        told = Text(f"{area}, {measure}: nivån ändras {change_sv} procent {edges_sv} och stannar där.",
                    f"{area}, {measure}: the level changes by {change_en} per cent {edges_en} and stays "
                    f"there.")  # fmt: skip
    return Finding(
        "table.level-shift", Severity.WARNING, exam.place(first), told,
        Text("Ta reda på varför: en anläggning, en gräns, en definition eller ett fel. Lägg in ett tidsseriebrott om "
             "det inte är "
             "verkligt.",
             "Find out why: a plant, a boundary, a definition or an error. Declare a break in the series if it is "
             "not real."),
    )  # fmt: skip


LEVEL_SHIFT = Rule(
    "table.level-shift", Severity.WARNING,
    Text("Nivåskifte i serien", "A level shift in the series"),
    Text("En serie hoppar till en annan nivå, minst hälften upp eller en tredjedel ned, och stannar där eller kommer "
         "tillbaka "
         "efter minst två perioder. Skiftet ska vara minst tre gånger större än det som annars rör sig inom "
         "nivåerna, och för "
         "antal större än slumpen. Ett skifte ger en anmärkning, med båda kanterna.",
         "A series jumps to another level, at least half up or a third down, and stays there or comes back after two "
         "periods or "
         "more. The shift must be at least three times larger than what else moves within the levels, and for counts "
         "larger than "
         "chance. One shift makes one finding, with both edges."),
    Text("En enda anläggning eller ändrad rapportering avgör då om länet ser ut att nå sitt mål.",
         "A single plant or a changed way of reporting then decides whether the county seems to reach its goal."),
    Text("En kommuns koldioxidutsläpp: omkring 195 000 ton 2015–2017, omkring 66 000 ton 2018–2021, 192 296 ton 2022.",
         "A municipality's carbon dioxide emissions: about 195,000 tonnes 2015–2017, about 66,000 in 2018–2021, "
         "192,296 in 2022."),
    Text("Ta reda på varför, och lägg in ett tidsseriebrott om skiftet inte är verkligt.",
         "Find out why, and declare a break in the series if the shift is not real."),
    _check_shifts,
)  # fmt: skip
