"""What every test may use."""

from pathlib import Path

import pytest

pytest_plugins = ["tests.browser", "tests.postgres"]

collect_ignore = ["benchmarks", "calibration/skills_ranker.py"]  # they need what only `./dev bench` installs

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_OF_THE_REGISTER = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client", "postgres_url"}
_OF_PAGES = {"browser", "context", "page"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the register and what needs a browser, so that nobody can forget to."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if used & _OF_PAGES:
            item.add_marker("page")
        elif used & _OF_THE_REGISTER or item.get_closest_marker("django_db"):
            item.add_marker("register")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; tests that need it are skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("../shared/data is not here")
    return SHARED_DATA
