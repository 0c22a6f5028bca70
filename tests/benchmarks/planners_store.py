"""A year in the store to measure on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from malbild.analysis.admission.what_if import Change
from malbild.pipeline.admission_year import loading, offer, rounds
from malbild.pupils import changes, queries
from malbild.vocabulary.admission_year import RoundKind
from tests.pupils_sample import CALENDAR, PLANNER


def what_if_of(applicants: int) -> Callable[[], Any]:
    """Load a year of so many into the store, run its final round, and give what tries to close a programme."""
    changes.grant(name="petra")
    key = changes.open_year(by=PLANNER, generated=True, calendar=replace(CALENDAR, year=applicants))
    loading.load_county(by=PLANNER, key=key, seed=1, applicants=applicants)
    changes.draw(by=PLANNER, key=key, seed=1)
    for kind in (RoundKind.PRELIMINARY, RoundKind.FINAL):
        rounds.run(by=PLANNER, year=_year(key), kind=kind)
    year, programme = _year(key), queries.supply_of(PLANNER, key, 1)[0].ids[5]
    return lambda: offer.try_changes(by=PLANNER, year=year, changes=[Change(programme, 0)])


def _year(key: str) -> Any:
    found = queries.year(PLANNER, key)
    assert found is not None
    return found
