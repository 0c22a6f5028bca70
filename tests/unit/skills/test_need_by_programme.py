"""Does the admission get working life's need from the skills chapter, where no table of it is given?"""

from datetime import date
from pathlib import Path

import pytest

from malbild.pipeline.admission.places import PlacesFiles, _need
from malbild.pipeline.matching import need_by_programme, picture
from malbild.vocabulary.problem import Refused

REGION = Path(__file__).resolve().parents[3] / "examples" / "orebro"
TODAY = date(2026, 11, 23)


def test_need_is_that_of_the_occupations_a_programme_leads_to() -> None:
    need, shown = need_by_programme(REGION, TODAY), picture(REGION, TODAY)
    assert shown is not None
    rows = {one.education.group.code: one.balance for one in shown.rows if one.education.form == "gy" and one.balance}
    assert need.keys() == rows.keys()
    assert all(0 <= need[letters] <= max(balance.need.middle, 0) for letters, balance in rows.items())


def test_programmes_that_lead_to_the_same_share_its_need() -> None:
    shown = picture(REGION, TODAY)
    assert shown is not None
    whole = {
        one.balance.occupation: max(one.balance.need.middle, 0)
        for one in shown.rows
        if one.education.form == "gy" and one.balance
    }
    assert sum(need_by_programme(REGION, TODAY).values()) == pytest.approx(sum(whole.values()))


def test_a_folder_without_tables_tells_no_need(tmp_path: Path) -> None:
    assert need_by_programme(tmp_path, TODAY) == {}


def test_places_without_any_need_are_refused(tmp_path: Path) -> None:
    nothing = tmp_path / "x.csv"
    for region in (None, tmp_path):
        with pytest.raises(Refused) as refused:
            _need(PlacesFiles(nothing, nothing, nothing, region=region))
        assert [one.rule for one in refused.value.findings] == ["admission.need"]
