"""Do the pages' commands run as they stand, and does the reference tell every table as the code has it?"""

import re
import shlex
from pathlib import Path

import pytest

from malbild.cli import app
from malbild.vocabulary.assumptions import INPUTS

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "how-to" / "look-ahead.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^malbild (project .*)$", PAGE, re.MULTILINE)
OWN = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def run(command: str, output: Path) -> None:
    arguments = shlex.split(command.replace("examples/made-up", str(ROOT / "examples" / "made-up")))
    arguments[arguments.index("-o") + 1] = str(output)
    with pytest.raises(SystemExit) as ended:
        app(arguments)
    assert ended.value.code == 0


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 7


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(command: str, tmp_path: Path) -> None:
    output = tmp_path / shlex.split(command)[-1]
    run(command, output)
    assert output.stat().st_size > 10_000
    assert output.with_name(f"{output.name}.json").exists()


def test_the_pages_own_scenario_runs(tmp_path: Path) -> None:
    assert OWN
    (tmp_path / "factory.toml").write_text(OWN[1], encoding="utf-8")
    own = f"--scenario {tmp_path}/factory.toml --module labour"
    run(f"project --data examples/made-up --to 2023 --draws 0 {own} -o x", tmp_path / "out.csv")


def test_the_reference_tells_every_table_as_it_is() -> None:
    page = (ROOT / "docs" / "reference" / "forecast-tables.md").read_text(encoding="utf-8")
    for module, inputs in INPUTS.items():
        for table in inputs.tables:
            needed = "needed" if table.default is None else ("without" if table.shares_of else f"{table.default:g}")
            row = rf"\| `{module}/{table.name}\.csv` \| `{','.join(table.axes)}` \| .*\| {needed}"
            assert re.search(row, page), f"{module}/{table.name}"
        for listing in inputs.listings:
            row = rf"\| `{module}/{listing.name}\.csv`.* \| `{listing.axis}`, `{next(iter(listing.columns))}` "
            assert re.search(row, page), f"{module}/{listing.name}"
