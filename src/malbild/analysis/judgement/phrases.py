"""Pieces of a judgement's sentence in Swedish and English: times, amounts, and what a target asks for.

The sentences avoid words that would have to agree with the indicator's name in number or gender, since a name may be
singular or plural ("Folkmängd", "Nystartade företag"): "uppgick till" and "fell by" fit both.
"""

from collections.abc import Callable

from malbild.analysis.judgement.question import Question
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.plan import TargetKind, TargetSummary
from malbild.vocabulary.text import Language, Text, number, percent
from malbild.vocabulary.unit import Unit

_NO_BREAK = "\u00a0"
_MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_PARTS = {
    PeriodKind.QUARTER: Text("{part} kvartalet {year}", "the {part} quarter of {year}"),
    PeriodKind.TERTIAL: Text("{part} tertialet {year}", "the {part} tertial of {year}"),
}
_ORDINALS = {"sv": ["första", "andra", "tredje", "fjärde"], "en": ["first", "second", "third", "fourth"]}
_GROUPS = {"women": Text("kvinnor", "women"), "men": Text("män", "men")}
_COUNTS = {
    "sv": ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
    "en": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
_SINGULARS = {
    "person": Text("person", "person"),
    "household": Text("hushåll", "household"),
    "company": Text("företag", "company"),
    "dwelling": Text("bostad", "dwelling"),
    "vehicle": Text("fordon", "vehicle"),
    "night": Text("natt", "night"),
    "journey": Text("resa", "journey"),
    "point": Text("procentenhet", "percentage point"),
    "SEK": Text("krona", "SEK"),
    "mkr": Text("miljon kronor", "million SEK"),
    "year": Text("år", "year"),
}
_WORDLESS_UNITS = {"index", "1", "dimensionless", ""}


def both(say: Callable[[Language], str]) -> Text:
    """A text made the same way in both languages."""
    return Text(say("sv"), say("en"))


def when(period: Period, language: Language) -> str:
    """A period's name: "2030", "september 2030", "tredje kvartalet 2030"."""
    if period.kind is PeriodKind.YEAR:
        return str(period.year)
    if period.kind is PeriodKind.MONTH:
        return f"{_MONTHS[language][period.part - 1]} {period.year}"
    return _PARTS[period.kind].in_(language).format(part=_ORDINALS[language][period.part - 1], year=period.year)


def at(period: Period, language: Language) -> str:
    """A period as a time of something: "2030" or "i september 2030"; "in 2030"."""
    if language == "en":
        return f"in {when(period, language)}"
    return f"i {when(period, language)}" if period.kind is PeriodKind.MONTH else when(period, language)


def as_year(period: Period, language: Language) -> str:
    """A period to compare with: "2005", "in 2005"."""
    return when(period, language) if language == "sv" else at(period, language)


def amount(value: float, unit: Unit, decimals: int, language: Language) -> str:
    """A value with its unit, as a sentence holds it."""
    written = number(value, language, decimals)
    if unit.name in _WORDLESS_UNITS:
        return written
    single = written == "1" and unit.name in _SINGULARS
    word = _SINGULARS[unit.name].in_(language) if single else unit.label(language)
    return f"{written}{_NO_BREAK}{word}"


def difference(value: float, unit: Unit, decimals: int, language: Language) -> str:
    """A difference between two values; between two shares it is percentage points."""
    return amount(value, Unit("point") if unit.name == "percent" else unit, decimals, language)


def change_share(share: float, language: Language) -> str:
    """A relative change without its sign, with one decimal when it is small."""
    return percent(abs(share), language, 0 if abs(share) >= 0.095 else 1)


def chance(probability: float, language: Language) -> str:
    """A probability in words; its ends are given as bounds, since nobody is certain.

    >>> chance(0.01, "en").replace("\u00a0", " ")
    'at most 1 per cent'
    """
    if probability <= 0.01:
        return f"{'högst' if language == 'sv' else 'at most'} {percent(probability, language)}"
    if probability >= 0.99:
        return f"{'minst' if language == 'sv' else 'at least'} {percent(probability, language)}"
    return percent(probability, language)


def group_name(code: str, language: Language) -> str:
    """A group's name; a code that is not known is written as it stands."""
    return _GROUPS[code].in_(language) if code in _GROUPS else code


def count_word(count: int, language: Language) -> str:
    """A small number in letters."""
    return _COUNTS[language][count] if count < len(_COUNTS[language]) else number(count, language)


def aim(question: Question, language: Language) -> str:
    """What the target asks for, without its time: "minst 80 procent", "minst 60 procent lägre än 2005"."""
    return _AIMS[question.target.kind](question, language)


def decimals_of(value: float) -> int:
    """As many decimals as a target was written with, at most four."""
    return next((places for places in range(4) if round(value, places) == round(value, 4)), 4)


def _level_aim(question: Question, language: Language) -> str:
    places = decimals_of(question.line)
    return f"{_bound(question.upward, language)} {amount(question.line, question.indicator.unit, places, language)}"


def _change_aim(question: Question, language: Language) -> str:
    assert question.base is not None
    value, base = float(question.target.value or 0), as_year(question.base[0], language)
    if value == 0:
        same = {
            "sv": f"{_bound(question.upward, language)} samma nivå som {base}",
            "en": f"{_bound(question.upward, language)} the same level as {base}",
        }
        return same[language]
    bound = _bound(question.upward == (value > 0), language)
    side = _higher(value > 0, language)
    than = "än" if language == "sv" else "than"
    return f"{bound} {percent(abs(value) / 100, language, decimals_of(value))} {side} {than} {base}"


def _direction_aim(question: Question, language: Language) -> str:
    assert question.base is not None
    than = "än" if language == "sv" else "than"
    return f"{_higher(question.upward, language)} {than} {as_year(question.base[0], language)}"


def _peers_aim(question: Question, language: Language) -> str:
    target = question.target
    if language == "sv":
        side = (
            ("större ökning" if question.upward else "mindre ökning")
            if target.growth
            else _higher(question.upward, language)
        )
        return f"{side} än {_peers_sv(target)}"
    side = (
        ("a larger rise" if question.upward else "a smaller rise")
        if target.growth
        else _higher(question.upward, language)
    )
    return f"{side} than {_peers_en(target)}"


def _peers_sv(target: TargetSummary) -> str:
    if len(target.peers) == 1:
        return "i det jämförda området"
    return "i vart och ett av de jämförda områdena" if target.each else "medelvärdet för de jämförda områdena"


def _peers_en(target: TargetSummary) -> str:
    if len(target.peers) == 1:
        return "in the area compared"
    return "in each of the areas compared" if target.each else "the mean of the areas compared"


def _gap_aim(question: Question, language: Language) -> str:
    if question.base is None:
        places = decimals_of(question.line)
        limit = difference(question.line, question.indicator.unit, places, language)
        article = "en skillnad på" if language == "sv" else "a gap of"
        return f"{article} {_bound(question.upward, language)} {limit}"
    base = as_year(question.base[0], language)
    if language == "sv":
        return f"en {'större' if question.upward else 'mindre'} skillnad än {base}"
    return f"a {'larger' if question.upward else 'smaller'} gap than {base}"


_AIMS: dict[TargetKind, Callable[[Question, Language], str]] = {
    TargetKind.LEVEL: _level_aim, TargetKind.CHANGE: _change_aim, TargetKind.DIRECTION: _direction_aim,
    TargetKind.PEERS: _peers_aim, TargetKind.GAP: _gap_aim,
}  # fmt: skip


def _bound(upward: bool, language: Language) -> str:
    return {"sv": ("högst", "minst"), "en": ("at most", "at least")}[language][upward]


def _higher(upward: bool, language: Language) -> str:
    return {"sv": ("lägre", "högre"), "en": ("lower", "higher")}[language][upward]
