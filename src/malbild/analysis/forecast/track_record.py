"""How forecasts that were kept have done: error, coverage, and skill beside the better of two simple rules.

The rules know what the forecast could know – the series up to its origin – and nothing else. `no-change` says the last
figure; `linear` goes on from it by the mean yearly change of the last five years, or of as many as there are. A
forecast of a change is judged as the difference of two levels, the rules' too.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

import numpy as np

from malbild.vocabulary.period import Period
from malbild.vocabulary.text import UNSAID, Text, number, percent
from malbild.vocabulary.track_record import (
    ForecastScore,
    KeptForecast,
    Outcome,
    Said,
    ScoredForecast,
    TrackRecord,
)

Known = Mapping[Period, float]
"""A series: what came in each period that is known."""
LINE_YEARS = 5
LEAST_RATIO = 0.01
"""No figure that happened to be exact, or a rule that did, decides a whole sentence."""
Series = Mapping[tuple[str, str, str], Known]
"""Known series by (indicator, area, group)."""


def track_record(forecasts: Iterable[KeptForecast], series: Series) -> TrackRecord:
    """Every forecast scored on what has come, the newest first."""
    scored = tuple(scored_forecast(one, series) for one in sorted(forecasts, key=_age, reverse=True))
    return TrackRecord(scored, _sum_up(scored))


def _age(one: KeptForecast) -> tuple[Period, str]:
    return one.origin, one.id


def scored_forecast(forecast: KeptForecast, series: Series) -> ScoredForecast:
    """One forecast beside what came."""
    outcomes = tuple(
        outcome(one, forecast.origin, series.get((one.indicator, one.area, one.group), {})) for one in forecast.figures
    )
    scores = tuple(_scores(forecast, outcomes))
    return ScoredForecast(forecast, outcomes, scores, _sentence(outcomes, scores))


def outcome(said: Said, origin: Period, known: Known) -> Outcome:
    """One figure beside what came and what the simple rules would have said at the origin.

    >>> area = {Period(year): 100.0 + 2 * year for year in range(2000, 2006)}
    >>> one = outcome(Said(Text("", ""), "18", Period(2005), 4115), Period(2003), area)
    >>> one.came, one.error, one.no_change, one.linear
    (4110.0, 5.0, 4106.0, 4110.0)
    """
    past = {period: value for period, value in known.items() if period.kind is origin.kind and period <= origin}
    return Outcome(
        said,
        _of(said, known.get),
        _of(said, lambda period: _rule(past, period, 0)),
        _of(said, lambda period: _rule(past, period, LINE_YEARS)),
    )


def _of(said: Said, level: Callable[[Period], float | None]) -> float | None:
    """What a figure would be where levels are so: a level, or the difference of two."""
    then = level(said.period)
    if said.since is None or then is None:
        return then
    before = level(said.since)
    return None if before is None else then - before


def _rule(past: Known, period: Period, years: int) -> float | None:
    """What a rule says of a period: what is known, or the last figure and as much more as it grew over the years."""
    if period in past:
        return past[period]
    if not past or period.kind is not max(past).kind:
        return None
    last = max(past)
    if not years:
        return past[last]
    reach = years * 12 // last.months
    within = [one for one in past if one.ordinal >= last.ordinal - reach]
    first = min(within)
    if first == last:
        return None
    pace = (past[last] - past[first]) / (last.ordinal - first.ordinal)
    return past[last] + pace * (period.ordinal - last.ordinal)


def _scores(forecast: KeptForecast, outcomes: Iterable[Outcome]) -> Iterable[ForecastScore]:
    def kind(one: Outcome) -> tuple[str, int]:
        return one.said.indicator, _years(forecast.origin, one.said.period)

    known = sorted((one for one in outcomes if one.came is not None), key=kind)
    for (indicator, years), some in groupby(known, key=kind):
        yield _score(indicator, years, list(some))


def _years(origin: Period, period: Period) -> int:
    """From the end of the origin to the end of a period, rounded up."""
    months = (period.year - origin.year) * 12 + period.last_day.month - origin.last_day.month
    return -(-months // 12)


def _score(indicator: str, years: int, some: list[Outcome]) -> ForecastScore:
    came, said = np.array([one.came for one in some], dtype=float), np.array([one.said.value for one in some])
    errors = said - came
    inside = [one.inside for one in some if one.inside is not None]
    naive, naive_size, skill = _beside(some)
    levels = all(one.said.since is None for one in some) and bool((came > 0).all())
    return ForecastScore(
        indicator,
        years,
        len(some),
        float(errors.mean()),
        float(np.abs(errors).mean()),
        100 * float(np.abs(errors / came).mean()) if levels else None,
        float(np.mean(inside)) if inside else None,
        naive,
        naive_size,
        skill,
    )


def _beside(some: list[Outcome]) -> tuple[str, float | None, float | None]:
    """The better simple rule over the figures that both rules can be told for, and the skill beside it."""
    both = [one for one in some if one.no_change is not None and one.linear is not None]
    if not both:
        return "", None, None
    sizes = {
        rule: float(np.mean([abs(getattr(one, rule) - one.came) for one in both])) for rule in ("no_change", "linear")
    }
    best = min(sizes, key=lambda rule: sizes[rule])
    own = float(np.mean([abs(one.said.value - one.came) for one in both if one.came is not None]))
    skill = 1 - own / sizes[best] if sizes[best] > 0 else None
    return best.replace("_", "-"), sizes[best], skill


def _sentence(outcomes: tuple[Outcome, ...], scores: tuple[ForecastScore, ...]) -> Text:
    if not scores:
        return Text(
            "Inget av det som sades har ännu något utfall här.", "Nothing of what was said has an outcome here yet."
        )
    known = sum(one.outcomes for one in scores)
    caveat = any(one.came is not None and one.said.caveat != UNSAID for one in outcomes)
    against = _against(scores)
    return Text(
        f"{number(known)} av {number(len(outcomes))} uppgifter har ett utfall. {against.sv}"
        f"{' Utfallet mäts inte på samma sätt som prognosen gjordes.' if caveat else ''}",
        f"{number(known, 'en')} of {number(len(outcomes), 'en')} figures have an outcome. {against.en}"
        f"{' The outcome is not measured in the same way as the forecast was made.' if caveat else ''}",
    )


def _against(scores: tuple[ForecastScore, ...]) -> Text:
    """Whether a forecast knew more than the better of the two rules, counted over its figures."""
    weighed = [(one.skill, one.outcomes) for one in scores if one.skill is not None]
    if not weighed:
        return Text("Det finns ingen äldre serie att jämföra med.", "There is no earlier series to compare with.")
    ratios = np.log(np.clip([1 - one for one, _ in weighed], LEAST_RATIO, 1 / LEAST_RATIO))
    skill = 1 - float(np.exp(np.average(ratios, weights=[count for _, count in weighed])))
    share = abs(skill)
    if skill < 0:
        return Text(
            f"Felet blev {percent(share)} större än för den bästa av enkla regler.",
            f"The error was {percent(share, 'en')} larger than that of the better simple rule.",
        )
    return Text(
        f"Felet blev {percent(share)} mindre än för den bästa av enkla regler.",
        f"The error was {percent(share, 'en')} smaller than that of the better simple rule.",
    )


def _sum_up(scored: tuple[ScoredForecast, ...]) -> Text:
    told = [one for one in scored if one.scores]
    if not scored:
        return Text("Ingen prognos är sparad ännu.", "No forecast has been kept yet.")
    inside = [one.inside for each in scored for one in each.outcomes if one.inside is not None]
    counted = Text(
        f"Sparade prognoser: {number(len(scored))}, varav {number(len(told))} med något utfall.",
        f"Forecasts kept: {number(len(scored), 'en')}, of which {number(len(told), 'en')} with an outcome.",
    )
    if not inside:
        return counted
    share = float(np.mean(inside))
    return Text(
        f"{counted.sv} {percent(share)} av utfallen låg inom intervall som skulle rymma 80 procent.",
        f"{counted.en} {percent(share, 'en')} of the outcomes lay inside intervals meant to hold 80 per cent.",
    )
