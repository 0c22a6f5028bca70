"""Flows: moves inside a county that are counted in its municipalities, and in the county itself."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.arithmetic import Addition, additions, areas_in
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.report import figure
from malbild.analysis.checks.tables.rounding import sum_allowance
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.relation import Flow, Total
from malbild.vocabulary.text import Text


@dataclass(frozen=True)
class _Balance:
    """Moves in and out of an area beside the sums of its parts."""

    flow: Flow
    inward: Addition
    outward: Addition
    internal: float

    @property
    def allowance(self) -> float:
        """How far the two differences may lie apart."""
        return 2 * sum_allowance(len(self.inward.known), 1.0)

    @property
    def same(self) -> bool:
        """Whether as many more move in as out: that is what internal moves do."""
        return abs(self.inward.gap - self.outward.gap) <= self.allowance


def _balances(exam: Examination) -> Iterator[_Balance]:
    for flow in (one for one in exam.relations if isinstance(one, Flow)):
        for code in exam.grid.members["area"]:
            parts = set(areas_in(code, None))
            if parts and parts <= set(exam.grid.members["area"]):
                for inward in additions(exam.grid, Total("area", code, (), (flow.inward,))):
                    outward = _partner(exam, flow, code, inward)
                    if outward and not inward.absent and not outward.absent:
                        yield _Balance(flow, inward, outward, _internal(exam, flow, inward))


def _partner(exam: Examination, flow: Flow, code: str, inward: Addition) -> Addition | None:
    cell = exam.grid.relative(inward.cell, {"measure": flow.outward})
    return next(
        (one for one in additions(exam.grid, Total("area", code, (), (flow.outward,))) if one.cell == cell), None
    )


def _internal(exam: Examination, flow: Flow, inward: Addition) -> float:
    """The fewest moves inside the area: those municipalities that gain from the others gain that many."""
    cells = [exam.grid.relative(part, {"measure": flow.internal}) for _, part in inward.known] if flow.internal else []
    values = [exam.grid.value(cell) for cell in cells if cell is not None]
    return math.fsum(value for value in values if value > 0)


def _check_flows(exam: Examination) -> Iterator[Finding]:
    for one in _balances(exam):
        if not one.same:
            yield _unbalanced(exam, one)
        elif one.inward.gap > one.allowance:
            yield _counted_apart(exam, one)
        elif one.internal > one.allowance and abs(one.inward.gap) <= one.allowance:
            yield _counted_in(exam, one)


def _counted_apart(exam: Examination, one: _Balance) -> Finding:
    area = exam.grid.words(one.inward.cell, "measure")
    sv, en = figure(one.inward.gap, "sv", 0), figure(one.inward.gap, "en", 0)
    return Finding(
        "table.internal-moves", Severity.WARNING, exam.place(one.inward.cell),
        Text(f"{area}: områdena under har tillsammans {sv} fler både in och ut än området självt. Det är flyttningar "
             f"inom "
             f"området: de räknas i delarna men inte i helheten.",
             f"{area}: the areas below have together {en} more both in and out than the area itself. These are moves "
             f"inside the "
             f"area: counted in its parts but not in the whole."),
        Text("Summera inte in- och utflyttning över kommuner; använd områdets egen rad, eller flyttnettot.",
             "Do not add up moves over municipalities; use the area's own row, or the net."),
    )  # fmt: skip


def _counted_in(exam: Examination, one: _Balance) -> Finding:
    area = exam.grid.words(one.inward.cell, "measure")
    sv, en = figure(one.internal, "sv", 0), figure(one.internal, "en", 0)
    return Finding(
        "table.internal-moves", Severity.ERROR, exam.place(one.inward.cell),
        Text(f"{area}: in- och utflyttning är rena summor av områdena under, fast minst {sv} flyttningar gick mellan "
             f"dem. "
             f"Flyttningar inom området är räknade i dess flöden.",
             f"{area}: moves in and out are plain sums of the areas below, though at least {en} moves went between "
             f"them. Moves "
             f"inside the area are counted in its flows."),
        Text("Hämta områdets egna flöden från källan.", "Fetch the area's own flows from the source."),
    )  # fmt: skip


def _unbalanced(exam: Examination, one: _Balance) -> Finding:
    area = exam.grid.words(one.inward.cell, "measure")
    return Finding(
        "table.internal-moves", Severity.ERROR, exam.place(one.inward.cell),
        Text(f"{area}: områdena under har {figure(one.inward.gap, 'sv', 0)} fler in men "
             f"{figure(one.outward.gap, 'sv', 0)} fler ut "
             f"än området självt. Flyttningar inom området är lika många in som ut; någon siffra är fel.",
             f"{area}: the areas below have {figure(one.inward.gap, 'en', 0)} more in but "
             f"{figure(one.outward.gap, 'en', 0)} more "
             f"out than the area itself. Moves inside the area are as many in as out; some figure is wrong."),
        Text("Jämför in- och utflyttningen rad för rad med källan.", "Compare moves in and out row by row with the "
                                                                     "source."),
    )  # fmt: skip


INTERNAL_MOVES = Rule(
    "table.internal-moves", Severity.WARNING,
    Text("Flyttningar inom området", "Moves inside the area"),
    Text("Kommunernas in- och utflyttning överstiger länets lika mycket: skillnaden är flyttningar inom länet, och "
         "kolumnerna får inte summeras (varning). Är länets flöden rena summor fast det flyttas mellan kommunerna, "
         "eller skiljer "
         "sig skillnaderna in och ut, är det ett fel.",
         "Municipal moves in and out exceed the county's by the same number: the difference is moves inside the "
         "county, and the "
         "columns must not be added up (warning). Where the county's flows are plain sums although people move between "
         "municipalities, or the differences in and out are not the same, it is an error."),
    Text("Summerade flöden räknar samma flyttning två gånger och gör omsättningen större än den är.",
         "Added-up flows count the same move twice and make turnover larger than it is."),
    Text("Tolv kommuner: 5 571 in och 4 635 ut; länet 3 713 och 2 777. Båda skiljer 1 858.",
         "Twelve municipalities: 5,571 in and 4,635 out; the county 3,713 and 2,777. Both differ by 1,858."),
    Text("Använd områdets egen rad, eller flyttnettot, som går att summera.",
         "Use the area's own row, or the net, which may be added up."),
    _check_flows,
)  # fmt: skip
