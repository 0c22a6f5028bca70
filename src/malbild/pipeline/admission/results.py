"""Planners' results of an admission, from its files to a document in both languages, a table and JSON."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from malbild import __version__
from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.rates import Rate
from malbild.analysis.admission.results import ProgrammeResult, Results, results
from malbild.pipeline.admission.admit import YEAR, read_year
from malbild.pipeline.admission.folder import insist_on_ours, whole, write_rows
from malbild.publication.printouts import printout, table
from malbild.vocabulary.text import LANGUAGES, Language, Text, number, percent

FILES = ("results.json", "programmes.csv", "moves.csv", *(f"results.{one}.html" for one in LANGUAGES))
_MOST_WORTH = 15


def results_files(
    applications: Path,
    programmes: Path,
    out: Path,
    *,
    seed: int,
    draws: int,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
) -> Results:
    """Admit, and write what planners ask of it, whole or not at all; it tells of no person."""
    insist_on_ours(out, FILES)
    files = read_year(applications, programmes, grades, year=year)
    told = results(admit(files.applications, files.programmes, seed=seed, tie=tie), draws=draws, seed=seed)
    with whole(out, FILES) as folder:
        plain = {"software": f"malbild {__version__}", "seed": seed} | msgspec.to_builtins(told)
        (folder / "results.json").write_bytes(msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")
        fields = ProgrammeResult.__slots__
        rows = (tuple("" if (v := getattr(one, name)) is None else v for name in fields) for one in told.programmes)
        write_rows(folder / "programmes.csv", tuple(fields), rows)
        moves = ((one.home, one.host, "" if one.pupils is None else one.pupils) for one in told.moves)
        write_rows(folder / "moves.csv", ("home", "host", "pupils"), moves)
        for language in LANGUAGES:
            html = "".join(printout(_TITLE.in_(language), [document(told, language)], language))
            (folder / f"results.{language}.html").write_text(html, encoding="utf-8")
    return told


def document(told: Results, language: Language) -> str:
    """The results as Markdown: the sum of it, where one more place would help most, and who got the first choice."""
    parts = (
        f"# {_TITLE.in_(language)}", _summary(told, language),
        f"## {_WORTH.in_(language)}", _worth(told, language),
        f"## {_FIRST.in_(language)}",
        _rates([*told.summary.first_choice_by_municipality, *told.summary.first_choice_by_sex], language),
        _SMALL.in_(language),
        f"## {_ALL.in_(language)}", _programmes(told, language),
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _summary(told: Results, language: Language) -> str:
    counts = {
        "applicants": told.summary.applicants, "admitted": told.summary.admitted, "unplaced": told.summary.unplaced,
        "eligible": told.unplaced_eligible, "empty": told.summary.empty_places,
        "at": told.summary.programmes_with_empty_places,
    }  # fmt: skip
    shown = {name: number(count, language) for name, count in counts.items()}
    first = percent(told.summary.first_choice.share or 0.0, language, 1)
    said = _SUMMARY.in_(language).format(**shown, first=first)
    if told.decided_by_lottery is None:
        return said
    decided = percent(told.decided_by_lottery, language, 1)
    return f"{said} {_LOTTERY.in_(language).format(decided=decided, draws=number(told.draws, language))}"


def _worth(told: Results, language: Language) -> str:
    best = sorted(told.programmes, key=lambda one: (-one.one_more_better, one.id))[:_MOST_WORTH]
    columns: tuple[tuple[Text, Callable[[ProgrammeResult], str]], ...] = (
        (_PROGRAMME, lambda one: one.name or one.id),
        (_BETTER, lambda one: number(one.one_more_better, language)),
        (_RESERVES, lambda one: number(one.reserves, language)),
    )
    return table((name.in_(language) for name, _ in columns), ([cell(one) for _, cell in columns] for one in best))


def _rates(rates: list[Rate], language: Language) -> str:
    heading = (_GROUP, _APPLICANTS, _SHARE, _INTERVAL)
    rows = (
        (one.group, number(one.of or 0, language), percent(one.share, language), _interval(one, language))
        if one.share is not None
        else (one.group, "–", "–", "–")
        for one in rates
        if one.group
    )
    return table((name.in_(language) for name in heading), rows)


def _interval(one: Rate, language: Language) -> str:
    return f"{percent(one.low or 0.0, language)} – {percent(one.high or 0.0, language)}"


def _programmes(told: Results, language: Language) -> str:
    columns: tuple[tuple[Text, Callable[[ProgrammeResult], str]], ...] = (
        (_PROGRAMME, lambda one: one.name or one.id),
        (_PLACES, lambda one: number(one.places, language)),
        (_ADMITTED, lambda one: number(one.admitted, language)),
        (_CUTOFF, lambda one: "" if one.cutoff is None else number(one.cutoff, language)),
        (_MEDIAN, lambda one: "" if one.median is None else number(one.median, language)),
        (_FIRST_CHOICES, lambda one: number(one.first_choices, language)),
    )
    rows = ([cell(one) for _, cell in columns] for one in told.programmes)
    return table((name.in_(language) for name, _ in columns), rows)


_TITLE = Text("Antagningen i siffror", "The admission in figures")
_SUMMARY = Text(
    "{admitted} av {applicants} sökande är antagna, {first} till sitt första val. {unplaced} är utan plats, av dem är "
    "{eligible} behöriga till något av sina val, medan {empty} platser står tomma på {at} utbildningar.",
    "{admitted} of {applicants} applicants are admitted, {first} to their first choice. {unplaced} have no place, "
    "{eligible} of whom are eligible for one of their choices, while {empty} places stand empty at {at} programmes.",
)
_LOTTERY = Text(
    "För {decided} av de sökande hade en annan lottning kunnat ge ett annat utfall ({draws} lottningar prövade).",
    "For {decided} of the applicants another lottery could have given another outcome ({draws} lotteries tried).",
)
_WORTH = Text("Där en plats till skulle hjälpa flest", "Where one more place would help most")
_BETTER = Text("Får ett högre val", "Get a higher choice")
_RESERVES = Text("Reserver", "Reserves")
_FIRST = Text("Andel som fick sitt första val", "Share who got their first choice")
_GROUP = Text("Grupp", "Group")
_APPLICANTS = Text("Sökande", "Applicants")
_SHARE = Text("Andel", "Share")
_INTERVAL = Text("95 procents intervall", "95 per cent interval")
_SMALL = Text(
    "Grupper så små att de kan röja en person visas inte (–).",
    "Groups so small that they may tell of a person are not shown (–).",
)
_ALL = Text("Alla utbildningar", "All programmes")
_PROGRAMME = Text("Utbildning", "Programme")
_PLACES = Text("Platser", "Places")
_ADMITTED = Text("Antagna", "Admitted")
_CUTOFF = Text("Gräns", "Cut-off")
_MEDIAN = Text("Median", "Median")
_FIRST_CHOICES = Text("Förstahandsval", "First choices")
