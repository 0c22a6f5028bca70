"""The whole judgement in one plain sentence: first what the figures say, then what that means for the target.

"Utsläpp av växthusgaser minskade med 36 procent från 2005 till 2022. I den takten nås inte målet 2030, minst 60 procent
lägre än 2005 (sannolikhet 4 procent)."
"""

from malbild.analysis.judgement.phrases import (
    aim, amount, as_year, at, both, chance, change_share, count_word, difference, group_name, when,
)  # fmt: skip
from malbild.analysis.judgement.question import Question, Unanswerable
from malbild.analysis.judgement.reasons import why_text
from malbild.analysis.judgement.verdict import Verdict
from malbild.vocabulary.judgement import State
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.plan import TargetKind, TargetSummary
from malbild.vocabulary.text import Language, Text, percent


def sentence_of(question: Question, verdict: Verdict) -> Text:
    """The judgement of a target whose question could be put."""
    return both(lambda language: f"{_lead(question, verdict, language)} {_tail(question, verdict, language)}")


def sentence_without_figures(target: TargetSummary, name: Text | None, why: Unanswerable) -> Text:
    """The judgement of a target whose question could not even be put."""

    def say(language: Language) -> str:
        reason = _as_clause(why, language)
        about = f"{name.in_(language)}: " if name else ""
        if language == "sv":
            told = f"om {_target(target, language)} nås går inte att säga: {reason}."
        else:
            told = f"whether {_target(target, language)} will be met cannot be told: {reason}."
        return about + told if about else told[0].upper() + told[1:]

    return both(say)


def _lead(question: Question, verdict: Verdict, language: Language) -> str:
    """What the figures say, at the outcome that was judged or else at the latest one."""
    period = verdict.judged or question.latest[0]
    name = question.indicator.name.in_(language)
    match question.target.kind:
        case TargetKind.CHANGE:
            return _change_lead(question, period, name, language)
        case TargetKind.DIRECTION:
            return _direction_lead(question, period, name, language)
        case TargetKind.GAP:
            return _gap_lead(question, period, name, language)
        case TargetKind.PEERS:
            return _peers_lead(question, period, name, language)
    return _stood(name, _own_amount(question, period, language), period, language) + "."


def _stood(name: str, value: str, period: Period, language: Language) -> str:
    return (
        f"{name} uppgick {at(period, language)} till {value}"
        if language == "sv"
        else f"{name} stood at {value} {at(period, language)}"
    )


def _own_amount(question: Question, period: Period, language: Language) -> str:
    return amount(question.at(period) or 0.0, question.indicator.unit, question.indicator.decimals, language)


def _change_lead(question: Question, period: Period, name: str, language: Language) -> str:
    assert question.base is not None
    start, before = question.base
    share = (question.at(period) or 0.0) / before - 1
    if round(100 * share, 1) == 0:
        return _same_level(name, start, period, language)
    moved = _moved(share > 0, language)
    by, since, until = ("med", "från", "till") if language == "sv" else ("by", "from", "to")
    return f"{name} {moved} {by} {change_share(share, language)} {since} {when(start, language)} {until} {when(period, language)}."


def _same_level(name: str, start: Period, period: Period, language: Language) -> str:
    if language == "sv":
        return f"{name} låg {at(period, language)} på samma nivå som {when(start, language)}."
    return f"{name} stood at the same level {at(period, language)} as {at(start, language)}."


def _direction_lead(question: Question, period: Period, name: str, language: Language) -> str:
    assert question.base is not None
    start, before = question.base
    value = question.at(period) or 0.0
    places = question.indicator.decimals
    if round(value - before, places) == 0:
        return _same_level(name, start, period, language)
    first = amount(before, question.indicator.unit, places, language)
    last = amount(value, question.indicator.unit, places, language)
    since, until = ("från", "till") if language == "sv" else ("from", "to")
    return (
        f"{name} {_moved(value > before, language)} {since} {first} ({when(start, language)}) "
        f"{until} {last} ({when(period, language)})."
    )


def _gap_lead(question: Question, period: Period, name: str, language: Language) -> str:
    one, other = (group_name(group, language) for group in question.target.groups)
    size = difference(question.at(period) or 0.0, question.indicator.unit, question.indicator.decimals, language)
    if language == "sv":
        told = f"{name}: skillnaden mellan {one} och {other} uppgick {at(period, language)} till {size}"
    else:
        told = f"{name}: the gap between {one} and {other} stood at {size} {at(period, language)}"
    if question.base is None:
        return f"{told}."
    before = difference(question.base[1], question.indicator.unit, question.indicator.decimals, language)
    return f"{told}, {'mot' if language == 'sv' else 'against'} {before} {as_year(question.base[0], language)}."


def _peers_lead(question: Question, period: Period, name: str, language: Language) -> str:
    assert question.own is not None
    assert question.against is not None
    if question.target.growth:
        return _growth_lead(question, question.own, question.against, period, name, language)
    unit, places = question.indicator.unit, question.indicator.decimals
    own, other = (amount(value, unit, places, language) for value in (question.own, question.against))
    return f"{_stood(name, own, period, language)}, {_against(question, other, language)}."


def _growth_lead(question: Question, own: float, other: float, period: Period, name: str, language: Language) -> str:
    against = _against(question, percent(other / 100, language, 1), language)
    moved, by = _moved(own >= 0, language), "med" if language == "sv" else "by"
    size = percent(abs(own) / 100, language, 1)
    return f"{name} {moved} {by} {size} {at(period, language)}, {against}."


def _against(question: Question, value: str, language: Language) -> str:
    """What the own figure is set against: the mean, or the peer that is hardest to beat."""
    count = len(question.target.peers)
    many = count_word(count, language)
    if count == 1:
        return f"mot {value} i det jämförda området" if language == "sv" else f"against {value} in the area compared"
    if not question.target.each:
        return (
            f"mot {value} i medeltal för de {many} jämförda områdena" if language == "sv"
            else f"against a mean of {value} in the {many} areas compared"
        )  # fmt: skip
    if language == "sv":
        return f"mot {value} i det {'högsta' if question.upward else 'lägsta'} av de {many} jämförda områdena"
    return f"against {value} in the {'highest' if question.upward else 'lowest'} of the {many} areas compared"


def _moved(up: bool, language: Language) -> str:
    return {"sv": ("minskade", "ökade"), "en": ("fell", "rose")}[language][up]


def _target(target: TargetSummary, language: Language) -> str:
    """The target by its time: "målet 2030", "the 2030 target"."""
    if target.due is None:
        return "målet" if language == "sv" else "the target"
    if target.due.kind is PeriodKind.YEAR:
        return f"målet {target.due}" if language == "sv" else f"the {target.due} target"
    return (
        f"målet till {when(target.due, language)}"
        if language == "sv"
        else f"the target for {when(target.due, language)}"
    )


def _tail(question: Question, verdict: Verdict, language: Language) -> str:
    """What it means for the target."""
    named = f"{_target(question.target, language)}, {aim(question, language)},"
    if verdict.state is State.CANNOT_TELL:
        assert verdict.unanswerable is not None
        return _cannot_tail(named, verdict.unanswerable, question, language)
    if question.target.due is None:
        return _every_year_tail(named, verdict, question, language)
    if verdict.ahead is None:
        return _outcome_tail(named, verdict, language)
    return _future_tail(named, verdict, question, language)


def _cannot_tail(named: str, why: Unanswerable, question: Question, language: Language) -> str:
    reason = _as_clause(why, language)
    if language == "sv":
        met = "är nått" if question.target.due is None else "nås"
        return f"Om {named} {met} går inte att säga: {reason}."
    met = "is met" if question.target.due is None else "will be met"
    return f"Whether {named} {met} cannot be told: {reason}."


def _outcome_tail(named: str, verdict: Verdict, language: Language) -> str:
    reached = verdict.state is State.REACHED
    if language == "sv":
        return f"{_capital(named)} nåddes{'' if reached else ' inte'}."
    return f"{_capital(named)} was {'' if reached else 'not '}met."


def _future_tail(named: str, verdict: Verdict, question: Question, language: Language) -> str:
    odds = _odds(verdict, language)
    match verdict.state, language:
        case State.ON_TRACK, "sv":
            return f"{_capital(named)} väntas nås {odds}."
        case State.ON_TRACK, _:
            return f"{_capital(named)} is expected to be met {odds}."
        case State.AT_RISK, "sv":
            return f"Det är osäkert om {named} nås {odds}."
        case State.AT_RISK, _:
            return f"It is uncertain whether {named} will be met {odds}."
    if _straight_line_misses(question, verdict):
        paced = named.rstrip(",")
        return (
            f"I den takten nås inte {paced} {odds}."
            if language == "sv"
            else f"At that pace {named} will not be met {odds}."
        )
    return (
        f"{_capital(named)} väntas inte nås {odds}."
        if language == "sv"
        else f"{_capital(named)} is not expected to be met {odds}."
    )


def _straight_line_misses(question: Question, verdict: Verdict) -> bool:
    """Whether the mean yearly change since the base, going on, misses the line: only then "at that pace" is true."""
    if question.base is None or verdict.ahead is None or question.target.kind is TargetKind.GAP:
        return False
    (latest, value), (start, before) = question.latest, question.base
    years = (latest.last_day - start.last_day).days
    left = (verdict.ahead.last_day - latest.last_day).days
    return years > 0 and not question.holds(value + (value - before) * left / years)


def _every_year_tail(named: str, verdict: Verdict, question: Question, language: Language) -> str:
    assert verdict.judged is not None
    judged = at(verdict.judged, language)
    if question.holds(question.latest[1]):
        return _held_tail(named, judged, verdict, language)
    missed = (
        f"{_capital(named)} nåddes inte {judged}" if language == "sv" else f"{_capital(named)} was not met {judged}"
    )
    if verdict.ahead is None:
        return f"{missed}."
    ahead, odds = at(verdict.ahead, language), _odds(verdict, language)
    match verdict.state, language:
        case State.ON_TRACK, "sv":
            return f"{missed} men väntas nås {ahead} {odds}."
        case State.ON_TRACK, _:
            return f"{missed} but is expected to be {ahead} {odds}."
        case State.AT_RISK, "sv":
            return f"{missed}, och det är osäkert om det nås {ahead} {odds}."
        case State.AT_RISK, _:
            return f"{missed}, and it is uncertain whether it will be {ahead} {odds}."
        case _, "sv":
            return f"{missed} och väntas inte nås {ahead} {odds}."
    return f"{missed} and is not expected to be {ahead} {odds}."


def _held_tail(named: str, judged: str, verdict: Verdict, language: Language) -> str:
    held = f"{_capital(named)} nåddes {judged}" if language == "sv" else f"{_capital(named)} was met {judged}"
    if verdict.ahead is None or verdict.probability is None:
        return f"{held}."
    ahead, odds = at(verdict.ahead, language), chance(verdict.probability, language)
    if language == "sv":
        return f"{held}; sannolikheten att det nås även {ahead} är {odds}."
    return f"{held}; the probability that it is met {ahead} too is {odds}."


def _odds(verdict: Verdict, language: Language) -> str:
    assert verdict.probability is not None
    return f"({'sannolikhet' if language == 'sv' else 'probability'} {chance(verdict.probability, language)})"


def _as_clause(why: Unanswerable, language: Language) -> str:
    """A reason's sentence as the end of another one."""
    text = why_text(why).in_(language).rstrip(".")
    return text[0].lower() + text[1:]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
