"""The shape every array of the forecast has, and the words for its axes.

Axes, always in this order and always last: (draw, area, sex, age). Ages are single years, the last one open ("100+").
An age is the age a person reaches during the year: who was 34 at the year's start belongs to 35 the whole year. So
every event – a birth, a death, a move – falls in the cell where the person is counted at the year's end.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

SEXES = ("women", "men")
WOMEN, MEN = 0, 1
BOYS = 0.512
"""Share of boys among the born: 105 boys to 100 girls, stable over time and place (SCB, births by sex)."""


def aged(population: Floats, newborns: Floats, xp: Any = np) -> Floats:
    """Everybody one year older, the newborns in first; the open last age keeps whom it had and leaks nobody.

    population   (…, sex, age) at the year's start
    newborns     (…, sex) born during the year

    >>> aged(np.array([[5.0, 3.0, 2.0]]), np.array([4.0])).tolist()
    [[4.0, 5.0, 5.0]]
    """
    oldest = population[..., -2:-1] + population[..., -1:]
    return xp.concatenate([newborns[..., None], population[..., :-2], oldest], axis=-1)  # type: ignore[no-any-return]
