"""Is a forecast kept as it was made, and scored rightly when the outcomes come?"""

from datetime import date
from pathlib import Path

import pytest

from malbild.analysis.forecast.track_record import scored_forecast, track_record
from malbild.pipeline.project import Asked, project
from malbild.pipeline.track_record import keep
from malbild.pipeline.track_record import track_record as record_of
from malbild.sources.region import forecasts
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text
from malbild.vocabulary.track_record import KeptForecast, Said
from tests.forecast_cases import history, written

WHAT = Text("sysselsatta", "employed")
RISING = {Period(year): 100.0 + 10 * (year - 2000) for year in range(2000, 2006)}


def forecast(*figures: Said) -> KeptForecast:
    return KeptForecast("one", Text("en", "one"), "Somebody", Period(2003), figures=figures)


def said(year: int, value: float, **more: object) -> Said:
    return Said(WHAT, "18", Period(year), value, "employed", **more)  # type: ignore[arg-type]


def test_error_coverage_and_skill_are_those_reckoned_by_hand() -> None:
    one = forecast(said(2004, 143, low=139, high=147), said(2004, 137, low=136, high=138), said(2005, 150))
    scored = scored_forecast(one, {("employed", "18", "total"): RISING | {Period(2005): 140.0}})
    near, far = scored.scores
    assert (near.outcomes, near.bias, near.size, near.covered) == (2, 0.0, 3.0, 0.5)
    assert (near.naive, near.naive_size, near.skill) == ("linear", 0.0, None)
    # no change says 130, a line 150; 140 came
    assert (far.years, far.size, far.naive_size, far.skill, far.covered) == (2, 10.0, 10.0, 0.0, None)


def test_a_change_is_judged_as_a_change() -> None:
    one = scored_forecast(forecast(said(2005, 4, since=Period(2004))), {("employed", "18", "total"): RISING})
    (outcome,) = one.outcomes
    assert (outcome.came, outcome.error, outcome.no_change, outcome.linear) == (10.0, -6.0, 0.0, 10.0)
    assert one.scores[0].size_pct is None


def test_rules_know_nothing_after_the_origin() -> None:
    later = RISING | {Period(2004): 1e6}
    for known in (RISING, later):
        (outcome,) = scored_forecast(forecast(said(2005, 1)), {("employed", "18", "total"): known}).outcomes
        assert (outcome.no_change, outcome.linear) == (130.0, 150.0)


def test_a_quarter_is_not_scored_by_a_year() -> None:
    one = Said(WHAT, "18", Period.parse("2004-Q4"), 1, "employed")
    (outcome,) = scored_forecast(forecast(one), {("employed", "18", "total"): RISING}).outcomes
    assert (outcome.came, outcome.no_change) == (None, None)


def test_what_nothing_measures_stays_in_the_record() -> None:
    record = track_record([forecast(Said(WHAT, "18", Period(2004), 1))], {})
    assert [one.known for one in record.forecasts] == [0]


def test_a_projection_is_kept_and_scored_when_the_years_have_come(tmp_path: Path) -> None:
    known, folder = history(years=18), tmp_path / "forecast"
    folder.mkdir()
    written(folder, known.until(2013))
    asked = Asked(tmp_path, None, None, draws=40, to=2020, seed=3)
    kept = keep(project(asked), asked, made=date(2026, 11, 23))
    before = kept.read_bytes()
    (one,) = forecasts(tmp_path)
    assert (one.origin, one.seed, one.draws, one.made) == (Period(2013), 3, 40, date(2026, 11, 23))
    assert {each.file for each in one.inputs} == {"population.csv", "births.csv", "deaths.csv"}
    assert record_of(tmp_path, {}).forecasts[0].known == 0

    written(folder, known)
    (scored,) = record_of(tmp_path, {}).forecasts
    assert scored.known == 3 * 4
    came = {(str(area), year): total for year, row in zip(known.years, known.totals, strict=True)
            for area, total in zip(known.areas, row, strict=True)}  # fmt: skip
    for outcome in scored.outcomes:
        year = outcome.said.period.year
        assert outcome.came == (pytest.approx(came[outcome.said.area, year]) if year < 2018 else None)
        assert outcome.said.low is not None
        assert outcome.said.low <= outcome.said.value
    assert [score.years for score in scored.scores] == [1, 2, 3, 4]
    assert kept.read_bytes() == before


def test_the_same_projection_is_the_same_file_and_another_seed_is_another(tmp_path: Path) -> None:
    folder = tmp_path / "forecast"
    folder.mkdir()
    written(folder, history())
    files = set()
    for seed in (1, 1, 2):
        asked = Asked(tmp_path, None, None, draws=0, to=2017, seed=seed)
        files.add(keep(project(asked), asked, made=date(2026, 11, 23)))
    assert len(files) == 2


def test_everything_wrong_with_a_printed_forecast_is_told(tmp_path: Path) -> None:
    (tmp_path / "forecasts").mkdir()
    (tmp_path / "forecasts" / "a.toml").write_text(
        'publisher = "A"\norigin = "2012"\nname = { sv = "a", en = "b" }\n'
        + '[[figures]]\nwhat = { sv = "a", en = "b" }\narea = "18"\nperiod = "2012"\nvalue = 1\n'
        + '[[figures]]\nwhat = { sv = "a", en = "b" }\narea = "18"\nperiod = "2014"\nvalue = 5\nlow = 6\n'
        + 'indicator = "nothing"\n',
        encoding="utf-8",
    )
    with pytest.raises(Refused) as refused:
        forecasts(tmp_path, known=["population"])
    assert [one.place.line for one in refused.value.findings] == [7, 13, 15]


def test_the_printed_forecast_of_the_example_is_scored_as_the_documents_say() -> None:
    (one,) = forecasts(Path("examples/orebro"))
    participants = {2008: 2935, 2009: 4797, 2010: 6739, 2011: 6041, 2012: 6378, 2013: 6654, 2014: 5975}
    series = {Period(year): float(value) for year, value in participants.items()}
    scored = scored_forecast(one, {("programme-participants", "18", "total"): series})
    assert [(score.size, round(score.skill or 0, 2), score.naive) for score in scored.scores] == [
        (124.0, 0.55, "no-change"),
        (179.0, 0.74, "no-change"),
    ]
    assert scored.known == 2
