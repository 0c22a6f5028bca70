"""Rolling origins: what a projection would have said at earlier times, beside what came."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.judgement.calibration import Pace, error_table, kind_name
from malbild.analysis.judgement.history import MOST_POINTS, History
from malbild.analysis.judgement.projection import Drawing, draw
from malbild.analysis.judgement.quantity import Quantity, quantity_of
from malbild.vocabulary.cube import Series
from malbild.vocabulary.indicator import Indicator, Range
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit
from tests.calibration.real_series import RealSeries

Floats = NDArray[np.float64]

HORIZONS = {1: (1, 2, 3, 4, 5, 7, 10), 12: (1, 3, 6, 12, 24, 36, 60)}
FEWEST = 8
FEWEST_WITH_GAPS = 5  # emissions: fewer figures, but over decades
ORIGIN_EVERY = {1: 1, 12: 6}
BARS_YEARS = (1, 3, 5)
LARGEST_SCALED_ERROR = 50.0
_KINDS = {1: PeriodKind.YEAR, 12: PeriodKind.MONTH}


@dataclass(frozen=True)
class Trial:
    """One origin of one series, and the outcomes that followed.

    steps       how many periods ahead each outcome lies
    change      mean absolute change per year up to the origin, the unit of scaled errors
    """

    source: RealSeries
    end: int
    drawing: Drawing
    steps: NDArray[np.int64]
    outcomes: Floats
    change: float

    @property
    def kind(self) -> str:
        """The kind of series whose table of errors counts here."""
        return kind_name(self.source.per_year, self.drawing.pace)

    def errors(self) -> Floats:
        """Absolute errors of the middle, in units of the series' own movement on its scale."""
        with np.errstate(divide="ignore", invalid="ignore"):
            seen = self.drawing.scale.there(self.outcomes)
        seen = np.where(np.isnan(seen), -np.inf, seen)
        return np.asarray(np.abs(seen - self.drawing.middle(self.steps)) / self.drawing.movement)

    def middle(self) -> Floats:
        """The middle in the indicator's unit."""
        return self.drawing.scale.back(self.drawing.middle(self.steps))

    def scaled(self, guesses: Floats) -> Floats:
        """Errors of any guesses in units of the mean change per year, capped."""
        return np.minimum(np.abs(guesses - self.outcomes) / self.change, LARGEST_SCALED_ERROR)


def trials(series: Iterable[RealSeries]) -> Iterator[Trial]:
    """Every origin of every series that has an outcome at a horizon of interest."""
    for one in series:
        fewest = FEWEST_WITH_GAPS if one.family.startswith("emissions") else FEWEST
        for count in range(fewest, len(one.values), ORIGIN_EVERY[one.per_year]):
            if trial := _trial(one, count):
                yield trial


def _trial(one: RealSeries, count: int) -> Trial | None:
    places, values = one.time[:count][-MOST_POINTS:], one.values[:count][-MOST_POINTS:]
    steps = [step for step in HORIZONS[one.per_year] if places[-1] + step in one.time]
    if not steps or np.all(values == values[0]):
        return None
    outcomes = one.values[np.searchsorted(one.time, places[-1] + np.array(steps))]
    past = History(period(int(places[-1]), one.per_year), places, values, one.per_year)
    change = float(np.abs(np.diff(values)).sum() / np.diff(past.years).sum())
    drawing = draw(past, as_series(one, count))
    return Trial(one, int(places[-1]), drawing, np.array(steps, dtype=np.int64), outcomes, change)


def period(place: int, per_year: int) -> Period:
    """The period at a place on the time line."""
    return Period(place // per_year, _KINDS[per_year], place % per_year + 1)


def as_series(one: RealSeries, count: int | None = None) -> Series:
    """A real series as the vocabulary knows it, up to a number of figures."""
    name = Text(one.family, one.family)
    indicator = Indicator("real", name, name, Unit(one.unit), impossible=Range(one.low, one.high))
    periods = tuple(period(int(place), one.per_year) for place in one.time[:count])
    return Series(indicator, one.area, "total", periods, one.values[:count], np.array([""] * len(periods)))


@dataclass(frozen=True)
class Errors:
    """The errors of many trials side by side; each row is one outcome."""

    family: NDArray[np.str_]
    series: NDArray[np.str_]
    kind: NDArray[np.str_]
    quantity: NDArray[np.str_]
    per_year: NDArray[np.int64]
    held_out: NDArray[np.bool_]
    outcome_year: Floats
    years: Floats
    error: Floats

    def where(self, chosen: NDArray[np.bool_]) -> "Errors":
        """The rows chosen."""
        return Errors(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def collect(some: Iterable[Trial]) -> Errors:
    """The errors of trials as columns."""
    rows = [
        (
            one.source.family,
            f"{one.source.family}|{one.source.area}|{one.source.part}",
            one.kind,
            quantity_of(Unit(one.source.unit)).value,
            one.source.per_year,
            one.source.held_out,
            (one.end + int(step)) / one.source.per_year,
            float(step) / one.source.per_year,
            float(error),
        )
        for one in some
        for step, error in zip(one.steps, one.errors(), strict=True)
    ]
    return Errors(*(np.array(column) for column in zip(*rows, strict=True)))


def evenly(errors: Errors) -> Floats:
    """Weights with which every family counts the same, and in it every series."""
    _, family = np.unique(errors.family, return_inverse=True)
    _, series, count = np.unique(errors.series, return_inverse=True, return_counts=True)
    weight = 1 / count[series]
    return np.asarray(weight / np.bincount(family, weights=weight)[family])


def quantiles(values: Floats, weights: Floats, shares: Floats) -> Floats:
    """Weighted quantiles of values."""
    order = np.argsort(values)
    summed = np.cumsum(weights[order])
    return np.asarray(values[order][np.searchsorted(summed, shares * summed[-1])])


Widths = Callable[[str, str, float, float], float]


def shipped_width(kind: str, quantity: str, years: float, share: float) -> float:
    """The width that the package uses for a kind of series and a quantity."""
    often, pace = kind.split()
    table = error_table(1 if often == "annual" else 12, Pace(pace), Quantity(quantity))
    return float(np.interp(share, table.shares, table.width(years)))


def widths_from(errors: Errors) -> Widths:
    """The widths that these errors give, horizon by horizon, whatever is counted."""

    def width(kind: str, quantity: str, years: float, share: float) -> float:
        at = errors.where(np.abs(errors.years - years) < 1e-6)
        chosen = at.kind == kind
        if not chosen.any():
            return np.inf
        return float(quantiles(at.error[chosen], evenly(at)[chosen], np.array([share]))[0])

    return width


def limits(errors: Errors, width: Widths, share: float = 0.8) -> Floats:
    """The width of the interval of a share for each outcome."""
    known: dict[tuple[str, str, float], float] = {}
    keys = list(zip(errors.kind.tolist(), errors.quantity.tolist(), errors.years.tolist(), strict=True))
    for key in set(keys):
        known[key] = width(*key, share)
    return np.array([known[key] for key in keys])


def covered(errors: Errors, width: Widths, share: float = 0.8) -> NDArray[np.bool_]:
    """Which outcomes lie inside the interval of a share."""
    return np.asarray(errors.error <= limits(errors, width, share))


def by_series(names: NDArray[np.str_], values: Floats) -> dict[str, float]:
    """The mean of each series."""
    sums: dict[str, list[float]] = defaultdict(list)
    for name, value in zip(names.tolist(), values.tolist(), strict=True):
        sums[name].append(value)
    return {name: float(np.mean(some)) for name, some in sums.items()}


PACES = tuple(Pace)
