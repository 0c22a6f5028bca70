"""Can every publisher be asked in the same three steps, and does the indicator get its figures in its unit?"""

from dataclasses import replace
from functools import partial

import pytest

from malbild.sources import kolada, publishers, scb
from malbild.sources.client import Client
from malbild.sources.publishers import Publisher
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit
from tests.specimens.replay import Replay, Reply
from tests.specimens.statistics import Statistics, made

POPULATION = made({"Region": ["18", "1880"], "ContentsCode": ["BE1", "BE2"], "Tid": ["2023", "2024"]})
SOURCE = {"publisher": "scb", "table": "TAB1", "Region": "*", "ContentsCode": "BE1", "Tid": "*"}
DWELLINGS = Indicator("dwellings", Text("Bostäder", "Dwellings"), Text("…", "…"), Unit.parse("dwelling"), source=SOURCE)


@pytest.fixture
def served(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """SCB and Kolada on this machine."""
    Statistics(replay, POPULATION)
    for name, one in (("scb", scb), ("kolada", kolada)):
        here = Publisher(one.query, partial(one.fetch, address=replay.address), one.parse)
        monkeypatch.setitem(publishers.publishers, name, here)
    return replay


def test_an_indicator_gets_its_figures(served: Replay, client: Client) -> None:
    table = publishers.parse(publishers.fetch(DWELLINGS, client), DWELLINGS)
    (measure,) = table.declaration.measures
    assert (measure.indicator, measure.unit) == ("dwellings", "dwelling")
    assert table.values.tolist() == [1, 2, 5, 6]
    assert served.asked[0].path == "/config"


def test_the_unit_told_in_the_source_goes_first(served: Replay, client: Client) -> None:
    indicator = replace(DWELLINGS, source={**SOURCE, "unit": "person"})
    table = publishers.parse(publishers.fetch(indicator, client), indicator)
    assert table.declaration.measures[0].unit == "person"


def test_a_query_of_two_measures_is_refused(served: Replay, client: Client) -> None:
    indicator = replace(DWELLINGS, source={**SOURCE, "ContentsCode": "*"})
    with pytest.raises(Refused, match=r"2 measures \(BE1, BE2\)"):
        publishers.parse(publishers.fetch(indicator, client), indicator)


def test_a_table_without_areas_is_of_the_area_told(replay: Replay, served: Replay, client: Client) -> None:
    Statistics(replay, made({"ContentsCode": ["BE1"], "Tid": ["2023", "2024"]}))
    indicator = replace(
        DWELLINGS, source={"publisher": "scb", "table": "TAB1", "ContentsCode": "*", "Tid": "*", "area": "00"}
    )
    table = publishers.parse(publishers.fetch(indicator, client), indicator)
    assert table.coordinates["area"].tolist() == ["00", "00"]


@pytest.mark.parametrize("source", [{}, {"publisher": "eurostat"}])
def test_an_unknown_publisher_is_refused(client: Client, source: dict[str, str]) -> None:
    with pytest.raises(Refused, match="scb, kolada, smhi"):
        publishers.fetch(replace(DWELLINGS, source=source), client)


def test_a_wrong_question_names_the_indicators_file(client: Client) -> None:
    with pytest.raises(Refused) as refused:
        publishers.fetch(replace(DWELLINGS, source={"publisher": "kolada", "kpi": "x"}), client)
    assert str(refused.value.findings[0].place) == "indicators/dwellings.toml ([source] kpi)"


def test_a_key_figure_per_inhabitant_keeps_its_own_denominator(served: Replay, client: Client) -> None:
    served.at(
        "/kpi/N00001", Reply.json({"id": "N00001", "title": "Brott, antal/100 000 inv", "municipality_type": "A"})
    )
    row = {"kpi": "N00001", "municipality": "0018", "period": 2024, "values": [{"gender": "T", "value": 812.5}]}
    served.by("/data/kpi/", lambda _: Reply.json({"values": [row]}))
    source = {"publisher": "kolada", "kpi": "N00001", "areas": "18"}
    indicator = replace(DWELLINGS, unit=Unit.parse("company / 1000 person"), source=source)
    table = publishers.parse(publishers.fetch(indicator, client), indicator)
    told = Unit.parse(table.declaration.measures[0].unit)
    assert told.factor_to(indicator.unit) == 0.01
