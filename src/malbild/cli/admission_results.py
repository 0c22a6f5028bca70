"""`malbild admission results`: what planners ask of an admission."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from malbild.analysis.admission.priority import Tie
from malbild.cli import language
from malbild.pipeline.admission.admit import YEAR
from malbild.pipeline.admission.results import results_files
from malbild.vocabulary.text import Text, number

_DONE = Text(
    "{unplaced} sökande utan plats och {empty} tomma platser. Se {out}; där finns inga personuppgifter.",
    "{unplaced} applicants without a place beside {empty} empty places. See {out}; it holds no personal data.",
)
Count = Annotated[int, Parameter(validator=validators.Number(gte=0))]


def results(
    *,
    applications: Path,
    programmes: Path,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    seed: Count = 1,
    draws: Count = 100,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
) -> None:
    """Write what planners ask: cut-offs, medians, what one more place is worth, first choices, moves, and the lottery.

    Parameters
    ----------
    applications
        As for malbild admit.
    programmes
        As for malbild admit.
    out
        The folder to write: results.json, programmes.csv, moves.csv, results.sv.html and results.en.html.
    seed
        As in the admission.
    draws
        How many other lotteries to try; 0 tries none.
    tie
        As in the admission.
    grades
        As for malbild admit.
    year
        As for malbild admit.
    """
    told = results_files(
        applications, programmes, out, seed=seed, draws=draws, tie=tie, grades=grades, year=year
    ).summary
    said = language()
    print(_DONE.in_(said).format(unplaced=number(told.unplaced, said), empty=number(told.empty_places, said), out=out))
