"""Reasons: why a state was given, as codes for machines and sentences for people."""

from malbild.analysis.judgement.pace import YearlyRates, yearly_rates
from malbild.analysis.judgement.phrases import amount, both, count_word, when
from malbild.analysis.judgement.question import Question, Unanswerable, Why
from malbild.analysis.judgement.rules import Rule
from malbild.analysis.judgement.verdict import Verdict
from malbild.vocabulary.judgement import Reason
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.text import Language, Text, number, percent
from malbild.vocabulary.unit import Unit

FEWEST_IN_WORDS = Text("fem", "five")

_WHY = {
    Why.NO_FIGURES: Text("Det finns inga siffror för området.", "There are no figures for the area."),
    Why.CONSTANT: Text(
        "Alla uppgifter är lika, och därför går det inte att se hur de brukar röra sig.",
        "All figures are the same, so how they usually move cannot be seen.",
    ),
    Why.NOISE: Text(
        "Skillnaden är mindre än vad siffrorna brukar röra sig från en period till nästa.",
        "The difference is smaller than what the figures usually move from one period to the next.",
    ),
    Why.MISSING_PEERS: Text(
        "Uppgifter saknas för något av de jämförda områdena.",
        "Figures are missing for some of the areas compared.",
    ),
    Why.MISSING_GROUPS: Text(
        "Uppgifter saknas för någon av grupperna.", "Figures are missing for one of the groups."
    ),
    Why.MISSING_VALUE: Text("Målet har inget målvärde.", "The target has no value to reach."),
    Why.DEFINITION: Text(
        "Siffrorna mäter något annat än målet.", "The figures measure something other than the target."
    ),
}  # fmt: skip

_WHY_OF_PERIOD = {
    Why.SUPPRESSED: Text("Uppgiften för {period} är skyddad av sekretess.", "The figure for {period} is confidential."),
    Why.TOO_OLD: Text("Den senaste uppgiften är från {period}.", "The latest figure is from {period}."),
    Why.BREAK: Text(
        "Siffrorna från och med {period} går inte att jämföra med de tidigare.",
        "The figures from {period} on cannot be compared with the earlier ones.",
    ),
    Why.NOT_PUBLISHED: Text(
        "Utfallet för {period} finns inte bland siffrorna.", "The outcome for {period} is not among the figures."
    ),
    Why.MISSING_BASE: Text(
        "Uppgiften för {period}, som målet räknas från, saknas.",
        "The figure for {period}, which the target is counted from, is missing.",
    ),
}  # fmt: skip

_WHY_WITHOUT_PERIOD = {
    Why.SUPPRESSED: Text("Uppgifterna är skyddade av sekretess.", "The figures are confidential."),
    Why.MISSING_BASE: Text("Målet säger inte vad det räknas från.", "The target does not say what it is counted from."),
}  # fmt: skip

_OUTCOME_HOLDS = Text("Utfallet för {period} uppfyller målet.", "The outcome for {period} meets the target.")
_OUTCOME_FAILS = Text(
    "Utfallet för {period} uppfyller inte målet.", "The outcome for {period} does not meet the target."
)
_RULE = Text(
    "Regeln: på väg från {upper} sannolikhet, når inte under {lower}, däremellan osäkert.",
    "The rule: on track from a probability of {upper}, off track below {lower}, at risk between.",
)
_METHOD = Text(
    "Sannolikheten kommer ur seriens egen historia; hur fel sådana framskrivningar brukar bli är mätt på "
    "{series} serier.",
    "The probability comes from the series' own history; how wrong such projections usually are was measured on "
    "{series} series.",
)
_FAR = Text(
    "Målet ligger {years} år bort; så långa framskrivningar är inte prövade mot utfall.",
    "The target lies {years} years ahead; projections that long have not been tried against outcomes.",
)
_RATES = {
    "achieved_rate": Text(
        "Förändringen har varit {achieved} per år från {base} till {latest}.",
        "The change has been {achieved} a year from {base} to {latest}.",
    ),
    "needed_rate": Text(
        "För att nå målet behövs {needed} per år från {latest} till {due}.",
        "Reaching the target needs {needed} a year from {latest} to {due}.",
    ),
    "straight_line": Text(
        "En rät linje från {base} genom den senaste uppgiften ger {straight} till {due}.",
        "A straight line from {base} through the latest figure gives {straight} by {due}.",
    ),
    "goal_level": Text("Målet motsvarar {level}.", "The target corresponds to {level}."),
}


def why_text(why: Unanswerable) -> Text:
    """The sentence of a reason for which something cannot be told."""
    if why.code in _WHY:
        return _WHY[why.code]
    period = why.about.get("period")
    if why.code in _WHY_OF_PERIOD and isinstance(period, Period):
        template = _WHY_OF_PERIOD[why.code]
        return both(lambda language: template.in_(language).format(period=when(period, language)))
    if why.code in _WHY_WITHOUT_PERIOD:
        return _WHY_WITHOUT_PERIOD[why.code]
    return _unit_text(why) if why.code == Why.UNIT else _too_few(int(str(why.about.get("points", 0))))


def _too_few(points: int) -> Text:
    def say(language: Language) -> str:
        word = count_word(points, language)
        if language == "en":
            figures = "comparable figure exists" if points == 1 else "comparable figures exist"
            return f"Only {word} {figures}, and a projection needs at least {FEWEST_IN_WORDS.en}."
        word = "en" if points == 1 else word
        figures = "jämförbar uppgift" if points == 1 else "jämförbara uppgifter"
        return f"Bara {word} {figures} finns, och en framskrivning behöver minst {FEWEST_IN_WORDS.sv}."

    return both(say)


def _unit_text(why: Unanswerable) -> Text:
    written, unit = str(why.about.get("written", "")), why.about.get("unit")
    measured = both(lambda language: unit.label(language) if isinstance(unit, Unit) else "")
    return Text(
        f"Målet är satt i {written}, men indikatorn mäts i {measured.sv}.",
        f"The target is set in {written}, but the indicator is measured in {measured.en}.",
    )


def reasons_of(question: Question, verdict: Verdict, rule: Rule) -> tuple[Reason, ...]:
    """Everything that led to a state, in the order a reader asks."""
    found: list[Reason] = []
    if verdict.unanswerable:
        found.append(Reason(verdict.unanswerable.code, why_text(verdict.unanswerable)))
    if verdict.judged:
        found.append(_outcome(question, verdict.judged))
    if verdict.projection and verdict.ahead:
        found += [_probability(rule), *_method(verdict.projection), *_far(question, verdict.ahead, rule)]
    return tuple(found + _rates(question))


def _outcome(question: Question, judged: Period) -> Reason:
    held = question.holds(question.at(judged) or 0.0)
    template = _OUTCOME_HOLDS if held else _OUTCOME_FAILS
    return Reason("outcome", both(lambda language: template.in_(language).format(period=when(judged, language))))


def _probability(rule: Rule) -> Reason:
    def say(language: Language) -> str:
        upper, lower = percent(rule.on_track_from, language), percent(rule.off_track_below, language)
        return _RULE.in_(language).format(upper=upper, lower=lower)

    return Reason("rule", both(say))


def _method(projection: Projection) -> list[Reason]:
    record = projection.calibration
    if record is None:
        return []
    return [Reason("projection", both(lambda language: _METHOD.in_(language).format(
        series=number(record.series, language)
    )))]  # fmt: skip


def _far(question: Question, ahead: Period, rule: Rule) -> list[Reason]:
    years = _years(ahead) - _years(question.latest[0])
    if years <= rule.far_years:
        return []
    return [Reason("beyond_trials", both(lambda language: _FAR.in_(language).format(
        years=number(years, language, 0)
    )))]  # fmt: skip


def _rates(question: Question) -> list[Reason]:
    """Of a change that lies ahead: the yearly rate needed and the one achieved, and where the straight line leads."""
    rates, due = rates_of(question), question.target.due
    if rates is None or due is None or question.base is None or question.target.kind is not TargetKind.CHANGE:
        return []
    return [_rate_reason(code, question, rates, question.base[0], due) for code in _RATES]


def _rate_reason(code: str, question: Question, rates: YearlyRates, base: Period, due: Period) -> Reason:
    def say(language: Language) -> str:
        level = amount(question.goal_value or 0.0, question.indicator.unit, question.indicator.decimals, language)
        return _RATES[code].in_(language).format(
            base=when(base, language), latest=when(question.latest[0], language), due=when(due, language),
            achieved=percent(rates.achieved, language, 1), needed=percent(rates.needed, language, 1),
            straight=percent(rates.straight, language), level=level,
        )  # fmt: skip

    return Reason(code, both(say))


def rates_of(question: Question) -> YearlyRates | None:
    """The yearly rates of a target that has a base and a time ahead."""
    if question.base is None or question.target.due is None or question.goal_value is None:
        return None
    period, value = question.latest
    return yearly_rates(
        base=(_years(question.base[0]), question.base[1]), latest=(_years(period), value),
        goal=(_years(question.target.due), question.goal_value),
    )  # fmt: skip


def _years(period: Period) -> float:
    return period.year + period.part * period.months / 12
