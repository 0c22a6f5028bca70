"""Does a region's folder come in and go out again with nothing lost, and nothing overwritten?"""

import filecmp
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from malbild.pipeline.exchange import MARK, give_out, take_in
from malbild.pipeline.workspace import Workspace
from malbild.register import changes, files, queries
from malbild.register.models import Account
from malbild.register.queries import CONSOLE
from malbild.vocabulary.problem import Refused

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "orebro"
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    one = Workspace(tmp_path / "data")
    one.folder.mkdir()
    return one


def test_the_example_comes_in_goes_out_and_comes_in_the_same(workspace: Workspace, tmp_path: Path) -> None:
    assert take_in(EXAMPLE, workspace, by=CONSOLE, today=TODAY)
    give_out(tmp_path / "out", workspace)
    assert files.read(tmp_path / "out") == files.read(EXAMPLE) == queries.register()
    for folder in ("indicators", "figures", "corrections"):
        compared = filecmp.dircmp(EXAMPLE / folder, tmp_path / "out" / folder)
        assert compared.left_only + compared.right_only + compared.diff_files == []
    assert filecmp.cmp(EXAMPLE / "region.toml", tmp_path / "out" / "region.toml", shallow=False)
    assert take_in(tmp_path / "out", workspace, by=CONSOLE, today=TODAY) == ()


def test_a_dry_run_tells_and_writes_nothing(workspace: Workspace) -> None:
    assert take_in(EXAMPLE, workspace, by=CONSOLE, today=TODAY, dry_run=True)
    assert not queries.register().goals
    assert not workspace.region_folder.exists()


def test_an_edit_made_after_an_export_is_never_overwritten_by_its_files(workspace: Workspace, tmp_path: Path) -> None:
    take_in(EXAMPLE, workspace, by=CONSOLE, today=TODAY)
    changes.open_account(by=CONSOLE, name="berit", password="en lång mening", role="coordinator")
    berit = Account.objects.get()
    give_out(tmp_path / "out", workspace)
    goal = queries.register().goals[0]
    changes.change(by=berit, summary=replace(goal, body="Berits text"), based_on=1)
    with pytest.raises(Refused, match="edited in the register by berit"):
        take_in(tmp_path / "out", workspace, by=CONSOLE, today=TODAY)
    give_out(tmp_path / "out", workspace)
    path = tmp_path / "out" / "goals" / f"{goal.id}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Berits text", "Filens text"), encoding="utf-8")
    assert len(take_in(tmp_path / "out", workspace, by=CONSOLE, today=TODAY)) == 1
    assert queries.register().goals[0].body == "Filens text"


def test_problems_of_plan_and_figures_are_told_together(workspace: Workspace, tmp_path: Path) -> None:
    take_in(EXAMPLE, workspace, by=CONSOLE, today=TODAY)
    give_out(tmp_path / "out", workspace)
    goal = next((tmp_path / "out" / "goals").glob("*.md"))
    goal.write_text(goal.read_text(encoding="utf-8").replace("id = ", "idd = ", 1), encoding="utf-8")
    (tmp_path / "out" / "region.toml").unlink()
    with pytest.raises(Refused) as refused:
        take_in(tmp_path / "out", workspace, by=CONSOLE, today=TODAY)
    assert {one.place.file.rpartition("/")[2] for one in refused.value.findings} >= {goal.name, "region.toml"}


def test_a_folder_with_something_else_in_it_is_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="Something else"):
        give_out(tmp_path / "home", workspace)
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.txt"]


def test_the_mark_of_another_register_is_not_believed(workspace: Workspace, tmp_path: Path) -> None:
    take_in(EXAMPLE, workspace, by=CONSOLE, today=TODAY)
    give_out(tmp_path / "out", workspace)
    (tmp_path / "out" / MARK).write_text('event = 1\ndigest = "made up"\n', encoding="utf-8")
    assert take_in(tmp_path / "out", workspace, by=CONSOLE, today=TODAY) == ()
