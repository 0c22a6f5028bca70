"""Does Kolada's connector get every page, and never a group's mean in an area's place?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rdata

from malbild.sources import kolada
from malbild.sources.client import Client
from malbild.sources.kolada.units import unit_of
from malbild.sources.problems import SourceFailed
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import MISSING, PRELIMINARY, SUPPRESSED, Table
from malbild.vocabulary.unit import Unit
from tests.specimens.replay import Asked, Replay, Reply

KPI = {
    "id": "N00001", "title": "Skattesats, andel (%)", "description": "Källa: SCB.", "is_divided_by_gender": True,
    "municipality_type": "K", "publication_date": "2027-02-01", "publ_period": "2026",
}  # fmt: skip
SOURCE = {"publisher": "kolada", "kpi": "N00001", "areas": "1880, 1881", "years": "2020-2021"}


def _row(area: str, year: int = 2020, **value: Any) -> dict[str, Any]:
    values = [{"gender": "T", "count": 1, "status": "", "value": 1.5, "isdeleted": False, **value}]
    return {"kpi": "N00001", "municipality": area, "period": year, "values": values}


def _serve(replay: Replay, rows: list[dict[str, Any]], kpi: dict[str, Any] = KPI) -> None:
    replay.at("/kpi/N00001", Reply.json(kpi))
    replay.by("/data/kpi/", lambda _: Reply.json({"values": rows, "count": len(rows), "next_url": None}))


def _table(replay: Replay, client: Client, source: dict[str, str] = SOURCE) -> Table:
    return kolada.parse(kolada.fetch(kolada.query(source), client, address=replay.address))


def test_rows_come_with_their_origin_and_sexes(replay: Replay, client: Client) -> None:
    row = _row("1880")
    row["values"] = [
        {"gender": sex, "count": 1, "status": "", "value": value}
        for sex, value in (("T", 3.5), ("K", 4.0), ("M", 3.25))
    ]
    _serve(replay, [row])
    table = _table(replay, client)
    assert {name: codes.tolist() for name, codes in table.coordinates.items()} == {
        "area": ["1880"] * 3, "period": ["2020"] * 3, "measure": ["N00001"] * 3, "sex": ["T", "K", "M"],
    }  # fmt: skip
    assert table.values.tolist() == [3.5, 4.0, 3.25]
    (measure,) = table.declaration.measures
    assert (measure.unit, measure.kind, measure.decimals, measure.title) == ("percent", "share", 2, KPI["title"])
    said = table.declaration.provenance
    assert (said.publisher, said.licence) == ("Kolada", "Källa: Kolada")
    assert replay.asked[-1].path == "/data/kpi/N00001/municipality/1880,1881/year/2020,2021"
    assert replay.asked[-1].query == {"per_page": ["5000"]}


@pytest.mark.parametrize("form", [KPI, {"values": [KPI], "count": 1}], ids=["alone", "listed"])
def test_metadata_are_read_in_both_forms(replay: Replay, client: Client, form: dict[str, Any]) -> None:
    _serve(replay, [_row("1880")], form)
    assert len(_table(replay, client)) == 1


def test_no_list_is_longer_than_25_and_all_municipalities_are_asked(replay: Replay, client: Client) -> None:
    _serve(replay, [])
    _table(replay, client, {"kpi": "N00001"})
    lists = [one.path.split("/")[-1].split(",") for one in replay.asked if one.path.startswith("/data")]
    assert max(map(len, lists)) == 25
    assert len({area for some in lists for area in some}) == 290 + 1


def test_every_page_is_followed(replay: Replay, client: Client) -> None:
    def answer(asked: Asked) -> Reply:
        page = int(asked.query.get("page", ["1"])[0])
        following = f"{replay.address}{asked.path}?page={page + 1}&per_page=5000" if page < 3 else None
        return Reply.json({"values": [_row("1880", 2019 + page)], "count": 1, "next_url": following})

    _serve(replay, [])
    replay.by("/data/kpi/", answer)
    assert _table(replay, client).coordinates["period"].tolist() == ["2020", "2021", "2022"]


@pytest.mark.parametrize("following", ["https://elsewhere.example/data", "http://127.0.0.1:1/data", "same"])
def test_a_page_that_leads_astray_or_in_a_circle_is_refused(replay: Replay, client: Client, following: str) -> None:
    def answer(asked: Asked) -> Reply:
        here = f"{replay.address}{asked.path}?per_page=5000"
        return Reply.json({"values": [], "next_url": here if following == "same" else following})

    _serve(replay, [])
    replay.by("/data/kpi/", answer)
    with pytest.raises(SourceFailed, match="next_url"):
        _table(replay, client)


def test_a_group_is_refused_when_asked_for() -> None:
    with pytest.raises(Refused, match="unweighted mean") as refused:
        kolada.query({**SOURCE, "areas": "G114418, 1880"})
    assert refused.value.findings[0].rule == "input.unweighted-mean"


def test_a_county_is_refused_for_a_key_figure_of_municipalities(replay: Replay, client: Client) -> None:
    _serve(replay, [])
    with pytest.raises(Refused, match=r"does not exist for Örebro län \(18\)"):
        _table(replay, client, {**SOURCE, "areas": "18"})
    assert not [path for path in replay.paths() if path.startswith("/data")]


@pytest.mark.parametrize(
    ("kind", "area", "held"),
    [("L", "18", True), ("L", "1880", False), ("A", "18", True), ("A", "1880", True), ("K", "00", True)],
)
def test_areas_are_asked_for_where_the_key_figure_has_them(
    replay: Replay, client: Client, kind: str, area: str, held: bool
) -> None:
    _serve(replay, [_row(area.zfill(4))], {**KPI, "municipality_type": kind})
    if held:
        assert _table(replay, client, {**SOURCE, "areas": area}).coordinates["area"].tolist() == [area.zfill(4)]
    else:
        with pytest.raises(Refused):
            _table(replay, client, {**SOURCE, "areas": area})


def test_groups_that_come_all_the_same_are_left_out_and_told(replay: Replay, client: Client) -> None:
    _serve(replay, [_row("1880"), _row("G114418", count=4), _row("1881", count=12)])
    table = _table(replay, client)
    assert table.coordinates["area"].tolist() == ["1880"]
    (finding,) = table.extra["findings"]
    assert finding.rule == "source.group"
    assert "2 values" in finding.message.en
    assert "ovägda" in table.declaration.notes


def test_deleted_withheld_and_missing_are_no_figures(replay: Replay, client: Client) -> None:
    _serve(replay, [
        _row("1880", 2020, isdeleted=True, value=7.0), _row("1880", 2021, value=None, status="Missing"),
        _row("1881", 2020, value=0.0, status="Private"), _row("1881", 2021, value=2.0, status="Preliminary"),
    ])  # fmt: skip
    table = _table(replay, client)
    assert np.isnan(table.values).tolist() == [True, True, True, False]
    assert table.status.tolist() == [MISSING, MISSING, SUPPRESSED, PRELIMINARY]
    assert [one.rule for one in table.extra["findings"]] == ["source.deleted"]


@pytest.mark.parametrize(
    "answer", [{"values": [{"kpi": "N00001"}]}, {"rows": []}, [], {"values": [_row("1880", gender="X")]}]
)
def test_a_changed_form_is_told(replay: Replay, client: Client, answer: object) -> None:
    _serve(replay, [])
    replay.by("/data/kpi/", lambda _: Reply.json(answer))
    with pytest.raises(SourceFailed, match="another form than expected"):
        _table(replay, client)


def test_a_key_figure_gone_is_told(replay: Replay, client: Client) -> None:
    replay.at("/kpi/N00001", Reply.json({"values": [], "count": 0}))
    with pytest.raises(SourceFailed, match="no longer has the key figure N00001"):
        _table(replay, client)


def test_all_that_is_wrong_with_a_query_is_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        kolada.query({"kpi": "N1, N00001", "areas": "1899, G1", "years": "2020-2010", "gender": "T"})
    assert [one.place.cell for one in refused.value.findings] == [
        "[source] kpi", "[source] gender", "[source] areas", "[source] areas", "[source] years",
    ]  # fmt: skip


def test_a_county_and_a_star_are_its_municipalities() -> None:
    assert len(kolada.query({"kpi": "N00001", "areas": "18/*"}).areas) == 12


@pytest.fixture(scope="module")
def sample(shared_data: Path) -> Any:
    """Rows and metadata that a published package keeps from version 3 of the API."""
    return rdata.read_rda(shared_data / "kolada" / "metadata_and_samples" / "sysdata.rda")


def _recorded(sample: Any, name: str) -> Iterator[dict[str, Any]]:
    for row in sample[name].to_dict("records"):
        value = {
            "gender": str(row["gender"]),
            "count": int(row["count"]),
            "status": str(row["status"]),
            "value": float(row["value"]),
        }
        yield {
            "kpi": str(row["kpi"]),
            "municipality": str(row["municipality_id"]),
            "period": int(row["year"]),
            "values": [value],
        }


@pytest.mark.filterwarnings("ignore")
def test_recorded_rows_of_kolada(replay: Replay, client: Client, sample: Any) -> None:
    rows = list(_recorded(sample, "n00945"))
    (about,) = sample["kpi_df"][sample["kpi_df"]["id"] == "N00945"].to_dict("records")
    replay.at(
        "/kpi/N00945",
        Reply.json(
            {key: None if value != value else str(value) for key, value in about.items()}
            | {"is_divided_by_gender": False}
        ),
    )
    replay.by("/data/kpi/", lambda _: Reply.json({"values": rows}))
    table = _table(replay, client, {"kpi": "N00945", "areas": "0180, 1280, 1480"})
    assert len(table) == 63
    assert table.values[0] == pytest.approx(31.32959689)
    assert table.coordinates["area"][0] == "0180"


@pytest.mark.filterwarnings("ignore")
def test_every_unit_read_from_a_recorded_title_is_one_we_know(sample: Any) -> None:
    titles = [str(title) for title in sample["kpi_df"]["title"]]
    units = [unit_of(title) for title in titles]
    for unit in set(units) - {""}:
        assert Unit.parse(unit)
    assert sum(map(bool, units)) / len(titles) > 0.6
