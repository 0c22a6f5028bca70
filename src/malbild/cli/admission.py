"""`malbild admission`: what an admission office and its planners do beside admitting; one module a command."""

from cyclopts import App

admission = App(name="admission", help="Rounds, what-if, places, money and printouts of an admission.")

for _name in ("county",):
    admission.command(f"malbild.cli.admission_{_name}:{_name}", name=_name)
