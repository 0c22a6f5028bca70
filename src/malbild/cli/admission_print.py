"""`malbild admission print`: the explanations on paper, one page an applicant."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from malbild.cli import language as spoken
from malbild.pipeline.admission.letters import print_letters
from malbild.vocabulary.text import Language, Text, number

_DONE = Text("{count} besked i {out}; de är personuppgifter.", "{count} decisions in {out}; they are personal data.")


def print_(
    *,
    explanations: Path,
    programmes: Path,
    out: Annotated[Path, Parameter(name=["--out", "-o"])],
    language: Language = "sv",
    applicant: str = "",
    notice: str = "",
) -> None:
    """Write the explanations as one HTML file that prints a page an applicant.

    Parameters
    ----------
    explanations
        explanations.jsonl of a round.
    programmes
        programmes.csv, for the programmes' names.
    out
        The HTML file.
    language
        sv or en.
    applicant
        The id of one applicant alone.
    notice
        A sentence at the top of every page.
    """
    count = print_letters(explanations, programmes, out, language=language, applicant=applicant, notice=notice)
    said = spoken()
    print(_DONE.in_(said).format(count=number(count, said), out=out))
