"""What the modules give: every figure's name and the axis beside the area it is told by."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of each area and year.

    by     the axis it is told by beside the area; None when there is one figure an area
    over   for a rate: the measure it is divided by, after totals have been made
    adds   whether members of `by` add up; areas always do
    """

    by: str | None = None
    over: str | None = None
    adds: bool = True


_BY_EDUCATION = Measure("education")

MEASURES: Mapping[str, Mapping[str, Measure]] = {
    "labour": {
        "labour_force": _BY_EDUCATION, "came": _BY_EDUCATION, "gone": _BY_EDUCATION, "trained": _BY_EDUCATION,
        "entered": _BY_EDUCATION, "withdrew": _BY_EDUCATION, "retired": _BY_EDUCATION, "unemployed": _BY_EDUCATION,
        "unemployment_rate": Measure("education", over="labour_force"), "employed_residents": _BY_EDUCATION,
        "demand": _BY_EDUCATION, "supply": _BY_EDUCATION, "employed": _BY_EDUCATION, "unfilled": _BY_EDUCATION,
        "expansion": _BY_EDUCATION, "replacement": _BY_EDUCATION, "recruitment": _BY_EDUCATION,
        "surplus": _BY_EDUCATION, "jobs": Measure("industry"), "new_jobs": Measure("industry"),
        "jobs_by_occupation": Measure("occupation"), "new_jobs_by_occupation": Measure("occupation"),
        "job_growth": Measure("industry", over="jobs_before"), "unfilled_places": Measure("programme"),
    },
    "households": {
        name: Measure() for name in (
            "households", "household_change", "lost", "buffer_shortfall", "deficit", "need", "spare", "built",
            "remaining", "dwellings")
    },
    "money": {
        **{name: Measure() for name in (
            "tax", "income_equalisation", "cost_equalisation", "adjustment", "other_revenue", "income", "revenue",
            "balance")},
        "cost": Measure("service"),
    },
    "emissions": {
        "activity": Measure("sector", adds=False), "energy": Measure("carrier"), "energy_by_sector": Measure("sector"),
        "emissions": Measure("sector"), "emissions_by_carrier": Measure("carrier"),
    },
}  # fmt: skip

RATES: Mapping[str, str] = {"unemployment_rate": "unemployed", "job_growth": "new_jobs"}
"""What a rate divides."""
