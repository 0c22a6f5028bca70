"""Is every acknowledged change still there, with fifty editors at once and after sudden death?"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

EDITORS, PROCESSES = 50, 2
KILLS = int(os.environ.get("MALBILD_TEST_KILLS", "10"))
ROOT = Path(__file__).resolve().parents[3]

_READ = """
import django; django.setup()
from malbild.register import queries
print(*(finding.in_("en") for finding in queries.verify()), sep="\\n")
for goal in queries.register().goals: print(goal.body)
print("versions", sum(len(queries.history("goal", goal.id)) for goal in queries.register().goals))
"""

pytestmark = pytest.mark.register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that share a register of their own, on the database of this run."""
    environment = {
        **os.environ,
        "MALBILD_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "malbild.web.settings",
        "PYTHONPATH": str(ROOT),
    }
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        run(environment, "begin")
        yield environment
        return
    server, name = os.environ["MALBILD_DATABASE_URL"], f"register_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        own = {**environment, "MALBILD_DATABASE_URL": server.replace("/postgres?", f"/{name}?")}
        run(own, "begin")
        yield own
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def start(environment: dict[str, str], *command: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "tests.register_workers", *command]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)


def run(environment: dict[str, str], *command: str) -> None:
    process = start(environment, *command)
    process.communicate()
    assert process.returncode == 0


def found(environment: dict[str, str]) -> list[str]:
    """The marks in the register, its findings, and how many versions its goals have."""
    words = [sys.executable, "-c", _READ]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout.split("\n")


def test_fifty_editors_at_once_lose_no_update(register: dict[str, str]) -> None:
    share = EDITORS // PROCESSES
    shares = [(str(one * share), str((one + 1) * share)) for one in range(PROCESSES)]
    for process in [start(register, "editors", *one) for one in shares]:
        process.communicate()
        assert process.returncode == 0
    lines = found(register)
    assert sorted(line for line in lines if line.startswith("mark")) == sorted(f"mark-{one}" for one in range(EDITORS))
    assert f"versions {EDITORS + 2}" in lines


def test_a_killed_writer_loses_nothing_it_was_told_is_kept(register: dict[str, str]) -> None:
    dice, acknowledged = random.Random(2013), []
    for number in range(KILLS):
        process = start(register, "writer", str(number))
        acknowledged.append(process.stdout.readline().strip())
        time.sleep(dice.uniform(0, 0.1))
        process.kill()
        acknowledged += process.communicate()[0].split("\n")
    told = {mark for mark in acknowledged if mark}
    kept = {line for line in found(register) if line.startswith("mark")}
    assert len(told) >= KILLS
    assert told <= kept
    assert len(kept - told) <= KILLS  # a change may have been kept and its writer killed before it could say so
