"""Judge a target: put its question to the figures, decide by the written rule, and say it in one plain sentence."""

from collections.abc import Mapping
from datetime import date

from malbild.analysis.judgement.history import comparable
from malbild.analysis.judgement.projection import CannotProject, project
from malbild.analysis.judgement.question import Question, Unanswerable, ask
from malbild.analysis.judgement.reasons import reasons_of, why_text
from malbild.analysis.judgement.rules import rule_on
from malbild.analysis.judgement.sentence import sentence_of, sentence_without_figures
from malbild.analysis.judgement.verdict import Verdict, decide
from malbild.vocabulary.cube import TOTAL, Cube
from malbild.vocabulary.judgement import Judgement, Reason, State
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetSummary
from malbild.vocabulary.projection import Projection


def judge(target: TargetSummary, *, goal: str, cubes: Mapping[str, Cube], today: date) -> Judgement:
    """How it goes with one target, as far as the figures known today tell.

    A target with a time (`due`) is reached or missed by its outcome once that is published; before, its state follows
    from the probability of the projection, also when the line is met today. A target of every year is judged by its
    latest outcome, with the probability of the next. Every rule: docs/methods/judgement.md.

    goal    the id of the goal the target belongs to
    cubes   the figures by indicator id; only the target's own is read
    """
    question = ask(target, cubes)
    if isinstance(question, Unanswerable):
        return _without_question(target, goal, cubes.get(target.indicator), question, today)
    verdict = decide(question, rule_on(today), today)
    latest, value = _shown(question)
    return Judgement(
        goal=goal, target=target.id, indicator=target.indicator, area=target.area,
        state=verdict.state, probability=verdict.probability,
        value=value, period=latest, goal_value=question.goal_value,
        reasons=reasons_of(question, verdict, rule_on(today)), sentence=sentence_of(question, verdict),
        projection=_drawable(question, verdict),
    )  # fmt: skip


def _shown(question: Question) -> tuple[Period, float]:
    """The latest figure as the reader meets it: the area's own, or the gap."""
    period, value = question.latest
    if question.shown is None or question.shown is question.series:
        return period, value
    return period, float(question.shown.values[question.shown.periods.index(period)])


def _drawable(question: Question, verdict: Verdict) -> Projection | None:
    """The projection of what a chart of the area draws: for peers its own figures, for a gap nothing."""
    if verdict.projection is None or question.shown is None:
        return None
    if question.shown is question.series:
        return verdict.projection
    own = project(question.shown, verdict.projection.periods[-1])
    return None if isinstance(own, CannotProject) else own


def _latest(target: TargetSummary, cube: Cube | None) -> tuple[Period | None, float | None]:
    """The area's latest figure, for a target that nothing else can be said of."""
    if cube is None or target.area not in cube.areas or TOTAL not in cube.groups:
        return None, None
    known = comparable(cube.series(target.area))
    return (known.periods[-1], float(known.values[-1])) if known.periods else (None, None)


def _without_question(target: TargetSummary, goal: str, cube: Cube | None, why: Unanswerable, today: date) -> Judgement:
    name = cube.indicator.name if cube else None
    period, value = _latest(target, cube)
    return Judgement(
        goal=goal, target=target.id, indicator=target.indicator, area=target.area, state=State.CANNOT_TELL,
        probability=None, value=value, period=period, goal_value=None,
        reasons=(Reason(why.code, why_text(why)),), sentence=sentence_without_figures(target, name, why, today=today),
    )  # fmt: skip
