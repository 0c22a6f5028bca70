"""Problems: what can be wrong when a table's codes and units are brought to ours, in words."""

from dataclasses import dataclass, field

from malbild.vocabulary.area import UnknownArea, area
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import Measure, Table
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit, UnknownUnit


@dataclass
class Problems:
    """What is wrong with one table, gathered so that it is told at once."""

    table: Table
    found: list[Finding] = field(default_factory=list)

    def add(self, rule: str, place: Place, message: Text, remedy: Text) -> None:
        """Note one problem."""
        self.found.append(Finding(rule, Severity.ERROR, place, message, remedy))

    def stop(self) -> None:
        """Refuse the table when anything was noted."""
        if self.found:
            raise Refused(sorted(self.found, key=lambda one: (one.place.line or 0, one.rule)))


def unknown_indicator(measure: Measure) -> tuple[Text, Text]:
    """A measure that is said to feed what nobody measures."""
    return (
        Text(
            f"Måttet {measure.name!r} sägs mata indikatorn {measure.indicator!r}, som inte finns.",
            f"The measure {measure.name!r} is said to feed the indicator {measure.indicator!r}, which does not exist.",
        ),
        Text(
            f"Rätta id:t i tabellens sidofil eller lägg till indicators/{measure.indicator}.toml.",
            f"Correct the id in the table's sidecar or add indicators/{measure.indicator}.toml.",
        ),
    )


def feeds_nothing(table: Table) -> tuple[Text, Text]:
    """A table without any measure that feeds an indicator."""
    return (
        Text(
            f"Inget mått i tabellen {table.declaration.id!r} matar någon indikator.",
            f"No measure of the table {table.declaration.id!r} feeds an indicator.",
        ),
        Text("Ange indicator för ett mått i sidofilen.", "Name an indicator for a measure in the sidecar."),
    )


def wrong_unit(measure: Measure, unit: Unit, error: UnknownUnit) -> tuple[Text, Text]:
    """A unit that is not known or cannot become the indicator's."""
    return (
        Text(
            f"Enheten {measure.unit!r} kan inte räknas om till {unit.name!r}, enheten för {measure.indicator}.",
            f"{error} The indicator {measure.indicator} is measured in {unit.name!r}.",
        ),
        Text(
            "Ändra enheten i tabellens sidofil eller i indikatorns fil.",
            "Change the unit in the table's sidecar or in the indicator's file.",
        ),
    )


def no_period(code: str) -> tuple[Text, Text]:
    """A code that is no time."""
    return (
        Text(f"{code!r} är ingen period.", f"{code!r} is no period."),
        Text(
            "Skriv ett år (2018), tertial (2018-T1), kvartal (2018-Q3), månad (2018-09) eller dag (2018-12-31).",
            "Write a year (2018), tertial (2018-T1), quarter (2018-Q3), month (2018-09) or day (2018-12-31).",
        ),
    )


def unknown_area(error: UnknownArea) -> tuple[Text, Text]:
    """A code that names no area."""
    if not error.code.strip():
        return (
            Text(
                "Tabellen säger inte vilket område siffran gäller.",
                "The table does not say which area the figure is about.",
            ),
            Text(
                "Ange area i sidofilen, till exempel 00 för riket.",
                "Give area in the sidecar, for instance 00 for the nation.",
            ),
        )
    return (
        Text(f"Ingen kommun, inget län har koden {error.code!r}.", f"No area has the code {error.code!r}."),
        Text(
            "Skriv 00 för riket, två siffror för ett län och fyra för en kommun, med inledande nollor "
            "(0114, inte 114).",
            "Write 00 for the nation, two digits for a county and four for a municipality, with leading zeros "
            "(0114, not 114).",
        ),
    )


def ended_area(code: str) -> tuple[Text, Text]:
    """A figure from after its area had ended."""
    one = area(code)
    return (
        Text(
            f"Koden {code} ({one.name}) gällde till och med {one.valid_to}; siffran är senare.",
            f"The code {code} ({one.name}) held until {one.valid_to}; the figure is later.",
        ),
        Text("Använd den kod som gäller det året.", "Use the code that holds in that year."),
    )


def told_twice(key: tuple[str, str, str, str], other: Place) -> tuple[Text, Text]:
    """Two figures for one cell."""
    cell = ", ".join(key)
    return (
        Text(
            f"Två olika siffror för samma sak ({cell}); den andra står i {other}.",
            f"Two different figures for the same thing ({cell}); the other stands at {other}.",
        ),
        Text("Ta bort den som är fel.", "Remove the one that is wrong."),
    )
