"""`malbild admission round`: places that became free go to the reserves."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from malbild.analysis.admission.priority import Tie
from malbild.cli.admit import told
from malbild.pipeline.admission.admit import YEAR, Format
from malbild.pipeline.admission.rounds import reserve_files


def round_(
    *,
    applications: Path,
    programmes: Path,
    admissions: Path,
    replies: Path,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    seed: Annotated[int, Parameter(validator=validators.Number(gte=0))] = 1,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
    format_: Annotated[Format, Parameter(name="--format")] = "csv",
) -> None:
    """Admit reserves after the replies; nobody who keeps an offer gets a worse one, and late waits after on time.

    Parameters
    ----------
    applications
        As for malbild admit; late applicants who came since are among them, with late 1.
    programmes
        As for malbild admit, with the places there are now.
    admissions
        admissions.csv of the round before.
    replies
        CSV: applicant_id, reply (keeps, content, leaves); all replies since the final admission.
    out
        The folder to write, as that of malbild admit.
    seed
        As in the final admission.
    tie
        As in the final admission.
    grades
        As for malbild admit.
    year
        As for malbild admit.
    format_
        As for malbild admit.
    """
    summary = reserve_files(
        applications, programmes, admissions, replies, out,
        seed=seed, tie=tie, grades=grades, year=year, file_format=format_,
    )  # fmt: skip
    print(told(summary, out))
