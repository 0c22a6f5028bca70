"""Is the value of one more place what an admission with one more place gives?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.one_more_place import one_more_place
from malbild.vocabulary.admission import Applications, Programmes
from tests.admission_cases import Choice, admissions, applied, offered


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    one_more_place(admit(applied([[Choice(0)]]), offered([1]), seed=1))


@given(admissions())
def test_the_value_is_that_of_admitting_again(case: tuple[Applications, Programmes]) -> None:
    applications, programmes = case
    before = admit(applications, programmes, seed=1)
    values = one_more_place(before)
    width = applications.choices.shape[1]
    for one in range(len(programmes)):
        places = programmes.places.copy()
        places[one] += 1
        after = admit(applications, replace(programmes, places=places), seed=1)
        better = np.where(after.admitted < 0, width, after.admitted) < np.where(
            before.admitted < 0, width, before.admitted
        )
        assert values.better[one] == better.sum()
        assert values.placed[one] == ((before.admitted < 0) & (after.admitted >= 0)).sum()


def test_one_more_place_can_let_others_trade() -> None:
    """The third stands between the first two, who would rather have each other's place."""
    wishes = [[Choice(1, 300), Choice(0, 300)], [Choice(0, 200), Choice(1, 320)], [Choice(0, 250), Choice(2, 200)]]
    values = one_more_place(admit(applied(wishes), offered([1, 1, 1]), seed=1))
    assert values.better.tolist() == [3, 2, 0]
