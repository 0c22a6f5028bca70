"""Structure: ids, references and circles in a plan."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from malbild.analysis.checks.plans.examination import PlanExamination
from malbild.analysis.checks.rule import Rule
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.text import Text

_NOUNS = {"plan": "plans", "goal": "goals", "action": "actions"}


class _Reference(NamedTuple):
    """A field of an object that names another object."""

    noun: str
    id: str
    field: str
    kind: str
    target: str


def _references(exam: PlanExamination) -> Iterator[_Reference]:
    register = exam.register
    for organisation in register.organisations:
        yield _Reference("organisations", organisation.id, "parent", "organisations", organisation.parent)
        yield from (
            _Reference("organisations", organisation.id, "members", "organisations", one)
            for one in organisation.members
        )
    for succession in register.successions:
        yield _Reference("successions", succession.id, "predecessor", "organisations", succession.predecessor)
        yield _Reference("successions", succession.id, "successor", "organisations", succession.successor)
    for plan in register.plans:
        yield _Reference("plans", plan.id, "owner", "organisations", plan.owner)
        yield _Reference("plans", plan.id, "successor", "plans", plan.successor)
    yield from _of_goals(exam)
    yield from _of_actions(exam)
    for decision in register.decisions:
        yield _Reference("decisions", decision.id, "body_organisation", "organisations", decision.body_organisation)
        for concern in decision.concerns:
            noun, _, target = concern.partition(":")
            yield _Reference("decisions", decision.id, "concerns", _NOUNS.get(noun, noun), target)


def _of_goals(exam: PlanExamination) -> Iterator[_Reference]:
    for goal in exam.register.goals:
        yield _Reference("goals", goal.id, "plan", "plans", goal.plan)
        yield _Reference("goals", goal.id, "parent", "goals", goal.parent)
        yield _Reference("goals", goal.id, "responsible", "organisations", goal.responsible)
        yield _Reference("goals", goal.id, "successor", "goals", goal.successor)
        if exam.indicators is not None:
            yield from (_Reference("goals", goal.id, "indicators", "indicators", one) for one in goal.indicators)
            yield from (
                _Reference("goals", goal.id, "targets.indicator", "indicators", one.indicator) for one in goal.targets
            )


def _of_actions(exam: PlanExamination) -> Iterator[_Reference]:
    for action in exam.register.actions:
        yield _Reference("actions", action.id, "plan", "plans", action.plan)
        yield from (_Reference("actions", action.id, "contributes_to", "goals", one) for one in action.contributes_to)
        for commitment in action.commitments:
            yield _Reference("actions", action.id, "commitments.organisation", "organisations", commitment.organisation)
        yield from (
            _Reference("actions", action.id, "budget.payer", "organisations", one.payer) for one in action.budget
        )


def _check_references(exam: PlanExamination) -> Iterator[Finding]:
    register = exam.register
    known: Mapping[str, set[str]] = {
        "organisations": set(exam.organisations), "plans": set(exam.plans), "goals": {one.id for one in register.goals},
        "actions": {one.id for one in register.actions}, "indicators": set(exam.indicators or ()),
    }  # fmt: skip
    for one in dict.fromkeys(_references(exam)):
        kinds = ("goals", "actions") if one.field == "contributes_to" else (one.kind,)
        if one.target and not any(one.target in known.get(kind, set()) for kind in kinds):
            yield Finding(
                "plan.unknown-reference", Severity.ERROR, exam.place(one.noun, one.id, one.field),
                Text(f"{one.field} pekar på {one.target!r}, som inte finns bland {one.kind}.",
                     f"{one.field} points to {one.target!r}, which is not among {one.kind}."),
                Text("Rätta id:t, eller lägg till det som saknas.", "Correct the id, or add what is missing."),
            )  # fmt: skip


def _check_ids(exam: PlanExamination) -> Iterator[Finding]:
    register = exam.register
    nouns = {
        "organisations": [one.id for one in register.organisations],
        "successions": [one.id for one in register.successions],
        "plans": [one.id for one in register.plans],
        "goals": [one.id for one in register.goals],
        "actions": [one.id for one in register.actions],
        "decisions": [one.id for one in register.decisions],
    }
    for noun, ids in nouns.items():
        for id, times in Counter(ids).items():
            if times > 1:
                yield _twice(exam, noun, id, times)
    targets = Counter((target.id, goal.id) for goal in register.goals for target in goal.targets)
    for (id, goal), times in targets.items():
        if times > 1:
            yield _twice(exam, "goals", goal, times, id)


def _twice(exam: PlanExamination, noun: str, id: str, times: int, target: str = "") -> Finding:
    return Finding(
        "plan.duplicate-id", Severity.ERROR, exam.place(noun, id, f"targets {target}" if target else "id"),
        Text(f"{target or id!r} finns {times} gånger.", f"{target or id!r} occurs {times} times."),
        Text("Ge var och en ett eget id.", "Give each an id of its own."),
    )  # fmt: skip


def _check_circles(exam: PlanExamination) -> Iterator[Finding]:
    register = exam.register
    chains = (
        ("goals", "parent", {one.id: one.parent for one in register.goals}),
        ("goals", "successor", {one.id: one.successor for one in register.goals}),
        ("organisations", "parent", {one.id: one.parent for one in register.organisations}),
        ("plans", "successor", {one.id: one.successor for one in register.plans}),
    )
    for noun, field, above in chains:
        for circle in _circles(above):
            path = " → ".join((*circle, circle[0]))
            yield Finding(
                "plan.circle", Severity.ERROR, exam.place(noun, circle[0], field),
                Text(f"{field} går i cirkel: {path}.", f"{field} runs in a circle: {path}."),
                Text("Ta bort ett led.", "Remove one link."),
            )  # fmt: skip


def _circles(above: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every circle once, from its first id in order."""
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        one = start
        while one and one in above and one not in done and one not in path:
            path.append(one)
            one = above[one]
        if one in path:
            yield tuple(path[path.index(one) :])
        done.update(path)


UNKNOWN_REFERENCE = Rule(
    "plan.unknown-reference", Severity.ERROR,
    Text("Pekar på något som inte finns", "Points to something that does not exist"),
    Text("Ett mål, en åtgärd, ett åtagande, en budgetrad eller ett beslut nämner ett id som inte finns.",
         "A goal, an action, a commitment, a budget line or a decision names an id that does not exist."),
    Text("Sambandet syns inte på någon sida, och ingen märker att det fattas.",
         "The connection shows on no page, and nobody notices that it is missing."),
    Text("contributes_to = [\"minskade-utslap\"].", "contributes_to = [\"lower-emisions\"]."),
    Text("Rätta id:t, eller lägg till det som saknas.", "Correct the id, or add what is missing."),
    _check_references,
)  # fmt: skip

DUPLICATE_ID = Rule(
    "plan.duplicate-id", Severity.ERROR,
    Text("Samma id två gånger", "The same id twice"),
    Text("Två plandelar av samma slag har samma id.", "Two parts of the plan of one kind have the same id."),
    Text("Det ena skriver över det andra.", "One overwrites the other."),
    Text("Två mål med id \"minskade-utslapp\".", "Two goals with the id \"lower-emissions\"."),
    Text("Ge var och en ett eget id.", "Give each an id of its own."),
    _check_ids,
)  # fmt: skip

CIRCLE = Rule(
    "plan.circle", Severity.ERROR,
    Text("Överordnat går i cirkel", "Parents run in a circle"),
    Text("Ett mål ligger under sig självt, en organisation hör till sig själv, eller en efterträdare leder tillbaka.",
         "A goal lies under itself, an organisation belongs to itself, or a successor leads back."),
    Text("Trädet går inte att visa.", "The tree cannot be shown."),
    Text("A ligger under B, som ligger under A.", "A lies under B, which lies under A."),
    Text("Ta bort ett led.", "Remove one link."),
    _check_circles,
)  # fmt: skip
