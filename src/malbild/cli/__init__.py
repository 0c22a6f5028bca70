"""The command `malbild`: one module a command, loaded only when it is called."""

from cyclopts import App

from malbild import __version__

app = App(
    name="malbild",
    version=__version__,
    help="Goals, measures, forecasts, actions and publications of a region, in one place.",
)

for _name, _target in (
    ("account", "malbild.cli.account:account"),
    ("admit", "malbild.cli.admit:admit"),
    ("check", "malbild.cli.check:check"),
    ("demo", "malbild.cli.demo:demo"),
    ("export", "malbild.cli.export:export"),
    ("import", "malbild.cli.import_:import_"),
    ("judge", "malbild.cli.judge:judge"),
    ("publish", "malbild.cli.publish:publish"),
    ("refresh", "malbild.cli.refresh:refresh"),
    ("serve", "malbild.cli.serve:serve"),
):
    app.command(_target, name=_name)


def main() -> None:
    """Run the command line."""
    app()
