"""Track record: what was forecast, kept as it was said, beside what came."""

from dataclasses import dataclass
from datetime import date

from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import Source
from malbild.vocabulary.text import UNSAID, Text


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of a forecast.

    what        what was forecast, in the forecaster's words ("employed")
    indicator   the indicator it is scored by, in its unit; empty where the region has none that measures it
    since       for a forecast of a change: the period it is counted from; None for a level
    low, high   the 80 per cent interval; None where none was given
    caveat      how what is measured differs from what was forecast; empty where it does not
    """

    what: Text
    area: str
    period: Period
    value: float
    indicator: str = ""
    group: str = "total"
    since: Period | None = None
    low: float | None = None
    high: float | None = None
    caveat: Text = UNSAID


@dataclass(frozen=True, slots=True)
class KeptInput:
    """A table that a forecast was made from, bound by the SHA-256 of its bytes, and the last period in it."""

    file: str
    digest: str
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """A forecast as it was made, whoever made it: nothing of it is changed afterwards.

    origin      the last period whose outcome was known when it was made
    made        the day it was made or printed
    scenario, seed, draws, code, inputs   what ours rest on; empty for forecasts that others printed
    """

    id: str
    name: Text
    publisher: str
    origin: Period
    made: date | None = None
    scenario: str = ""
    seed: int | None = None
    draws: int | None = None
    code: str = ""
    inputs: tuple[KeptInput, ...] = ()
    note: Text = UNSAID
    sources: tuple[Source, ...] = ()
    figures: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One forecast figure beside what came, and beside what two simple rules would have said at the time.

    came        None as long as it is not known
    no_change   what was last known; linear: that it goes on as it did over the last five years. None without a past
    """

    said: Said
    came: float | None
    no_change: float | None = None
    linear: float | None = None

    @property
    def error(self) -> float | None:
        """How much too high the forecast was, in the indicator's unit."""
        return None if self.came is None else self.said.value - self.came

    @property
    def inside(self) -> bool | None:
        """Whether the outcome lay inside the 80 per cent interval; None without an outcome or an interval."""
        if self.came is None or self.said.low is None or self.said.high is None:
            return None
        return self.said.low <= self.came <= self.said.high


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """How one forecast did with one indicator at one distance.

    years       from origin to outcome, rounded up to whole years
    outcomes    how many figures have an outcome
    bias        mean error: above zero when it said too much; size: mean absolute error; both in the indicator's unit
    size_pct    mean absolute error in per cent of what came; None for changes
    covered     share of the outcomes inside their 80 per cent interval; None where none was given
    naive       the simple rule that did better: "no-change" or "linear"; empty where there is no past to know
    skill       1 − size / the better rule's size: above zero when the forecast knew more than the rule
    """

    indicator: str
    years: int
    outcomes: int
    bias: float
    size: float
    size_pct: float | None
    covered: float | None
    naive: str
    naive_size: float | None
    skill: float | None


@dataclass(frozen=True, slots=True)
class ScoredForecast:
    """A kept forecast, its figures beside what came, its scores, and a sentence that sums them up."""

    forecast: KeptForecast
    outcomes: tuple[Outcome, ...]
    scores: tuple[ForecastScore, ...]
    sentence: Text

    @property
    def known(self) -> int:
        """How many of its figures have an outcome."""
        return sum(one.came is not None for one in self.outcomes)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Every kept forecast, the newest first, and how they have done so far in one sentence."""

    forecasts: tuple[ScoredForecast, ...]
    sentence: Text
