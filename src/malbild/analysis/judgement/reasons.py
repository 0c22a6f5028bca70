"""Reasons: why a state was given, as codes for machines and sentences for people."""

from malbild.analysis.judgement.pace import YearlyRates, yearly_rates
from malbild.analysis.judgement.phrases import amount, both, count_word, when
from malbild.analysis.judgement.question import Question, Unanswerable, Why
from malbild.analysis.judgement.rules import Rule
from malbild.analysis.judgement.verdict import Verdict
from malbild.vocabulary.judgement import Reason
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
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
        "Utfallet för {period} är inte publicerat.", "The outcome for {period} has not been published."
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
    if why.code == Why.TOO_FEW:
        return _too_few(int(str(why.about.get("points", 0))))
    return _unit_text(why)


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
    if verdict.probability is not None and verdict.ahead:
        found += [_probability(verdict, rule), _method(verdict)]
        found += _far(question, verdict, rule)
    return tuple(found + _rates(question, verdict))


def _outcome(question: Question, judged: Period) -> Reason:
    held = question.holds(question.at(judged) or 0.0)
    return Reason("outcome", both(lambda language: {
        "sv": f"Utfallet för {when(judged, language)} {'uppfyller' if held else 'uppfyller inte'} målet.",
        "en": f"The outcome for {when(judged, language)} {'meets' if held else 'does not meet'} the target.",
    }[language]))  # fmt: skip


def _probability(verdict: Verdict, rule: Rule) -> Reason:
    upper, lower = (
        both(lambda language, share=share: percent(share, language))
        for share in (rule.on_track_from, rule.off_track_below)
    )  # type: ignore[misc]
    return Reason("rule", Text(
        f"Regeln: på väg från {upper.sv} sannolikhet, når inte under {lower.sv}, däremellan osäkert.",
        f"The rule: on track from a probability of {upper.en}, off track below {lower.en}, at risk between.",
    ))  # fmt: skip


def _method(verdict: Verdict) -> Reason:
    assert verdict.projection is not None
    record = verdict.projection.calibration
    tried = "" if record is None else number(record.series)
    tried_en = "" if record is None else number(record.series, "en")
    return Reason("projection", Text(
        f"Sannolikheten kommer ur seriens egen historia; hur fel sådana framskrivningar brukar bli är mätt på {tried} serier.",
        f"The probability comes from the series' own history; how wrong such projections usually are was measured on {tried_en} series.",
    ))  # fmt: skip


def _far(question: Question, verdict: Verdict, rule: Rule) -> list[Reason]:
    assert verdict.ahead is not None
    years = (verdict.ahead.last_day - question.latest[0].last_day).days / 365.25
    if years <= rule.far_years + 0.1:
        return []
    return [Reason("beyond_trials", Text(
        f"Målåret ligger {number(years, decimals=0)} år bort; så långa framskrivningar är inte prövade mot utfall.",
        f"The target lies {number(years, 'en', 0)} years ahead; projections that long have not been tried against outcomes.",
    ))]  # fmt: skip


def _rates(question: Question, verdict: Verdict) -> list[Reason]:
    """The yearly rate needed and the one achieved, for a change or a level that lies ahead."""
    rates = rates_of(question)
    if (
        rates is None
        or question.target.due is None
        or question.base is None
        or question.target.kind is not TargetKind.CHANGE
    ):
        return []
    latest, base, due = question.latest[0], question.base[0], question.target.due
    return [
        Reason("achieved_rate", both(lambda language: _rate_text(rates.achieved, base, latest, "achieved", language))),
        Reason("needed_rate", both(lambda language: _rate_text(rates.needed, latest, due, "needed", language))),
        Reason("straight_line", both(lambda language: _straight_text(rates, base, due, language))),
        Reason("goal_level", both(lambda language: _level_text(question, language))),
    ]


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


def _rate_text(rate: float, start: Period, end: Period, which: str, language: Language) -> str:
    size = percent(rate, language, 1)
    span = f"{when(start, language)}–{when(end, language)}"
    if language == "sv":
        verb = "Förändringen har varit" if which == "achieved" else "För att nå målet behövs"
        return f"{verb} {size} per år {span}."
    verb = "The change has been" if which == "achieved" else "Reaching the target needs"
    return f"{verb} {size} a year {span}."


def _straight_text(rates: YearlyRates, base: Period, due: Period, language: Language) -> str:
    size = percent(rates.straight, language)
    if language == "sv":
        return f"En rät linje från {when(base, language)} genom den senaste uppgiften ger {size} {when(due, language)}."
    return (
        f"A straight line from {when(base, language)} through the latest figure gives {size} in {when(due, language)}."
    )


def _level_text(question: Question, language: Language) -> str:
    assert question.goal_value is not None
    level = amount(question.goal_value, question.indicator.unit, question.indicator.decimals, language)
    return f"Målet motsvarar {level}." if language == "sv" else f"The target corresponds to {level}."
