"""Is a proposal of places the best there is, and within what was asked?"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.analysis.admission.dimensioning import Demand, NoProposal, Offer, frontier, propose

OFFERS = st.lists(
    st.builds(
        Offer,
        programme=st.just(""),
        field=st.sampled_from(["EE", "VO"]),
        municipality=st.sampled_from(["A", "B"]),
        cost_sek=st.sampled_from([1.0, 2.0]),
        least=st.integers(0, 2),
        most=st.integers(2, 3),
        fixed_sek=st.sampled_from([0.0, 1.5]),
        today=st.integers(0, 3),
    ),
    min_size=1,
    max_size=3,
).map(lambda offers: [named(one, number) for number, one in enumerate(offers)])
DEMAND = [Demand("A", "EE", 3), Demand("B", "VO", 2)]
NEED = {"EE": 2.0, "VO": 4.0}


def named(offer: Offer, number: int) -> Offer:
    return Offer(
        f"p{number}", offer.field, offer.municipality, offer.cost_sek, offer.least, offer.most, offer.fixed_sek,
        offer.today,
    )  # fmt: skip


def gain(offers: list[Offer], places: tuple[int, ...], weight: float) -> float:
    """What places are worth when pupils stay in their municipality."""
    met = sum(
        min(one.applicants, sum(
            count for count, offer in zip(places, offers, strict=True)
            if (offer.municipality, offer.field) == (one.municipality, one.field)
        ))
        for one in DEMAND
    )  # fmt: skip
    needed = sum(
        min(need, sum(count for count, offer in zip(places, offers, strict=True) if offer.field == field))
        for field, need in NEED.items()
    )
    return weight * met / 5 + (1 - weight) * needed / 6


def changed(offers: list[Offer], places: tuple[int, ...]) -> int:
    return sum(abs(count - one.today) for count, one in zip(places, offers, strict=True))


def allowed(offers: list[Offer], places: tuple[int, ...], budget: float) -> bool:
    cost = sum(
        count * one.cost_sek + (one.fixed_sek if count else 0) for count, one in zip(places, offers, strict=True)
    )
    return cost <= budget and all(not count or count >= one.least for count, one in zip(places, offers, strict=True))


@given(OFFERS, st.sampled_from([0.0, 0.3, 1.0]), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_no_other_places_are_better(offers: list[Offer], weight: float, budget: int) -> None:
    found = propose(offers, DEMAND, NEED, budget_sek=budget, weight=weight)
    places = tuple(found.places[one.programme] for one in offers)
    every = product(*(range(one.most + 1) for one in offers))
    best = max(gain(offers, one, weight) for one in every if allowed(offers, one, budget))
    assert allowed(offers, places, budget)
    assert gain(offers, places, weight) == pytest.approx(best, abs=1e-3)
    assert weight * found.demand_met + (1 - weight) * found.need_met == pytest.approx(best, abs=1e-3)


@given(OFFERS, st.sampled_from([0.3, 1.0]), st.integers(0, 12), st.sampled_from([0.2, 0.6]))
@settings(max_examples=40, deadline=None)
def test_what_is_changed_is_worth_it(offers: list[Offer], weight: float, budget: int, stay: float) -> None:
    found = propose(offers, DEMAND, NEED, budget_sek=budget, weight=weight, stay=stay)
    today = max(sum(one.today for one in offers), 1)

    def worth(places: tuple[int, ...]) -> float:
        return gain(offers, places, weight) - stay * changed(offers, places) / today

    places = tuple(found.places[one.programme] for one in offers)
    every = product(*(range(one.most + 1) for one in offers))
    assert worth(places) == pytest.approx(max(worth(one) for one in every if allowed(offers, one, budget)), abs=5e-3)


def test_more_weight_on_demand_never_meets_less_of_it() -> None:
    offers = [Offer("p0", "EE", "A", 1, 1, 9), Offer("p1", "VO", "B", 1, 1, 9)]
    along = frontier(offers, [Demand("A", "EE", 8)], {"VO": 8}, budget_sek=8)
    assert [one.demand_met for one in along] == sorted(one.demand_met for one in along)
    assert (along[0].places, along[-1].places) == ({"p0": 0, "p1": 8}, {"p0": 8, "p1": 0})


def test_pupils_travel_no_further_than_said() -> None:
    offers, demand = [Offer("p0", "EE", "B", 1, 1, 9)], [Demand("A", "EE", 5)]
    near, far = (
        propose(offers, demand, {}, budget_sek=9, weight=1, minutes={("A", "B"): 45}, within_minutes=limit)
        for limit in (45, 44)
    )
    assert (near.demand_met, far.demand_met) == (1, 0)


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(NoProposal):
        propose([Offer("p0", "EE", "A", 1, 1, 2)], DEMAND, NEED, budget_sek=-1, weight=0.5)
