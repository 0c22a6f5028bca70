"""Households and housing need in plain loops; equations in `households.py` a folder up."""

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.households import Households


def need(start: Floats, years: list[Floats], given: list[Households]) -> list[list[dict[str, float]]]:
    """Year → area → figures; `start` and each of `years` (area, sex, age), `given` the assumptions of each year."""
    origin = [_households(start[area], given[0].headship[area]) for area in range(len(start))]
    dwellings = [float(given[0].dwellings[area]) for area in range(len(start))]
    lost, built = [0.0] * len(start), [0.0] * len(start)
    told = []
    for population, a in zip(years, given[1:], strict=True):
        of_year = []
        for area in range(len(start)):
            now = _households(population[area], a.headship[area])
            gone = float(a.losses[area]) * dwellings[area]
            lost[area] += gone
            built[area] += float(a.built[area])
            dwellings[area] += float(a.built[area]) - gone
            free = float(a.vacancy[area])
            buffer = free / (1 - free) * now - (float(given[0].dwellings[area]) - origin[area])
            balance = now - origin[area] + lost[area] + buffer + float(a.deficit[area])
            of_year.append({
                "households": now, "need": max(balance, 0.0), "spare": max(-balance, 0.0), "lost": lost[area],
                "remaining": max(max(balance, 0.0) - built[area], 0.0), "dwellings": dwellings[area],
            })  # fmt: skip
        told.append(of_year)
    return told


def _households(people: Floats, headship: Floats) -> float:
    return sum(
        float(people[sex, age]) * float(headship[sex, age]) for sex in range(2) for age in range(people.shape[1])
    )
