"""Do the published collections give the figures that their statistical offices have published?"""

from pathlib import Path

import pytest

from malbild.pipeline.tables import bring
from malbild.sources.forecast_tables import yearly_totals
from malbild.sources.forecast_tables.collections import collection
from malbild.vocabulary.problem import Refused


def test_sweden_2012(shared_data: Path) -> None:
    found = collection("swedish-counties", shared_data)
    year = found.years.index(2012)
    assert found.population[year].sum() == 9_555_893
    assert found.population[year, found.areas.index("Orebro")].sum() == 283_113
    assert found.births[year].sum() == pytest.approx(113_177)
    assert found.deaths[year].sum() == 91_938


def test_finland_2012(shared_data: Path) -> None:
    found = collection("finnish-regions", shared_data)
    year = found.years.index(2012)
    assert len(found.areas) == 19
    assert found.population[year].sum() == 5_426_674
    # Statistics Finland counts 59,493 born and 51,707 dead; births and deaths here are rates times persons
    assert found.births[year].sum() == pytest.approx(59_493, rel=0.02)
    assert found.deaths[year].sum() == pytest.approx(51_707, rel=0.05)


def test_the_counties_come_into_the_working_folder_by_their_codes(shared_data: Path, tmp_path: Path) -> None:
    folder = bring(shared_data, tmp_path)
    totals = yearly_totals(folder / "population.csv")
    assert len(totals) == 21
    assert totals["18"][2012] == 283_113
    assert totals["01"][2012] > 2_000_000 > totals["14"][2012] > totals["12"][2012]
    with pytest.raises(Refused, match="lie here already"):
        bring(shared_data, tmp_path)
