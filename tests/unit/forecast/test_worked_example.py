"""Does the worked example of the documents run, on another country's files as its office gives them?"""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from malbild.pipeline.backtest import run_backtest
from malbild.pipeline.project import Asked, project
from tests.forecast_cases import history

PAGE = Path("docs/reference/forecast-tables.md")


def as_the_office_gives(folder: Path) -> None:
    known = history(years=14, areas=2)
    oldest = known.population.shape[-1] - 1
    years = ";".join(map(str, known.years))
    names = [f"{oldest} years or older" if age == oldest else f"{age} years" for age in range(oldest + 1)]
    for name, values in (("people", known.population), ("deaths_by_age", known.deaths)):
        lines = [f"region;sex;age;{years}"]
        for area, sex, age in np.ndindex(values.shape[1:]):
            told = ";".join(f"{one:.2f}" for one in values[:, area, sex, age])
            lines.append(f"K0{area + 1} Land;{('Females', 'Males')[sex]};{names[age]};{told}")
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    lines = [f"region;age;{years}"]
    for area, age in np.ndindex(known.births.shape[1:]):
        told = ";".join(f"{one:.2f}" for one in known.births[:, area, age])
        lines.append(f"K0{area + 1} Land;{names[age]};{told}")
    (folder / "births_by_mother.csv").write_text("\n".join(lines), encoding="utf-8")


def test_the_script_of_the_page_makes_tables_that_can_be_tried_and_projected(tmp_path: Path) -> None:
    as_the_office_gives(tmp_path)
    script = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert script is not None
    subprocess.run([sys.executable, "-c", script[1]], cwd=tmp_path, check=True, timeout=60)
    assert run_backtest(str(tmp_path), tmp_path).origins == (2010, 2011, 2012)
    found = project(Asked(tmp_path, tmp_path / "population.csv", "weaker-labour-market", 20, 2016, 1))
    assert set(found.area) == {"K01", "K02"}
    assert (found.value >= 0).all()
