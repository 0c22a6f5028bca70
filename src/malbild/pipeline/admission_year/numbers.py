"""Numbers of a round that may be shown, and may stay when the pupils are gone: small groups are left out."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.compensation import PricesLacking, balances, flows
from malbild.analysis.admission.lotteries import lottery_share
from malbild.analysis.admission.one_more_place import one_more_place
from malbild.analysis.admission.rates import FEWEST_WITHIN
from malbild.analysis.admission.summary import summarise
from malbild.analysis.admission.tables import CUTOFFS, cutoff_rows

_ALL_DRAWS = 3_000_000  # applicants drawn again, all lotteries together: a county's 700 take a third of a second
_MOST_DRAWS, _FEWEST_DRAWS = 1000, 30
_OF_SCORES = ("cutoff", "cutoff_group", "cutoff_late", "cutoff_lottery_number", "lowest", "median")


def numbers(admission: Admission, prices: Mapping[tuple[str, str], float], *, seed: int) -> dict[str, Any]:
    """All that a page tells of a round, as plain values.

    Counts of one to four are None ("few"), and so are the scores of programmes where so few were admitted.
    """
    draws = min(_MOST_DRAWS, max(_FEWEST_DRAWS, _ALL_DRAWS // max(1, len(admission.applications))))
    share = lottery_share(admission, draws=draws, seed=seed)
    summary = msgspec.to_builtins(summarise(admission, admission.explained()))
    summary["admitted_by_choice"] = [few(one) for one in summary["admitted_by_choice"]]
    return {
        "summary": summary,
        "programmes": _programmes(admission),
        "lottery": {"draws": draws, "decided": few(int(share.decided.sum()))},
        "fields": _fields(admission),
        **_moves(admission, prices),
    }


def few(count: int) -> int | None:
    """A count, None where it tells of one to four persons.

    >>> few(0), few(4), few(5)
    (0, None, 5)
    """
    return None if 0 < count < FEWEST_WITHIN else count


def _programmes(admission: Admission) -> list[dict[str, Any]]:
    programmes, value = admission.programmes, one_more_place(admission)
    found = []
    for at, row in enumerate(cutoff_rows(admission)):
        one: dict[str, Any] = dict(zip(CUTOFFS, row, strict=True))
        told = {
            "id": one["programme_id"], "name": programmes.names[at], "school": programmes.schools[at],
            "municipality": programmes.municipalities[at], "field": programmes.fields[at], "places": one["places"],
            "admitted": few(one["admitted"]), "empty": None if few(one["admitted"]) is None else one["empty_places"],
            "first_choices": few(one["first_choices"]), "reserves": few(one["reserves"]),
            "better": few(int(value.better[at])),
        }  # fmt: skip
        scores = {name: one[name] if few(one["admitted"]) and one[name] != "" else None for name in _OF_SCORES}
        found.append(told | scores)
    return found


def _fields(admission: Admission) -> list[dict[str, Any]]:
    """Empty places beside pupils without a place, by field: the former seldom are what the latter wished."""
    fields, nowhere = admission.programmes.fields, admission.admitted < 0
    empty: Counter[str] = Counter()
    for field, count in zip(fields, admission.programmes.places - admission.cutoffs.admitted, strict=True):
        empty[field] += int(count)
    first = admission.applications.choices[nowhere, 0].tolist()
    unplaced = Counter(fields[one] for one in first if one >= 0)
    return [
        {"field": one, "empty": empty[one], "unplaced": few(unplaced[one])}
        for one in sorted(empty.keys() | unplaced.keys()) if empty[one] or unplaced[one]
    ]  # fmt: skip


def _moves(admission: Admission, prices: Mapping[tuple[str, str], float]) -> dict[str, Any]:
    """Pupils from one municipality to another, and the money that follows them."""
    counts: Counter[tuple[str, str]] = Counter()
    homes, hosts = admission.applications.municipalities, admission.programmes.municipalities
    for row, programme in enumerate(admission.programme.tolist()):
        if programme >= 0 and homes[row] and hosts[programme] and homes[row] != hosts[programme]:
            counts[homes[row], hosts[programme]] += 1
    pairs = [[*pair, few(count)] for pair, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    lacking: tuple[tuple[str, str], ...] = ()
    money: dict[str, float] = {}
    try:
        money = balances(flows(admission, prices)) if prices else {}
    except PricesLacking as error:
        lacking = error.lacking
    of = Counter({name: sum(n for pair, n in counts.items() if name in pair) for name in money})
    told = {name: None if few(of[name]) is None else round(amount) for name, amount in money.items()}
    return {"moves": pairs, "balances": told, "prices_lacking": [list(one) for one in lacking]}
