"""What if a programme is closed, opened, moved, or gets other places: who moves, and what becomes of everybody else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.admission import Admission, by_priority
from malbild.analysis.admission.compensation import Prices, balances, flows
from malbild.analysis.admission.cutoffs import EVERYBODY, NOBODY
from malbild.analysis.admission.priority import Tie, keeps_in, points_of, prioritise, shown
from malbild.analysis.admission.rates import Rate, wilson
from malbild.vocabulary.admission import NOWHERE, Applications, Kind, Programmes, Selection


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to try with one programme; several can be tried together.

    places         other places, 0 closes it; None leaves them
    municipality   where it moves to; None leaves it. Those who ranked it still wish it
    field          of a programme that is not there yet, and is opened. It is wished, in the place just above, by those
                   who live in its municipality and rank a programme of the same field elsewhere: an assumption, since
                   nobody was asked
    school         of a programme that is opened
    """

    programme: str
    places: int | None = None
    municipality: str | None = None
    field: str | None = None
    school: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """How many applicants go from one programme to another; empty is no place."""

    before: str
    after: str
    applicants: int


@dataclass(frozen=True, slots=True)
class Limit:
    """What a programme is before and after; cut-offs as people know them, None where all eligible got in or nobody."""

    programme: str
    places: tuple[int, int]
    admitted: tuple[int, int]
    cutoff: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What changes would do, each pair before and after; nothing but `moved` tells of persons.

    moves              from which programme to which, the largest first
    limits             programmes whose places, admitted or cut-off change
    better, worse      applicants who get a choice they rank higher, or lower or none
    first_choice       the share admitted to the first choice of their own application
    compensation_sek   what each municipality gets less what it pays, a year; empty without prices
    moved              (moved applicant,); their rows among the applications
    """

    changes: tuple[Change, ...]
    unplaced: tuple[int, int]
    empty_places: tuple[int, int]
    first_choice: tuple[Rate, Rate]
    better: int
    worse: int
    moves: tuple[Move, ...]
    limits: tuple[Limit, ...]
    compensation_sek: dict[str, tuple[float, float]]
    moved: NDArray[np.int64]


class UnknownProgramme(LookupError):
    """A change names programmes that are not offered and does not open them; `ids` tells which."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(", ".join(ids))


def what_if(
    before: Admission, changes: Sequence[Change], *, tie: Tie = Tie.LOTTERY, prices: Prices | None = None
) -> WhatIf:
    """Admit again with the changes; lottery numbers, wishes and all else stay as they are.

    tie      the rule `before` was admitted by
    prices   what a place costs in each municipality and field; a price that is not there is that of the programme's
             field where it left, or the mean of the field when it opens
    raises   UnknownProgramme
    """
    after = changed(before, changes, tie=tie)
    best_before, best_after = _wished(before, before), _wished(after, before)
    ids_before, ids_after = (np.array([*one.programmes.ids, ""])[one.programme] for one in (before, after))
    moved = np.flatnonzero(ids_before != ids_after)
    return WhatIf(
        tuple(changes),
        unplaced=(_unplaced(before), _unplaced(after)),
        empty_places=(_empty(before), _empty(after)),
        first_choice=(_first(best_before), _first(best_after)),
        better=int((best_after < best_before).sum()),
        worse=int((best_after > best_before).sum()),
        moves=_moves(ids_before[moved].tolist(), ids_after[moved].tolist()),
        limits=_limits(before, after),
        compensation_sek={} if prices is None else _money(before, after, _with_moved(prices, before, changes)),
        moved=moved,
    )


def changed(before: Admission, changes: Sequence[Change], *, tie: Tie = Tie.LOTTERY) -> Admission:
    """The admission with the changes."""
    applications, programmes = before.applications, before.programmes
    known = set(programmes.ids)
    unknown = [one.programme for one in changes if one.programme not in known and one.field is None]
    if unknown:
        raise UnknownProgramme(unknown)
    for one in changes:
        if one.programme in known:
            programmes = _with(programmes, one)
        else:
            programmes, applications = _opened(programmes, applications, one)
    programmes, applications = _in_order(programmes, applications)
    priority = prioritise(applications, programmes, lottery=before.numbers, tie=tie)
    return by_priority(applications, programmes, priority, before.numbers)


def _with(programmes: Programmes, change: Change) -> Programmes:
    at = programmes.ids.index(change.programme)
    places, quota = programmes.places.copy(), programmes.free_quota_places.copy()
    municipalities = list(programmes.municipalities)
    if change.places is not None:
        places[at] = change.places
        quota[at] = min(quota[at], change.places)
    if change.municipality is not None:
        municipalities[at] = change.municipality
    return replace(programmes, places=places, free_quota_places=quota, municipalities=tuple(municipalities))


def _opened(programmes: Programmes, applications: Applications, change: Change) -> tuple[Programmes, Applications]:
    """The programme as the last, and wished by those of its municipality who wish its field."""
    assert change.field is not None
    field, municipality = change.field, change.municipality or ""
    same = np.array([one == field for one in programmes.fields], np.bool_)
    offered = Programmes(
        (*programmes.ids, change.programme),
        np.append(programmes.places, np.int32(change.places or 0)),
        np.append(programmes.free_quota_places, np.int32(0)),
        (*programmes.selection, Selection.MERIT),
        (*programmes.schools, change.school), (*programmes.municipalities, municipality),
        (*programmes.fields, field), (*programmes.kinds, _kind(programmes, same)), (*programmes.names, ""),
    )  # fmt: skip
    lives = np.array([one == municipality for one in applications.municipalities], np.bool_)
    wish = lives[:, None] & same[applications.choices] & applications.asked
    return offered, _inserted(applications, wish, len(programmes))


def _kind(programmes: Programmes, same: NDArray[np.bool_]) -> Kind:
    at = np.flatnonzero(same)
    return programmes.kinds[at[0]] if len(at) else Kind.UNSAID


def _inserted(applications: Applications, wish: NDArray[np.bool_], programme: int) -> Applications:
    """The programme just above the first choice of its field, with what is said of that choice."""
    rows, width = np.arange(len(applications)), applications.choices.shape[1]
    at = np.where(wish.any(axis=1), wish.argmax(axis=1), width)[:, None]
    column = np.arange(width + 1)[None, :]
    source = np.where(column > at, column - 1, np.minimum(column, width - 1))
    beyond = (column == width) & (at >= width)
    new = (column == at) & (at < width)

    def spread(values: NDArray[Any], empty: int = 0) -> NDArray[Any]:
        found = values[rows[:, None], source]
        found[beyond] = empty
        return found

    choices = spread(applications.choices, NOWHERE)
    choices[new] = programme
    return replace(
        applications,
        choices=choices,
        ranks=np.where(choices >= 0, column + 1, 0).astype(np.int16),
        first_hand=spread(applications.first_hand),
        merit=spread(applications.merit),
        test_points=spread(applications.test_points, NOWHERE),
        free_quota=spread(applications.free_quota),
        late=spread(applications.late),
        eligible=spread(applications.eligible),
    )


def _in_order(programmes: Programmes, applications: Applications) -> tuple[Programmes, Applications]:
    """The programmes in the order of their ids again, and the choices with them."""
    order = sorted(range(len(programmes)), key=programmes.ids.__getitem__)
    place = np.empty(len(order) + 1, np.int32)
    place[order] = np.arange(len(order))
    place[-1] = NOWHERE
    texts = {
        name: tuple(getattr(programmes, name)[one] for one in order)
        for name in ("ids", "selection", "schools", "municipalities", "fields", "kinds", "names")
    }
    arranged = replace(
        programmes, places=programmes.places[order], free_quota_places=programmes.free_quota_places[order], **texts
    )
    return arranged, replace(applications, choices=place[applications.choices])


def _wished(admission: Admission, before: Admission) -> NDArray[np.int64]:
    """(applicant,); the rank of what she gets among the choices of her own application, in halves where it is a
    programme nobody could rank: that stands just above the choice it was put above; the width where she gets none."""
    width = admission.applications.choices.shape[1]
    got = np.where(admission.admitted >= 0, admission.admitted, width).astype(np.int64)
    own = np.isin(np.array([*admission.programmes.ids, ""])[admission.applications.choices], before.programmes.ids)
    above = np.cumsum(own & (np.arange(width)[None, :] < got[:, None]), axis=1)[:, -1]
    opened = (admission.admitted >= 0) & ~own[np.arange(len(got)), np.minimum(got, width - 1)]
    nowhere = admission.admitted < 0
    return np.where(nowhere, np.iinfo(np.int64).max, 2 * above - opened)


def _unplaced(admission: Admission) -> int:
    return int((admission.admitted < 0).sum())


def _empty(admission: Admission) -> int:
    return int((admission.programmes.places - admission.cutoffs.admitted).sum())


def _first(wished: NDArray[np.int64]) -> Rate:
    return wilson("", len(wished), int((wished <= 0).sum()))


def _moves(before: list[str], after: list[str]) -> tuple[Move, ...]:
    counts = Counter(zip(before, after, strict=True))
    return tuple(Move(*pair, count) for pair, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _limits(before: Admission, after: Admission) -> tuple[Limit, ...]:
    states = [_state(one) for one in (before, after)]
    nothing = (0, 0, None)
    found = []
    for programme in sorted(states[0].keys() | states[1].keys()):
        then, now = (one.get(programme, nothing) for one in states)
        if then != now:
            found.append(Limit(programme, (then[0], now[0]), (then[1], now[1]), (then[2], now[2])))
    return tuple(found)


def _state(admission: Admission) -> dict[str, tuple[int, int, float | None]]:
    programmes, limits = admission.programmes, admission.cutoffs
    return {
        id_: (int(programmes.places[one]), int(limits.admitted[one]), _cutoff(admission, one))
        for one, id_ in enumerate(programmes.ids)
    }


def _cutoff(admission: Admission, programme: int) -> float | None:
    key = admission.cutoffs.general[programme]
    if key in (EVERYBODY, NOBODY) or keeps_in(np.asarray(key)):
        return None
    return shown(int(points_of(np.asarray(key))), admission.programmes.selection[programme])


def _with_moved(prices: Prices, before: Admission, changes: Sequence[Change]) -> Prices:
    """The prices, and for what moves or opens where it was not: what it costs where it was, else the mean elsewhere."""
    programmes, found = before.programmes, dict(prices)
    for change in changes:
        at = programmes.ids.index(change.programme) if change.programme in programmes.ids else None
        field = change.field if at is None else programmes.fields[at]
        known = [amount for (_, other), amount in sorted(prices.items()) if other == field]
        if change.municipality and field and known:
            left = prices.get((programmes.municipalities[at], field)) if at is not None else None
            found.setdefault((change.municipality, field), left or sum(known) / len(known))
    return found


def _money(before: Admission, after: Admission, prices: Prices) -> dict[str, tuple[float, float]]:
    then, now = (balances(flows(one, prices)) for one in (before, after))
    return {name: (then.get(name, 0.0), now.get(name, 0.0)) for name in sorted(then.keys() | now.keys())}
