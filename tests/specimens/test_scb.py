"""Does SCB's connector get exactly what is asked, within SCB's limits, and tell when it cannot?"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malbild.sources import scb
from malbild.sources.bundle import unpack
from malbild.sources.client import Client
from malbild.sources.problems import SourceFailed
from malbild.sources.scb.split import cells, split
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import MISSING, SUPPRESSED, Table
from tests.specimens.hours import Hours
from tests.specimens.replay import Asked, Replay, Reply
from tests.specimens.statistics import Statistics, made, sliced

YEARS = [str(year) for year in range(2000, 2012)]
POPULATION = made(
    {"Region": ["00", "18", "1880", "1881"], "Kon": ["1", "2"], "ContentsCode": ["BE1", "BE2"], "Tid": YEARS},
    leave_out=("Kon",),
)
SOURCE = {"publisher": "scb", "table": "TAB1", "Region": "18, 1880", "ContentsCode": "BE1", "Tid": "TOP(3)"}


def _table(replay: Replay, client: Client, source: dict[str, str]) -> Table:
    return scb.parse(scb.fetch(scb.query(source), client, address=replay.address))


def test_a_selection_comes_with_its_origin(replay: Replay, client: Client) -> None:
    Statistics(replay, POPULATION)
    table = _table(replay, client, SOURCE)
    assert table.coordinates["area"].tolist() == ["18"] * 3 + ["1880"] * 3
    assert table.coordinates["period"].tolist() == ["2009", "2010", "2011"] * 2
    assert set(table.coordinates) == {"area", "period", "measure"}
    expected = sliced(POPULATION, {"Region": ["18", "1880"], "ContentsCode": ["BE1"], "Tid": YEARS[-3:]})
    assert table.values.tolist() == expected["value"]
    said = table.declaration.provenance
    assert (said.publisher, said.licence, said.published, said.read) == (
        "SCB",
        "CC0-1.0",
        date(2026, 2, 21),
        date(2026, 11, 23),
    )
    assert said.address.endswith("/tables/TAB1")
    assert len(said.digest) == 64
    assert [(one.name, one.unit, one.title) for one in table.declaration.measures] == [
        ("BE1", "antal", "ContentsCode BE1")
    ]


def test_the_limits_it_tells_are_kept(replay: Replay, client: Client, hours: Hours) -> None:
    server = Statistics(replay, POPULATION, most=10)
    table = _table(replay, client, {**SOURCE, "Region": "*", "Kon": "*", "ContentsCode": "*", "Tid": "*"})
    calls = [one for one in replay.asked if one.method == "POST"]
    assert len(calls) >= 20
    assert table.values.tolist().count(np.nan) == 0
    assert sorted(table.values.tolist()) == server.dataset["value"]
    assert sum(hours.slept) >= len(calls) / 3 - 2


def test_the_parts_joined_are_what_one_call_would_have_given(replay: Replay, client: Client) -> None:
    asked = {**SOURCE, "Region": "*", "Kon": "*", "ContentsCode": "*", "Tid": "*"}
    Statistics(replay, POPULATION, most=7)
    parts = _table(replay, client, asked)
    Statistics(replay, POPULATION, most=1000)
    whole = _table(replay, client, asked)
    assert _cells(parts) == _cells(whole)


def _cells(table: Table) -> dict[tuple[str, ...], float]:
    names = sorted(table.coordinates)
    keys = zip(*(table.coordinates[name].tolist() for name in names), strict=True)
    return dict(zip(keys, table.values.tolist(), strict=True))


def test_a_limit_that_has_sunk_since_it_was_told_is_met_by_halves(replay: Replay, client: Client) -> None:
    Statistics(replay, POPULATION, most=1000, kept=20)
    table = _table(replay, client, {**SOURCE, "Region": "*", "ContentsCode": "*", "Tid": "*"})
    assert len(table) == 4 * 2 * 12


def test_every_byte_is_kept_and_the_same_answers_make_the_same_snapshot(
    replay: Replay, client: Client, hours: Hours
) -> None:
    Statistics(replay, POPULATION, most=3)
    query = scb.query(SOURCE)
    first = scb.fetch(query, client, address=replay.address)
    hours.sleep(86_400)
    second = scb.fetch(query, client, address=replay.address)
    assert first.content == second.content
    assert first.provenance.read != second.provenance.read
    parts = unpack(first.content, "").named("data-")
    assert [json.loads(part.content)["size"] for part in parts] == [[2, 1, 1]] * 3


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("*", YEARS), ("200?", YEARS[:10]), ("TOP(2)", YEARS[-2:]), ("BOTTOM(2)", YEARS[:2]), ("TO(2001)", YEARS[:2]),
        ("FROM(2010)", YEARS[10:]), ("RANGE(2003,2005)", YEARS[3:6]), ("2005, TOP(1)", ["2005", "2011"]),
        ("top(1)", ["2011"]),
    ],
)  # fmt: skip
def test_expressions_mean_what_they_say(replay: Replay, client: Client, expression: str, codes: list[str]) -> None:
    Statistics(replay, POPULATION)
    table = _table(replay, client, {**SOURCE, "Region": "18", "Tid": expression})
    assert table.coordinates["period"].tolist() == codes


def test_top_of_what_is_no_time_is_the_first(replay: Replay, client: Client) -> None:
    Statistics(replay, POPULATION)
    table = _table(replay, client, {**SOURCE, "Region": "TOP(1)"})
    assert set(table.coordinates["area"].tolist()) == {"00"}


def test_all_that_is_wrong_with_a_query_is_told_at_once(replay: Replay, client: Client) -> None:
    Statistics(replay, POPULATION)
    with pytest.raises(Refused) as refused:
        _table(
            replay,
            client,
            {"table": "TAB1", "Regoin": "18", "Region": "1899, 18", "Tid": "RANGE(1990,2001)", "Kon": "TOP(x)"},
        )
    places = [one.place.cell for one in refused.value.findings]
    assert places == ["[source] Regoin", "[source] Region", "[source] Kon", "[source] ContentsCode", "[source] Tid"]
    assert not [one for one in replay.asked if one.method == "POST"]


@pytest.mark.parametrize("table", ["", "TAB 1", "../config", "TAB1/data"])
def test_a_table_id_is_no_road_elsewhere(table: str) -> None:
    with pytest.raises(Refused, match="no id of a table"):
        scb.query({"publisher": "scb", "table": table})


def test_a_code_list_groups(replay: Replay, client: Client) -> None:
    def answer(asked: Asked) -> Reply:
        choice = {one["variableCode"]: one for one in asked.json["selection"]}
        assert choice["Region"]["codelist"] == "agg_Halves"
        return Reply.json(made({"Region": choice["Region"]["valueCodes"], "ContentsCode": ["BE1"], "Tid": YEARS[-1:]}))

    Statistics(replay, POPULATION)
    replay.at("/codelists/agg_Halves", Reply.json({
        "id": "agg_Halves",
        "values": [{"code": "A", "label": "Halva", "valueMap": ["00", "18"]}, {"code": "B", "label": "Resten"}],
    }))  # fmt: skip
    replay.by("/tables/TAB1/data", answer)
    table = _table(replay, client, {**SOURCE, "Region": "*", "codelist.Region": "agg_Halves", "Tid": "TOP(1)"})
    assert table.coordinates["area"].tolist() == ["A", "B"]


def test_marks_for_no_figure_are_not_zero(replay: Replay, client: Client) -> None:
    marked = {**POPULATION, "status": {"0": "..", "1": ".", "2": "-"}}
    marked["value"] = [None, None, None, *POPULATION["value"][3:]]
    Statistics(replay, marked, most=1000)
    replay.by("/tables/TAB1/data", lambda _: Reply.json(marked))
    table = _table(replay, client, {"table": "TAB1", "Region": "*", "Kon": "*", "ContentsCode": "*", "Tid": "*"})
    assert table.status[:3].tolist() == [SUPPRESSED, MISSING, ""]
    assert np.isnan(table.values[:2]).all()
    assert table.values[2] == 0


def _without(dataset: dict[str, Any], *names: str) -> dict[str, Any]:
    return sliced(
        dataset,
        {name: list(dataset["dimension"][name]["category"]["index"]) for name in dataset["id"] if name not in names},
    )


@pytest.mark.parametrize(
    "changed",
    [
        _without(POPULATION, "Region"),
        POPULATION,
        sliced(POPULATION, {"Region": ["18", "1881"], "ContentsCode": ["BE1"], "Tid": YEARS[-3:]}),
    ],
    ids=["a dimension gone", "more than was asked", "another value"],
)
def test_an_answer_to_another_question_is_refused(replay: Replay, client: Client, changed: dict[str, Any]) -> None:
    Statistics(replay, POPULATION)
    replay.by("/tables/TAB1/data", lambda _: Reply.json(changed))
    with pytest.raises(Refused) as refused:
        _table(replay, client, SOURCE)
    assert {one.rule for one in refused.value.findings} == {"input.source-changed"}


def test_a_table_that_moves_while_it_is_fetched_is_fetched_again(replay: Replay, client: Client) -> None:
    server = Statistics(replay, POPULATION, most=3)
    seen: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked)
        reply = server.answer(asked)
        moved = {**json.loads(reply.body), "updated": "2026-02-22T07:00:00Z"}
        return reply if len(seen) == 1 else Reply.json(moved)

    replay.by("/tables/TAB1/data", answer)
    assert len(_table(replay, client, SOURCE)) == 6
    assert len(seen) == 2 * 3


def test_a_table_that_keeps_moving_is_told(replay: Replay, client: Client) -> None:
    server = Statistics(replay, POPULATION, most=3)
    seen: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        seen.append(asked)
        return Reply.json({**json.loads(server.answer(asked).body), "updated": f"2026-02-{len(seen):02}T07:00:00Z"})

    replay.by("/tables/TAB1/data", answer)
    with pytest.raises(SourceFailed, match="updated while it was fetched"):
        _table(replay, client, SOURCE)


def test_a_table_gone_is_told(replay: Replay, client: Client) -> None:
    Statistics(replay, POPULATION)
    with pytest.raises(SourceFailed, match="nothing at that address") as failed:
        _table(replay, client, {**SOURCE, "table": "TAB9"})
    assert failed.value.status == 404


def _config(cells: object, calls: object) -> dict[str, object]:
    return {"maxDataCells": cells, "maxCallsPerTimeWindow": calls, "timeWindow": 1}


@pytest.mark.parametrize("config", [{}, [], _config("many", 3), _config(0, 3), _config(9, 0)])
def test_limits_that_cannot_be_understood_are_told(replay: Replay, client: Client, config: object) -> None:
    Statistics(replay, POPULATION)
    replay.at("/config", Reply.json(config))
    with pytest.raises(SourceFailed, match="another form than expected"):
        _table(replay, client, SOURCE)


def test_a_cut_part_is_asked_for_again(replay: Replay, client: Client) -> None:
    server = Statistics(replay, POPULATION, most=3)
    faults = [Reply(status=429, headers={"Retry-After": "2"}), "cut", Reply(b"<html>"), Reply(status=503)]

    def answer(asked: Asked) -> Reply:
        fault = faults.pop(0) if faults else None
        reply = server.answer(asked)
        return replace(reply, cut=40) if fault == "cut" else fault if isinstance(fault, Reply) else reply

    replay.by("/tables/TAB1/data", answer)
    assert len(_table(replay, client, SOURCE)) == 6


def test_the_list_of_tables_is_read_to_its_last_page(replay: Replay, client: Client) -> None:
    def answer(asked: Asked) -> Reply:
        number = int(asked.query["pageNumber"][0])
        return Reply.json({
            "tables": [{"id": f"TAB{number}", "label": "Folkmängd", "updated": None, "lastPeriod": "2025"}],
            "page": {"pageNumber": number, "pageSize": 1, "totalElements": 3, "totalPages": 3},
        })  # fmt: skip

    replay.by("/tables", answer)
    assert [one.id for one in scb.listing("folkmängd", client, address=replay.address)] == ["TAB1", "TAB2", "TAB3"]


SELECTIONS = st.dictionaries(
    st.sampled_from(["Region", "Kon", "Alder", "Tid"]),
    st.lists(st.integers(0, 99).map(str), min_size=1, max_size=9, unique=True),
    min_size=1,
)


@given(SELECTIONS, st.integers(1, 40))
def test_the_parts_cover_a_selection_once_and_fit(selection: dict[str, list[str]], most: int) -> None:
    parts = list(split(selection, most))
    assert all(cells(part) <= most for part in parts)
    covered = [place for part in parts for place in _places(part, list(selection))]
    assert sorted(covered) == sorted(_places(selection, list(selection)))
    if cells(selection) <= most:
        assert len(parts) == 1


def _places(selection: Any, names: list[str]) -> list[tuple[str, ...]]:
    places: list[tuple[str, ...]] = [()]
    for name in names:
        places = [(*place, code) for place in places for code in selection[name]]
    return places


def test_a_recorded_answer_of_scb(replay: Replay, client: Client, shared_data: Path) -> None:
    """The real table list, metadata, code list and figures: 21 counties, ten-year ages, sexes and four months."""
    recorded = shared_data / "pxweb" / "scb_v2_responses"
    replay.at("/config", Reply((recorded / "config.json").read_bytes()))
    replay.at("/tables/TAB6471/metadata", Reply((recorded / "TAB6471_metadata.json").read_bytes()))
    replay.at("/tables/TAB6471/data", Reply((recorded / "TAB6471_data.json").read_bytes()))
    source = {
        "table": "TAB6471", "Kon": "*", "ContentsCode": "*", "Tid": "TOP(4)",
        "Region": "01, 03, 04, 05, 06, 07, 08, 09, 10, 12, 13, 14, 17, 18, 19, 20, 21, 22, 23, 24, 25",
        "Alder": "0-9, 10-19, 20-29, 30-39, 40-49, 50-59, 60-69, 70-79, 80-89, 90-99, 100+10",
    }  # fmt: skip
    table = _table(replay, client, source)
    assert len(table) == 21 * 11 * 3 * 4
    here = {"area": "18", "Alder": "100+10", "Kon": "TotSa"}
    picked = np.logical_and.reduce([table.coordinates[name] == code for name, code in here.items()])
    assert table.coordinates["period"][picked].tolist() == ["2026M01", "2026M02", "2026M03", "2026M04"]
    assert table.values[picked].tolist() == [140.0, 139.0, 131.0, 124.0]
    assert table.declaration.provenance.published == date(2026, 6, 8)
    listed = Reply((recorded / "search.json").read_bytes())
    replay.at("/tables", listed)
    assert len(list(scb.listing("vatten", client, address=replay.address))) == 10
