"""`malbild skills`: what employers ask for and what education gives, from texts."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from cyclopts import App, Parameter

from malbild.pipeline.skill_tables import derive, write
from malbild.pipeline.skills import Extracted, GapTable, extract, gap, knowledge, link_files
from malbild.sources.matching.tables import LINES
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.swedish_areas import COUNTIES
from malbild.vocabulary.text import Language, Text, number, percent

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


@skills.command(name="link")
def link_(
    *,
    from_: Annotated[Path, Parameter(name="--from")],
    to: Path,
    output: Output,
    data: Path | None = None,
    most: int = 100,
    language: Language = "sv",
) -> int:
    """Find which concept of one vocabulary each name of another means, with a confidence.

    Parameters
    ----------
    from_
        Names to link: TSV with id and label.
    to
        Candidates: TSV with id and label.
    output
        Where the links go: TSV with query id, candidate id, rank and confidence, the surest first.
    data
        Folder of vocabularies that know links and groups (docs/reference/skills-files.md).
    most
        How many candidates to tell for each name; 0 tells all.
    language
        sv or en.
    """
    linked = link_files(_there(from_), _there(to), output, knowledge(_vocabularies(data)), most or sys.maxsize)
    told = Text(f"{number(linked)} namn länkade till {output}.", f"{number(linked, 'en')} names linked to {output}.")
    print(told.in_(language), file=sys.stderr)
    return 0


@skills.command(name="gap")
def gap_(
    *, region: str, data: Path | None = None, format: Literal["text", "json"] = "text", language: Language = "sv"
) -> int:
    """Tell what employers ask for that no education teaches, and what is taught that nobody asks for.

    Parameters
    ----------
    region
        The county's code (SCB, two digits).
    data
        Folder of advertisements, courses and vocabularies (docs/reference/skills-files.md).
    format
        text for people, json for programs.
    language
        sv or en.
    """
    if region not in dict(COUNTIES):
        raise Refused([_no_county(region)])
    table = gap(region, _vocabularies(data))
    if format == "json":
        told: dict[str, Any] = msgspec.to_builtins(table)
        print(json.dumps({**told, "note": _basis(table).in_(language)}, ensure_ascii=False, indent=2))
    else:
        _tell(table.findings, language)
        print("\n".join(_lines(table, language)))
    return 0


@skills.command(name="tables")
def tables_(
    *, region: str, output: Output, data: Path | None = None, lines: bool = False, language: Language = "sv"
) -> int:
    """Derive a county's tables of need, supply, demand and gap from what was fetched, for its folder skills/.

    Links that people have reviewed (reviews.csv) and files that others gave are left as they are.

    Parameters
    ----------
    region
        The county's code (SCB, two digits).
    output
        The folder to write to, such as REGION/skills.
    data
        Folder of what was fetched (docs/reference/skills-files.md).
    lines
        Write lines.csv as well: short quotations of advertisements and courses, which are others' words.
    language
        sv or en.
    """
    if region not in dict(COUNTIES):
        raise Refused([_no_county(region)])
    names = write(derive(region, _vocabularies(data)), output, lines=lines)
    print(_written(names, output).in_(language), file=sys.stderr)
    return 0


def _written(names: Sequence[str], output: Path) -> Text:
    quoted = LINES in names
    return Text(
        f"{len(names)} tabeller skrivna till {output}" + (", däribland andras ord (lines.csv)." if quoted else "."),
        f"{len(names)} tables written to {output}" + (", among them others' words (lines.csv)." if quoted else "."),
    )


def _lines(table: GapTable, language: Language) -> list[str]:
    told = [_basis(table).in_(language)]
    told += [f"{one.name}: {number(one.records, language)} ({one.licence})" for one in table.inputs]
    for row in table.rows:
        if row.demand.share is not None and row.demand.low is not None and row.demand.high is not None:
            limits = f"{percent(row.demand.low, language)}–{percent(row.demand.high, language)}"
            share = f"{percent(row.demand.share, language)} ({limits})"
            told.append(f"{_KINDS[row.kind].in_(language)}  {row.label}: {share}, {row.taught}")
    return told


_KINDS = {
    "asked_not_taught": Text("efterfrågas, lärs inte ut", "asked for, not taught"),
    "taught_not_asked": Text("lärs ut, efterfrågas inte", "taught, not asked for"),
    "asked_and_taught": Text("efterfrågas och lärs ut", "asked for and taught"),
}


def _basis(table: GapTable) -> Text:
    """Whose advertisements were counted, and why not the region's own where they were too few."""
    if table.basis == table.region:
        return Text(
            f"{number(table.advertisements_region)} annonser i länet.",
            f"{number(table.advertisements_region, 'en')} advertisements in the county.",
        )
    here, there = (table.advertisements_region, table.advertisements_basis)
    return Text(
        f"Länet har {number(here)} annonser i underlaget, för få för andelar. "
        f"Tabellen visar hela underlaget: {number(there)} annonser i riket.",
        f"The county has {number(here, 'en')} advertisements in the input, too few for shares. "
        f"The table shows all of it: {number(there, 'en')} advertisements in the nation.",
    )


def _no_county(code: str) -> Finding:
    return Finding(
        "input.unknown-county", Severity.ERROR, Place("--region"),
        Text(f"{code} är ingen länskod.", f"{code} is no county code."),
        Text("Ange SCB:s kod med två siffror.", "Give SCB's code of two digits."),
    )  # fmt: skip


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
