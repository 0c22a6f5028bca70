"""The money that follows pupils over municipal borders, from the files of an admission to those of a settlement."""

from pathlib import Path

from malbild.analysis.admission.compensation import Flow, PricesLacking, balances, flows, national_prices
from malbild.analysis.admission.stored import NotAmongChoices, resumed
from malbild.pipeline.admission.admit import YEAR, read_year
from malbild.pipeline.admission.folder import insist_on_ours, whole, write_rows
from malbild.sources.admission.tables import read_outcome, read_prices
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

FILES = ("flows.csv", "balances.csv")
_FLOWS = ("payer", "receiver", "field", "hand", "pupils", "amount_sek")


def settle_files(
    applications: Path,
    programmes: Path,
    outcome: Path,
    prices: Path,
    out: Path,
    *,
    year: int = YEAR,
    national_intake: tuple[str, ...] = (),
    meals: bool = True,
) -> list[Flow]:
    """Work out what each municipality owes each other for a year, and write it, whole or not at all.

    outcome           admissions.csv of a round
    prices            of the year, by municipality and field
    national_intake   ids of programmes whose price is the national one, with or without meals
    """
    insist_on_ours(out, FILES)
    files = read_year(applications, programmes, year=year)
    costs = read_prices(prices, year)
    national = _national(prices, year, meals=meals) if national_intake else {}
    try:
        admission = resumed(files.applications, files.programmes, read_outcome(outcome), seed=0)
        found = flows(admission, costs, national_intake=frozenset(national_intake), national=national)
    except PricesLacking as error:
        raise Refused(lacking(prices, error)) from error
    except NotAmongChoices as error:
        raise Refused([_not_among(outcome, len(error.rows))]) from error
    with whole(out, FILES) as folder:
        rows = (
            (one.payer, one.receiver, one.field, 1 if one.first_hand else 2, one.pupils, round(one.amount_sek))
            for one in found
        )
        write_rows(folder / "flows.csv", _FLOWS, rows)
        sums = ((name, round(amount)) for name, amount in balances(found).items())
        write_rows(folder / "balances.csv", ("municipality", "balance_sek"), sums)
    return found


def lacking(path: Path | None, error: PricesLacking) -> list[Finding]:
    """One finding for each price that is not in the list."""
    return [
        Finding(
            "input.prices_lacking", Severity.ERROR, Place(str(path or "")),
            Text(f"Priset saknas för {field} i {where or 'riksprislistan'}.",
                 f"There is no price for {field} in {where or 'the national list'}."),
            Text("Lägg till raden; ett pris lånas aldrig.", "Add the row; a price is never borrowed."),
        )
        for where, field in error.lacking
    ]  # fmt: skip


def _national(path: Path, year: int, *, meals: bool) -> dict[str, int]:
    try:
        return national_prices(year, meals=meals)
    except LookupError as error:
        raise Refused([
            Finding(
                "input.national_year", Severity.ERROR, Place(str(path)),
                Text(f"Riksprislistan för {year} finns inte här.", f"The national price list of {year} is not here."),
                Text("Välj ett år vars lista finns; andra års priser lånas aldrig.",
                     "Choose a year whose list is here; those of other years are never borrowed."),
            )
        ]) from error  # fmt: skip


def _not_among(path: Path, count: int) -> Finding:
    return Finding(
        "input.not_among_choices", Severity.ERROR, Place(str(path)),
        Text(f"{count} sökande är antagna till utbildningar som inte finns bland deras val eller inte erbjuds.",
             f"{count} applicants are admitted to programmes that are not among their choices or not offered."),
        Text("Ange de ansökningar och utbildningar som gällde.", "Name the applications and programmes that held."),
    )  # fmt: skip
