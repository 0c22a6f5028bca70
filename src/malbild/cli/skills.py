"""`malbild skills`: what employers ask for and what education gives, from texts."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from malbild.pipeline.skills import Extracted, extract
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, Text, number

skills = App(name="skills", help="What employers ask for and what education gives, from texts.")

_BESIDE = Path("..", "shared", "data")
_SHOWN = 20
Output = Annotated[Path, Parameter(name=["--output", "-o"])]


@skills.command(name="extract")
def extract_(*, ads: Path, output: Output, data: Path | None = None, language: Language = "sv") -> int:
    """Find occupations, skills and traits in job advertisements, one JSON line for each.

    Exit status: 0 every line was read, 1 some line was left out (told on standard error), 2 nothing could be done.

    Parameters
    ----------
    ads
        Advertisements, one in each line (JobStream, JobSearch or historical).
    output
        Where the mentions go: id, and for each its start, end, text, concept, type and whether it is asked for.
    data
        Folder of vocabularies (docs/reference/skills-files.md).
    language
        sv or en.
    """
    done = extract(_there(ads), output, _vocabularies(data))
    _tell(done.findings, language)
    print(_summary(done, output).in_(language), file=sys.stderr)
    return 1 if done.left_out else 0


def _summary(done: Extracted, output: Path) -> Text:
    return Text(
        f"{number(done.advertisements)} annonser lästa, {number(done.mentions)} omnämnanden skrivna till {output}, "
        f"{number(done.left_out)} rader utelämnade.",
        f"{number(done.advertisements, 'en')} advertisements read, {number(done.mentions, 'en')} mentions written to "
        f"{output}, {number(done.left_out, 'en')} lines left out.",
    )


def _tell(findings: Sequence[Finding], language: Language) -> None:
    """Every error, and the first of what is only doubtful: a million lines of the same say no more than twenty."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    doubts = [one for one in findings if one.severity is not Severity.ERROR]
    for one in (*errors, *doubts[:_SHOWN]):
        print(one.in_(language), file=sys.stderr)
    if len(doubts) > _SHOWN:
        more = number(len(doubts) - _SHOWN, language)
        print(Text(f"… och {more} till.", f"… and {more} more.").in_(language), file=sys.stderr)


def _vocabularies(data: Path | None) -> Path:
    """The folder named, else that of MALBILD_SKILLS, else the data beside the project."""
    return data or Path(os.environ.get("MALBILD_SKILLS", _BESIDE))


def _there(path: Path) -> Path:
    if path.is_file():
        return path
    raise Refused([
        Finding(
            "input.missing-file", Severity.ERROR, Place(str(path)),
            Text("Filen finns inte.", "The file is not there."),
            Text("Kontrollera sökvägen.", "Check the path."),
        )
    ])  # fmt: skip
