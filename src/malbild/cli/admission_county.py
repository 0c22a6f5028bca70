"""`malbild admission county`: a county that is made up, to try an admission on."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from malbild.analysis.admission.county import APPLICANTS, GENERATED
from malbild.cli import language
from malbild.pipeline.admission.county import write_county
from malbild.vocabulary.text import Text, number

_DONE = Text(
    "{applicants} sökande och {programmes} utbildningar i {out}.",
    "{applicants} applicants and {programmes} programmes in {out}.",
)


def county(
    *,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    seed: Annotated[int, Parameter(validator=validators.Number(gte=0))] = 1,
    applicants: Annotated[int, Parameter(validator=validators.Number(gte=1, lte=100_000))] = APPLICANTS,
) -> None:
    """Make up a county of realistic size: pupils with grades and wishes, programmes, prices, travel times and need.

    Parameters
    ----------
    out
        The folder to write; an earlier made-up county there is replaced, whole or not at all.
    seed
        The same seed makes the same county.
    applicants
        How many apply.
    """
    said = language()
    made = write_county(out, seed=seed, applicants=applicants)
    counts = {"applicants": len(made.applications), "programmes": len(made.programmes)}
    print(_DONE.in_(said).format(**{name: number(count, said) for name, count in counts.items()}, out=out))
    print(GENERATED.in_(said))
