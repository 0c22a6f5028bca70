"""Do the register's commands say in plain words what they did, and do nothing by halves?"""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from malbild.cli.account import account
from malbild.cli.export import export
from malbild.cli.import_ import import_
from malbild.register import queries
from malbild.vocabulary.problem import Refused

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "orebro"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_swedish_at_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    monkeypatch.setattr("sys.stdin", StringIO())


def test_import_tells_what_would_change_then_what_did_then_that_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(EXAMPLE, data=tmp_path, dry_run=True)
    assert capsys.readouterr().out.startswith("Detta skulle ändras (")
    import_(EXAMPLE, data=tmp_path)
    assert capsys.readouterr().out.startswith("Detta ändrades (")
    import_(EXAMPLE, data=tmp_path)
    assert capsys.readouterr().out == "Registret är redan som filerna säger.\n"
    export(tmp_path / "out", data=tmp_path)
    assert str(tmp_path / "out") in capsys.readouterr().out


def test_the_first_account_is_one_command_and_its_password_is_shown_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    account("anna", data=tmp_path)
    password = capsys.readouterr().out.split("Lösenord, som inte visas igen: ")[1].strip()
    assert authenticate(username="anna", password=password) is not None
    assert queries.memberships("anna") == (("coordinator", ""),)
    assert queries.verify() == ()


def test_an_account_for_an_unknown_organisation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not in the register"):
        account("karim", role="editor", organisation="finns-inte", data=tmp_path)
    assert queries.memberships("karim") == ()


@pytest.mark.django_db(databases=["default", "pupils"])
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
