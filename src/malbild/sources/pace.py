"""Pace: how often a host may be asked, kept by waiting before the call and not by being told off after it."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as the client sees it; tests give their own, so that no test waits and none depends on the day."""

    seconds: Callable[[], float] = time.monotonic
    utc: Callable[[], datetime] = _utc
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many calls in any window of so many seconds."""

    calls: int
    seconds: float

    def __post_init__(self) -> None:
        if self.calls < 1 or not 0 < self.seconds < 86_400:
            raise ValueError(f"A pace of {self.calls} calls in {self.seconds} seconds cannot be kept.")


@dataclass
class Paces:
    """The pace of every host, and when it was called.

    usual   the pace of a host that has not told its own
    """

    clock: Clock
    usual: Pace = Pace(5, 1.0)
    _told: dict[str, Pace] = field(default_factory=dict)
    _called: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def learn(self, host: str, pace: Pace) -> None:
        """Keep to what a host says of itself from now on."""
        self._told[host] = pace

    def of(self, host: str) -> Pace:
        """The pace a host is asked at."""
        return self._told.get(host, self.usual)

    def wait(self, host: str) -> float:
        """Sleep until the host may be called, write the call down, and tell how long it took (seconds)."""
        pace, called = self.of(host), self._called[host]
        while len(called) > pace.calls:
            called.popleft()
        started = self.clock.seconds()
        if len(called) == pace.calls:
            pause = called[0] + pace.seconds - started
            if pause > 0:
                self.clock.sleep(pause)
            called.popleft()
        now = self.clock.seconds()
        called.append(now)
        return now - started
