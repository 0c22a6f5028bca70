"""A calendar of an admission from a TOML file: its days by name, as `AdmissionCalendar` has them."""

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from malbild.sources.admission.problems import Problems
from malbild.vocabulary.admission_calendar import AdmissionCalendar
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

DAYS = tuple(one.name for one in fields(AdmissionCalendar) if one.name not in ("year", "source"))


def read_calendar(path: Path) -> AdmissionCalendar:
    """Read a calendar, or refuse with everything that is wrong with it (`Refused`)."""
    problems = Problems(str(path))
    table = _table(path, problems)
    if table is not None:
        _judge(table, problems)
    if table is None or problems:
        raise Refused(problems.findings())
    calendar = AdmissionCalendar(**table)
    for name in calendar.disorder():
        problems.add(
            "calendar_order",
            Text(f"{name} ligger före dagen innan i ordningen.", f"{name} lies before the day that precedes it."),
            Text(f"Ordningen är {', '.join(DAYS)}.", f"The order is {', '.join(DAYS)}."), cell=name,
        )  # fmt: skip
    if problems:
        raise Refused(problems.findings())
    return calendar


def _table(path: Path, problems: Problems) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        problems.add(
            "calendar",
            Text("Kalendern kan inte läsas som TOML.", "The calendar cannot be read as TOML."),
            Text("Kontrollera namnet och att varje rad är namn = ÅÅÅÅ-MM-DD.",
                 "Check its name, and that each line is name = YYYY-MM-DD."),
        )  # fmt: skip
        return None


def _judge(table: dict[str, Any], problems: Problems) -> None:
    for name in DAYS:
        if type(table.get(name)) is not date:
            problems.add(
                "calendar_day",
                Text(f"{name} är ingen dag.", f"{name} is no day."),
                Text(f"Skriv {name} = ÅÅÅÅ-MM-DD, utan citattecken.", f"Write {name} = YYYY-MM-DD, without quotes."),
                cell=name,
            )  # fmt: skip
    if type(table.get("year")) is not int:
        problems.add(
            "calendar_day",
            Text("year är inget årtal.", "year is no year."),
            Text("Skriv året då utbildningen börjar.", "Write the year in which the education starts."), cell="year",
        )  # fmt: skip
    for name in sorted(table.keys() - {*DAYS, "year", "source"}):
        problems.add(
            "calendar_unknown",
            Text(f"{name} är inget kalendern känner.", f"{name} is nothing the calendar knows."),
            Text("Ta bort raden.", "Take the line out."), cell=name,
        )  # fmt: skip
