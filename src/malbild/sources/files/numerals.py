"""Numerals: numbers and marks as people print them, in Swedish and in machine form."""

import math
import re
from dataclasses import dataclass

from malbild.vocabulary.table import ESTIMATED, MISSING, PRELIMINARY, PUBLISHED, SUPPRESSED

# What offices print where there is no number. Two dots: too few or too uncertain to show; one dot or a dash:
# nothing to measure. Never a zero.
SUPPRESSED_MARKS = frozenset({"..", "x", "X", "*", "…", "(x)", "s"})
MISSING_MARKS = frozenset({"", "-", "–", "—", ".", ":", "...", "n/a", "na", "nan", "null", "none", "saknas", "#n/a"})

_SPACES = re.compile("[\u00a0\u202f\u2009\u2007\u2002\u2003 ']")
_GROUPED = re.compile("[+-]?\\d{1,3}(?:[\u00a0\u202f\u2009\u2007 ']\\d{3})+(?:[.,]\\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = {
    ".": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ",": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A cell read as a number: value (NaN when there is none), status, and how many decimals it was printed with."""

    value: float
    status: str = PUBLISHED
    decimals: int = 0


def read_numeral(text: str, decimal: str, *, suppressed: frozenset[str], missing: frozenset[str]) -> Numeral | None:
    """Read a printed number or mark; None when it is neither.

    >>> read_numeral("1 234,5", ",", suppressed=frozenset({".."}), missing=frozenset({"-"}))
    Numeral(value=1234.5, status='', decimals=1)
    >>> read_numeral("..", ",", suppressed=frozenset({".."}), missing=frozenset()).status
    'suppressed'
    """
    stripped = text.strip().strip("\u00a0\u202f")
    if stripped in suppressed:
        return Numeral(math.nan, SUPPRESSED)
    if not stripped or stripped in missing or stripped.lower() in missing:
        return Numeral(math.nan, MISSING)
    number, status = _without_note(stripped.replace("−", "-").replace("\u2012", "-"))
    plain = _ungrouped(number, decimal)
    if plain is None:
        return None
    value = float(plain)
    return Numeral(value, status, _decimals(plain)) if math.isfinite(value) else None


def _without_note(text: str) -> tuple[str, str]:
    """A number without its per cent sign or the mark that says how sure it is."""
    match = re.fullmatch(r"(.*?)\s*(%|[pP]\)?|[eE]\)?|[rR]\)?)", text)
    if not match or not match[1] or not match[1][-1].isdigit():
        return text, PUBLISHED
    mark = match[2].rstrip(")").lower()
    return match[1], {"p": PRELIMINARY, "e": ESTIMATED}.get(mark, PUBLISHED)


def _ungrouped(text: str, decimal: str) -> str | None:
    """A number without thousands separators and with a point; None when it is no number."""
    if not text.isascii() and not _GROUPED.fullmatch(text):
        return None
    if _GROUPED.fullmatch(text):
        text = _SPACES.sub("", text)
    elif _THOUSANDS[decimal].fullmatch(text) and (text.count("," if decimal == "." else ".") > 1 or decimal in text):
        text = text.replace("," if decimal == "." else ".", "")
    elif decimal == "." and re.fullmatch(r"[+-]?\d{1,3},\d{3}", text):
        text = text.replace(",", "")
    if not _PLAIN.fullmatch(text) or (decimal == "." and "," in text):
        return None
    return text.replace(",", ".")


def _decimals(plain: str) -> int:
    mantissa, _, exponent = plain.lower().partition("e")
    return max(0, len(mantissa.partition(".")[2]) - int(exponent or 0))


@dataclass(frozen=True, slots=True)
class Numerals:
    """How one file writes its numbers: decimal sign, and the marks for hidden and for absent ones."""

    decimal: str = "."
    suppressed: frozenset[str] = SUPPRESSED_MARKS
    missing: frozenset[str] = MISSING_MARKS

    @classmethod
    def of(cls, decimal: str, suppressed: tuple[str, ...], missing: tuple[str, ...]) -> "Numerals":
        """The usual marks and a sidecar's own; a mark that the sidecar calls hidden is hidden."""
        hidden = (SUPPRESSED_MARKS - frozenset(missing)) | frozenset(suppressed)
        return cls(decimal, hidden, (MISSING_MARKS | frozenset(missing)) - frozenset(suppressed))

    def read(self, text: str) -> Numeral | None:
        """A cell as a number or a mark; None when it is neither."""
        return read_numeral(text, self.decimal, suppressed=self.suppressed, missing=self.missing)

    def readable(self, text: str) -> bool:
        """Whether a cell is a number or a mark."""
        return self.read(text) is not None

    def figure(self, text: str) -> bool:
        """Whether a cell is a number."""
        numeral = self.read(text)
        return numeral is not None and not math.isnan(numeral.value)
