"""`malbild admission compensation`: what municipalities owe each other for their pupils."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from malbild.analysis.admission.compensation import balances
from malbild.cli import language
from malbild.pipeline.admission.admit import YEAR
from malbild.pipeline.admission.compensation import settle_files
from malbild.vocabulary.text import Text, number

_DONE = Text(
    "{pupils} elever går i en annan kommun än hemkommunen; {amount} kr om året flyttar mellan kommunerna. "
    "Summan av alla saldon är {sum} kr. Se {out}.",
    "{pupils} pupils go to school in another municipality than their own; SEK {amount} a year move between "
    "municipalities. All balances come to SEK {sum}. See {out}.",
)


def compensation(
    *,
    applications: Path,
    programmes: Path,
    admissions: Path,
    prices: Path,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    year: int = YEAR,
    national_intake: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    meals: bool = True,
) -> None:
    """Work out the compensation between municipalities: first hand the host's cost, second hand at most the home's.

    Parameters
    ----------
    applications
        As for malbild admit, with municipality.
    programmes
        As for malbild admit, with municipality and field.
    admissions
        admissions.csv of a round.
    prices
        CSV: municipality, field, price_sek; optional year: then only rows of the year count.
    out
        The folder to write: flows.csv and balances.csv.
    year
        Of the prices.
    national_intake
        The id of a programme whose price is the national one; may be given several times.
    meals
        Whether the national price is the one with meals.
    """
    found = settle_files(
        applications, programmes, admissions, prices, out, year=year, national_intake=national_intake, meals=meals
    )
    said = language()
    print(
        _DONE.in_(said).format(
            pupils=number(sum(one.pupils for one in found), said),
            amount=number(round(sum(one.amount_sek for one in found)), said),
            sum=number(round(sum(balances(found).values())), said),
            out=out,
        )
    )
