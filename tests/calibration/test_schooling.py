"""Does carrying education through life say better what people know in five years than that every age stays as it is?

Protocol, fixed before it was scored: eight Swedish regions, origins 1990 to 2015 every five years, five years on,
persons of 16–74 by seven levels of education, sexes together. The people of each age band are those that came, so that
education alone is tried; shares are alike for all ages of a band. Beside it stands "same as before": every age band
keeps its shares. Score: mean absolute error in per cent of the level, over regions, levels and origins.
"""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from malbild.analysis.forecast.labour.schooling import older, transitions

TABLE = Path("education/se_region_education_level_1985_2020/UF0506A1_20210926-160849.csv.gz")
UNKNOWN = "no information about level of educational attainment"
BANDS = ((16, 25), (25, 35), (35, 45), (45, 55), (55, 65), (65, 75))
ORIGINS = (1990, 1995, 2000, 2005, 2010, 2015)
AHEAD = 5
Floats = NDArray[np.float64]


def persons(path: Path) -> tuple[list[int], list[str], Floats]:
    """Years, levels, and (year, region, sex, band, level)."""
    rows = list(csv.DictReader(gzip.decompress(path.read_bytes()).decode("latin-1").splitlines()))
    regions, bands, levels = (sorted({row[one] for row in rows}) for one in ("region", "age", "level of education"))
    levels.remove(UNKNOWN)
    years = [int(one) for one in rows[0] if one.isdigit()]
    found = np.zeros((len(years), len(regions), 2, len(bands), len(levels)))
    for row in rows:
        if row["level of education"] != UNKNOWN:
            place = regions.index(row["region"]), ("women", "men").index(row["sex"]), bands.index(row["age"])
            found[(slice(None), *place, levels.index(row["level of education"]))] = [float(row[str(y)]) for y in years]
    return years, levels, found


def by_age(shares: Floats) -> Floats:
    """Shares by band (region, sex, band, level) as shares by single age 0–100."""
    band = np.array([max(sum(age >= low for low, _ in BANDS) - 1, 0) for age in range(101)])
    return np.asarray(shares[:, :, band])


def carried(shares: Floats, years: int) -> Floats:
    """Shares by band some years on, by the engine."""
    share = by_age(shares)
    given = transitions(share)
    for _ in range(years):
        share = older(share, given)
    return np.stack([share[:, :, low:high].mean(2) for low, high in BANDS], axis=2)


def test_schooling_beside_same_as_before(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    years, levels, there = persons(shared_data / TABLE)
    errors: dict[str, list[Floats]] = {"carried": [], "same as before": []}
    for origin in ORIGINS:
        then, came = there[years.index(origin)], there[years.index(origin + AHEAD)]
        shares = then / then.sum(-1, keepdims=True)
        people = came.sum(-1, keepdims=True)
        for name, said in (("carried", carried(shares, AHEAD)), ("same as before", shares)):
            errors[name].append((people * said).sum((1, 2)) / came.sum((1, 2)) - 1)
    with capsys.disabled():
        for name, each in errors.items():
            missed = np.abs(np.stack(each))
            rounds = np.round(100 * missed.mean((1, 2)), 1)
            print(f"\n{name}: {100 * missed.mean():.2f} per cent; by origin {rounds}")
            print(
                *(f"  {level}: {100 * one:.1f}" for level, one in zip(levels, missed.mean((0, 1)), strict=True)),
                sep="\n",
            )
    ours, naive = (np.abs(np.stack(errors[one])).mean() for one in ("carried", "same as before"))
    assert ours < naive
