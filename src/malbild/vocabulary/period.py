"""Period: the year, tertial, quarter, month or day that a figure is about."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering
from typing import Self


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"


_PER_YEAR = {PeriodKind.YEAR: 1, PeriodKind.TERTIAL: 3, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}
_LETTER = {PeriodKind.TERTIAL: "T", PeriodKind.QUARTER: "Q"}
_YEAR = re.compile(r"(\d{4})")
_PART = re.compile(r"(\d{4})[-\s]?([TQKM])[-\s]?(\d{1,2})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2}|\d{4})")


class UnknownPeriod(ValueError):
    """A text that is no period."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{text!r} is no period. Write a year (2018), tertial (2018-T1), quarter (2018-Q3), month (2018-09) "
            "or day (2018-12-31, which counts as the end of its year or month)."
        )


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year or a part of one; `part` counts from 1.

    >>> Period.parse("2018K3")
    Period(year=2018, kind=<PeriodKind.QUARTER: 'quarter'>, part=3)
    >>> Period.parse("2018-12-31")
    Period(year=2018, kind=<PeriodKind.YEAR: 'year'>, part=1)
    >>> str(Period.parse("2019M07"))
    '2019-07'
    """

    year: int
    kind: PeriodKind = PeriodKind.YEAR
    part: int = 1

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 9999 or not 1 <= self.part <= _PER_YEAR[self.kind]:
            raise UnknownPeriod(f"{self.year} {self.kind} {self.part}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as statistical offices write it.

        31 December stands for its year, the last day of another month for that month.
        """
        stripped = text.strip()
        if match := _YEAR.fullmatch(stripped):
            return cls(int(match[1]))
        if match := _PART.fullmatch(stripped):
            kind = {"T": PeriodKind.TERTIAL, "M": PeriodKind.MONTH}.get(match[2].upper(), PeriodKind.QUARTER)
            return cls(int(match[1]), kind, int(match[3]))
        if match := _MONTH.fullmatch(stripped):
            return cls(int(match[1]), PeriodKind.MONTH, int(match[2]))
        if match := _DAY.fullmatch(stripped):
            return cls._of_day(stripped)
        if (match := _SCHOOL_YEAR.fullmatch(stripped)) and int(match[2][-2:]) == (int(match[1]) + 1) % 100:
            return cls(int(match[1]) + 1)  # a school year ends in its second calendar year
        raise UnknownPeriod(text)

    @classmethod
    def _of_day(cls, text: str) -> Self:
        try:
            one = date.fromisoformat(text)
        except ValueError as error:
            raise UnknownPeriod(text) from error
        if (one.month, one.day) == (12, 31):
            return cls(one.year)
        if one.day == monthrange(one.year, one.month)[1]:
            return cls(one.year, PeriodKind.MONTH, one.month)
        raise UnknownPeriod(text)

    @property
    def ordinal(self) -> int:
        """Place on the time line of its own kind, so that neighbours differ by one."""
        return self.year * _PER_YEAR[self.kind] + self.part - 1

    @property
    def months(self) -> int:
        """How many months the period lasts."""
        return 12 // _PER_YEAR[self.kind]

    @property
    def first_day(self) -> date:
        """The period's first day."""
        return date(self.year, (self.part - 1) * self.months + 1, 1)

    @property
    def last_day(self) -> date:
        """The period's last day."""
        month = self.part * self.months
        return date(self.year, month, monthrange(self.year, month)[1])

    def shifted(self, steps: int) -> Self:
        """The period so many steps of its own length later.

        >>> str(Period.parse("2018-Q4").shifted(1))
        '2019-Q1'
        """
        year, part = divmod(self.ordinal + steps, _PER_YEAR[self.kind])
        return type(self)(year, self.kind, part + 1)

    def __lt__(self, other: "Period") -> bool:
        return (self.last_day, self.first_day) < (other.last_day, other.first_day)

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        if self.kind is PeriodKind.MONTH:
            return f"{self.year}-{self.part:02d}"
        return f"{self.year}-{_LETTER[self.kind]}{self.part}"


def years(first: int, last: int) -> tuple[Period, ...]:
    """The years from first to last, both included."""
    return tuple(Period(year) for year in range(first, last + 1))
