"""Money that follows pupils over municipal borders (interkommunal ersättning, skollagen 16 kap. 50–51 §§)."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from malbild.analysis.admission.admission import Admission

Prices = Mapping[tuple[str, str], float]
"""SEK a pupil and year, by municipality and field."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What one municipality pays another for pupils in one field and hand, a year."""

    payer: str
    receiver: str
    field: str
    first_hand: bool
    pupils: int
    amount_sek: float


class PricesLacking(LookupError):
    """Some prices are not in the list; `lacking` tells all of them as (municipality, field)."""

    def __init__(self, lacking: set[tuple[str, str]]) -> None:
        self.lacking = tuple(sorted(lacking))
        super().__init__(", ".join(f"{municipality} {field}" for municipality, field in self.lacking))


def price(parts: list[float], *, overhead: float = 0.0) -> int:
    """A price from its parts, in whole SEK: their sum, and the share that administration adds.

    >>> price([58_762, 5_519, 46_045], overhead=0.03)
    113636
    """
    return round(sum(parts) * (1 + overhead))


def due(host_sek: float, *, home_sek: float | None, first_hand: bool) -> float:
    """What the home municipality owes for one pupil.

    First hand: the host's own cost. Second hand: that, or the home municipality's own cost if it is lower.

    >>> due(113_637, home_sek=106_400, first_hand=True), due(113_637, home_sek=106_400, first_hand=False)
    (113637, 106400)
    >>> due(140_723, home_sek=143_200, first_hand=False)
    140723
    """
    if first_hand or home_sek is None:
        return host_sek
    return min(host_sek, home_sek)


@cache
def national_prices(year: int, *, meals: bool) -> dict[str, int]:
    """The national price list of a year by field, for national intake and special variants; LookupError if unknown."""
    table = tomllib.loads(files(__package__).joinpath("prices.toml").read_text(encoding="utf-8"))["national"]
    for row in table:
        if row["year"] == year:
            return {field: both[meals] for field, both in row["prices"].items()}
    raise LookupError(f"no national price list for {year}")


def flows(
    admission: Admission,
    prices: Prices,
    *,
    national_intake: frozenset[str] = frozenset(),
    national: Mapping[str, float] | None = None,
) -> list[Flow]:
    """The flows of an admission, in the order of payers and receivers; pupils who stay at home make none.

    prices            what a place costs in each municipality and field
    national_intake   programmes with national intake, whose price is the national one
    national          the national price by field
    raises            PricesLacking with every price that is not there

    Municipalities that are not known of an applicant or a programme make no flow.
    """
    pupils = _pupils(admission, national_intake)
    national = national or {}
    at_own = {(host, field) for _, host, field, _, at_national in pupils if not at_national}
    at_common = {field for _, _, field, _, at_national in pupils if at_national}
    lacking = (at_own - prices.keys()) | {("", field) for field in at_common - national.keys()}
    if lacking:
        raise PricesLacking(lacking)
    totals: dict[tuple[str, str, str, bool], list[float]] = defaultdict(list)
    for (home, host, field, first_hand, at_national), count in pupils.items():
        each = national[field] if at_national else due(
            prices[host, field], home_sek=prices.get((home, field)), first_hand=first_hand
        )  # fmt: skip
        totals[home, host, field, first_hand] += [each] * count
    return [Flow(*key, len(amounts), sum(amounts)) for key, amounts in sorted(totals.items())]


def _pupils(admission: Admission, national_intake: frozenset[str]) -> dict[tuple[str, str, str, bool, bool], int]:
    """How many pupils by home, host, field, hand and national intake."""
    applications, programmes = admission.applications, admission.programmes
    found: dict[tuple[str, str, str, bool, bool], int] = defaultdict(int)
    rows = np.flatnonzero(admission.admitted >= 0)
    first_hand = applications.first_hand[rows, admission.admitted[rows]]
    for row, programme, first in zip(
        rows.tolist(), admission.programme[rows].tolist(), first_hand.tolist(), strict=True
    ):
        home, host = applications.municipalities[row], programmes.municipalities[programme]
        if home and host and home != host:
            found[home, host, programmes.fields[programme], first, programmes.ids[programme] in national_intake] += 1
    return found


def balances(paid: list[Flow]) -> dict[str, float]:
    """What each municipality gets, less what it pays; all together come to nothing."""
    found: dict[str, float] = defaultdict(float)
    for flow in paid:
        found[flow.payer] -= flow.amount_sek
        found[flow.receiver] += flow.amount_sek
    return dict(sorted(found.items()))
