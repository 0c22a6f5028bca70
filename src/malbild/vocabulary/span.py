"""Span: the time a code of a table stands for, from one period to another."""

import re
from dataclasses import dataclass
from datetime import date

from malbild.vocabulary.period import Period, PeriodKind, UnknownPeriod

_UP_TO = re.compile(r"(?:up to|till och med|t\.?o\.?m\.?|until)\s+(.+)", re.IGNORECASE)
_DASHED = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})")
_SLASHED = re.compile(r"([^/]+)/([^/]+)")
_SCHOOL_YEAR = re.compile(r"\d{4}/(\d{2}|\d{4})")
_MONTHS = {name: place for place, names in enumerate((
    "jan januari january", "feb februari february", "mar mars march", "apr april", "maj may", "jun juni june",
    "jul juli july", "aug augusti august", "sep sept september", "okt oct oktober october", "nov november",
    "dec december"), start=1) for name in names.split()}  # fmt: skip
_NAMED_MONTH = re.compile(r"([a-z]+)\.?\s+(\d{4})|(\d{4})\s+([a-z]+)\.?", re.IGNORECASE)
_COMPACT_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last of two periods, both included; one period is a span of itself.

    split   it ends before its last period does: a year over two calendar years (2017/18), "up to 2017-06-15"
    """

    first: Period
    last: Period
    split: bool = False

    @property
    def single(self) -> bool:
        """Whether the span is one period."""
        return self.first == self.last

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read a period or a span of periods as published tables write them.

        >>> str(Span.parse("2014-2018").first), str(Span.parse("2018-09/2019-09").last), Span.parse("2017/18").split
        ('2014', '2019-09', True)
        """
        stripped = " ".join(text.split())
        if match := _DASHED.fullmatch(stripped):
            return cls._ordered(match[1], match[2], text, split="/" in stripped)
        if match := _UP_TO.fullmatch(stripped):
            end = _end_of(match[1])
            return cls(end, end, True)
        try:
            one = _one(stripped)
            return cls(one, one, bool(_SCHOOL_YEAR.fullmatch(stripped)))
        except UnknownPeriod:
            if match := _SLASHED.fullmatch(stripped):
                return cls._ordered(match[1], match[2], text)
            raise

    @classmethod
    def _ordered(cls, first: str, last: str, text: str, *, split: bool = False) -> "Span":
        one, other = _one(first), _one(last)
        if other < one:
            raise UnknownPeriod(text)
        adjacent = split and other.ordinal - one.ordinal == 1
        return cls(other, other, True) if adjacent else cls(one, other)


def _one(text: str) -> Period:
    stripped = text.strip()
    if match := _NAMED_MONTH.fullmatch(stripped):
        month = _MONTHS.get((match[1] or match[4]).lower())
        if month:
            return Period(int(match[2] or match[3]), PeriodKind.MONTH, month)
    if match := _COMPACT_MONTH.fullmatch(stripped):
        return Period(int(match[1]), PeriodKind.MONTH, int(match[2]))
    return Period.parse(stripped)


def _end_of(text: str) -> Period:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return _one(text)
    return Period(day.year, PeriodKind.MONTH, day.month)
