"""Does `malbild project --module` reckon what stands on the population, and refuse what cannot be?"""

import csv
import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from malbild.analysis.forecast.measures import MEASURES
from malbild.pipeline.columns import Columns, write
from malbild.pipeline.modules import COLUMNS, project_modules, reckon, yearly_change
from malbild.pipeline.project import QUANTILES, Asked, project
from malbild.sources.forecast_tables.scenarios import packs, scenario
from malbild.vocabulary.assumptions import INPUTS
from malbild.vocabulary.problem import Refused

MADE_UP = Path(__file__).resolve().parents[3] / "examples" / "made-up"
MODULES = tuple(INPUTS)
Cells = dict[tuple[str, str, str, str, int], float]


def asked(folder: Path = MADE_UP, *, scenario: str | None = None, draws: int = 0, seed: int = 1) -> Asked:
    return Asked(folder, None, scenario, draws, 2024, seed)


@cache
def baseline(draws: int = 0) -> Columns:
    return project_modules(asked(draws=draws), MODULES)


def cells(columns: Columns) -> Cells:
    keys = zip(*(columns.values[name] for name in ("module", "measure", "area", "group", "year")), strict=True)
    return dict(zip(keys, map(float, columns.values["value"]), strict=True))  # type: ignore[arg-type]


def figure(columns: Columns, measure: str, area: str = "total", group: str = "total", year: int = 2024) -> float:
    module = next(one for one in MODULES if measure in MEASURES[one])
    return cells(columns)[module, measure, area, group, year]


def refused(folder: Path, *modules: str, scenario: str | None = None) -> set[str]:
    with pytest.raises(Refused) as found:
        project_modules(asked(folder, scenario=scenario), modules or MODULES)
    assert all(one.message.sv != one.message.en for one in found.value.findings)
    return {one.rule for one in found.value.findings}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MADE_UP, tmp_path / "region")
    return tmp_path / "region"


def own(folder: Path, path: str, operation: str, value: float, **selector: str) -> str:
    chosen = ", ".join(f'{key} = "{one}"' for key, one in selector.items())
    file = folder / "own.toml"
    file.write_text(
        'name = { sv = "a", en = "b" }\nexplanation = { sv = "a", en = "b" }\n[[levers]]\nsource = "test"\nramp = 0\n'
        f'path = "{path}"\noperation = "{operation}"\nvalue = {value}\nselector = {{ {chosen} }}\n',
        encoding="utf-8",
    )
    return str(file)


def test_every_measure_of_every_module_is_told_for_areas_groups_and_together() -> None:
    found = cells(baseline())
    assert {(module, measure) for module, measure, *_ in found} == {(m, one) for m in MODULES for one in MEASURES[m]}
    assert {area for _, _, area, *_ in found} == {"01", "02", "total"}
    assert figure(baseline(), "recruitment", "01", "care") > 0


def test_parts_are_the_whole_on_the_middle_path() -> None:
    found = cells(baseline())
    for (module, name, area, group, year), value in found.items():
        measure = MEASURES[module][name]
        if measure.over is None and area == "total":
            parts = sum(found[module, name, one, group, year] for one in ("01", "02"))
            assert value == pytest.approx(parts, rel=1e-9, abs=1e-9)
        if measure.over is None and group == "total" and measure.by:
            groups = {one for of, which, _, one, _ in found if (of, which) == (module, name)} - {"total"}
            parts = sum(found[module, name, area, one, year] for one in groups)
            assert value == pytest.approx(parts, rel=1e-9, abs=1e-9)


def test_quantiles_rise_and_the_same_seed_gives_the_same(tmp_path: Path) -> None:
    one = project_modules(asked(draws=30), ["households"])
    other = project_modules(asked(draws=30), ["households"])
    values = np.asarray(one.values["value"], dtype=float)
    np.testing.assert_array_equal(values, np.asarray(other.values["value"], dtype=float))
    by_level = values.reshape(len(MEASURES["households"]), len(QUANTILES), -1)
    assert (np.diff(by_level, axis=1) >= 0).all()


def test_draws_in_small_blocks_are_the_draws_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reckon(asked(draws=12), MODULES)
    monkeypatch.setattr("malbild.pipeline.modules.CELLS_AT_ONCE", 1000)
    monkeypatch.setattr("malbild.pipeline.modules.FEWEST_DRAWS", 5)
    parts = reckon(asked(draws=12), MODULES)
    for module, figures in whole.figures.items():
        for name, values in figures.items():
            np.testing.assert_allclose(parts.figures[module][name], values, rtol=1e-12, atol=1e-9)


def test_a_module_is_the_same_with_and_without_those_beside_it() -> None:
    alone = cells(project_modules(asked(), ["households"]))
    assert alone == {key: value for key, value in cells(baseline()).items() if key[0] == "households"}


def test_no_spare_dwelling_houses_a_neighbour() -> None:
    assert figure(baseline(), "spare", "02") > 0
    assert figure(baseline(), "need", "02") == 0
    assert figure(baseline(), "need") == figure(baseline(), "need", "01") > 0


def test_the_skills_chapter_has_the_yearly_change_of_each_occupation_in_every_draw() -> None:
    found = yearly_change(asked(draws=12), "jobs_by_occupation", "01")
    assert found.keys() == {"operators", "engineers", "sales", "teachers", "assistants", "nurses"}
    jobs = reckon(asked(draws=12), ["labour"]).figures["labour"]["jobs_by_occupation"][:, -1, 0, 0]
    assert found["operators"].shape == (12,)
    np.testing.assert_allclose(found["operators"], (jobs - 0.7 * 6400) / 3)


def test_a_cluster_is_refused() -> None:
    with pytest.raises(Refused, match="cluster"):
        project_modules(replace(asked(), cluster="tcp://nobody:1"), MODULES)


def test_csv_and_parquet_have_the_columns_and_what_they_rest_on(tmp_path: Path) -> None:
    write(baseline(), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    assert {row["quantile"] for row in rows} == {""}
    assert len(rows) == len(baseline().values["value"])
    record = json.loads((tmp_path / "out.csv.json").read_text(encoding="utf-8"))
    assert record["modules"] == list(MODULES)
    assert record["closure"] == "balanced"


@pytest.mark.parametrize("draws", [0, 12])
def test_a_scenario_that_changes_nothing_is_the_baseline_to_the_bit(folder: Path, draws: int) -> None:
    for path, operation, value in (
        ("labour/participation", "multiply", 1),
        ("emissions/shares", "add", 0),
        ("emissions/shares", "logit", 0),
        ("money/tax-rate", "add", 0),
        ("households/built", "add", 0),
    ):
        off = project_modules(asked(scenario=own(folder, path, operation, value), draws=draws), MODULES)
        np.testing.assert_array_equal(_values(off), _values(baseline(draws)))


def _values(columns: Columns) -> NDArray[np.float64]:
    return np.asarray(columns.values["value"], dtype=np.float64)


@pytest.mark.parametrize("name", packs())
def test_every_ready_scenario_moves_the_modules_it_names(name: str) -> None:
    named = {lever.path.partition("/")[0] for lever in scenario(name, MADE_UP).levers} & set(MODULES)
    before, after = cells(baseline()), cells(project_modules(asked(scenario=name), MODULES))
    moved = {key[0] for key, value in after.items() if value != before[key]}
    assert named <= moved


def test_only_population_levers_leave_no_module_aside() -> None:
    assert figure(project_modules(asked(scenario="lower-fertility"), ["money"]), "cost", group="preschool") < figure(
        baseline(), "cost", group="preschool"
    )


def test_a_scenario_of_modules_alone_is_refused_for_the_population() -> None:
    with pytest.raises(Refused, match="--module emissions"):
        project(asked(scenario="electrification"))


@pytest.mark.parametrize(
    ("lever", "measure", "rises"),
    [
        (("labour/announced", "add", 300, {"area": "01", "industry": "manufacturing"}), "jobs", True),
        (("labour/growth", "add", -0.05, {"rule": "traded"}), "jobs", False),
        (("labour/retirement-delay", "add", 2, {}), "retired", False),
        (("labour/staffing", "multiply", 1.1, {"industry": "care-homes"}), "demand", True),
        (("households/vacancy", "add", 0.02, {}), "need", True),
        (("households/built", "add", 50, {"area": "01"}), "remaining", False),
        (("households/headship", "multiply", 1.05, {"age": "20-29"}), "households", True),
        (("money/tax-rate", "add", 0.01, {}), "balance", True),
        (("money/unit-cost", "multiply", 0.9, {"service": "school"}), "cost", False),
        (("emissions/factors", "multiply", 0.5, {"carrier": "electricity"}), "emissions", False),
        (("emissions/volume", "multiply", 0.8, {"driver": "persons"}), "energy", False),
    ],
)
def test_levers_pull_the_way_they_say(
    folder: Path, lever: tuple[str, str, float, dict[str, str]], measure: str, rises: bool
) -> None:
    path, operation, value, selector = lever
    after = project_modules(asked(scenario=own(folder, path, operation, value, **selector)), [path.partition("/")[0]])
    assert (figure(after, measure) > figure(baseline(), measure)) == rises
    assert figure(after, measure) != figure(baseline(), measure)


def test_what_a_lever_gives_one_share_it_takes_from_the_others(folder: Path) -> None:
    lever = own(folder, "emissions/shares", "set", 0.8, carrier="electricity", sector="cars")
    after = project_modules(asked(scenario=lever), ["emissions"])
    assert figure(after, "energy") == pytest.approx(figure(baseline(), "energy"), rel=1e-12)
    assert figure(after, "energy", group="electricity") > figure(baseline(), "energy", group="electricity")


def test_more_places_make_more_of_the_education_when_they_are_through(folder: Path) -> None:
    lever = own(folder, "labour/places", "multiply", 2, programme="technician")
    after = project_modules(asked(scenario=lever), ["labour"])
    for year, moves in ((2022, False), (2024, True)):
        one, other = (figure(each, "supply", group="university", year=year) for each in (after, baseline()))
        assert (one > other) == moves
    unfilled = own(folder, "labour/places", "multiply", 50, programme="technician")
    assert figure(project_modules(asked(scenario=unfilled), ["labour"]), "unfilled_places") > 0


def test_closures_differ_as_they_say() -> None:
    supply, demand, balanced = (
        project_modules(asked(), ["labour"], closure)
        for closure in ("supply", "demand", "balanced")  # type: ignore[arg-type]
    )
    assert figure(demand, "jobs") >= figure(balanced, "jobs")
    assert figure(supply, "unfilled") == 0
    rates = [figure(supply, "unemployment_rate", year=year, group="care") for year in (2022, 2024)]
    assert rates[0] == pytest.approx(rates[1])


def test_work_reaches_the_purse(folder: Path) -> None:
    lever = own(folder, "labour/staffing", "multiply", 0.8, rule="traded")
    assert figure(project_modules(asked(scenario=lever), ["money"]), "tax") < figure(baseline(), "tax")
    shutil.rmtree(folder / "forecast" / "labour")
    assert refused(folder, "money", scenario=lever) == {"input.lever-idle"}
    assert figure(project_modules(asked(folder), ["money"]), "tax") > 0


@pytest.mark.parametrize(
    ("lever", "rule"),
    [
        (("labour/wages", "multiply", 2, {}), "input.lever-path"),
        (("labour/jobs", "multiply", 2, {}), "input.lever-path"),
        (("labour/growth", "add", -0.1, {"industry": "mining"}), "input.lever-selector"),
        (("labour/growth", "add", -0.1, {"area": "01"}), "input.lever-selector"),
        (("labour/growth", "add", -0.1, {"rule": "wild"}), "input.lever-selector"),
        (("labour/participation", "add", 0.1, {"age": "17-3"}), "input.lever-selector"),
        (("labour/participation", "add", 0.3, {"age": "25-54"}), "input.scenario-outside"),
        (("labour/participation", "add", 0.01, {}), "input.open-age"),
        (("labour/announced", "multiply", 2, {}), "input.lever-idle"),
        (("labour/places", "add", -1000, {}), "input.scenario-outside"),
        (("labour/announced", "add", -1100, {}), "input.scenario-negative"),
        (("households/built", "add", -100000, {}), "input.scenario-outside"),
        (("households/built", "logit", 1, {}), "input.lever-value"),
        (("emissions/shares", "set", 0.7, {"carrier": "electricity,district-heating"}), "input.scenario-outside"),
        (("emissions/shares", "set", 0.5, {"sector": "farming", "carrier": "livestock"}), "input.scenario-outside"),
        (("fertility", "logit", 1, {}), "input.lever-value"),
    ],
)
def test_a_lever_that_cannot_be_pulled_is_refused(
    folder: Path, lever: tuple[str, str, float, dict[str, str]], rule: str
) -> None:
    path, operation, value, selector = lever
    assert refused(MADE_UP, scenario=own(folder, path, operation, value, **selector)) == {rule}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "old", "new", "rule"),
    [
        ("labour/jobs", "01,manufacturing,6400", "01,manufacturing,64000", "input.jobs-do-not-fit"),
        ("labour/use", "schools,", "shops,", "input.use"),
        ("labour/programmes", "care,19,3", "care,99,3", "input.programme"),
        ("labour/participation", "70-74", "70-90", "input.open-age"),
        (
            "labour/requirements",
            "care,0.75\n*,assistants,school,0.25",
            "school,1",
            "input.bridge",
        ),
        ("emissions/sectors", "cars,persons", "cars,jobs", "input.driver"),
    ],
)
def test_tables_that_are_right_alone_and_not_together_are_refused(
    folder: Path, table: str, old: str, new: str, rule: str
) -> None:
    change(folder / "forecast" / f"{table}.csv", old, new)
    if rule == "input.bridge":
        change(folder / "forecast" / f"{table}.csv", "nurses,university,0.9\n*,nurses,care,0.1", "nurses,university,1")
    if rule == "input.driver":
        shutil.rmtree(folder / "forecast" / "labour")
    assert refused(folder, table.partition("/")[0]) == {rule}


def test_a_rate_nobody_has_written_is_asked_for(folder: Path) -> None:
    (folder / "forecast" / "money" / "equalisation.toml").unlink()
    assert refused(folder, "money") == {"input.rule"}
