"""What planners ask of an admission: each programme's year, what one more place is worth, and who goes where."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.lotteries import lottery_share
from malbild.analysis.admission.one_more_place import one_more_place
from malbild.analysis.admission.rates import FEWEST_WITHIN
from malbild.analysis.admission.summary import Summary, summarise
from malbild.analysis.admission.tables import CUTOFFS, cutoff_rows


@dataclass(frozen=True, slots=True)
class ProgrammeResult:
    """One programme's year; scores as people know them, None where there is none or it would be that of a few.

    one_more_better   applicants who would get a choice they rank higher if it had one more place
    one_more_placed   how many of them have no place today: 0 or 1
    """

    id: str
    name: str
    municipality: str
    places: int
    admitted: int
    empty_places: int
    cutoff: float | None
    median: float | None
    first_choices: int
    reserves: int
    one_more_better: int
    one_more_placed: int


@dataclass(frozen=True, slots=True)
class HomeToHost:
    """How many pupils of one municipality are admitted in another; None where they are few."""

    home: str
    host: str
    pupils: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """An admission for planners; nothing in it tells of a person.

    draws                 how many other lotteries were tried
    decided_by_lottery    the share of applicants for whom another lottery could have given another outcome; None
                          when none were tried
    unplaced_eligible     applicants without a place who are eligible for at least one of their choices, beside empty
                          places
    """

    summary: Summary
    programmes: tuple[ProgrammeResult, ...]
    moves: tuple[HomeToHost, ...]
    draws: int
    decided_by_lottery: float | None
    unplaced_eligible: int


def results(admission: Admission, *, draws: int = 0, seed: int = 1) -> Results:
    """Work out what planners ask; with `draws` other lotteries, from a seed."""
    share = lottery_share(admission, draws=draws, seed=seed) if draws else None
    eligible = (admission.priority.keys >= 0).any(axis=1)
    return Results(
        summarise(admission, admission.explained()),
        _programmes(admission),
        _moves(admission),
        draws,
        None if share is None else float(share.decided.mean()),
        int((eligible & (admission.admitted < 0)).sum()),
    )


def _programmes(admission: Admission) -> tuple[ProgrammeResult, ...]:
    value, offered = one_more_place(admission), admission.programmes
    rows: list[dict[str, Any]] = [dict(zip(CUTOFFS, row, strict=True)) for row in cutoff_rows(admission)]
    return tuple(
        ProgrammeResult(
            row["programme_id"], offered.names[one], offered.municipalities[one], row["places"], row["admitted"],
            row["empty_places"], _told(row, "cutoff"), _told(row, "median"), row["first_choices"], row["reserves"],
            int(value.better[one]), int(value.placed[one]),
        )
        for one, row in enumerate(rows)
    )  # fmt: skip


def _told(row: dict[str, Any], score: str) -> float | None:
    """A score, where it is that of several: of a few admitted it would tell of a person."""
    return None if row[score] == "" or row["admitted"] < FEWEST_WITHIN else float(row[score])


def _moves(admission: Admission) -> tuple[HomeToHost, ...]:
    """Those few are not told; with `FEWEST_WITHIN` a pair is no person's."""
    rows = np.flatnonzero(admission.admitted >= 0).tolist()
    homes, hosts = admission.applications.municipalities, admission.programmes.municipalities
    programme = admission.programme
    counts = Counter((homes[row], hosts[programme[row]]) for row in rows)
    return tuple(
        HomeToHost(home, host, count if count >= FEWEST_WITHIN else None)
        for (home, host), count in sorted(counts.items())
        if home and host
    )
