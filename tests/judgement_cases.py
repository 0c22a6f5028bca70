"""Cases that judgement's tests share: indicators, figures and targets of every kind, named for what they ask."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from malbild.analysis.judgement import judge
from malbild.vocabulary.cube import Cube, Series
from malbild.vocabulary.indicator import Break, Indicator, Range
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind, TargetSummary
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit

TODAY = date(2026, 11, 23)
EMISSIONS = Indicator(
    "greenhouse-gases", Text("Utsläpp av växthusgaser", "Emissions of greenhouse gases"), Text("", ""),
    Unit("t CO2e"), impossible=Range(low=0),
)  # fmt: skip
HEALTH = Indicator(
    "good-health", Text("Bra självskattad hälsa", "Good self-rated health"), Text("", ""),
    Unit("percent"), impossible=Range(low=0, high=100), decimals=1,
)  # fmt: skip
COMPANIES = Indicator(
    "new-companies", Text("Nystartade företag", "New companies"), Text("", ""),
    Unit("company / 1000 person"), impossible=Range(low=0), decimals=1,
)  # fmt: skip
JOBLESS = Indicator(
    "unemployed", Text("Arbetslösa", "Unemployed"), Text("", ""), Unit("person"), impossible=Range(low=0)
)
NET = Indicator("net-moves", Text("Flyttnetto", "Net migration"), Text("", ""), Unit("person"))

Figures = Mapping[str, Sequence[float]]


def periods(last: str, count: int) -> tuple[Period, ...]:
    """So many periods up to the last one."""
    end = Period.parse(last)
    return tuple(end.shifted(step - count + 1) for step in range(count))


def cube(
    indicator: Indicator, times: Sequence[Period], figures: Figures, *, groups: Sequence[str] = ("total",),
    status: str = "", breaks: tuple[Break, ...] = (),
) -> Cube:  # fmt: skip
    """A cube; figures are keyed by area, or by "area/group". NaN cells get the status."""
    areas = tuple(dict.fromkeys(key.split("/")[0] for key in figures))
    rows = [[figures[area if len(groups) == 1 else f"{area}/{group}"] for group in groups] for area in areas]
    values = np.array(rows, dtype=np.float64).transpose(0, 2, 1)
    statuses = np.where(np.isnan(values), status, "").astype(np.str_)
    broken = Indicator(
        **{name: getattr(indicator, name) for name in indicator.__dataclass_fields__} | {"breaks": breaks}
    )
    return Cube(broken, areas, tuple(times), tuple(groups), values, statuses, np.full(values.shape, -1), ())


def series(values: Sequence[float], indicator: Indicator = NET, last: str = "2024") -> Series:
    """One area's series up to a period."""
    times = periods(last, len(values))
    return cube(indicator, times, {"18": values}).series("18")


def target(kind: TargetKind, indicator: Indicator = EMISSIONS, **fields: object) -> TargetSummary:
    """A target for county 18; periods may be written as text."""
    for name in ("base", "due"):
        if isinstance(written := fields.get(name), str):
            fields[name] = Period.parse(written)
    return TargetSummary(id="target", indicator=indicator.id, kind=kind, area="18", **fields)  # type: ignore[arg-type]


def judged(wanted: TargetSummary, figures: Cube, today: date = TODAY) -> Judgement:
    """The judgement of one target on one cube."""
    return judge(wanted, goal="goal", cubes={wanted.indicator: figures}, today=today)


def codes(judgement: Judgement) -> list[str]:
    """The codes of its reasons."""
    return [reason.code for reason in judgement.reasons]
