"""Is the emission workbook read right, and refused when it is another, damaged or does not add up?"""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from malbild.sources import smhi
from malbild.sources.client import Client
from malbild.sources.problems import SourceFailed
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Provenance, Snapshot
from malbild.vocabulary.table import Table
from malbild.vocabulary.unit import Unit
from tests.specimens.replay import Replay, Reply

HEADING = ("Huvudsektor", "Undersektor", "Län", "Kommun")
ROWS = [
    ("Alla", "Alla", "Alla", "Alla", 30, 20), ("Alla", "Alla", "Örebro län", "Alla", 30, 20),
    ("Alla", "Alla", "Örebro län", "Kumla", 10, 8), ("Jordbruk", "Alla", "Alla", "Alla", 12, 9),
    ("Jordbruk", "Alla", "Örebro län", "Alla", 12, 9), ("Jordbruk", "Alla", "Örebro län", "Kumla", 4, 3),
    ("Jordbruk", "Gödsel", "Örebro län", "Kumla", 4, 3), ("Transporter", "Alla", "Alla", "Alla", 18, 11),
    ("Transporter", "Alla", "Örebro län", "Alla", 18, 11), ("Transporter", "Alla", "Örebro län", "Kumla", 6, 5),
    ("Utrikes transporter", "Alla", "Örebro län", "Kumla", 2, 2),
]  # fmt: skip


def workbook(
    rows: Sequence[Sequence[Any]] = ROWS, *, code: str = "GGT", title: str = "", heading: Sequence[str] = HEADING,
    years: Sequence[Any] = (1990, 2020), unit: str = "Enhet: ton/år",
) -> bytes:  # fmt: skip
    """A workbook of our own in SMHI's form."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    title = title or f"Emissioner av Växthusgaser totalt ({code})"
    above = (("Rapportnamn:", "Länsrapport, 2026-04-18"), (title,), (unit,), (), (None, None, None, None, *years))
    for line in (*above, (*heading, *[code] * len(years)), *rows):
        sheet.append(list(line))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _parse(content: bytes, asked: str = "GGT", **kwargs: bool) -> Table:
    address = f"https://smhi.example/?county=0&municipality=0&sub={asked}"
    return smhi.parse(Snapshot("smhi.xlsx", content, "", Provenance("SMHI", "", address)), **kwargs)


def _at(table: Table, **codes: str) -> list[float]:
    return table.values[
        np.logical_and.reduce([table.coordinates[name] == code for name, code in codes.items()])
    ].tolist()


def test_the_workbook_is_asked_for_and_read(replay: Replay, client: Client) -> None:
    replay.at("/api/getexcelfile/", Reply(workbook()))
    query = smhi.query({"publisher": "smhi", "substance": "GGT"})
    table = smhi.parse(smhi.fetch(query, client, address=f"{replay.address}/api/getexcelfile/"))
    assert replay.asked[0].query == {"county": ["0"], "municipality": ["0"], "sub": ["GGT"]}
    assert _at(table, area="1881", sector="Alla") == [10, 8]
    assert _at(table, area="18", sector="Jordbruk") == [12, 9]
    assert _at(table, area="00", period="2020", sector="Alla") == [20]
    assert set(table.coordinates) == {"area", "period", "measure", "sector"}
    (measure,) = table.declaration.measures
    assert (measure.name, Unit.parse(measure.unit).label("sv")) == ("GGT", "ton koldioxidekvivalenter")
    assert "Växthusgaser" in table.declaration.provenance.title
    assert table.declaration.provenance.published == date(2026, 4, 18)
    assert str(table.place(0)).startswith("smhi-GGT.xlsx:7")


def test_subsectors_come_when_asked_for() -> None:
    assert _at(_parse(workbook(), subsectors=True), area="1881", subsector="Gödsel") == [4, 3]


def test_carbon_dioxide_is_another_measure_in_another_unit() -> None:
    (measure,) = _parse(workbook(code="CO2", title="Emissioner av Koldioxid (CO2)"), "CO2").declaration.measures
    assert (measure.name, measure.unit) == ("CO2", "t CO2")


@pytest.mark.parametrize("unit", ["Enhet: kton/år", "Enhet: kg/år", ""])
def test_another_unit_is_refused(unit: str) -> None:
    with pytest.raises(Refused, match="tonnes a year was expected"):
        _parse(workbook(unit=unit))


def test_another_substance_is_refused() -> None:
    with pytest.raises(Refused, match="must never be mixed"):
        _parse(workbook(code="CO2", title="Emissioner av Koldioxid (CO2)"), "GGT")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (workbook(heading=("Huvudsektor", "Undersektor", "Kommun", "Län")), "input.smhi-heading"),
        (workbook(years=(1990, 1989)), "input.smhi-years"), (workbook(years=("1990", "året")), "input.smhi-years"),
        (workbook([*ROWS, ("Alla", "Alla", "Örebro län", "Kumla", 10, 8)]), "input.smhi-row"),
        (workbook([*ROWS, ("Alla", "Alla", "Örebro län", "Laxå", "tio", 8)]), "input.smhi-row"),
        (workbook([*ROWS, ("Alla", "Alla", "Örebro län", "Atlantis", 0, 0)]), "input.area"),
        (workbook([*ROWS, ("Alla", "Alla", "Uppsala län", "Kumla", 0, 0)]), "input.area"),
        (workbook([*ROWS, ("Alla", "Alla", "Örebro län", "Laxå", 50, 50)]), "input.smhi-sum"),
        (workbook()[:-500], "input.workbook"), (b"", "input.workbook"), (b"<html>", "input.workbook"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_by_name(content: bytes, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        _parse(content)
    assert {one.rule for one in refused.value.findings} == {rule}


def test_a_page_instead_of_a_workbook_is_told(replay: Replay, client: Client) -> None:
    replay.at("/api/getexcelfile/", Reply(b"<html>Driftstopp</html>", headers={"Content-Type": "text/html"}))
    with pytest.raises(SourceFailed, match="not an Excel workbook but begins “<html>Driftstopp"):
        smhi.fetch(smhi.query({"substance": "GGT"}), client, address=f"{replay.address}/api/getexcelfile/")


@pytest.mark.parametrize("source", [{}, {"substance": "CH4"}, {"substance": "GGT", "county": "18"}])
def test_the_substance_must_be_told(source: dict[str, str]) -> None:
    with pytest.raises(Refused):
        smhi.query(source)


def test_the_real_workbook(shared_data: Path) -> None:
    """The report of 18 April 2024 on carbon dioxide: Kumla's fall in 2018 and its return."""
    content = (shared_data / "climate_energy" / "ghg_pipeline" / "df_municipalities_2022.xlsx").read_bytes()
    table = _parse(content, "CO2")
    assert len(table) == 312 * 10 * 12
    kumla = dict(zip(table.coordinates["period"][:12].tolist(), _at(table, area="1881", sector="Alla"), strict=True))
    assert [round(kumla[year]) for year in ("2005", "2017", "2018", "2022")] == [83678, 202166, 68184, 192296]
    assert len(set(table.coordinates["area"].tolist())) == 290 + 21 + 1
