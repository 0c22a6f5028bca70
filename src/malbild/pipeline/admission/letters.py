"""Printed explanations: one page an applicant, from the folder that `malbild admit` wrote."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from malbild.analysis.admission.explanation import Explanation
from malbild.publication.printouts import plain, printout, table
from malbild.sources.admission import read_offer
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, Text, number

_TITLE = Text("Besked om antagning", "Admission decision")
_HEADING = Text("Besked till {applicant}", "Decision for {applicant}")
_ADMITTED = Text("Du är antagen till **{programme}**.", "You are admitted to **{programme}**.")
_NOWHERE = Text("Du är inte antagen till något av dina val.", "You are not admitted to any of your choices.")
_CHOICES = Text("Dina val", "Your choices")
_COLUMNS = (Text("Val", "Choice"), Text("Utbildning", "Programme"), Text("Vad som hände och varför", "What and why"))
_HOW = Text(
    "Du får det högsta av dina val som din plats i ordningen räcker till. De som är mottagna i första hand går först, "
    "sedan avgör meritvärdet (eller utbildningens prov) och sist ett lottnummer som är detsamma i alla omgångar. "
    "Ditt lottnummer är {lottery}.",
    "You are given the highest of your choices that your priority suffices for. Those received in first hand come "
    "first, then the merit value (or the programme's test) decides, and last a lottery number that is the same in all "
    "rounds. Your lottery number is {lottery}.",
)


def print_letters(
    explanations: Path, programmes: Path, out: Path, *, language: Language, applicant: str = "", notice: str = ""
) -> int:
    """Write the explanations of all applicants, or of one, as one HTML file to print; how many there are.

    explanations   explanations.jsonl of a round
    notice         a sentence at the top of every page, as that nobody of this is real
    """
    names = read_offer(programmes)
    told = [one for one in _read(explanations) if applicant in ("", one.applicant_id)]
    if not told:
        raise Refused([_nobody(explanations)])
    sheets = (sheet(one, names, language, notice) for one in told)
    with out.open("w", encoding="utf-8") as stream:
        out.chmod(0o600)  # personal data of children
        stream.writelines(printout(_TITLE.in_(language), sheets, language))
    return len(told)


def sheet(one: Explanation, names: dict[str, str], language: Language, notice: str = "") -> str:
    """One applicant's page as Markdown.

    names   of the programmes by id; an id without a name is shown itself
    """
    rows = (
        (number(choice.rank, language), names.get(choice.programme_id) or choice.programme_id,
         choice.sv if language == "sv" else choice.en)
        for choice in one.choices
    )  # fmt: skip
    got = one.programme_id
    outcome = _ADMITTED.in_(language).format(programme=plain(names.get(got) or got)) if got else _NOWHERE.in_(language)
    parts = (
        f"# {_HEADING.in_(language).format(applicant=plain(one.applicant_id))}", plain(notice), outcome,
        f"## {_CHOICES.in_(language)}", table((name.in_(language) for name in _COLUMNS), rows),
        _HOW.in_(language).format(lottery=number(one.lottery_number, language)),
    )  # fmt: skip
    return "\n\n".join(part for part in parts if part)


def _read(path: Path) -> Iterator[Explanation]:
    decode = msgspec.json.Decoder(Explanation).decode
    try:
        with path.open("rb") as stream:
            for line in stream:
                yield decode(line)
    except (OSError, msgspec.DecodeError) as error:
        raise Refused([_unread(path)]) from error


def _unread(path: Path) -> Finding:
    return Finding(
        "input.file", Severity.ERROR, Place(str(path)),
        Text("Filen kan inte läsas som förklaringar.", "The file cannot be read as explanations."),
        Text("Ange explanations.jsonl ur en antagnings mapp.", "Name explanations.jsonl of an admission's folder."),
    )  # fmt: skip


def _nobody(path: Path) -> Finding:
    return Finding(
        "input.unknown_applicant", Severity.ERROR, Place(str(path)),
        Text("Sökanden finns inte i filen.", "The applicant is not in the file."),
        Text("Kontrollera sökandens id.", "Check the applicant's id."),
    )  # fmt: skip
