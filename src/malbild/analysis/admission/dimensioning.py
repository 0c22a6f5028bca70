"""How many places each programme should have: demand and need weighed, under a budget and a smallest class.

The law says that both the wishes of the young and the needs of working life shall count (skollagen 15 kap. 30 b §), and
no rule says how they weigh. So the weight is the reader's, and a frontier shows what each weight would give.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from malbild.analysis.admission.compensation import PricesLacking
from malbild.analysis.admission.fields import kinds
from malbild.vocabulary.admission import Applications, Kind, Programmes


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that may be offered.

    field          what it educates for
    municipality   where
    cost_sek       of one place a year
    fixed_sek      of having the programme at all
    least, most    places if it is offered; below `least` no class is started
    today          places it has
    """

    programme: str
    field: str
    municipality: str
    cost_sek: float
    least: int
    most: int
    fixed_sek: float = 0.0
    today: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """How many of a municipality wish a field."""

    municipality: str
    field: str
    applicants: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal of places.

    weight        of demand, 0–1; the rest is that of need
    places        of each programme, 0 when it is not offered
    demand_met    the share of those who wish who get a place in their field within reach
    need_met      the share of the places working life needs
    cost_sek      a year
    gap           how far from the best possible it may be at most, as a share of what is reached; above 10⁻⁴ when the
                  time was not enough
    """

    weight: float
    places: dict[str, int]
    demand_met: float
    need_met: float
    cost_sek: float
    gap: float = 0.0


_LEAST_WEIGHT = 0.002


class NoProposal(ValueError):
    """No proposal meets the conditions, or none was found in the time given."""


def offers_of(programmes: Programmes, prices: Mapping[tuple[str, str], float], *, least: int, more: int) -> list[Offer]:
    """What may be offered: the national programmes there are, from nothing or the smallest class up to so many more.

    prices   SEK a place and year, by municipality and field
    least    the smallest class; a programme that is smaller today may stay as small as it is
    more     places a programme may grow by at most; none grows that is closed today
    raises   PricesLacking

    Introductory programmes are no part of this: they have the places that those who are not eligible need.
    """
    rows = [one for one, kind in enumerate(kinds(programmes)) if kind is not Kind.INTRODUCTORY]
    lacking = {(programmes.municipalities[one], programmes.fields[one]) for one in rows} - prices.keys()
    if lacking:
        raise PricesLacking(lacking)
    found = []
    for one in rows:
        has, where, field = int(programmes.places[one]), programmes.municipalities[one], programmes.fields[one]
        smallest, largest = min(least, has) or least, has + more if has else 0
        found.append(Offer(programmes.ids[one], field, where, prices[where, field], smallest, largest, today=has))
    return found


def demand_of(
    applications: Applications, programmes: Programmes, *, expected: Mapping[str, float] | None = None
) -> list[Demand]:
    """How many of each municipality wish each field, by the first national programme of each application.

    expected   applicants to come from each municipality, as a forecast of the cohort has it; the wishes are those of
               today's applicants from there, in proportion

    Who comes from where nothing is offered is left out: nothing of hers can be near.
    """
    national = np.array([one is not Kind.INTRODUCTORY for one in kinds(programmes)], np.bool_)
    wish = national[applications.choices] & applications.asked
    rows = np.flatnonzero(wish.any(axis=1))
    programme = applications.choices[rows, wish[rows].argmax(axis=1)]
    counts = Counter(
        (applications.municipalities[row], programmes.fields[one])
        for row, one in zip(rows.tolist(), programme.tolist(), strict=True)
    )
    applicants, offering = Counter(applications.municipalities), set(programmes.municipalities)
    scale = {home: (expected or {}).get(home, count) / count for home, count in applicants.items()}
    return [
        Demand(home, field, count * scale[home]) for (home, field), count in sorted(counts.items()) if home in offering
    ]


def propose(
    offers: Sequence[Offer],
    demand: Sequence[Demand],
    need: dict[str, float],
    *,
    budget_sek: float,
    weight: float,
    minutes: dict[tuple[str, str], float] | None = None,
    within_minutes: float = 60.0,
    stay: float = 0.0,
    seconds: float = 60.0,
) -> Proposal:
    """The places that meet most of demand and need for the money; by whole numbers, to a hundredth of a per cent.

    need             places a year that working life needs, by field
    minutes          travel time from a municipality to another; what is not there is out of reach, home is in reach
    within_minutes   how far a pupil can be expected to travel
    stay             what it takes to change: to change as many places as there are must bring so large a share of
                     demand and need, weighed together; 0 changes whatever it likes
    raises           NoProposal
    """
    problem = _Problem(tuple(offers), _reachable(offers, demand, minutes or {}, within_minutes), tuple(demand), need)
    outcome = milp(
        -problem.gain(weight, stay),
        integrality=problem.integrality(),
        bounds=problem.bounds(),
        constraints=problem.constraints(budget_sek),
        options={"time_limit": seconds, "mip_rel_gap": 1e-4},
    )
    if outcome.x is None:
        raise NoProposal(outcome.message)
    return replace(problem.proposal(outcome.x, weight), gap=float(outcome.mip_gap or 0.0))


def frontier(
    offers: Sequence[Offer],
    demand: Sequence[Demand],
    need: dict[str, float],
    *,
    budget_sek: float,
    weights: Sequence[float] = (0.0, 0.25, 0.5, 0.75, 1.0),
    minutes: dict[tuple[str, str], float] | None = None,
    within_minutes: float = 60.0,
    stay: float = 0.0,
    seconds: float = 60.0,
) -> list[Proposal]:
    """The proposals at several weights: what more of the one costs of the other."""
    return [
        propose(
            offers,
            demand,
            need,
            budget_sek=budget_sek,
            weight=weight,
            minutes=minutes,
            within_minutes=within_minutes,
            stay=stay,
            seconds=seconds,
        )
        for weight in weights
    ]


def as_it_is(
    offers: Sequence[Offer],
    demand: Sequence[Demand],
    need: dict[str, float],
    places: Mapping[str, int],
    *,
    minutes: dict[tuple[str, str], float] | None = None,
    within_minutes: float = 60.0,
) -> Proposal:
    """What places that are there already meet and cost, told like a proposal; its weight means nothing."""
    problem = _Problem(tuple(offers), _reachable(offers, demand, minutes or {}, within_minutes), tuple(demand), need)
    held = {one.programme: int(places.get(one.programme, 0)) for one in offers}
    return Proposal(0.0, held, *problem.met(held), problem.cost_sek(held))


def _reachable(
    offers: Sequence[Offer], demand: Sequence[Demand], minutes: dict[tuple[str, str], float], within: float
) -> tuple[tuple[int, int], ...]:
    """The (demand, offer) of the same field within reach."""
    return tuple(
        (wish, offer)
        for wish, asked in enumerate(demand)
        for offer, offered in enumerate(offers)
        if asked.field == offered.field
        and (
            asked.municipality == offered.municipality
            or minutes.get((asked.municipality, offered.municipality), np.inf) <= within
        )
    )


@dataclass(frozen=True, slots=True)
class _Problem:
    """The integer programme; docs/methods/admission.md writes it out.

    Variables in order: places x and open y of each offer, pupils z of each reachable pair, need met t of each field,
    places changed d of each offer.
    """

    offers: tuple[Offer, ...]
    pairs: tuple[tuple[int, int], ...]
    demand: tuple[Demand, ...]
    need: dict[str, float]

    @property
    def fields(self) -> list[str]:
        return sorted(self.need)

    @property
    def blocks(self) -> tuple[int, int, int, int, int]:
        """Where y, z, t and d begin, and how many variables there are."""
        n = len(self.offers)
        t = 2 * n + len(self.pairs)
        return n, 2 * n, t, t + len(self.need), t + len(self.need) + n

    def gain(self, weight: float, stay: float = 0.0) -> NDArray[np.float64]:
        """At a weight of 0 or 1 the other still decides between what is equal by the one."""
        weight = min(max(weight, _LEAST_WEIGHT), 1 - _LEAST_WEIGHT)
        _, z, t, d, end = self.blocks
        gain = np.zeros(end)
        gain[d:] = -stay / max(sum(one.today for one in self.offers), 1)
        gain[z:t] = weight / max(sum(one.applicants for one in self.demand), 1.0)
        gain[t:d] = (1 - weight) / max(sum(self.need.values()), 1.0)
        return gain

    def integrality(self) -> NDArray[np.int64]:
        _, z, _, _, end = self.blocks
        return np.where(np.arange(end) < z, 1, 0)

    def bounds(self) -> Bounds:
        most = [one.most for one in self.offers]
        wished = [self.demand[wish].applicants for wish, _ in self.pairs]
        needed = [self.need[one] for one in self.fields]
        changed = [max(one.most, one.today) for one in self.offers]
        return Bounds(0, np.array([*most, *[1] * len(self.offers), *wished, *needed, *changed], np.float64))

    def constraints(self, budget_sek: float) -> list[LinearConstraint]:
        rows = [
            *self._classes(), *self._seats(), *self._wishes(), *self._needs(), *self._changes(),
            (self._cost(), budget_sek),
        ]  # fmt: skip
        return self._limits(rows)

    def _limits(self, rows: list[tuple[dict[int, float], float]]) -> list[LinearConstraint]:
        """Each row's sum is at most its limit."""
        columns = [column for row, _ in rows for column in row]
        values = [value for row, _ in rows for value in row.values()]
        lines = [line for line, (row, _) in enumerate(rows) for _ in row]
        matrix = csr_array((values, (lines, columns)), shape=(len(rows), self.blocks[-1]))
        return [LinearConstraint(matrix, -np.inf, np.array([limit for _, limit in rows]))]

    def _classes(self) -> list[tuple[dict[int, float], float]]:
        """least · y ≤ x ≤ most · y."""
        y = self.blocks[0]
        low = [({one: -1.0, y + one: float(offer.least)}, 0.0) for one, offer in enumerate(self.offers)]
        high = [({one: 1.0, y + one: -float(offer.most)}, 0.0) for one, offer in enumerate(self.offers)]
        return low + high

    def _changes(self) -> list[tuple[dict[int, float], float]]:
        """d is at least what is added, and at least what is taken away."""
        d = self.blocks[3]
        added = [({one: 1.0, d + one: -1.0}, float(offer.today)) for one, offer in enumerate(self.offers)]
        taken = [({one: -1.0, d + one: -1.0}, -float(offer.today)) for one, offer in enumerate(self.offers)]
        return added + taken

    def _seats(self) -> list[tuple[dict[int, float], float]]:
        """The pupils of a programme are no more than its places."""
        z = self.blocks[1]
        rows: list[tuple[dict[int, float], float]] = [({one: -1.0}, 0.0) for one in range(len(self.offers))]
        for pair, (_, offer) in enumerate(self.pairs):
            rows[offer][0][z + pair] = 1.0
        return rows

    def _wishes(self) -> list[tuple[dict[int, float], float]]:
        """Nobody is counted twice."""
        z = self.blocks[1]
        rows: list[tuple[dict[int, float], float]] = [({}, one.applicants) for one in self.demand]
        for pair, (wish, _) in enumerate(self.pairs):
            rows[wish][0][z + pair] = 1.0
        return rows

    def _needs(self) -> list[tuple[dict[int, float], float]]:
        """Need is met by places, and no further than it goes."""
        t = self.blocks[2]
        return [
            ({t + place: 1.0, **{one: -1.0 for one, offer in enumerate(self.offers) if offer.field == field}}, 0.0)
            for place, field in enumerate(self.fields)
        ]

    def _cost(self) -> dict[int, float]:
        y = self.blocks[0]
        places = {one: offer.cost_sek for one, offer in enumerate(self.offers)}
        return places | {y + one: offer.fixed_sek for one, offer in enumerate(self.offers)}

    def proposal(self, found: NDArray[np.float64], weight: float) -> Proposal:
        places = {offer.programme: round(found[one]) for one, offer in enumerate(self.offers)}
        return Proposal(weight, places, *self.met(places), self.cost_sek(places))

    def met(self, places: Mapping[str, int]) -> tuple[float, float]:
        """The shares of demand and need that places can meet, whatever weight they were found by."""
        n, z, t, d, end = self.blocks
        bounds = self.bounds()
        fixed = [float(places.get(one.programme, 0)) for one in self.offers]
        bounds.lb = np.zeros(end)
        bounds.lb[:n], bounds.ub[:n], bounds.ub[n:z] = fixed, fixed, 1.0
        rows = [*self._seats(), *self._wishes(), *self._needs()]
        best = milp(-self.gain(0.5), bounds=bounds, constraints=self._limits(rows))
        if best.x is None:
            raise NoProposal(best.message)
        wished, needed = sum(one.applicants for one in self.demand), sum(self.need.values())
        return (
            float(best.x[z:t].sum() / wished) if wished else 1.0,
            float(best.x[t:d].sum() / needed) if needed else 1.0,
        )

    def cost_sek(self, places: Mapping[str, int]) -> float:
        return sum(
            places[one.programme] * one.cost_sek + one.fixed_sek for one in self.offers if places.get(one.programme)
        )
