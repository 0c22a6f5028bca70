"""The yearly rate that has been achieved, the one that is needed, and where the straight line leads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearlyRates:
    """Rates of change a year, as shares (−0.026 is a fall by 2.6 per cent a year).

    achieved   (latest / base)^(1 / years) − 1
    needed     (goal / latest)^(1 / years left) − 1
    straight   the change since the base at the target's time if the mean yearly change in the unit itself goes on
    """

    achieved: float
    needed: float
    straight: float


def yearly_rates(
    *, base: tuple[float, float], latest: tuple[float, float], goal: tuple[float, float]
) -> YearlyRates | None:
    """Rates from three points, each (year, value); None unless time passes between them and all values are positive.

    >>> rates = yearly_rates(base=(2005, 1_383_316), latest=(2022, 881_858), goal=(2030, 553_326))
    >>> round(100 * rates.achieved, 1), round(100 * rates.needed, 1), round(100 * rates.straight)
    (-2.6, -5.7, -53)
    """
    passed, left = latest[0] - base[0], goal[0] - latest[0]
    if passed <= 0 or left <= 0 or min(base[1], latest[1], goal[1]) <= 0:
        return None
    straight = (latest[1] / base[1] - 1) * (goal[0] - base[0]) / passed
    return YearlyRates(
        achieved=(latest[1] / base[1]) ** (1 / passed) - 1,
        needed=(goal[1] / latest[1]) ** (1 / left) - 1,
        straight=straight,
    )
