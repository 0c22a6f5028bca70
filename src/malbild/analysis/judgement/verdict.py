"""The verdict on a question: its state by the written rule, the probability behind it, and what it rests on."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from malbild.analysis.judgement.history import comparable, last_break
from malbild.analysis.judgement.projection import CannotProject, WhyNot, project
from malbild.analysis.judgement.question import Question, Unanswerable, Why, like
from malbild.analysis.judgement.rules import SUREST, Rule, bounded
from malbild.vocabulary.judgement import State
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
from malbild.vocabulary.projection import Projection

DAYS_A_YEAR = 365.25
RELATIVE = {TargetKind.PEERS, TargetKind.GAP, TargetKind.DIRECTION}


@dataclass(frozen=True)
class Verdict:
    """What the rule says.

    judged        the period of the outcome that was judged; None when the future alone was
    ahead         the period the probability is about
    projection    of the asked series
    unanswerable  why nothing, or no probability, can be told
    """

    state: State
    probability: float | None = None
    judged: Period | None = None
    ahead: Period | None = None
    projection: Projection | None = None
    unanswerable: Unanswerable | None = None


def decide(question: Question, rule: Rule, today: date) -> Verdict:
    """A target with a time is judged by its outcome or by its probability; one of every year by its latest outcome."""
    latest, _ = question.latest
    if question.target.due is None:
        return _every_year(question, rule, today)
    due = like(question.target.due, latest.kind)
    outcome = question.at(due)
    if outcome is not None:
        return _of_outcome(question, rule, due, outcome)
    if due <= latest or due.last_day < today:
        return _cannot(_why_no_outcome(question, due))
    return _too_old(latest, rule, today) or _of_future(question, rule, due)


def _of_outcome(question: Question, rule: Rule, judged: Period, outcome: float) -> Verdict:
    if _within_noise(question, rule, outcome):
        return _cannot(Unanswerable(Why.NOISE))
    if question.holds(outcome):
        return Verdict(State.REACHED, SUREST, judged=judged)
    return Verdict(State.OFF_TRACK, bounded(0.0), judged=judged)


def _of_future(question: Question, rule: Rule, due: Period) -> Verdict:
    projection = project(question.series, due)
    if isinstance(projection, CannotProject):
        return _cannot(_why_not(question, projection))
    probability = _probability(question, projection, due)
    return Verdict(rule.state(probability), probability, ahead=due, projection=projection)


def _every_year(question: Question, rule: Rule, today: date) -> Verdict:
    """Reached when the latest outcome holds; else by the probability that the next one does."""
    latest, value = question.latest
    unclear = _too_old(latest, rule, today)
    if unclear:
        return unclear
    if _within_noise(question, rule, value):
        return _cannot(Unanswerable(Why.NOISE))
    ahead = latest.shifted(1)
    projection = project(question.series, ahead)
    if isinstance(projection, CannotProject):
        state = State.REACHED if question.holds(value) else State.OFF_TRACK
        return Verdict(state, judged=latest, unanswerable=_why_not(question, projection))
    probability = _probability(question, projection, ahead)
    state = State.REACHED if question.holds(value) else rule.state(probability)
    return Verdict(state, probability, judged=latest, ahead=ahead, projection=projection)


def _probability(question: Question, projection: Projection, period: Period) -> float:
    below = projection.probability_below(period, question.line)
    return bounded(1 - below if question.upward else below)


def _within_noise(question: Question, rule: Rule, value: float) -> bool:
    """Whether a comparison is closer than what the series usually moves from one year to the next.

    Asked where two things are compared that both wobble (peers, groups, two points in time); a level is a level.
    """
    if question.target.kind not in RELATIVE:
        return False
    known = comparable(question.series)
    if len(known.values) < 4:
        return False
    moves = np.abs(np.diff(known.values))
    return bool(abs(value - question.line) < rule.noise_share * float(moves.mean()))


def _too_old(latest: Period, rule: Rule, today: date) -> Verdict | None:
    age = (today - latest.last_day).days / DAYS_A_YEAR
    return _cannot(Unanswerable(Why.TOO_OLD, {"period": latest})) if age > rule.oldest_years(latest.months) else None


def _why_no_outcome(question: Question, due: Period) -> Unanswerable:
    shown = question.shown or question.series
    hidden = due in shown.periods and str(shown.status[shown.periods.index(due)]) == "suppressed"
    return Unanswerable(Why.SUPPRESSED if hidden else Why.NOT_PUBLISHED, {"period": due})


def _why_not(question: Question, cannot: CannotProject) -> Unanswerable:
    broken = last_break(question.series)
    if cannot.reason == WhyNot.TOO_FEW and broken is not None:
        return Unanswerable(Why.BREAK, {"period": broken})
    return Unanswerable(cannot.reason, {"points": cannot.points})


def _cannot(why: Unanswerable) -> Verdict:
    return Verdict(State.CANNOT_TELL, unanswerable=why)
