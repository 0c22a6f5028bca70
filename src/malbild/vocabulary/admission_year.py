"""A year of admission to upper-secondary school: its calendar, its rounds, and the pupils who apply.

Pupils are children and these are personal data: nothing here prints who somebody is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from malbild.vocabulary.admission_calendar import AdmissionCalendar
from malbild.vocabulary.text import Text


class RoundKind(StrEnum):
    """What a round of admission is: preliminary, final, or one for the reserves after the replies."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    RESERVE = "reserve"


KEPT_AFTER_HAND_OVER = timedelta(days=90)
"""How long pupils stay after the hand-over to the schools unless the office decides otherwise."""
LONGEST_KEPT = timedelta(days=3 * 366)
"""How long after the first day of the calendar pupils can stay at most."""

_BEFORE = Text("Dagen ligger före den som kommer tidigare i kalendern.",
               "The day lies before one that comes earlier in the calendar.")  # fmt: skip
_GONE_BEFORE = Text("Eleverna kan inte tas bort före överlämnandet till skolorna.",
                    "The pupils cannot go before they are handed over to the schools.")  # fmt: skip
_GONE_LATE = Text("Så länge får eleverna inte finnas kvar: högst tre år från att ansökan öppnar.",
                  "Pupils may not stay that long: at most three years from the day applications open.")  # fmt: skip


def faults(calendar: AdmissionCalendar, gone_after: date) -> dict[str, Text]:
    """What is wrong with the days of a year, by the day's name; nothing when all is well.

    gone_after   the last day of the pupils in the store
    """
    found = dict.fromkeys(calendar.disorder(), _BEFORE)
    if gone_after < calendar.hand_over:
        found["gone_after"] = _GONE_BEFORE
    elif gone_after - calendar.opens > LONGEST_KEPT:
        found["gone_after"] = _GONE_LATE
    return found


@dataclass(frozen=True, slots=True)
class AdmissionRound:
    """A round that was run: over which load of applications, when, by whom, and its numbers.

    load     which load of the year's applications it was run on
    told     the numbers that may stay when the pupils are gone: small groups are left out
    """

    number: int
    kind: RoundKind
    at: datetime
    by: str
    load: int
    told: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AdmissionYear:
    """One year's admission.

    generated    made up to try things on: no pupil in it exists
    gone_after   the last day its pupils are kept
    seed         of the lottery; None until it is drawn
    tie          the rule between equals
    load         number of the latest load of applications, 0 before the first
    applicants   in that load
    gone_since   when the pupils were taken away; None while they are there
    """

    key: str
    year: int
    generated: bool
    calendar: AdmissionCalendar
    gone_after: date
    seed: int | None = None
    tie: str = "lottery"
    load: int = 0
    applicants: int = 0
    rounds: tuple[AdmissionRound, ...] = ()
    gone_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an applicant is, beside what she applies for.

    protected   her identity is protected (skyddade personuppgifter)
    """

    name: str = field(default="", repr=False)
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Pupil:
    """An applicant as somebody may see her; empty where she may not be told.

    handle   what stands for her in addresses; says nothing of her
    shown    whether this reader may open what is known of her
    """

    handle: str
    applicant: str = field(repr=False)
    name: str = field(repr=False)
    municipality: str = field(repr=False)
    protected: bool
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Access:
    """A line of the log: who read or wrote which pupil, when and why.

    pupil    a digest that only who knows the applicant's id, the year and the key can make; empty: all of the year's
    pupils   how many
    """

    number: int
    at: datetime
    by: str
    verb: str
    why: str
    year: str
    pupil: str
    pupils: int
