"""`malbild admission what-if`: what a closed, opened, moved or larger programme would do."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.what_if import WhatIf
from malbild.cli import language
from malbild.pipeline.admission.admit import YEAR
from malbild.pipeline.admission.what_if import what_if_files, write_what_if
from malbild.vocabulary.text import Language, Text, number, percent

_SHOWN = 12
_SUMMARY = Text(
    "{better} sökande får ett val de satte högre och {worse} ett lägre eller ingen plats. Utan plats: {unplaced0} → "
    "{unplaced1}. Tomma platser: {empty0} → {empty1}. Första valet: {first0} → {first1}.",
    "{better} applicants get a choice they ranked higher and {worse} a lower one or none. Without a place: "
    "{unplaced0} → {unplaced1}. Empty places: {empty0} → {empty1}. First choice: {first0} → {first1}.",
)
_NOWHERE = Text("ingen plats", "no place")
_MORE = Text("och {count} flyttar till", "and {count} further moves")


def what_if(
    *,
    applications: Path,
    programmes: Path,
    changes: Path | None = None,
    close: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    prices: Path | None = None,
    out: Annotated[Path | None, Parameter(name=["--out", "-o"])] = None,
    seed: Annotated[int, Parameter(validator=validators.Number(gte=0))] = 1,
    tie: Tie = Tie.LOTTERY,
    grades: Path | None = None,
    year: int = YEAR,
) -> None:
    """Tell what changes to the offer would do: who moves, cut-offs, wishes and money, before and after.

    Parameters
    ----------
    applications
        As for malbild admit.
    programmes
        As for malbild admit.
    changes
        CSV: programme_id; optional places, municipality (moves it), field and school (opens one that is not there).
    close
        The id of a programme to close; may be given several times.
    prices
        CSV: municipality, field, price_sek; optional year. Then the money between municipalities is told too.
    out
        A JSON file with all of the result; it tells of no person.
    seed
        As in the admission; the lottery stays, so all that differs comes from the changes.
    tie
        As in the admission.
    grades
        As for malbild admit.
    year
        As for malbild admit; of the prices too.
    """
    told = what_if_files(
        applications, programmes, changes=changes, close=close, prices=prices, seed=seed, tie=tie, grades=grades,
        year=year,
    )  # fmt: skip
    if out is not None:
        write_what_if(told, out)
    for line in lines(told, language()):
        print(line)


def lines(told: WhatIf, said: Language) -> list[str]:
    """The result in a few lines: the sum of it, the largest moves, and who pays more or gets more."""
    pairs = {"unplaced": told.unplaced, "empty": told.empty_places}
    counts = {f"{name}{at}": number(pair[at], said) for name, pair in pairs.items() for at in (0, 1)}
    first = {f"first{at}": percent(told.first_choice[at].share or 0.0, said, 1) for at in (0, 1)}
    sums = _SUMMARY.in_(said).format(
        better=number(told.better, said), worse=number(told.worse, said), **counts, **first
    )
    nowhere = _NOWHERE.in_(said)
    moves = [
        f"  {one.before or nowhere} → {one.after or nowhere}: {number(one.applicants, said)}"
        for one in told.moves[:_SHOWN]
    ]
    more = [f"  {_MORE.in_(said).format(count=len(told.moves) - _SHOWN)}"] if len(told.moves) > _SHOWN else []
    money = [
        f"  {name}: {number(then, said, 0)} → {number(now, said, 0)} kr"
        for name, (then, now) in told.compensation_sek.items()
        if then != now
    ]
    return [sums, *moves, *more, *money]
