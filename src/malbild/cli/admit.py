"""`malbild admit`: an admission to upper-secondary school, from two files to a folder."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.summary import Summary
from malbild.cli import language
from malbild.pipeline.admission.admit import YEAR, Format, admit_files
from malbild.vocabulary.text import Text, number

_DONE = Text(
    "{admitted} av {applicants} sökande är antagna; {unplaced} är utan plats och {empty} platser är tomma. "
    "Resultatet ligger i {out} och är personuppgifter.",
    "{admitted} of {applicants} applicants are admitted; {unplaced} have no place and {empty} places are empty. "
    "The outcome lies in {out} and is personal data.",
)
_GAMED = Text(
    "Varning: när valets plats skiljer mellan lika kan en sökande vinna på att rangordna annat än vad hon vill. "
    "Lottning kan inte utnyttjas så.",
    "Warning: where the rank of the choice decides between equals, an applicant can gain by ranking otherwise than "
    "she wishes. A lottery cannot be gamed so.",
)


def admit(
    *,
    applications: Path,
    programmes: Path,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    seed: Annotated[int, Parameter(validator=validators.Number(gte=0))] = 1,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
    format_: Annotated[Format, Parameter(name="--format")] = "csv",
) -> None:
    """Admit applicants to programmes and explain every outcome; nothing is written unless all input is right.

    Parameters
    ----------
    applications
        CSV: applicant_id, rank, programme_id, group, merit; optional free_quota, test_points, late, eligible,
        municipality, sex.
    programmes
        CSV: programme_id, places; optional free_quota_places, test, school, municipality, field.
    out
        The folder to write; an earlier admission there is replaced, whole or not at all.
    seed
        Of the lottery among equals. For a real admission: drawn in public after the last day to apply.
    tie
        What decides between equals: lottery, or choice_rank (can be gamed).
    grades
        CSV: applicant_id, and a column a subject; merit and eligibility then follow from the rules of the year.
    year
        Of the rules of merit and eligibility.
    format_
        Of admissions, cutoffs and reserves: csv or json. Input is read as JSON where a file's name ends in .json.
    """
    if tie is Tie.CHOICE_RANK:
        print(_GAMED.in_(language()))
    summary = admit_files(
        applications, programmes, out, seed=seed, tie=tie, grades=grades, year=year, file_format=format_
    )
    print(told(summary, out))


def told(summary: Summary, out: Path) -> str:
    """What an admission came to, in one sentence."""
    said = language()
    counts = {
        "admitted": summary.admitted,
        "applicants": summary.applicants,
        "unplaced": summary.unplaced,
        "empty": summary.empty_places,
    }
    return _DONE.in_(said).format(**{name: number(count, said) for name, count in counts.items()}, out=out)
