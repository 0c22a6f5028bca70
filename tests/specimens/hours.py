"""Time that passes only when somebody sleeps."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from malbild.sources.pace import Clock


@dataclass
class Hours:
    """Time that passes only when somebody sleeps."""

    now: float = 0.0
    start: datetime = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, lambda: self.start + timedelta(seconds=self.now), self.sleep)
