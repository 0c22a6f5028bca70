"""A year of admission small enough to know everybody in it, and the people who may or may not read it."""

from datetime import date
from types import SimpleNamespace

from malbild.pupils import changes
from malbild.pupils.supply import Planning
from malbild.vocabulary.admission_calendar import AdmissionCalendar
from malbild.vocabulary.admission_year import Identity
from tests.admission_cases import Choice, applied, offered

NAME, HIDDEN_NAME = "Agnes Ögonblick", "Hemliga Persson"
HOME, HIDDEN_HOME = "Lillkommun", "Gömdkommun"
CALENDAR = AdmissionCalendar(
    2026, date(2026, 1, 8), date(2026, 2, 15), date(2026, 4, 8), date(2026, 4, 15), date(2026, 5, 6),
    date(2026, 7, 1), date(2026, 7, 29), date(2026, 8, 5), date(2026, 8, 30), date(2026, 9, 2),
)  # fmt: skip
PROGRAMMES = offered([1, 2], municipalities=["Storkommun"] * 2)
APPLICATIONS = applied(
    [[Choice(0, 247.5), Choice(1, 247.5)], [Choice(0, 300)], [Choice(1, 210), Choice(0, 210)], [Choice(0, 199.5)]],
    [HOME, "Storkommun", HIDDEN_HOME, "Storkommun"],
)
IDENTITIES = {
    "a00": Identity(NAME), "a01": Identity("Bo Ek"), "a02": Identity(HIDDEN_NAME, protected=True),
    "a03": Identity("Cia Å"),
}  # fmt: skip


def person(name: str) -> SimpleNamespace:
    """Somebody who has signed in."""
    return SimpleNamespace(is_authenticated=True, is_active=True, get_username=lambda: name)


PLANNER, TRUSTED, STRANGER = person("petra"), person("torsten"), person("berit")


def open_store() -> str:
    """A store with two members and one year, loaded; gives the year's key."""
    changes.grant(name="petra")
    changes.grant(name="torsten", protected=True)
    key = changes.open_year(by=PLANNER, generated=False, calendar=CALENDAR)
    changes.load(
        by=PLANNER, key=key, applications=APPLICATIONS, programmes=PROGRAMMES, identities=IDENTITIES,
        planning=Planning(need={"EK": 3.0}), digests={},
    )  # fmt: skip
    return key
