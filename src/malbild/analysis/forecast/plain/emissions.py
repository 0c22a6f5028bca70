"""Energy and emissions in plain loops; equations in `emissions.py` a folder up."""

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.emissions import Emissions


def emitted(
    drivers: tuple[str, ...], kinds: tuple[str, ...], a: Emissions, then: dict[str, Floats], now: dict[str, Floats]
) -> list[dict[str, float]]:
    """Area → energy and emissions of a year; `then` and `now` give (area) of what activities follow."""
    told = []
    for area in range(len(a.activity)):
        energy, tonnes = 0.0, 0.0
        for sector, word in enumerate(drivers):
            index = 1.0
            if word != "none":
                before = float(then[word][area])
                index = float(now[word][area]) / (before if before > 0 else 1.0)
            activity = float(a.activity[area, sector]) * index * float(a.volume[area, sector])
            for carrier, kind in enumerate(kinds):
                use = activity * float(a.intensity[area, sector]) * float(a.shares[area, sector, carrier])
                energy += use if kind == "energy" else 0.0
                tonnes += use * float(a.factors[carrier])
        told.append({"energy": energy, "emissions": tonnes})
    return told
