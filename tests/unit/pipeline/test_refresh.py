"""Are the figures brought up to date from real answers over a real connection, and do faults stay where they are?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from malbild.cli import refresh as command
from malbild.pipeline.refresh import Renewal, refresh
from malbild.pipeline.workspace import Workspace
from malbild.sources import publishers
from malbild.sources.publishers import Publisher
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Snapshot
from malbild.vocabulary.table import Table
from tests.processes import PROCESSES
from tests.unit.pipeline.kolada_like import (
    JOBS,
    PEOPLE,
    TODAY,
    WAGES,
    HastyClock,
    KoladaLike,
    asking,
    client,
    refresh_until_killed,
    serving,
    write_region,
)  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[KoladaLike]:
    with serving() as one:
        monkeypatch.setattr(publishers, "publishers", asking(one.address))
        yield one


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write_region(tmp_path)
    return Workspace(tmp_path)


def refreshed(workspace: Workspace, *only: str, fresh: timedelta = timedelta(0)) -> list[Renewal]:
    with client(workspace, fresh=fresh) as one:
        return list(refresh(workspace, one, today=TODAY, only=only))


def states(done: list[Renewal]) -> list[str]:
    return ["failed" if one.loaded is None else "new" if one.loaded.new else "same" for one in done]


def value(workspace: Workspace, id_: str) -> float:
    return float(workspace.warehouse.cube(workspace.indicators()[id_], ["1881"]).values.item())


def test_everything_is_fetched_kept_and_loaded(server: KoladaLike, workspace: Workspace) -> None:
    done = refreshed(workspace)
    assert states(done) == ["new", "new", "new"]
    assert [value(workspace, one.indicator.id) for one in done] == [21_738, 251.3, 4_711]
    lineage = workspace.warehouse.lineage("a-people.1881.2024.total")
    assert lineage.vintage.provenance.publisher == "Kolada"
    assert workspace.warehouse.snapshots.read(lineage.vintage.provenance.digest).startswith(b"PK")


def test_what_has_not_changed_is_no_new_vintage(server: KoladaLike, workspace: Workspace) -> None:
    refreshed(workspace)
    assert states(refreshed(workspace)) == ["same", "same", "same"]
    assert len(workspace.warehouse.vintages()) == 3


def test_what_the_source_has_revised_is_a_new_vintage_beside_the_old(server: KoladaLike, workspace: Workspace) -> None:
    before = refreshed(workspace)[1].loaded
    server.values[WAGES] = 252.1
    assert states(refreshed(workspace)) == ["same", "new", "same"]
    wages = workspace.indicators()["b-wages"]
    assert before
    assert value(workspace, "b-wages") == 252.1
    assert workspace.warehouse.cube(wages, ["1881"], as_of=before.vintage.loaded).values.item() == 251.3


def test_a_source_that_was_left_for_another_tells_nothing_more(server: KoladaLike, workspace: Workspace) -> None:
    refreshed(workspace)
    path = workspace.region_folder / "indicators/a-people.toml"
    path.write_text(path.read_text().replace(PEOPLE, JOBS))
    assert states(refreshed(workspace)) == ["new", "same", "same"]
    assert [one.table for one in workspace.warehouse.current("a-people")] == [f"{JOBS}.a-people"]
    assert value(workspace, "a-people") == 4_711


@pytest.mark.parametrize("fault", ["away", "<html>maintenance</html>", '{"values": [{"kpi"', '{"rows": []}'])
def test_a_source_that_fails_keeps_its_figures_and_stops_no_other(
    server: KoladaLike, workspace: Workspace, fault: str
) -> None:
    first = refreshed(workspace)[1].loaded
    server.broken[WAGES], server.values[JOBS] = fault, 4_712
    done = refreshed(workspace)
    assert states(done) == ["same", "failed", "new"]
    assert first
    assert done[1].in_use == first.vintage
    assert done[1].findings
    assert value(workspace, "b-wages") == 251.3


def test_figures_that_cannot_be_true_are_not_loaded(server: KoladaLike, workspace: Workspace) -> None:
    server.values[WAGES] = -1
    (failed,) = refreshed(workspace, "b-wages")
    assert [one.rule for one in failed.findings if one.severity == "error"][:2] == ["load.impossible"] * 2
    assert failed.in_use is None
    assert workspace.warehouse.vintages() == ()


def test_without_a_network_everything_is_told_and_nothing_is_lost(server: KoladaLike, workspace: Workspace) -> None:
    refreshed(workspace)
    server.shutdown()
    server.server_close()
    done = refreshed(workspace)
    assert states(done) == ["failed", "failed", "failed"]
    assert [value(workspace, one.indicator.id) for one in done] == [21_738, 251.3, 4_711]


def waited(workspace: Workspace, *only: str) -> float:
    hasty = HastyClock()
    with client(workspace, fresh=timedelta(0), attempts=5, hasty=hasty) as one:
        assert set(states(list(refresh(workspace, one, today=TODAY, only=only)))) == {"failed"}
    return hasty.now


def test_without_a_network_nobody_waits_again_and_again(server: KoladaLike, workspace: Workspace) -> None:
    server.shutdown()
    server.server_close()
    assert waited(workspace) < 2 * waited(workspace, "a-people")


def test_a_fault_of_our_own_in_one_source_stops_no_other(
    server: KoladaLike, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kolada = publishers.publishers["kolada"]

    def faulty(snapshot: Snapshot) -> Table:
        if WAGES in snapshot.name:
            raise IndexError("no such row")
        return kolada.parse(snapshot)

    monkeypatch.setitem(publishers.publishers, "kolada", Publisher(kolada.query, kolada.fetch, faulty))
    done = refreshed(workspace)
    assert states(done) == ["new", "failed", "new"]
    assert "IndexError: no such row" in str(done[1].findings[0])


def test_killed_in_the_middle_it_goes_on_where_it_was(server: KoladaLike, workspace: Workspace) -> None:
    process = PROCESSES.Process(target=refresh_until_killed, args=(workspace.folder, server.address, 2))
    process.start()
    process.join()
    assert process.exitcode == -9
    assert [one.table for one in workspace.warehouse.vintages()] == ["N01951.a-people", f"{WAGES}.b-wages"]
    server.asked.clear()
    assert states(refreshed(workspace, fresh=timedelta(hours=1))) == ["same", "same", "new"]
    assert {JOBS in path for path in server.asked} == {True}


def test_an_indicator_without_a_source_cannot_be_asked_for(server: KoladaLike, workspace: Workspace) -> None:
    with pytest.raises(Refused, match="no indicator 'happiness' with a source"):
        refreshed(workspace, "happiness")


def test_the_command_tells_what_was_renewed_what_failed_and_what_stays(
    server: KoladaLike, workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    refreshed(workspace, "b-wages")
    server.broken[WAGES] = '{"rows": []}'
    with pytest.raises(SystemExit) as ended:
        command.refresh(data=workspace.folder, again=True)
    assert ended.value.code == 1
    told = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    assert told[:2] == ["a-people: new vintage.", "b-wages: could not be renewed."]
    assert [line for line in told if "stay in use." in line and line.startswith("  The figures loaded on")]
    assert told[-2:] == ["c-jobs: new vintage.", "2 with a new vintage, 0 unchanged, 1 could not be renewed."]


def test_the_command_ends_well_when_all_went_well(
    server: KoladaLike, workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    with pytest.raises(SystemExit) as ended:
        command.refresh("a-people", data=workspace.folder)
    assert (ended.value.code, capsys.readouterr().out.splitlines()[0]) == (0, "a-people: ny årgång.")


def test_the_command_that_is_stopped_keeps_what_is_done(
    server: KoladaLike, workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kolada = publishers.publishers["kolada"]

    def stopped(snapshot: Snapshot) -> Table:
        if WAGES in snapshot.name:
            raise KeyboardInterrupt
        return kolada.parse(snapshot)

    monkeypatch.setitem(publishers.publishers, "kolada", Publisher(kolada.query, kolada.fetch, stopped))
    monkeypatch.setenv("LC_ALL", "C")
    with pytest.raises(SystemExit) as ended:
        command.refresh(data=workspace.folder)
    assert ended.value.code == 130
    assert value(workspace, "a-people") == 21_738
    assert "run the same command again" in capsys.readouterr().err
