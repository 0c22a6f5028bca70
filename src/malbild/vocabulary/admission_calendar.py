"""The year of an admission: from when one may apply until the pupils are handed to their schools."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from itertools import pairwise

from malbild.vocabulary.text import Text


class AdmissionStage(StrEnum):
    """Where an admission's year stands."""

    PLANNED = "planned"
    APPLYING = "applying"
    HANDLING = "handling"
    PRELIMINARY = "preliminary"
    CHANGING = "changing"
    DECIDING = "deciding"
    REPLYING = "replying"
    WAITING = "waiting"
    RESERVES = "reserves"
    CLOSING = "closing"
    HANDED_OVER = "handed_over"

    @property
    def text(self) -> Text:
        """What to call it."""
        return _STAGES[self]


_STAGES = {
    AdmissionStage.PLANNED: Text("inte öppnad", "not open yet"),
    AdmissionStage.APPLYING: Text("ansökan är öppen", "open for applications"),
    AdmissionStage.HANDLING: Text("ansökningarna behandlas", "applications are handled"),
    AdmissionStage.PRELIMINARY: Text("preliminär antagning är klar", "preliminary admission is done"),
    AdmissionStage.CHANGING: Text("val kan ändras", "choices may be changed"),
    AdmissionStage.DECIDING: Text("slutlig antagning förbereds", "final admission is prepared"),
    AdmissionStage.REPLYING: Text("slutlig antagning är klar, svar väntas", "final admission is done, replies awaited"),
    AdmissionStage.WAITING: Text("svarstiden är slut", "the time to reply is over"),
    AdmissionStage.RESERVES: Text("reservantagning", "reserves are admitted"),
    AdmissionStage.CLOSING: Text("reservantagningen är slut", "admission of reserves is over"),
    AdmissionStage.HANDED_OVER: Text("överlämnad till skolorna", "handed to the schools"),
}


@dataclass(frozen=True, slots=True)
class AdmissionCalendar:
    """The days of an admission, in their order; each day named is the first or last on which the thing is so.

    year     of the autumn in which the education starts
    source   address where the days were published; empty when they are the office's own

    >>> days = [date(2024, 1, 8), date(2024, 2, 15), date(2024, 4, 8), date(2024, 4, 15), date(2024, 5, 6),
    ...         date(2024, 7, 1), date(2024, 7, 29), date(2024, 8, 5), date(2024, 8, 30), date(2024, 9, 2)]
    >>> calendar = AdmissionCalendar(2024, *days)
    >>> calendar.stage_on(date(2024, 4, 20)).value, calendar.is_late(date(2024, 4, 20), first=date(2024, 2, 1))
    ('changing', False)
    >>> calendar.is_late(date(2024, 4, 20), first=date(2024, 4, 20))
    True
    """

    year: int
    opens: date
    closes: date
    preliminary: date
    change_opens: date
    change_closes: date
    final: date
    reply_by: date
    reserves: date
    reserves_end: date
    hand_over: date
    source: str = ""

    def stage_on(self, day: date) -> AdmissionStage:
        """Where the year stands on a day."""
        stage = AdmissionStage.PLANNED
        for starts, one in self._starts():
            if day >= starts:
                stage = one
        return stage

    def _starts(self) -> tuple[tuple[date, AdmissionStage], ...]:
        """The first day of each stage; what ends on a day still holds on it."""
        return (
            (self.opens, AdmissionStage.APPLYING),
            (_after(self.closes), AdmissionStage.HANDLING),
            (self.preliminary, AdmissionStage.PRELIMINARY),
            (self.change_opens, AdmissionStage.CHANGING),
            (_after(self.change_closes), AdmissionStage.DECIDING),
            (self.final, AdmissionStage.REPLYING),
            (_after(self.reply_by), AdmissionStage.WAITING),
            (self.reserves, AdmissionStage.RESERVES),
            (_after(self.reserves_end), AdmissionStage.CLOSING),
            (self.hand_over, AdmissionStage.HANDED_OVER),
        )

    def is_late(self, day: date, *, first: date) -> bool:
        """Whether a choice made on a day comes after those in time.

        first   the day the applicant first applied: only who applied in time may change her choices later
        """
        in_window = self.change_opens <= day <= self.change_closes and first <= self.closes
        return day > self.closes and not in_window

    def disorder(self) -> tuple[str, ...]:
        """The names of days that lie before the day named before them; none in a calendar that holds together."""
        days = [(one.name, getattr(self, one.name)) for one in fields(self) if one.name not in ("year", "source")]
        return tuple(name for (_, before), (name, day) in pairwise(days) if day < before)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
