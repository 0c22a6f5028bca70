"""A server that replays, and a client whose clock never really waits."""

from collections.abc import Iterator
from random import Random

import pytest

from malbild.sources.client import Client, Limits
from tests.specimens.hours import Hours
from tests.specimens.replay import Replay


@pytest.fixture
def replay() -> Iterator[Replay]:
    with Replay() as server:
        yield server


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def client(hours: Hours) -> Iterator[Client]:
    with Client(clock=hours.clock, random=Random(1), limits=Limits(timeout_s=5.0)) as one:
        yield one
