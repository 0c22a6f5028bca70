"""Report: findings in few words, many of one kind as one."""

from collections.abc import Sequence
from dataclasses import replace

from malbild.vocabulary.finding import Finding
from malbild.vocabulary.text import Language, Text, number

_MOST = 8


def gathered(findings: Sequence[Finding]) -> list[Finding]:
    """All findings when they are few; else the first ones, the last of them telling how many there are."""
    if len(findings) <= _MOST:
        return list(findings)
    rest = len(findings) - _MOST + 1
    last = findings[_MOST - 1]
    told = Text(f"{last.message.sv} Samma sak på {rest - 1} ställen till i tabellen.",
                f"{last.message.en} The same in {rest - 1} more places of the table.")  # fmt: skip
    return [*findings[: _MOST - 1], replace(last, message=told)]


def figure(value: float, language: Language, decimals: int) -> str:
    """A number as a sentence writes it, with the decimals of its measure."""
    return number(value, language, decimals)


def signed(value: float, language: Language, decimals: int) -> str:
    """A difference with its sign."""
    text = number(value, language, decimals)
    return f"+{text}" if value > 0 else text
