"""The command `malbild`: one module a command, loaded only when it is called."""

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

import django
from cyclopts import App

from malbild import __version__
from malbild.vocabulary.finding import Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, Text

# Draws are shared out among processes; a second thread of the linear algebra in each would only wait for the first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

CANNOT_RUN = 2
_UNKNOWN = Text(
    "Kommandot {command!r} finns inte. Kommandona är {names}; malbild KOMMANDO --help visar vad ett kommando tar.",
    "There is no command {command!r}. The commands are {names}; malbild COMMAND --help shows what one takes.",
)

app = App(
    name="malbild",
    version=__version__,
    help="Goals, measures, forecasts, actions and publications of a region, in one place.",
)

# command → the function it runs, and whether it opens the register of `--data`
_COMMANDS = {
    "account": ("malbild.cli.account:account", True),
    "admission": ("malbild.cli.admission:admission", False),
    "admit": ("malbild.cli.admit:admit", False),
    "backtest": ("malbild.cli.backtest:backtest", False),
    "check": ("malbild.cli.check:check", False),
    "demo": ("malbild.cli.demo:demo", True),
    "export": ("malbild.cli.export:export", True),
    "import": ("malbild.cli.import_:import_", True),
    "judge": ("malbild.cli.judge:judge", True),
    "project": ("malbild.cli.project:project", False),
    "publish": ("malbild.cli.publish:publish", True),
    "pupils": ("malbild.cli.pupils:pupils", True),
    "refresh": ("malbild.cli.refresh:refresh", False),
    "seek": ("malbild.cli.seek:seek", True),
    "sensitivity": ("malbild.cli.sensitivity:sensitivity", True),
    "serve": ("malbild.cli.serve:serve", True),
    "skills": ("malbild.cli.skills:skills", False),
    "tables": ("malbild.cli.tables:tables", False),
}

for _name, (_target, _) in _COMMANDS.items():
    app.command(_target, name=_name)


def main() -> None:
    """Run the command line; what is refused is told in plain words, never as a traceback."""
    arguments = sys.argv[1:]
    if arguments and not arguments[0].startswith("-") and arguments[0] not in _COMMANDS:
        _no_such(arguments[0])
    if arguments and _COMMANDS.get(arguments[0], ("", False))[1]:
        _open_register(_data_folder(arguments))
    try:
        app(arguments)
    except Refused as refused:
        _tell(refused)
        sys.exit(CANNOT_RUN)
    except BrokenPipeError:  # the reader of our output has left, which is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CANNOT_RUN)
    except KeyboardInterrupt:
        print("Avbruten." if language() == "sv" else "Stopped.", file=sys.stderr)
        sys.exit(130)


def _no_such(command: str) -> NoReturn:
    """Tell before the commands are loaded to look for the nearest: the register's models need a register."""
    names = ", ".join(_COMMANDS)
    print(_UNKNOWN.in_(language()).format(command=command, names=names), file=sys.stderr)
    sys.exit(CANNOT_RUN)


def _tell(refused: Refused) -> None:
    """Every problem that stands in the way; warnings only when there is nothing worse."""
    errors = [one for one in refused.findings if one.severity is Severity.ERROR] or refused.findings
    for finding in errors:
        print(finding.in_(language()), file=sys.stderr)


def language() -> Language:
    """The language of messages on the command line: Swedish where the environment asks for it."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "sv" if asked.startswith("sv") else "en"


def _data_folder(arguments: list[str]) -> Path:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path, default=Path(".malbild"))
    known, _ = parser.parse_known_args(arguments)
    return Path(known.data)


def _open_register(folder: Path) -> None:
    """Tell Django where the register lies; a command's module imports its models, which must come after."""
    os.environ["MALBILD_DATA"] = str(folder.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "malbild.web.settings")
    django.setup()
