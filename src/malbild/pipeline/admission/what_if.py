"""Try changes to what is offered, from files: who would move, and what becomes of cut-offs, wishes and money."""

from pathlib import Path

import msgspec

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.compensation import PricesLacking
from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.what_if import Change, UnknownProgramme, WhatIf, what_if
from malbild.pipeline.admission.admit import YEAR, read_year
from malbild.pipeline.admission.compensation import lacking
from malbild.sources.admission.tables import read_changes, read_prices
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


def what_if_files(
    applications: Path,
    programmes: Path,
    *,
    changes: Path | None = None,
    close: tuple[str, ...] = (),
    prices: Path | None = None,
    seed: int,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
) -> WhatIf:
    """Admit as it is and with the changes.

    changes   a file of changes
    close     ids of programmes to close beside them
    prices    what a place costs; without it no money is told
    """
    files = read_year(applications, programmes, grades, year=year)
    rows = read_changes(changes) if changes else []
    tried = [Change(one.programme, one.places, one.municipality, one.field, one.school) for one in rows]
    tried += [Change(one, 0) for one in close]
    costs = read_prices(prices, year) if prices else None
    before = admit(files.applications, files.programmes, seed=seed, tie=tie)
    try:
        return what_if(before, tried, tie=tie, prices=costs)
    except UnknownProgramme as error:
        raise Refused([_unknown(programmes, one) for one in error.ids]) from error
    except PricesLacking as error:
        raise Refused(lacking(prices, error)) from error


def write_what_if(told: WhatIf, out: Path) -> None:
    """The result as JSON, without the persons."""
    plain = {name: value for name, value in _fields(told).items() if name != "moved"}
    out.write_bytes(msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n")


def _fields(told: WhatIf) -> dict[str, object]:
    return {name: getattr(told, name) for name in told.__slots__}


def _unknown(path: Path, programme: str) -> Finding:
    return Finding(
        "input.unknown_programme", Severity.ERROR, Place(str(path), cell=programme),
        Text(f"Utbildningen {programme} erbjuds inte.", f"The programme {programme} is not offered."),
        Text("Rätta id, eller ange field för att pröva att öppna den.",
             "Mend the id, or give its field to try to open it."),
    )  # fmt: skip
