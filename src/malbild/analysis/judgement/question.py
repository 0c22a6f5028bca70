"""What a target asks of the figures, put in one form: does one series stand above, or below, one line by its time?

A target relative to peers, or of a gap between groups, is asked of the series of differences, so that what moves both
alike is no uncertainty (docs/methods/judgement.md, section 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.judgement.history import last_break
from malbild.vocabulary.cube import TOTAL, Cube, Series
from malbild.vocabulary.indicator import Indicator, Range
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.plan import TargetKind, TargetSummary
from malbild.vocabulary.unit import Unit, UnknownUnit

Floats = NDArray[np.float64]


class Why:
    """Codes of the reasons for which nothing can be told."""

    NO_FIGURES = "no_figures"
    SUPPRESSED = "suppressed"
    TOO_FEW = "too_few_points"
    CONSTANT = "constant"
    TOO_OLD = "too_old"
    BREAK = "break"
    NOISE = "noise"
    NOT_PUBLISHED = "outcome_not_published"
    MISSING_BASE = "missing_base"
    MISSING_PEERS = "missing_peers"
    MISSING_GROUPS = "missing_groups"
    MISSING_VALUE = "missing_value"
    UNIT = "unit_mismatch"
    DEFINITION = "definition_differs"


@dataclass(frozen=True)
class Unanswerable:
    """A question that the figures cannot answer: the code of the reason, and what its text needs."""

    code: str
    about: dict[str, object] = field(default_factory=dict)


class _CannotAsk(Exception):
    """Carries the reason out of the reading of one target."""

    def __init__(self, code: str, **about: object) -> None:
        self.reason = Unanswerable(code, about)
        super().__init__(code)


@dataclass(frozen=True)
class Question:
    """One series and one line.

    series       what is compared with the line: the figures themselves, or differences
    line         where the target lies on that series
    upward       True when the series shall be at least the line
    strict       the line itself is not enough ("higher than")
    shown        the area's own figures, for the reader; None for a gap
    goal_value   the target as a level in the indicator's unit, where it can be written so
    base         the period and value that a change is counted from
    own          of peers: what is compared in the area itself, its figures or their growth
    against      of peers: what that is set against
    """

    target: TargetSummary
    indicator: Indicator
    series: Series
    line: float
    upward: bool
    strict: bool = False
    shown: Series | None = None
    goal_value: float | None = None
    base: tuple[Period, float] | None = None
    own: Series | None = None
    against: Series | None = None

    def holds(self, value: float) -> bool:
        """Whether a value meets the target."""
        distance = value - self.line if self.upward else self.line - value
        return distance > 0 if self.strict else distance >= 0

    @property
    def latest(self) -> tuple[Period, float]:
        """The last known figure of the series that is asked."""
        known = self.series.known()
        place = max(range(len(known.periods)), key=lambda index: known.periods[index])
        return known.periods[place], float(known.values[place])

    def at(self, period: Period) -> float | None:
        """The value of a period; None where there is none."""
        return value_at(self.series, period)


def ask(target: TargetSummary, cubes: Mapping[str, Cube]) -> Question | Unanswerable:
    """Put a target as a question to the figures; when that cannot be done, tell why."""
    cube = cubes.get(target.indicator)
    if cube is None:
        return Unanswerable(Why.NO_FIGURES)
    if cube.indicator.id != target.indicator:
        return Unanswerable(Why.DEFINITION)
    try:
        return _ASK[target.kind](target, cube)
    except _CannotAsk as cannot:
        return cannot.reason


def value_at(series: Series, period: Period) -> float | None:
    """A series' value in a period, None where there is no number."""
    if period not in series.periods:
        return None
    value = float(series.values[series.periods.index(period)])
    return None if np.isnan(value) else value


def like(period: Period, kind: PeriodKind) -> Period:
    """The last period of a kind that ends no later than the period does: "2030" is December 2030 for months.

    >>> str(like(Period(2030), PeriodKind.MONTH)), str(like(Period(2030, PeriodKind.QUARTER, 2), PeriodKind.YEAR))
    ('2030-12', '2029')
    """
    if period.kind is kind:
        return period
    per_year = {PeriodKind.YEAR: 1, PeriodKind.TERTIAL: 3, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}[kind]
    whole = period.last_day.month * per_year // 12
    return Period(period.year, kind, whole) if whole else Period(period.year - 1, kind, per_year)


def _level(target: TargetSummary, cube: Cube) -> Question:
    series = _own(target, cube)
    line = _value(target) * _factor(target.unit, cube.indicator.unit)
    return Question(target, cube.indicator, series, line, _upward(target), shown=series, goal_value=line)


def _change(target: TargetSummary, cube: Cube) -> Question:
    series = _own(target, cube)
    base = _base(target, series)
    if base[1] <= 0:
        raise _CannotAsk(Why.MISSING_BASE, period=base[0])
    line = base[1] * (1 + _value(target) / 100)
    return Question(target, cube.indicator, series, line, _upward(target), shown=series, goal_value=line, base=base)


def _direction(target: TargetSummary, cube: Cube) -> Question:
    series = _own(target, cube)
    base = _base(target, series) if target.base else _year_before(series)
    return Question(
        target,
        cube.indicator,
        series,
        base[1],
        _upward(target),
        strict=True,
        shown=series,
        goal_value=base[1],
        base=base,
    )


def _gap(target: TargetSummary, cube: Cube) -> Question:
    if len(target.groups) != 2 or any(group not in cube.groups for group in target.groups):
        raise _CannotAsk(Why.MISSING_GROUPS)
    one, other = (_own(target, cube, group) for group in target.groups)
    series = _derived(one, np.abs(one.values - other.values), Range(low=0))
    if np.isnan(series.values).all():
        raise _CannotAsk(Why.MISSING_GROUPS)
    if target.value is not None:
        line = target.value * _factor(_plain_points(target.unit, cube.indicator.unit), cube.indicator.unit)
        return Question(target, cube.indicator, series, line, _upward(target))
    base = _base(target, series) if target.base else _year_before(series)
    return Question(target, cube.indicator, series, base[1], _upward(target), strict=True, base=base)


def _peers(target: TargetSummary, cube: Cube) -> Question:
    if not target.peers or any(peer not in cube.areas for peer in target.peers):
        raise _CannotAsk(Why.MISSING_PEERS)
    own = _own(target, cube)
    series_of = _growth if target.growth else (lambda series: series.values)
    mine = series_of(own)
    others = np.array([series_of(cube.series(peer)) for peer in target.peers])
    against = _set_against(others, each=target.each, upward=_upward(target))
    difference = _derived(own, mine - against, Range())
    if np.isnan(difference.values).all():
        raise _CannotAsk(Why.MISSING_PEERS)
    last = int(max(np.flatnonzero(~np.isnan(difference.values)), key=lambda place: own.periods[place]))
    goal_value = None if target.growth else float(against[last])
    return Question(
        target, cube.indicator, difference, 0.0, _upward(target), strict=True, shown=own, goal_value=goal_value,
        own=_derived(own, mine, Range()), against=_derived(own, against, Range()),
    )  # fmt: skip


_ASK = {
    TargetKind.LEVEL: _level, TargetKind.CHANGE: _change, TargetKind.PEERS: _peers,
    TargetKind.GAP: _gap, TargetKind.DIRECTION: _direction,
}  # fmt: skip


def _set_against(others: Floats, *, each: bool, upward: bool) -> Floats:
    """The mean of the peers, or the best of them; unknown where one of them is."""
    if not each:
        return np.asarray(others.mean(axis=0))
    return np.asarray(others.max(axis=0) if upward else others.min(axis=0))


def _growth(series: Series) -> Floats:
    """The change in per cent since the same period of the year before."""
    before = np.array([_known(value_at(series, _a_year_back(period))) for period in series.periods])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(before > 0, 100 * (series.values / before - 1), np.nan))


def _a_year_back(period: Period) -> Period:
    return Period(period.year - 1, period.kind, period.part)


def _known(value: float | None) -> float:
    return np.nan if value is None else value


def _derived(series: Series, values: Floats, possible: Range) -> Series:
    """A series made of others: same periods and breaks, its own limits."""
    old = series.indicator
    indicator = Indicator(old.id, old.name, old.definition, old.unit, impossible=possible, decimals=old.decimals)
    return Series(indicator, series.area, series.group, series.periods, values, series.status, series.breaks)


def _own(target: TargetSummary, cube: Cube, group: str = "") -> Series:
    if target.area not in cube.areas:
        raise _CannotAsk(Why.NO_FIGURES)
    series = cube.series(target.area, group or (TOTAL if TOTAL in cube.groups else cube.groups[0]))
    if np.isnan(series.values).all():
        raise _CannotAsk(Why.SUPPRESSED if "suppressed" in series.status else Why.NO_FIGURES)
    return series


def _base(target: TargetSummary, series: Series) -> tuple[Period, float]:
    """The value that a change is counted from; a break after it makes it worthless."""
    if target.base is None:
        raise _CannotAsk(Why.MISSING_BASE)
    period = like(target.base, series.periods[0].kind)
    value = value_at(series, period)
    if value is None:
        raise _CannotAsk(Why.MISSING_BASE, period=target.base)
    broken = last_break(series)
    if broken is not None and broken > period:
        raise _CannotAsk(Why.BREAK, period=broken)
    return target.base, value


def _year_before(series: Series) -> tuple[Period, float]:
    """Without a base a direction is asked of every year: the figure of the year before the latest."""
    known = series.known().periods
    if not known:
        raise _CannotAsk(Why.NO_FIGURES)
    period = _a_year_back(max(known))
    value = value_at(series, period)
    if value is None:
        raise _CannotAsk(Why.MISSING_BASE, period=period)
    return period, value


def _upward(target: TargetSummary) -> bool:
    return target.sense != "at_most"


def _value(target: TargetSummary) -> float:
    if target.value is None:
        raise _CannotAsk(Why.MISSING_VALUE)
    return float(target.value)


def _factor(written: str, unit: Unit) -> float:
    """What the target's value is multiplied with to be in the indicator's unit."""
    if not written:
        return 1.0
    try:
        return Unit.parse(written).factor_to(unit)
    except UnknownUnit:
        raise _CannotAsk(Why.UNIT, written=written, unit=unit) from None


def _plain_points(written: str, unit: Unit) -> str:
    """A gap between shares is written in percentage points, which are the same steps as its per cent."""
    return "" if unit.name == "percent" and written in {"point", "percentage points", "procentenheter"} else written
