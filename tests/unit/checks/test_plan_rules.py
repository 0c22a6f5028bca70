"""Each rule about plans: a plan that breaks it, and the smallest mending that makes it quiet."""

from dataclasses import replace
from datetime import date

import pytest

from malbild.analysis.checks import PLAN_RULES, check_plan
from malbild.vocabulary.finding import Place
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    ActionStatus,
    ActionSummary,
    BudgetLineSummary,
    CommitmentSummary,
    GoalSummary,
    OrganisationSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
    SuccessionSummary,
    TargetKind,
    TargetSummary,
)
from malbild.vocabulary.quotation import Quotation
from malbild.vocabulary.text import Text

TODAY = date(2026, 11, 23)
TARGET = TargetSummary("t", "emissions", TargetKind.CHANGE, "18", value=-60, base=Period(2005), due=Period(2030))
GOAL = GoalSummary("goal", "plan", "Mål", responsible="body", indicators=("emissions",), targets=(TARGET,))
LEADS = CommitmentSummary("body", "leads", due=date(2027, 12, 31))
ACTION = ActionSummary(
    "action", "plan", "Åtgärd", status=ActionStatus.UNDER_WAY, contributes_to=("goal",), due=date(2027, 12, 31),
    commitments=(LEADS,), budget=(BudgetLineSummary("body", 2027, planned_sek=100),),
)  # fmt: skip
BODY = OrganisationSummary("body", "Förbundet")
WHOLE = RegisterSummary(
    organisations=(BODY,), plans=(PlanSummary("plan", "Programmet", owner="body"),), goals=(GOAL,), actions=(ACTION,),
)  # fmt: skip
HEIR = OrganisationSummary("heir", "Regionen")
ENDED = replace(BODY, valid_to=date(2014, 12, 31))
PASSED = SuccessionSummary("s", "body", "heir", "replace", date(2015, 1, 1))
MOVED = Quotation(Place("goals/goal.md"), "population.18.2018.total", "302 252", 302_249)


def goal(**changes: object) -> RegisterSummary:
    return replace(WHOLE, goals=(replace(GOAL, **changes),))


def action(**changes: object) -> RegisterSummary:
    return replace(WHOLE, actions=(replace(ACTION, **changes),))


def found(register: RegisterSummary, **known: object) -> set[tuple[str, str]]:
    indicators = known.pop("indicators", ["emissions"])
    names = {one: Text(one, one) for one in indicators}
    return {(one.rule, one.severity.value) for one in check_plan(register, today=TODAY, indicators=names, **known)}


def test_a_whole_plan_is_quiet() -> None:
    assert found(WHOLE, last_periods={"emissions": Period(2024)}) == set()


CHILD = replace(
    ACTION, id="child", contributes_to=("action",), budget=(BudgetLineSummary("body", 2027, planned_sek=101),)
)

BROKEN = [
    ("plan.goal-without-measure", "warning", goal(indicators=(), targets=())),
    ("plan.goal-without-measure", "note", goal(targets=())),
    ("plan.target-before-base", "error", goal(targets=(replace(TARGET, due=Period(2003)),))),
    ("plan.action-without-owner", "warning", action(commitments=(replace(LEADS, role="funds"),))),
    ("plan.action-without-deadline", "warning", action(due=None, commitments=(replace(LEADS, due=None),))),
    ("plan.action-without-money", "note", action(budget=())),
    ("plan.budget-above-parent", "error", replace(WHOLE, actions=(ACTION, CHILD))),
    ("plan.commitment-overdue", "warning", action(commitments=(replace(LEADS, due=date(2026, 11, 22)),))),
    ("plan.commitment-overdue", "warning", action(due=date(2020, 1, 1), commitments=(replace(LEADS, due=None),))),
    ("plan.responsible-ended", "warning", replace(WHOLE, organisations=(ENDED,))),
    ("plan.responsible-ended", "note", replace(WHOLE, organisations=(ENDED, HEIR), successions=(PASSED,))),
    ("plan.unknown-reference", "error", goal(parent="nowhere")),
    ("plan.unknown-reference", "error", action(contributes_to=("gaol",))),
    ("plan.unknown-reference", "error", goal(indicators=("emisions", "emissions"))),
    ("plan.duplicate-id", "error", replace(WHOLE, goals=(GOAL, GOAL))),
    ("plan.duplicate-id", "error", goal(targets=(TARGET, TARGET))),
    ("plan.circle", "error", replace(WHOLE, goals=(replace(GOAL, parent="b"), replace(GOAL, id="b", parent="goal")))),
    ("plan.circle", "error", goal(parent="goal")),
]


@pytest.mark.parametrize(("rule", "severity", "register"), BROKEN)
def test_what_is_broken_is_found_and_nothing_else(rule: str, severity: str, register: RegisterSummary) -> None:
    assert found(register) == {(rule, severity)}


def test_a_series_that_has_ended() -> None:
    assert found(WHOLE, last_periods={"emissions": Period(2019)}) == {("plan.indicator-ended", "warning")}


@pytest.mark.parametrize(
    ("printed", "current", "moved"),
    [
        ("302 252", 302_252.4, False),
        ("302 252", 302_249, True),
        ("36 procent", 36.3, False),
        ("36,4 procent", 36.3, True),
        ("−2,6", -2.62, False),
        ("36 procent", None, True),
    ],
)
def test_a_text_whose_number_has_moved(printed: str, current: float | None, moved: bool) -> None:
    quotation = replace(MOVED, printed=printed, current=current)
    assert found(WHOLE, quotations=[quotation]) == ({("plan.number-moved", "warning")} if moved else set())


@pytest.mark.parametrize(
    "ended",
    [
        PlanSummary("plan", "Programmet", status=PlanStatus.ENDED),
        PlanSummary("plan", "Programmet", valid_to=date(2016, 12, 31)),
    ],
)
def test_what_has_ended_is_history(ended: PlanSummary) -> None:
    register = replace(
        goal(indicators=(), targets=()), plans=(ended,), actions=(replace(ACTION, commitments=(), due=None),)
    )
    assert found(register) == set()


def test_every_plan_rule_is_tried() -> None:
    tried = {rule for rule, _, _ in BROKEN} | {"plan.indicator-ended", "plan.number-moved"}
    assert tried == {rule.id for rule in PLAN_RULES}
