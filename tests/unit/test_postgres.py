"""Does the tests' own PostgreSQL start, hold Swedish text, and leave nothing behind?"""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from malbild.web.settings import database
from tests import postgres


def test_it_answers_and_holds_swedish(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT upper(%s), current_setting('server_encoding')", ["åäö"]).fetchone()
    assert row == ("ÅÄÖ", "UTF8")


def test_the_settings_read_its_address(postgres_url: str) -> None:
    described = database(postgres_url, Path())
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert described["HOST"] or described["USER"]


@pytest.mark.skipif(postgres.binaries() is None, reason=postgres.MISSING)
@pytest.mark.parametrize("folder", [*Path("/usr/lib/postgresql").glob("*/bin"), *postgres._of_the_wheel()], ids=str)
def test_every_kind_of_binaries_starts_and_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALBILD_TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("MALBILD_TEST_POSTGRES_BIN", str(folder))
    with postgres.server() as url:
        place = Path(parse_qs(urlsplit(url).query)["host"][0])
        process = int((place / "data" / "postmaster.pid").read_text().split()[0])
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not place.exists()
    assert not Path(f"/proc/{process}").exists()


def test_without_binaries_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MALBILD_TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("MALBILD_TEST_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(postgres.NoServer, match="apt-get install postgresql"), postgres.server():
        pass
