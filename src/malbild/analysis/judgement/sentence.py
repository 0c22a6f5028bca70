"""The whole judgement in one plain sentence: first what the figures say, then what that means for the target.

"Utsläpp av växthusgaser minskade med 36 procent från 2005 till 2022. I den takten nås inte målet 2030, minst 60 procent
lägre än 2005 (sannolikhet 4 procent)."

The sentences stand as templates below, so that somebody who writes can change them without reading the code under them.
"""

from collections.abc import Callable
from datetime import date

from malbild.analysis.judgement.phrases import (
    aim,
    amount,
    as_year,
    at,
    both,
    chance,
    change_share,
    count_word,
    difference,
    group_name,
    when,
)
from malbild.analysis.judgement.question import Question, Unanswerable, Why, value_at
from malbild.analysis.judgement.reasons import why_text
from malbild.analysis.judgement.verdict import Verdict
from malbild.vocabulary.judgement import State
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.plan import TargetKind, TargetSummary
from malbild.vocabulary.text import Language, Text, number, percent

# What the figures say. {at}: the period of the figure; {since}: what it is compared with.
_STOOD = Text("{name} uppgick {at} till {value}", "{name} stood at {value} {at}")
_SAME = Text(
    "{name} låg {at} på samma nivå som {since}.",
    "{name} stood at the same level {at} as {at_since}.",
)
_CHANGED = Text(
    "{name} {moved} med {size} från {since} till {until}.",
    "{name} {moved} by {size} from {since} to {until}.",
)
_WENT = Text(
    "{name} {moved} från {before} ({since}) till {value} ({until}).",
    "{name} {moved} from {before} ({since}) to {value} ({until}).",
)
_GAP = Text(
    "{name}: skillnaden mellan {one} och {other} uppgick {at} till {value}",
    "{name}: the gap between {one} and {other} stood at {value} {at}",
)
_GAP_BEFORE = Text("{told}, mot {before} {since}.", "{told}, against {before} {at_since}.")
_GREW = Text("{name} {moved} med {size} {at}", "{name} {moved} by {size} {at}")
_FELL, _ROSE = Text("minskade", "fell"), Text("ökade", "rose")
_AGAINST_ONE = Text("mot {value} i det jämförda området", "against {value} in the area compared")
_AGAINST_MEAN = Text(
    "mot {value} i medeltal för de {many} jämförda områdena",
    "against a mean of {value} in the {many} areas compared",
)
_AGAINST_HIGHEST = Text(
    "mot {value} i det högsta av de {many} jämförda områdena",
    "against {value} in the highest of the {many} areas compared",
)
_AGAINST_LOWEST = Text(
    "mot {value} i det lägsta av de {many} jämförda områdena",
    "against {value} in the lowest of the {many} areas compared",
)

# What it means for the target. {target}: "målet 2030, minst 80 procent,"; {Target}: the same with a capital.
_OUTCOME = {
    State.REACHED: Text("{Target} nåddes.", "{Target} was met."),
    State.OFF_TRACK: Text("{Target} nåddes inte.", "{Target} was not met."),
}
_FUTURE = {
    State.ON_TRACK: Text(
        "{Target} väntas nås (sannolikhet {chance}).", "{Target} is expected to be met (probability {chance})."
    ),
    State.AT_RISK: Text(
        "Det är osäkert om {target} nås (sannolikhet {chance}).",
        "It is uncertain whether {target} will be met (probability {chance}).",
    ),
    State.OFF_TRACK: Text(
        "{Target} väntas inte nås (sannolikhet {chance}).",
        "{Target} is not expected to be met (probability {chance}).",
    ),
}
_AT_THAT_PACE = Text(
    "I den takten nås inte {bare_target} (sannolikhet {chance}).",
    "At that pace {target} will not be met (probability {chance}).",
)
_HELD = Text("{Target} nåddes {judged}.", "{Target} was met {judged}.")
_HELD_AND_NEXT = Text(
    "{Target} nåddes {judged}; sannolikheten att det nås även {ahead} är {chance}.",
    "{Target} was met {judged}; the probability that it is met {ahead} too is {chance}.",
)
_MISSED = Text("{Target} nåddes inte {judged}.", "{Target} was not met {judged}.")
_MISSED_AND_NEXT = {
    State.ON_TRACK: Text(
        "{Target} nåddes inte {judged} men väntas nås {ahead} (sannolikhet {chance}).",
        "{Target} was not met {judged} but is expected to be {ahead} (probability {chance}).",
    ),
    State.AT_RISK: Text(
        "{Target} nåddes inte {judged}, och det är osäkert om det nås {ahead} (sannolikhet {chance}).",
        "{Target} was not met {judged}, and it is uncertain whether it will be {ahead} (probability {chance}).",
    ),
    State.OFF_TRACK: Text(
        "{Target} nåddes inte {judged} och väntas inte nås {ahead} (sannolikhet {chance}).",
        "{Target} was not met {judged} and is not expected to be {ahead} (probability {chance}).",
    ),
}
_CANNOT_YET = Text(
    "Det går inte att säga om {target} nås. {reason}",
    "It is not possible to say whether {target} will be met. {reason}",
)
_CANNOT_ANY_MORE = Text(
    "Det går inte att säga om {target} nåddes. {reason}",
    "It is not possible to say whether {target} was met. {reason}",
)
_CANNOT_NOW = Text(
    "Det går inte att säga om {target} är nått. {reason}",
    "It is not possible to say whether {target} is met. {reason}",
)


def sentence_of(question: Question, verdict: Verdict) -> Text:
    """The judgement of a target whose question could be put."""
    lead = _LEADS[question.target.kind]
    period = verdict.judged or question.latest[0]
    return both(lambda language: f"{lead(question, period, language)} {_tail(question, verdict, language)}")


def sentence_without_figures(target: TargetSummary, name: Text | None, why: Unanswerable, *, today: date) -> Text:
    """The judgement of a target whose question could not even be put."""

    past = target.due is not None and target.due.last_day < today
    template = _CANNOT_NOW if target.due is None else _CANNOT_ANY_MORE if past else _CANNOT_YET

    def say(language: Language) -> str:
        told = _fill(template, language, target=_target(target, language), reason=why_text(why).in_(language))
        return f"{name.in_(language)}: {told[0].lower()}{told[1:]}" if name else told

    return both(say)


def _fill(template: Text, language: Language, **places: str) -> str:
    return template.in_(language).format(**places)


def _level_lead(question: Question, period: Period, language: Language) -> str:
    value = amount(_at(question, period), question.indicator.unit, question.indicator.decimals, language)
    return f"{_stood(question, value, period, language)}."


def _stood(question: Question, value: str, period: Period, language: Language) -> str:
    return _fill(_STOOD, language, name=_name(question, language), value=value, at=at(period, language))


def _change_lead(question: Question, period: Period, language: Language) -> str:
    start, before = _base(question)
    share = _at(question, period) / before - 1
    if round(100 * share, 1) == 0:
        return _same_lead(question, period, language)
    return _fill(
        _CHANGED, language, name=_name(question, language), moved=_moved(share > 0, language),
        size=change_share(share, language), since=when(start, language), until=when(period, language),
    )  # fmt: skip


def _same_lead(question: Question, period: Period, language: Language) -> str:
    since = _base(question)[0]
    return _fill(
        _SAME, language, name=_name(question, language), at=at(period, language), since=when(since, language),
        at_since=at(since, language),
    )  # fmt: skip


def _direction_lead(question: Question, period: Period, language: Language) -> str:
    start, before = _base(question)
    value, unit, places = _at(question, period), question.indicator.unit, question.indicator.decimals
    if round(value - before, places) == 0:
        return _same_lead(question, period, language)
    return _fill(
        _WENT, language, name=_name(question, language), moved=_moved(value > before, language),
        before=amount(before, unit, places, language), since=when(start, language),
        value=amount(value, unit, places, language), until=when(period, language),
    )  # fmt: skip


def _gap_lead(question: Question, period: Period, language: Language) -> str:
    one, other = (group_name(group, language) for group in question.target.groups)
    size = _difference(question, _at(question, period), language)
    name, time = _name(question, language), at(period, language)
    told = _fill(_GAP, language, name=name, one=one, other=other, value=size, at=time)
    if question.base is None:
        return f"{told}."
    since, before = question.base[0], _difference(question, question.base[1], language)
    return _fill(
        _GAP_BEFORE, language, told=told, before=before, since=as_year(since, language), at_since=at(since, language)
    )


def _peers_lead(question: Question, period: Period, language: Language) -> str:
    if question.target.growth:
        return _growth_lead(question, period, language)
    own, other = _compared(question, period)
    written = amount(own, question.indicator.unit, question.indicator.decimals, language)
    against = _against(question, number(other, language, question.indicator.decimals), language)
    return f"{_stood(question, written, period, language)}, {against}."


def _growth_lead(question: Question, period: Period, language: Language) -> str:
    own, other = _compared(question, period)
    grew = _fill(
        _GREW, language, name=_name(question, language), moved=_moved(own >= 0, language),
        size=percent(abs(own) / 100, language, 1), at=at(period, language),
    )  # fmt: skip
    return f"{grew}, {_against(question, percent(other / 100, language, 1), language)}."


def _against(question: Question, value: str, language: Language) -> str:
    """What the own figure is set against: the mean, or the peer that is hardest to beat."""
    count = len(question.target.peers)
    template = _AGAINST_HIGHEST if question.upward else _AGAINST_LOWEST
    if not question.target.each:
        template = _AGAINST_MEAN
    if count == 1:
        template = _AGAINST_ONE
    return _fill(template, language, value=value, many=count_word(count, language))


_LEADS: dict[TargetKind, Callable[[Question, Period, Language], str]] = {
    TargetKind.LEVEL: _level_lead,
    TargetKind.CHANGE: _change_lead,
    TargetKind.PEERS: _peers_lead,
    TargetKind.GAP: _gap_lead,
    TargetKind.DIRECTION: _direction_lead,
}


def _tail(question: Question, verdict: Verdict, language: Language) -> str:
    """What it means for the target."""
    return _fill(_tail_template(question, verdict), language, **_tail_places(question, verdict, language))


def _tail_template(question: Question, verdict: Verdict) -> Text:
    every_year = question.target.due is None
    if verdict.state is State.CANNOT_TELL:
        missing = verdict.unanswerable and verdict.unanswerable.code in (Why.NOT_PUBLISHED, Why.SUPPRESSED)
        return _CANNOT_NOW if every_year else _CANNOT_ANY_MORE if missing else _CANNOT_YET
    if every_year:
        held = question.holds(question.latest[1])
        if verdict.ahead is None:
            return _HELD if held else _MISSED
        return _HELD_AND_NEXT if held else _MISSED_AND_NEXT[verdict.state]
    if verdict.ahead is None:
        return _OUTCOME[verdict.state]
    paced = verdict.state is State.OFF_TRACK and _straight_line_misses(question, verdict.ahead)
    return _AT_THAT_PACE if paced else _FUTURE[verdict.state]


def _tail_places(question: Question, verdict: Verdict, language: Language) -> dict[str, str]:
    bare = f"{_target(question.target, language)}, {aim(question, language)}"
    return {
        "bare_target": bare,
        "target": f"{bare},",
        "Target": f"{bare[0].upper()}{bare[1:]},",
        "judged": at(verdict.judged, language) if verdict.judged else "",
        "ahead": at(verdict.ahead, language) if verdict.ahead else "",
        "chance": "" if verdict.probability is None else chance(verdict.probability, language),
        "reason": why_text(verdict.unanswerable).in_(language) if verdict.unanswerable else "",
    }


def _straight_line_misses(question: Question, ahead: Period) -> bool:
    """Whether the mean yearly change since the base, going on, misses the line: only then "at that pace" is true."""
    if question.base is None or question.target.kind is TargetKind.GAP:
        return False
    (latest, value), (start, before) = question.latest, question.base
    years = (latest.last_day - start.last_day).days
    left = (ahead.last_day - latest.last_day).days
    return years > 0 and not question.holds(value + (value - before) * left / years)


def _target(target: TargetSummary, language: Language) -> str:
    """The target by its time: "målet 2030", "the 2030 target"."""
    if target.due is None:
        return "målet" if language == "sv" else "the target"
    if target.due.kind is PeriodKind.YEAR:
        return f"målet {target.due}" if language == "sv" else f"the {target.due} target"
    preposition = "målet till" if language == "sv" else "the target for"
    return f"{preposition} {when(target.due, language)}"


def _name(question: Question, language: Language) -> str:
    return question.indicator.name.in_(language)


def _moved(up: bool, language: Language) -> str:
    return (_ROSE if up else _FELL).in_(language)


def _difference(question: Question, value: float, language: Language) -> str:
    return difference(value, question.indicator.unit, question.indicator.decimals, language)


def _at(question: Question, period: Period) -> float:
    value = question.at(period)
    if value is None:
        raise ValueError(f"A sentence about {period} needs a figure for {period}.")
    return value


def _base(question: Question) -> tuple[Period, float]:
    if question.base is None:
        raise ValueError(f"Target {question.target.id!r} is a {question.target.kind} without a base.")
    return question.base


def _compared(question: Question, period: Period) -> tuple[float, float]:
    own, against = (value_at(one, period) if one else None for one in (question.own, question.against))
    if own is None or against is None:
        raise ValueError(f"Target {question.target.id!r} has no figures to compare in {period}.")
    return own, against
