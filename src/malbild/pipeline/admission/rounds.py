"""A reserve round from files: an earlier outcome, the replies to it, and what is applied for and offered now."""

from pathlib import Path

from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.rounds import PlacesPromised, Reply, replies_of, reserve_round
from malbild.analysis.admission.stored import NotAmongChoices, resumed
from malbild.analysis.admission.summary import Summary
from malbild.pipeline.admission.admit import FILES, YEAR, Format, read_year, write_outcome
from malbild.pipeline.admission.folder import insist_on_ours
from malbild.sources.admission.tables import read_outcome, read_replies
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


def reserve_files(
    applications: Path,
    programmes: Path,
    outcome: Path,
    replies: Path,
    out: Path,
    *,
    seed: int,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
    file_format: Format = "csv",
) -> Summary:
    """Admit reserves to places that became free, and write the outcome to a folder, whole or not at all.

    applications   as they are now, with late applicants who came since
    outcome        admissions.csv of the round before
    replies        since the final admission, all of them: who has left or is content has done so for good
    seed, tie      as in the final admission
    """
    insist_on_ours(out, FILES)
    files = read_year(applications, programmes, grades, year=year)
    earlier, said = read_outcome(outcome), read_replies(replies)
    known = set(files.applications.applicants)
    strangers = [
        _stranger(path, len(rows - known))
        for path, rows in ((outcome, earlier.keys()), (replies, said.keys()))
        if rows - known
    ]
    if strangers:
        raise Refused(strangers)
    told = replies_of(files.applications.applicants, {who: Reply(one) for who, one in said.items()})
    try:
        before = resumed(files.applications, files.programmes, earlier, seed=seed, tie=tie)
        admission = reserve_round(before, told)
    except NotAmongChoices as error:
        raise Refused([_not_among(outcome, len(error.rows))]) from error
    except PlacesPromised as error:
        ids = ", ".join(files.programmes.ids[one] for one in error.programmes)
        raise Refused([_promised(programmes, ids)]) from error
    settings = {"round": "reserve", "seed": seed, "tie": tie.value, "year": year}
    return write_outcome(out, admission, files, settings, file_format)


def _stranger(path: Path, count: int) -> Finding:
    return Finding(
        "input.unknown_applicant", Severity.ERROR, Place(str(path)),
        Text(f"{count} sökande i filen har ingen ansökan.", f"{count} applicants of the file have no application."),
        Text("Ta med deras ansökningar, eller ta bort raderna.", "Add their applications, or take the rows out."),
    )  # fmt: skip


def _not_among(path: Path, count: int) -> Finding:
    return Finding(
        "input.not_among_choices", Severity.ERROR, Place(str(path)),
        Text(f"{count} sökande är antagna till utbildningar som inte finns bland deras val eller inte erbjuds.",
             f"{count} applicants are admitted to programmes that are not among their choices or not offered."),
        Text("Ta med valen och utbildningarna som gällde i förra omgången.",
             "Keep the choices and programmes of the round before."),
    )  # fmt: skip


def _promised(path: Path, ids: str) -> Finding:
    return Finding(
        "input.places_promised", Severity.ERROR, Place(str(path)),
        Text(f"Fler har behållit sin plats än det finns platser på {ids}.",
             f"More have kept their place than there are places at {ids}."),
        Text("Höj antalet platser; en plats som är lovad kan inte tas bort.",
             "Raise the number of places; a place that is promised cannot be taken away."),
    )  # fmt: skip
