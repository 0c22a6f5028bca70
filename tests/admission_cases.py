"""Admissions to try things on: drawn by hypothesis or by a seed, and an obvious engine that judges the fast one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from malbild.analysis.admission import lottery
from malbild.analysis.admission.priority import Priority, Tie, prioritise
from malbild.vocabulary.admission import NOWHERE, Applications, Kind, Programmes, Selection


@dataclass(frozen=True)
class Choice:
    """One choice as a test writes it; merit in points."""

    programme: int
    merit: float = 200.0
    group: int = 1
    free_quota: bool = False
    late: bool = False
    eligible: bool = True
    test_points: float | None = None


def offered(
    places: Sequence[int],
    free_quota: Sequence[int] | None = None,
    selection: Sequence[Selection] | None = None,
    municipalities: Sequence[str] | None = None,
    fields: Sequence[str] | None = None,
    kinds: Sequence[Kind] | None = None,
) -> Programmes:
    """Programmes p00, p01, … with so many places."""
    count = len(places)
    blank = ("",) * count
    return Programmes(
        tuple(f"p{one:02d}" for one in range(count)),
        np.array(places, np.int32),
        np.array(free_quota or [0] * count, np.int32),
        tuple(selection or [Selection.MERIT] * count),
        blank,
        tuple(municipalities or blank),
        tuple(fields or blank),
        tuple(kinds or [Kind.UNSAID] * count),
        blank,
    )


def applied(lists: Sequence[Sequence[Choice]], municipalities: Sequence[str] | None = None) -> Applications:
    """Applicants a00, a01, … with their choices in order."""
    shape = (len(lists), max(1, *map(len, lists)) if lists else 1)
    matrix = {
        name: np.zeros(shape, kind)
        for name, kind in (
            ("ranks", np.int16), ("first_hand", np.bool_), ("merit", np.int32), ("free_quota", np.bool_),
            ("late", np.bool_), ("eligible", np.bool_),
        )
    }  # fmt: skip
    choices, points = np.full(shape, NOWHERE, np.int32), np.full(shape, -1, np.int32)
    for row, wishes in enumerate(lists):
        for column, one in enumerate(wishes):
            at = (row, column)
            choices[at], matrix["ranks"][at], matrix["first_hand"][at] = one.programme, column + 1, one.group == 1
            matrix["merit"][at], matrix["free_quota"][at] = round(100 * one.merit), one.free_quota
            matrix["late"][at], matrix["eligible"][at] = one.late, one.eligible
            points[at] = -1 if one.test_points is None else round(100 * one.test_points)
    blank = ("",) * len(lists)
    return Applications(
        tuple(f"a{one:02d}" for one in range(len(lists))), tuple(municipalities or blank), blank,
        choices=choices, test_points=points, **matrix,
    )  # fmt: skip


@st.composite
def admissions(
    draw: st.DrawFn, most_applicants: int = 12, most_programmes: int = 5, free_quota: bool = True
) -> tuple[Applications, Programmes]:
    """Small admissions with few merit values, so that much is decided between equals."""
    count = draw(st.integers(1, most_programmes))
    places = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    quota = [draw(st.integers(0, one)) if free_quota else 0 for one in places]
    selection = draw(st.lists(st.sampled_from(Selection), min_size=count, max_size=count))
    lists = draw(st.lists(st.permutations(range(count)).flatmap(_shortened), min_size=1, max_size=most_applicants))
    return applied([[draw(_choice(one)) for one in wishes] for wishes in lists]), offered(places, quota, selection)


def _shortened(order: list[int]) -> st.SearchStrategy[list[int]]:
    return st.integers(1, len(order)).map(lambda length: order[:length])


def _choice(programme: int) -> st.SearchStrategy[Choice]:
    rarely = st.sampled_from([False, False, False, True])
    return st.builds(
        Choice,
        programme=st.just(programme),
        merit=st.sampled_from([160.0, 240.0, 247.5]),
        group=st.sampled_from([1, 1, 2]),
        free_quota=rarely,
        late=rarely,
        eligible=rarely.map(lambda one: not one),
        test_points=st.sampled_from([None, 1.0, 2.0, 30.0]),
    )


def prioritised(
    applications: Applications, programmes: Programmes, *, seed: int = 1, tie: Tie = Tie.LOTTERY
) -> Priority:
    """The order of priority with a lottery."""
    return prioritise(applications, programmes, lottery=lottery.draw(applications.applicants, seed), tie=tie)


def chosen(candidates: Iterable[tuple[int, bool, int]], places: int, quota: int) -> set[int]:
    """Whom a programme takes of (key, free quota, applicant): the free quota's best, then the best of the rest."""
    best_first = sorted(candidates, reverse=True)
    protected = [one for one in best_first if one[1]][:quota]
    others = [one for one in best_first if one not in protected]
    return {one[2] for one in (protected + others)[:places]}


def obvious(applications: Applications, programmes: Programmes, priority: Priority) -> list[int]:
    """Deferred acceptance in rounds, as a textbook has it: who is free asks, and programmes keep their choice."""
    applicants, width = applications.choices.shape
    at = [0] * applicants  # which choice each asks, or is held at
    held: list[set[int]] = [set() for _ in programmes.ids]
    while True:
        asking: dict[int, set[int]] = {}
        for one in range(applicants):
            while at[one] < width and priority.keys[one, at[one]] < 0:
                at[one] += 1
            if at[one] < width:
                programme = int(applications.choices[one, at[one]])
                if one not in held[programme]:
                    asking.setdefault(programme, set()).add(one)
        if not asking:
            return [one if one < width else NOWHERE for one in at]
        for programme, new in asking.items():
            candidates = held[programme] | new
            rows = [
                (int(priority.keys[one, at[one]]), bool(priority.reserved[one, at[one]]), one) for one in candidates
            ]
            quota = int(programmes.free_quota_places[programme])
            held[programme] = chosen(rows, int(programmes.places[programme]), quota)
            for one in candidates - held[programme]:
                at[one] += 1


def game(
    applications: Applications, programmes: Programmes, priority: Priority
) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
    """An admission without free quota as packages for stable matching ask for it: wishes, ranked applicants, places.

    Whoever cannot be admitted anywhere and whatever has no place or no applicant is left out, as they ask.
    """
    asked = [
        (-int(priority.keys[row, column]), who, programmes.ids[one])
        for row, who in enumerate(applications.applicants)
        for column, one in enumerate(applications.choices[row].tolist())
        if one >= 0 and priority.keys[row, column] >= 0 and programmes.places[one] > 0
    ]
    wishes: dict[str, list[str]] = {}
    for _, who, one in asked:
        wishes.setdefault(who, []).append(one)
    ranked: dict[str, list[str]] = {}
    for _, who, one in sorted(asked):
        ranked.setdefault(one, []).append(who)
    places = {id_: int(count) for id_, count in zip(programmes.ids, programmes.places, strict=True) if id_ in ranked}
    return wishes, ranked, places
