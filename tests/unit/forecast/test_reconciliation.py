"""Do the areas come to what is said of their country, through people who move and nothing else?"""

from pathlib import Path

import numpy as np
import pytest

from malbild.analysis.forecast.futures import drawn, outlook
from malbild.analysis.forecast.reconciliation import reconciled
from malbild.analysis.forecast.steering import steered
from malbild.analysis.forecast.step import step
from malbild.pipeline.project import Asked, project
from malbild.vocabulary.problem import Refused
from tests.forecast_cases import history, written

EXACT = 1e-9


@pytest.mark.parametrize("share", [0.9, 0.98, 1.15])
def test_the_end_year_is_the_country_and_the_account_closes_every_year(share: float) -> None:
    ahead = outlook(history(), 2025)
    country = share * ahead.centre[-1].sum()
    to_country = reconciled(ahead, country)
    path = drawn(to_country, draws=0, seed=1)
    population = path.central()
    assert population[-1].sum() == pytest.approx(country, rel=EXACT)
    assert population.min() >= 0

    before = ahead.history.population[-1]
    for after, given, totals in zip(population, path._given(None), to_country.centre, strict=True):
        year = step(before, given)
        led, come, gone = steered(year.population, totals, path.believed[10].known.movers)
        np.testing.assert_allclose(
            year.everybody - year.died - year.departed - year.emigrated + year.arrived + year.immigrated + come - gone,
            after, rtol=EXACT, atol=EXACT)  # fmt: skip
        np.testing.assert_allclose(led, after)
        before = after


def test_early_years_are_bent_least() -> None:
    ahead = outlook(history(), 2025)
    bent = reconciled(ahead, 1.1 * ahead.centre[-1].sum()).centre / ahead.centre
    assert (np.diff(bent[:, 0]) > 0).all()
    assert bent[0, 0] == pytest.approx(1.1 ** (1 / len(ahead.years)))


def table(folder: Path, lines: str) -> Asked:
    known = history()
    population = written(folder, known)
    (folder / "country.csv").write_text(f"year,value\n{lines}", encoding="utf-8")
    return Asked(folder, population, None, 0, 2020, 1, national=folder / "country.csv")


def test_a_projection_can_be_asked_to_come_to_a_table(tmp_path: Path) -> None:
    start = history().totals[-1].sum()
    found = project(table(tmp_path, f"2015,{start}\n2020,{1.05 * start}\n"))
    whole = np.array([sex == age == "total" for sex, age in zip(found.sex, found.age, strict=True)])
    assert found.value[whole & (found.year == 2020)].sum() == pytest.approx(1.05 * start)


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ("2015,1\n2020,2\n", "input.national"),
        ("2015,100\n", "input.national"),
        ("2015,1\n2015,1\n", "input.duplicate"),
        ("2015,many\n", "input.number"),
    ],
)
def test_a_country_that_cannot_be_is_refused(tmp_path: Path, lines: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        project(table(tmp_path, lines))
    assert {one.rule for one in refused.value.findings} == {rule}
