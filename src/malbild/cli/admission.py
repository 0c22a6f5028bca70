"""`malbild admission`: what an admission office and its planners do beside admitting; one module a command."""

from cyclopts import App

admission = App(name="admission", help="Rounds, what-if, places, money and printouts of an admission.")

# command → the function it runs, in a module of its own that is loaded when it is called
_COMMANDS = {
    "compensation": "malbild.cli.admission_compensation:compensation",
    "county": "malbild.cli.admission_county:county",
    "places": "malbild.cli.admission_places:places",
    "print": "malbild.cli.admission_print:print_",
    "results": "malbild.cli.admission_results:results",
    "round": "malbild.cli.admission_round:round_",
    "what-if": "malbild.cli.admission_what_if:what_if",
}

for _name, _target in _COMMANDS.items():
    admission.command(_target, name=_name)
