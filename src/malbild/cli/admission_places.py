"""`malbild admission places`: how many places each programme should have."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from malbild.cli import language
from malbild.pipeline.admission.admit import YEAR
from malbild.pipeline.admission.decision import Conditions
from malbild.pipeline.admission.places import PlacesFiles, propose_files
from malbild.vocabulary.text import Text, number, percent

_DONE = Text(
    "{changed} utbildningar ändras. Efterfrågan möts till {demand} (i dag {demand_now}), behovet till {need} (i dag "
    "{need_now}). Se {out}.",
    "{changed} programmes change. Demand is met to {demand} (today {demand_now}), need to {need} (today {need_now}). "
    "See {out}.",
)
Share = Annotated[float, Parameter(validator=validators.Number(gte=0, lte=1))]
Count = Annotated[int, Parameter(validator=validators.Number(gte=0))]


def places(
    *,
    applications: Path,
    programmes: Path,
    prices: Path,
    need: Path | None = None,
    region: Path | None = None,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    travel: Path | None = None,
    expected: Path | None = None,
    weight: Share = 0.5,
    budget: Annotated[float | None, Parameter(validator=validators.Number(gt=0))] = None,
    budget_change: Annotated[float, Parameter(validator=validators.Number(gt=-1))] = 0.0,
    least: Annotated[int, Parameter(validator=validators.Number(gte=1))] = 12,
    more: Count = 32,
    within: Annotated[float, Parameter(validator=validators.Number(gte=0))] = 60.0,
    stay: Annotated[float, Parameter(validator=validators.Number(gte=0))] = 0.1,
    seconds: Annotated[float, Parameter(validator=validators.Number(gt=0))] = 30.0,
    year: int = YEAR,
) -> None:
    """Propose places under a budget and a smallest class, and write the document to decide on in both languages.

    Parameters
    ----------
    applications
        As for malbild admit, with municipality: the first national choice is the demand.
    programmes
        As for malbild admit, with municipality and field.
    prices
        CSV: municipality, field, price_sek; optional year.
    need
        CSV: field, places: what working life needs a year.
    region
        Without need: a region's folder, whose skills tables say what is needed (malbild skills tables).
    out
        The folder to write: proposal.json, and proposal.sv and proposal.en as Markdown and HTML.
    travel
        CSV: from, to, minutes; without it only the home municipality is near.
    expected
        CSV: municipality, pupils: how many will apply, as a forecast of the cohort has it.
    weight
        Of demand, 0 to 1; the rest is that of need. No rule fixes it.
    budget
        SEK a year; without it today's cost and what budget-change adds.
    budget_change
        As a share: 0.02 is two per cent more than today, -0.05 five per cent less.
    least
        The smallest class.
    more
        By how many places a programme may grow.
    within
        Minutes a pupil can be expected to travel.
    stay
        What it takes to change: to change as many places as there are must bring so large a share. 0 changes freely.
    seconds
        The solver's time for each of the proposals.
    year
        Of the prices.
    """
    files = PlacesFiles(applications, programmes, prices, need, travel, expected, region)
    conditions = Conditions(weight, budget, budget_change, least, more, within, stay, seconds)
    told = propose_files(files, out, conditions, year=year)
    said = language()
    shares = {
        "demand": told.proposal.demand_met, "demand_now": told.today.demand_met,
        "need": told.proposal.need_met, "need_now": told.today.need_met,
    }  # fmt: skip
    print(
        _DONE.in_(said).format(
            changed=number(len(told.actions), said),
            out=out,
            **{name: percent(share, said, 1) for name, share in shares.items()},
        )
    )
