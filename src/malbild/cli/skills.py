"""`malbild skills`: what employers ask for and what education gives, from texts."""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from cyclopts import App, Parameter

from malbild.pipeline.matching import picture
from malbild.pipeline.meaning import reader
from malbild.pipeline.skill_counts import count, write_counts
from malbild.pipeline.skill_tables import derive, needs, whole_crosswalk, write
from malbild.pipeline.skills import (
    Extracted,
    GapTable,
    dictionary,
    extract,
    extract_courses,
    gap,
    knowledge,
    link_files,
    old_occupations,
)
from malbild.sources.matching.tables import LINES
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.matching import Balance, Code, Direction, Estimate, ProgrammeRow, Workforce
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.swedish_areas import COUNTIES
from malbild.vocabulary.text import Language, Text, number, percent

skills = App(name="skills", help="What employers ask for and what education gives, from texts.")

_BESIDE = Path("..", "shared", "data")
_SHOWN = 20
_LABELS_A_MINUTE = 6000
_NO_MODEL = Text(
    "Namnen jämförs bokstav för bokstav: språkmodellen är inte installerad (pip install 'malbild[meaning]').",
    "Names are compared by their letters: the language model is not installed (pip install 'malbild[meaning]').",
)
Output = Annotated[Path, Parameter(name=["--output", "-o"])]


@skills.command(name="extract")
def extract_(
    *,
    ads: Path | None = None,
    courses: Path | None = None,
    output: Output,
    data: Path | None = None,
    learned: bool = False,
    language: Language = "sv",
) -> int:
    """Find occupations, skills and traits in job advertisements or in texts of educations, one JSON line for each.

    Exit status: 0 every line was read, 1 some line was left out (told on standard error), 2 nothing could be done.

    Parameters
    ----------
    ads
        Advertisements, one in each line (JobStream, JobSearch or historical).
    courses
        Educations instead: EMIL (.xml, .json), a table (.csv), syllabi (.xlsx) or upper-secondary courses (.jsonl).
    output
        Where the mentions go: id, and for each its start, end, text, concept, type and whether it is asked for.
    data
        Folder of vocabularies (docs/reference/skills-files.md).
    learned
        Read sentences too: skills and traits that no vocabulary has are told without a concept. Slower.
    language
        sv or en.
    """
    if (ads is None) == (courses is None):
        raise Refused([_one_of_two()])
    if courses is not None:
        done = extract_courses(_there(courses), output, _vocabularies(data), learned=learned)
        told = Text(
            f"{number(done.advertisements)} utbildningar lästa, {number(done.mentions)} omnämnanden i {output}.",
            f"{number(done.advertisements, 'en')} educations read, {number(done.mentions, 'en')} mentions in {output}.",
        )
        print(told.in_(language), file=sys.stderr)
        return 0
    assert ads is not None
    done = extract(_there(ads), output, _vocabularies(data), learned=learned)
    _tell(done.findings, language)
    print(_summary(done, output).in_(language), file=sys.stderr)
    return 1 if done.left_out else 0


@skills.command(name="count")
def count_(
    *,
    ads: list[Path],
    output: Output,
    data: Path | None = None,
    workers: int = 2,
    cluster: str = "",
    language: Language = "sv",
) -> int:
    """Count how many advertisements of each county and occupation name each concept, in archives of any size.

    Exit status: 0 every line was read, 1 some line was left out (told on standard error), 2 nothing could be done.

    Parameters
    ----------
    ads
        Files of advertisements, one in each line; may be given more than once.
    output
        Where the counts go: CSV.
    data
        Folder of vocabularies (docs/reference/skills-files.md).
    workers
        How many processes count.
    cluster
        The address of a Dask scheduler (extra "cluster") whose workers count instead: tcp://name:8786.
    language
        sv or en.
    """
    folder = _vocabularies(data)
    known = dictionary(folder)
    paths = [_there(one) for one in ads]
    counts = count(paths, known, old_occupations(folder), workers=workers, cluster=cluster)
    _tell([_left_out(path, line) for path, line in counts.broken], language)
    lines, many = write_counts(counts, known, output), sum(counts.advertisements.values())
    told = Text(
        f"{number(many)} annonser räknade, {number(lines)} rader skrivna till {output}.",
        f"{number(many, 'en')} advertisements counted, {number(lines, 'en')} lines written to {output}.",
    )
    print(told.in_(language), file=sys.stderr)
    return 1 if counts.broken else 0


def _one_of_two() -> Finding:
    return Finding(
        "input.one-of-two", Severity.ERROR, Place("--ads"),
        Text("Ange antingen --ads eller --courses.", "Give either --ads or --courses."),
        Text("En fil läses i taget.", "One file is read at a time."),
    )  # fmt: skip


def _left_out(path: Path, line: int) -> Finding:
    return Finding(
        "input.broken-line", Severity.ERROR, Place(str(path), line),
        Text("Raden går inte att läsa som en annons.", "The line cannot be read as an advertisement."),
        Text("Den hoppas över. Rätta raden och räkna igen.", "It is left out. Mend the line and count again."),
    )  # fmt: skip


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
    known, meaning = knowledge(_vocabularies(data)), reader(lambda labels: _say(_reading(labels), language))
    if meaning is None:
        _say(_NO_MODEL, language)
    linked = link_files(_there(from_), _there(to), output, known, most or sys.maxsize, meaning)
    done = Text(f"{number(linked)} namn länkade till {output}.", f"{number(linked, 'en')} names linked to {output}.")
    _say(done, language)
    return 0


def _reading(labels: int) -> Text:
    minutes = max(1, round(labels / _LABELS_A_MINUTE))
    return Text(
        f"Läser {number(labels)} namn för första gången; det tar omkring {minutes} min.",
        f"Reading {number(labels, 'en')} names for the first time; this takes about {minutes} min.",
    )


def _say(what: Text, language: Language) -> None:
    print(what.in_(language), file=sys.stderr)


@skills.command(name="gap")
def gap_(
    *,
    region: str,
    data: Path | None = None,
    tables: Path | None = None,
    format: Literal["text", "json"] = "text",
    language: Language = "sv",
) -> int:
    """Tell what employers ask for that no education teaches, what is taught that nobody asks for, and where need is.

    Parameters
    ----------
    region
        The county's code (SCB, two digits).
    data
        Folder of advertisements, courses and vocabularies (docs/reference/skills-files.md).
    tables
        A region's folder with skills/ in it: its educations are told too, with need, supply and proposal.
    format
        text for people, json for programs.
    language
        sv or en.
    """
    if region not in dict(COUNTIES):
        raise Refused([_no_county(region)])
    table, needed = gap(region, _vocabularies(data)), needs(region, _vocabularies(data))
    drawn = picture(tables, date.today()) if tables else None
    rows = drawn.rows if drawn else ()
    if format == "json":
        told: dict[str, Any] = msgspec.to_builtins(table)
        more = {"needs": [_need(*one) for one in needed], "programmes": msgspec.to_builtins(rows)}
        print(json.dumps({**told, "note": _basis(table).in_(language), **more}, ensure_ascii=False, indent=2))
    else:
        _tell(table.findings, language)
        print("\n".join([*_lines(table, language), *_need_lines(needed, language), *_programme_lines(rows, language)]))
    return 0


def _need(work: Workforce, balance: Balance) -> dict[str, Any]:
    """A group of occupations as programs read it: how many work there, and what is needed a year."""
    year, working = work.employed[-1]
    estimates = {name: msgspec.to_builtins(getattr(balance, name)) for name in ("retiring", "need", "as_before")}
    named = {"occupation": work.occupation.code, "name": work.name.sv, "name_en": work.name.en}
    return {**named, "year": year, "working": working, **estimates}


def _need_lines(needed: Sequence[tuple[Workforce, Balance]], language: Language) -> list[str]:
    """The groups where most retire, each with its limits."""
    words = Text("går i pension varje år", "retire each year")
    return [
        f"{work.name.in_(language)}: {_limits(balance.retiring, language)} {words.in_(language)}"
        for work, balance in needed[:_SHOWN]
    ]


def _programme_lines(rows: Sequence[ProgrammeRow], language: Language) -> list[str]:
    return [
        f"{one.education.name}: {_DIRECTIONS[one.proposal.direction].in_(language)}. "
        + " ".join(why.in_(language) for why in one.proposal.evidence)
        for one in rows
    ]


def _limits(one: Estimate, language: Language) -> str:
    low, middle, high = (number(round(each), language) for each in (one.low, one.middle, one.high))
    return f"{middle} ({low}–{high})"


_DIRECTIONS = {
    Direction.UP: Text("fler platser", "more places"),
    Direction.KEEP: Text("ungefär lika många platser", "about as many places"),
    Direction.DOWN: Text("färre platser", "fewer places"),
    Direction.UNKNOWN: Text("går inte att säga", "cannot tell"),
}


@skills.command(name="lead")
def lead_(
    *,
    from_: Annotated[str, Parameter(name="--from")],
    to: str,
    data: Path | None = None,
    tables: Path | None = None,
    on: date | None = None,
    language: Language = "sv",
) -> int:
    """Tell what a code leads to in another system: a programme to occupations, an occupation number to its group.

    Exit status: 0, or 1 where it leads nowhere.

    Parameters
    ----------
    from_
        The code with its system, as gy:VO, sun2000:724e, ams:7576 or jobtech:zSLA_vw2_FXN.
    to
        The system it shall lead to: ssyk2012, ssyk2012-3, sun2020, sun2020-4, sun2000, esco, jobtech …
    data
        Folder of what was fetched (docs/reference/skills-files.md).
    tables
        A region's folder, whose own links are followed too.
    on
        The day the links shall hold; today when nothing is said.
    language
        sv or en.
    """
    system, _, code = from_.partition(":")
    walked, problems = whole_crosswalk(_vocabularies(data), tables)
    _tell(problems, language)
    ways = walked.ways(Code(system, code), to, on or date.today())
    for one in ways:
        print("\t".join((str(one.target), one.kind, one.target_name, one.source, one.version)))
    return 0 if ways else 1


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
