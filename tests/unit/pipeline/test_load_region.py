"""Does a region's folder come in whole, and not at all when anything in it is wrong?"""

from datetime import date
from pathlib import Path

import pytest

from malbild.pipeline.load import load, read
from malbild.pipeline.workspace import Workspace
from malbild.vocabulary.period import Period
from malbild.vocabulary.problem import Refused

TODAY = date(2026, 11, 23)
POPULATION = """
name = { sv = "Folkmängd", en = "Population" }
definition = { sv = "Folkbokförda 31 december.", en = "Registered on 31 December." }
unit = "person"
impossible = { low = 0 }
"""
SIDECAR = """
title = "Folkmängd"
source = "SCB"
page = "https://example.org/people"
page_updated = "2019-02-21"

[columns]
area_code = { role = "area" }
period = { role = "period" }
persons = { role = "value", unit = "person", indicator = "population" }
"""
FIGURES = "area_code,period,persons\n1880,2018,153367\n1881,2018,21738\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    (folder / "indicators").mkdir(parents=True)
    (folder / "figures").mkdir()
    (folder / "region.toml").write_text('name = { sv = "Län", en = "County" }\ncounty = "18"\n')
    (folder / "indicators/population.toml").write_text(POPULATION)
    (folder / "figures/people.csv").write_text(FIGURES)
    (folder / "figures/people.toml").write_text(SIDECAR)
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


def test_figures_come_in_with_their_bytes_their_place_and_their_source(folder: Path, workspace: Workspace) -> None:
    (loaded,) = load(folder, workspace, today=TODAY)
    population = workspace.indicators()["population"]
    (kumla,) = workspace.warehouse.facts(population, areas=["1881"])
    assert (loaded.new, kumla.value, kumla.period) == (True, 21738, Period(2018))
    assert kumla.lineage.place.startswith("figures/people.csv:3")
    provenance = kumla.lineage.vintage.provenance
    assert (provenance.publisher, provenance.published) == ("SCB", date(2019, 2, 21))
    assert workspace.warehouse.snapshots.read(provenance.digest).decode() == FIGURES


def test_a_second_load_changes_nothing(folder: Path, workspace: Workspace) -> None:
    load(folder, workspace, today=TODAY)
    assert [one.new for one in load(folder, workspace, today=TODAY)] == [False]
    assert [one.new for one in load(workspace.region_folder, workspace, today=TODAY)] == [False]


def test_what_is_removed_from_the_folder_is_removed_from_the_workspace(folder: Path, workspace: Workspace) -> None:
    load(folder, workspace, today=TODAY)
    (folder / "figures/people.csv").unlink()
    (folder / "figures/people.toml").unlink()
    load(folder, workspace, today=TODAY)
    assert not list((workspace.region_folder / "figures").iterdir())
    assert [one.name for one in workspace.folder.iterdir() if one.name.startswith(".")] == []


def test_a_table_that_is_removed_tells_nothing_more_but_is_remembered(folder: Path, workspace: Workspace) -> None:
    (loaded,) = load(folder, workspace, today=TODAY)
    (folder / "figures/people.csv").rename(folder / "figures/renamed.csv")
    (folder / "figures/people.toml").rename(folder / "figures/renamed.toml")
    load(folder, workspace, today=TODAY)
    population, warehouse = workspace.indicators()["population"], workspace.warehouse
    assert [one.table for one in warehouse.current("population")] == ["renamed"]
    assert warehouse.facts(population, as_of=loaded.vintage.loaded)[0].lineage.vintage == loaded.vintage
    before = len(warehouse.vintages())
    load(folder, workspace, today=TODAY)
    assert len(warehouse.vintages()) == before


def test_all_problems_of_all_files_are_told_and_nothing_is_written(folder: Path, workspace: Workspace) -> None:
    (folder / "figures/people.csv").write_text("area_code,period,persons\n9999,2018,1\n1881,2018,-5\n")
    (folder / "figures/more.csv").write_text("area_code,period,persons\n1881,yesterday,7\n")
    (folder / "figures/more.toml").write_text(SIDECAR)
    (folder / "figures/alone.toml").write_text(SIDECAR)
    with pytest.raises(Refused) as refused:
        load(folder, workspace, today=TODAY)
    told = str(refused.value)
    assert [name for name in ("alone.toml", "9999", "yesterday") if name not in told] == []
    assert not workspace.folder.exists()


def test_a_table_that_feeds_nothing_is_checked_and_told_but_not_loaded(folder: Path) -> None:
    (folder / "figures/people.toml").write_text(SIDECAR.replace(', indicator = "population"', ""))
    figures = read(folder, today=TODAY)
    assert figures.ready == []
    assert [one.rule for one in figures.findings] == ["load.feeds-nothing"]


def test_a_declared_correction_keeps_a_wrong_figure_from_stopping_the_load(folder: Path, workspace: Workspace) -> None:
    (folder / "figures/people.csv").write_text(FIGURES.replace("21738", "-21738"))
    with pytest.raises(Refused, match="cannot be true"):
        load(folder, workspace, today=TODAY)
    (folder / "corrections").mkdir()
    (folder / "corrections/sign.toml").write_text(
        'indicator = "population"\naction = "override"\narea = "1881"\nperiod = "2018"\nvalue = 21738\n'
        'expect = -21738\nreason = { sv = "Fel tecken.", en = "Wrong sign." }\nuntil = 2027-01-01\n'
    )
    load(folder, workspace, today=TODAY)
    population = workspace.indicators()["population"]
    assert workspace.warehouse.cube(population, ["1881"]).values.item() == 21738
    assert [one.id for one in workspace.corrections()] == ["sign"]
    steps = workspace.warehouse.lineage("population.1881.2018.total").steps
    assert [step.kind for step in steps] == ["correction.sign"]
