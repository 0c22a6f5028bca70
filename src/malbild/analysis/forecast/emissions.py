"""Energy and emissions, in every draw.

    activity(area, sector)          = activity at the origin · what it follows, beside the origin · volume
    use(area, sector, carrier)      = activity · intensity · share
    emissions(area, sector, carrier)= use · factor

What an activity follows is the number of persons, of households or of jobs in the area, or nothing. Energy is the use
of carriers of the kind `energy`; carriers of the kind `other` (processes, livestock, waste) are used in tonnes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.forecast.arrays import Floats


@dataclass(frozen=True)
class Emissions:
    """One year's assumptions.

    activity    (area, sector) at the origin
    volume      (area, sector)
    intensity   (area, sector), MWh or tonnes per unit of activity
    shares      (area, sector, carrier), summing to one over carriers
    factors     (carrier), tonnes of carbon dioxide equivalents per MWh or tonne
    """

    activity: Floats
    volume: Floats
    intensity: Floats
    shares: Floats
    factors: Floats


@dataclass(frozen=True)
class Follows:
    """What each sector's activity follows, and what that was at the origin.

    drivers     the word of each sector: persons, households, jobs or none
    at_origin   (…, area) by word
    """

    drivers: tuple[str, ...]
    energy: NDArray[np.bool_]
    at_origin: dict[str, Floats]


def begin(drivers: tuple[str, ...], kinds: tuple[str, ...], size: dict[str, Floats]) -> Follows:
    """What activities follow; `size` gives persons, households and jobs, (…, area), at the origin."""
    return Follows(drivers, np.array([one == "energy" for one in kinds], dtype=bool), size)


def index(follows: Follows, size: dict[str, Floats]) -> Floats:
    """How much larger than at the origin that which each sector follows is, (…, area, sector)."""
    ones = np.ones_like(size["persons"])
    ratio = {
        word: now / np.where(then > 0, then, 1)
        for word, now in size.items()
        for then in (follows.at_origin[word],)
    } | {"none": ones}  # fmt: skip
    return np.stack([ratio[word] for word in follows.drivers], axis=-1)


def follow(follows: Follows, a: Emissions, size: dict[str, Floats]) -> dict[str, Floats]:
    """A year's figures by name; `size` gives what activities follow, (…, area)."""
    activity = a.activity * index(follows, size) * a.volume
    use = (activity * a.intensity)[..., None] * a.shares
    energy = np.where(follows.energy, use, 0)
    emitted = use * a.factors
    return {
        "activity": activity,
        "energy": energy.sum(-2),
        "energy_by_sector": energy.sum(-1),
        "emissions": emitted.sum(-1),
        "emissions_by_carrier": emitted.sum(-2),
    }
