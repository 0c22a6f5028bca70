"""Does the headship method give the figures that have been published with it?"""

import numpy as np
import pytest

from malbild.analysis.forecast.households import Households, begin, follow, households

NONE = np.zeros(1)


def told(persons: float, size: float, **other: float) -> tuple[np.ndarray, Households]:
    given = {name: np.array([value]) for name, value in other.items()}
    people = np.full((1, 1, 2, 10), persons / 20)
    headship = np.full((1, 2, 10), 1 / size)
    return people, Households(headship, given.get("dwellings", NONE), given.get("losses", NONE), NONE, NONE, NONE)


@pytest.mark.parametrize(  # a tutorial's table of persons and household sizes, scribd.com/document/635488805
    ("persons", "size", "published"),
    [(2_888_590, 4.2, 687_759), (3_216_221, 4.0, 804_055), (3_589_013, 3.8, 944_477), (3_997_879, 3.6, 1_110_521)],
)
def test_households_of_a_published_table(persons: float, size: float, published: int) -> None:
    people, a = told(persons, size)
    assert households(people, a)[0, 0] == pytest.approx(published, abs=1)


def test_nothing_changes_and_nothing_is_needed() -> None:
    people, a = told(1000, 2, dwellings=500)
    _, of = follow(begin(a, people), a, people)
    assert of["need"][0, 0] == of["spare"][0, 0] == 0


def test_ten_years_of_growth_and_loss_are_the_sum_of_the_parts() -> None:
    """From 687,759 to 804,055 households with one per cent of the first stock lost: 116,296 + 6,878."""
    people, a = told(2_888_590, 4.2, dwellings=687_759.5, losses=0.01)
    more, later = told(3_216_221, 4.0, dwellings=687_759.5, losses=0.01)
    _, of = follow(begin(a, people), later, more)
    assert of["need"][0, 0] == pytest.approx(116_296 + 6_878, abs=2)
